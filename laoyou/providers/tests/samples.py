"""Invented institutions and people for tests."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from stdnum.cn import ric

from laoyou.access.scope import Actor, acting_as
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.privacy.keys import ring
from laoyou.providers.actions import Facts
from laoyou.providers.rules import Person
from laoyou.spaces.models import Site
from tests.world import SYSTEM, World

SINCE = datetime.date(2025, 1, 1)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def id_number(serial: int = 1, born: datetime.date = datetime.date(1945, 5, 6)) -> str:
    """An invented ID number of a county that never was, with a right check sign."""
    body = f"990121{born:%Y%m%d}{serial:03d}"
    return str(body + ric.calc_check_digit(body + "0"))


def code(serial: int = 1, kind: str = "52") -> str:
    """An invented unified social credit code with a right check sign (GB 32100)."""
    body = f"{kind}990121{serial:09d}"
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + _SIGNS[(31 - total % 31) % 31]


def facts(**more: Any) -> Facts:
    known: dict[str, Any] = {
        "name": "东河镇夕阳红养老院", "kind": "elder_home", "operation": "private", "legal_form": "nonprofit",
        "opened_on": SINCE, "uscc": code(),
    }  # fmt: skip
    return Facts(**(known | more))


def site(division: Division, name: str = "东河镇养老院") -> Site:
    return Site.objects.create(division=division, name=name, address=f"{division.name}一号", since=SINCE)


def resident(division: Division, name: str = "张美华", serial: int = 1, **more: Any) -> Resident:
    """By the owner of the database: the register of people has actions of its own."""
    keys, number = ring(), id_number(serial)
    return Resident.objects.create(
        division=division, name=name, initials=[], id_kind="citizen", id_sealed=keys.seal(number, kind="id"),
        id_index=keys.index(number, kind="id"), id_hint=number[-1], **more,
    )  # fmt: skip


@contextmanager
def seen_by(world: World, county: str, role: str) -> Iterator[Actor]:
    """What another person sees, inside the scope of the first: nobody reads another's grants."""
    with acting_as(SYSTEM):
        actor = world.actor(county, role)
    with acting_as(actor):
        yield actor


def person_of(found: Resident) -> Person:
    return Person(found.pk, found.died_on)
