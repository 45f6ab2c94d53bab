"""Institutions are registered with what the kind asks, and closed only when nobody is left."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.packs.actions import load_releases
from laoyou.providers import actions, queries
from laoyou.providers.models import Location, Provider
from laoyou.providers.tests.samples import SINCE, code, facts, person_of, resident, seen_by, site
from tests.world import SYSTEM, World

DAY = datetime.date(2025, 6, 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"uscc": "5299012100000000"}, "uscc"),
        ({"uscc": code()[:-1] + ("A" if code()[-1] != "A" else "B")}, "uscc"),
        ({"uscc": ""}, "no_uscc_why"),
        ({"kind": "castle"}, "kind"),
        ({"legal_form": "committee"}, "legal_form"),
        ({"operation": "public_private", "contract_no": "甲民合〔2025〕1号"}, "contract_since"),
        ({"opened_on": datetime.date(2999, 1, 1)}, "opened_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    registrar: Actor, world: World, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.register_provider(by=registrar, division=world.divisions["甲县"], facts=facts(**wrong))
    assert refused.value.field == field


def test_a_code_is_one_in_the_whole_country(world: World, home: Location, registrar: Actor) -> None:
    with seen_by(world, "乙县", "registrar") as other:
        assert Provider.objects.count() == 0
        with pytest.raises(Refused, match="另一家机构"):
            actions.register_provider(by=other, division=world.divisions["乙县"], facts=facts())
        with pytest.raises(Refused, match="自己地区"):
            actions.register_provider(by=other, division=world.divisions["甲县"], facts=facts(uscc=code(2)))


def test_a_change_leaves_one_line_and_a_stale_one_is_refused(home: Location, registrar: Actor) -> None:
    provider = home.provider
    changed = actions.change_provider(
        by=registrar, provider=provider, version=1, facts=facts(phone="0818-1234567")
    )
    assert changed.version == 2
    same = actions.change_provider(
        by=registrar, provider=provider, version=2, facts=facts(phone="0818-1234567")
    )
    assert same.version == 2
    with pytest.raises(Refused, match="别人刚改过"):
        actions.change_provider(by=registrar, provider=provider, version=1, facts=facts())
    with acting_as(SYSTEM):
        assert AuditLine.objects.filter(action="providers.provider.change").count() == 1


def test_recognitions_do_not_overlap(home: Location, registrar: Actor) -> None:
    given: dict[str, Any] = {"by": registrar, "provider": home.provider, "document": "甲民发〔2025〕3号"}
    first = actions.recognise(**given, since=SINCE, until=DAY)
    assert actions.recognise(**given, since=SINCE, until=DAY) == first
    with pytest.raises(Refused, match="已有普惠认定"):
        actions.recognise(**given, since=SINCE + datetime.timedelta(days=9))


def test_a_place_with_people_is_not_closed(world: World, home: Location, registrar: Actor) -> None:
    with acting_as(SYSTEM):
        person = resident(world.divisions["河口村"])
    stay = actions.admit(by=registrar, location=home, person=person_of(person), mode="full", since=SINCE)
    with pytest.raises(Refused, match="还有 1 人"):
        actions.close_location(by=registrar, location=home, on=DAY)
    actions.discharge(by=registrar, stay=stay, on=DAY)
    with pytest.raises(Refused, match="服务点"):
        actions.close_provider(by=registrar, provider=home.provider, version=1, on=DAY)
    actions.close_location(by=registrar, location=home, on=DAY)
    closed = actions.close_provider(by=registrar, provider=home.provider, version=1, on=DAY)
    assert closed.closed_on == DAY


def test_one_licence_has_many_places_and_each_division_sees_its_own(
    world: World, home: Location, registrar: Actor
) -> None:
    hill = world.divisions["西山乡"]
    there = site(hill, "西山分院")
    second = actions.open_location(by=registrar, provider=home.provider, site=there, name="", since=DAY)
    assert (
        actions.open_location(by=registrar, provider=home.provider, site=there, name="", since=DAY) == second
    )
    with seen_by(world, "甲县", "township"):
        assert [place.location for place in queries.places_of(home.provider, DAY)] == [home]
    with seen_by(world, "乙县", "office"):
        assert queries.provider(home.provider_id) is None


def test_a_row_cannot_lie_in_another_division_than_its_place(world: World, home: Location) -> None:
    with acting_as(SYSTEM):
        home.beds.create(division=world.divisions["乙县"], number="1", since=SINCE)
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.check_constraints()
        home.beds.all().delete()


COUNTY_KINDS = """
[[provider_kinds]]
key = "mutual_home"
zh = "农村互助养老点"
en = "Mutual-aid home"
serves = ["elder"]
measures = ["day_care_place"]
legal_forms = ["committee", "none"]
filing = { zh = "报乡镇人民政府", en = "Told to the township" }
document = "gbf-2020-52"
clause = "多元主体参与"
sureness = "U"
"""


@pytest.mark.django_db
def test_a_countys_own_pack_adds_kinds_for_itself_alone(world: World, tmp_path: Path) -> None:
    shutil.copytree(Path(settings.PACKS) / "base", tmp_path / "base")
    (tmp_path / "990121").mkdir()
    head = 'code = "990121"\nversion = "2026.11.1"\nname = { zh = "甲县", en = "Jia" }\nlevel = "county"\nextends = "base"\n'
    (tmp_path / "990121" / "pack.toml").write_text(head, "utf-8")
    (tmp_path / "990121" / "provider_kinds.toml").write_text(COUNTY_KINDS, "utf-8")
    load_releases(root=tmp_path, codes=["990121"], by="test")
    here, there = world.divisions["东河镇"], world.divisions["南桥镇"]
    assert queries.kinds(here)["mutual_home"].zh == "农村互助养老点"
    assert {"elder_home", "nursery"} <= queries.kinds(here).keys()
    known = queries.kinds_of([here.pk, there.pk])
    assert "mutual_home" in known[here.pk]
    assert "mutual_home" not in known[there.pk]
    with acting_as(world.actor("甲县", "registrar")) as registrar:
        point = facts(
            name="河口村互助点", kind="mutual_home", legal_form="committee", uscc="", no_uscc_why="村办"
        )
        assert actions.register_provider(by=registrar, division=here, facts=point).kind == "mutual_home"
    page = world.signed_in("甲县", "registrar").get(reverse("provider-add")).content.decode()
    assert "农村互助养老点" in page
