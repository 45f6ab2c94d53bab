"""People of both counties with invented numbers, and rows of privacy in 甲县, for guards and pages."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from stdnum.cn import ric

from laoyou.people.models import Presence, Residency, Resident
from laoyou.privacy.keys import ring
from laoyou.privacy.models import Approval, Consent, Deletion, Disposal
from tests.world import World

LONG_AGO = datetime.date(2015, 3, 1)
BORN = datetime.date(1950, 5, 6)


def today() -> datetime.date:
    """Asked each time: a run that begins before midnight ends on another day."""
    return timezone.localdate()


def number(serial: int, born: datetime.date = BORN) -> str:
    """An ID number of no real region (99), with its right check sign."""
    head = f"990121{born:%Y%m%d}{serial:03d}"
    return head + str(ric.calc_check_digit(head + "0"))


def add_resident(
    world: World, place: str, serial: int, *, name: str = "", born: datetime.date = BORN
) -> Resident:
    """By the model itself: rows for tests, in whatever division."""
    plain, phone = number(serial, born), f"139{serial:08d}"
    keys = ring()
    made = Resident.objects.create(
        division=world.divisions[place],
        name=name or f"测试{serial}",
        sex="1",
        birth_date=born,
        id_kind="citizen",
        id_sealed=keys.seal(plain, kind="id"),
        id_index=keys.index(plain, kind="id"),
        id_hint=plain[-1],
        phone_sealed=keys.seal(phone, kind="phone"),
        phone_index=keys.index(phone, kind="phone"),
    )
    Residency.objects.create(resident=made, division=made.division, kind="responsible", since=LONG_AGO)
    return made


def add_stay(
    resident: Resident, provider: int, *, until: datetime.date | None = None, away: bool = False
) -> Presence:
    return Presence.objects.create(
        resident=resident,
        division=resident.division,
        provider_ref=provider,
        stay_ref=f"test-{resident.pk}-{provider}-{until}",
        since=LONG_AGO,
        until=until,
        away=away,
    )


def _once(world: World, name: str, make: Callable[[], Any]) -> Any:
    if name not in world.rows:
        world.rows[name] = make()
    return world.rows[name]


def _child(world: World) -> Resident:
    born = today().replace(day=1) - datetime.timedelta(days=700)
    child: Resident = _once(world, "private_child", lambda: add_resident(world, "河口村", 301, born=born))
    return child


def _approval(world: World) -> dict[str, Any]:
    asker = world.people["甲县", "registrar"]
    made = _once(
        world,
        "approval",
        lambda: Approval.objects.create(
            resident_ref=_child(world).pk, division=_child(world).division, purpose="核对补助", asked_by=asker
        ),
    )
    return {"pk": made.pk}


def add_disposal(world: World, place: str, head: str) -> Disposal:
    return Disposal.objects.create(
        division=world.divisions[place], kind="elder_file", clause="第三十二条", ids=[1], asked=1,
        approved_by=world.people[head, "register_head"],
    )  # fmt: skip


def _consent(world: World) -> dict[str, Any]:
    child = _child(world)
    made = _once(
        world,
        "consent",
        lambda: Consent.objects.create(
            resident_ref=child.pk, division=child.division, kind="register", given_by="监护人", since=LONG_AGO
        ),
    )
    return {"pk": child.pk, "consent_id": made.pk}


def _deletion(world: World) -> dict[str, Any]:
    child, clerk = _child(world), world.people["甲县", "registrar"]
    made = _once(
        world,
        "deletion",
        lambda: Deletion.objects.create(
            resident_ref=child.pk,
            division=child.division,
            ground="other",
            asked_on=today(),
            recorded_by=clerk,
        ),
    )
    return {"pk": made.pk}


def _child_pk(world: World) -> dict[str, Any]:
    return {"pk": _child(world).pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "opening-decide": _approval,
    "opening-withdraw": _approval,
    "opening-ask": _child_pk,
    "consent-give": _child_pk,
    "consent-withdraw": _consent,
    "deletion-ask": _child_pk,
    "deletion-decide": _deletion,
}
