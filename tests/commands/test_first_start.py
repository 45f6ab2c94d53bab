"""The demonstration county of a first start: institutions mostly in order, people whom each role sees its part of."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from laoyou.access.models import User
from laoyou.access.scope import Actor, acting_as, load_actor
from laoyou.config import demo, prepare
from laoyou.config.demo_providers import lines
from laoyou.config.first import SHEET
from laoyou.packs.actions import load_releases
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.privacy import consents
from laoyou.providers.models import Enrolment, Staff, Stay
from laoyou.providers.queries.standards import open_locations, shortfalls

CODE = "511722"


@pytest.fixture
def sheet(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the sheet of first sign-ins will lie; the packs are loaded."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    load_releases(root=Path(settings.PACKS), codes=["base", CODE], by="test")
    return tmp_path / SHEET


def test_most_institutions_are_in_order_and_some_are_not(sheet: Path) -> None:
    assert demo.fill()
    assert not Resident.objects.exists()
    with acting_as(Actor.system("test")) as by:
        places = open_locations(by.division_ids, timezone.localdate())
        found = shortfalls(places, timezone.localdate())
    assert len(places) == sum(line.count for line in lines(CODE)[1])
    assert 0.05 <= len({each.location.pk for each in found}) / len(places) <= 0.10
    rules = {each.finding.rule for each in found}
    assert rules == {"papers_expired", "papers_missing", "insured", "prepaid", "deposit"}
    assert set(Staff.objects.values_list("location_id", flat=True)) == {each.pk for each in places}
    assert not demo.fill()


def test_classes_hold_as_many_as_the_nursery_has_places() -> None:
    for line in lines(CODE)[1]:
        if line.classes:
            assert sum(map(sum, line.classes.values())) == line.amount, line.word


def test_a_first_start_brings_people_whom_each_role_sees_its_part_of(sheet: Path) -> None:
    assert demo.fill(1500)
    seen = {}
    for username in ("registrar-head", "township", "village", "office", "home", "family"):
        assert username in sheet.read_text()
        user = User.objects.get(username=username)
        with acting_as(load_actor(user.pk, username)):
            seen[username] = Resident.objects.count()
    assert seen["registrar-head"] == 1500
    assert 1500 > seen["township"] > seen["village"] > 100
    assert seen["home"] == Stay.objects.filter(bed__isnull=False).count() > 0
    assert (seen["office"], seen["family"]) == (0, 1)
    assert consents.shared_with_family(User.objects.get(username="family").pk).count() == 1
    assert Enrolment.objects.filter(group__isnull=False).exists()
    with acting_as(Actor.system("test")) as by:
        places = open_locations(by.division_ids, timezone.localdate())
        rules = {each.finding.rule for each in shortfalls(places, timezone.localdate())}
    assert rules.isdisjoint({"class_size", "carers", "family_infants"})
    assert not demo.fill(1500)
    assert Resident.objects.count() == 1500


def test_a_start_that_is_killed_leaves_nothing_and_the_next_brings_as_many_as_are_set(
    sheet: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed at its last step, when people are in; the next one does all of it, and the one after that nothing."""

    def killed(*_arguments: object) -> None:
        assert Resident.objects.count() == 300
        raise KeyboardInterrupt

    monkeypatch.setattr(settings, "DEMO", True)
    monkeypatch.setattr(settings, "DEMO_PEOPLE", 300)
    with monkeypatch.context() as broken:
        broken.setattr(demo, "write_sheet", killed)
        with pytest.raises(KeyboardInterrupt):
            demo.fill(300)
    assert not Resident.objects.exists()
    assert not User.objects.exists()
    assert not Division.objects.exists()
    assert prepare.main() == 0
    assert (
        capsys.readouterr().out
        == "laoyou: the demonstration county is filled, with 300 invented residents.\n"
    )
    assert "family" in sheet.read_text()
    monkeypatch.setattr(settings, "DEMO_PEOPLE", 400)
    assert prepare.main() == 0
    assert capsys.readouterr().out == ""
    assert Resident.objects.count() == 300
