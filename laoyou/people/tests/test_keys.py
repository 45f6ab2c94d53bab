"""Keys are changed under a full register, killed in the middle, and nothing is lost."""

import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor
from laoyou.people.models import Resident
from laoyou.privacy import keys, rotation
from tests.world import World
from tests.world.privacy import add_resident, number

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


@pytest.fixture
def own_keys(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[None]:
    """A key file that a test may change."""
    copy = tmp_path / "field_keys.json"
    shutil.copy(settings.FIELD_KEYS, copy)  # type: ignore[attr-defined]
    settings.FIELD_KEYS = copy  # type: ignore[attr-defined]
    yield
    keys._read.cache_clear()


@pytest.fixture
def residents(world: World, own_keys: None) -> list[int]:
    return [add_resident(world, "河口村", serial).pk for serial in range(1, 8)]


def say(*arguments: str | int) -> str:
    out = StringIO()
    call_command("keys", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def opened(pk: int) -> str:
    return keys.ring().open(bytes(Resident.objects.get(pk=pk).id_sealed or b""), kind="id")


def test_a_killed_rotation_goes_on_where_it_stopped(residents: list[int]) -> None:
    history = _events()
    assert rotation.begin(by=BY, method="sm4-gcm") == (2, True)
    batches = rotation.reseal(batch=3)
    next(batches)
    del batches  # killed after a batch
    assert rotation.used() == {1: 11, 2: 3}
    assert [opened(pk) for pk in residents] == [number(serial) for serial in range(1, 8)]
    with pytest.raises(CommandError, match="still lie under key 1"):
        say("drop", 1)
    told = say("rotate")
    assert "Going on with key 2" in told
    assert "Done: 11 texts under key 2. Nothing uses now: 1" in told
    assert rotation.used() == {2: 14}
    assert keys.ring().current.method == "sm4-gcm"
    say("drop", 1)
    assert [key.number for key in keys.ring().keys] == [2]
    assert "All 14 sealed texts open" in say("check")
    assert [opened(pk) for pk in residents] == [number(serial) for serial in range(1, 8)]
    assert _events() == history  # sealing anew is no change of the person
    assert AuditLine.objects.filter(action="privacy.keys.reseal").latest("id").detail == {
        "key": 2,
        "count": 11,
    }
    with pytest.raises(CommandError, match="Key 2 seals what comes in"):
        say("drop", 2)
    with pytest.raises(CommandError, match="no key 9"):
        say("drop", 9)


def test_what_does_not_open_is_named_without_its_text(residents: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update people_resident set phone_sealed = set_byte(phone_sealed, 20, 255 - get_byte(phone_sealed, 20))"
            " where id = %s",
            [residents[0]],
        )
    out = StringIO()
    with pytest.raises(CommandError, match="1 sealed texts do not open"):
        call_command("keys", "check", stderr=out)
    assert f"people_resident {residents[0]}: phone_sealed does not open" in out.getvalue()
    with pytest.raises(CommandError, match="Put the old key file back"):
        say("rotate")


def _events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from people_residentevent")
        return int(cursor.fetchone()[0])
