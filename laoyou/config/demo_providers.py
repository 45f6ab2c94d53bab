"""Institutions of the demonstration county: invented names, whose places add up to what the plan speaks of."""

import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from laoyou.access.actions import create_person, grant_role
from laoyou.access.actions.people import initial_password
from laoyou.access.models import Department, User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.config.first import Account
from laoyou.places.models import Division
from laoyou.providers import actions
from laoyou.providers.actions.bulk import Amount, Whole, take_over
from laoyou.providers.models import Location, Provider
from laoyou.spaces.models import Site

FILE = "demo/institutions.toml"
WHY = "演示数据，没有真实代码"
ROOMS, PER_ROOM = "101-115", 2


@dataclass(frozen=True, slots=True)
class Line:
    """`count` institutions of a kind, one a township in turn; `nursing` of their beds."""

    kind: str
    word: str
    count: int
    operation: str
    legal_form: str
    measure: str = ""
    amount: int = 0
    nursing: int = 0


def lines(code: str) -> tuple[datetime.date, list[Line]]:
    """As the county's pack declares them, and since when they are open."""
    said = tomllib.loads((Path(settings.PACKS) / code / FILE).read_text("utf-8"))
    return said["since"], [Line(**each) for each in said["institutions"]]


def fill_providers(by: Actor, county: Division) -> list[Account]:
    """The institutions, one home with its beds, and the two accounts that keep them."""
    towns = list(Division.objects.filter(parent=county).order_by("code"))
    since, declared = lines(county.code)
    rows = list(_rows(towns, declared, since))
    made = take_over(by=by, division=county, rows=rows, since=since)
    home = Location.objects.select_related("provider", "division").get(provider=made[0])
    actions.add_beds(by=by, location=home, room_list=ROOMS, per_room=PER_ROOM, since=since, nursing=True)
    return _accounts(by, county, made[0])


def _rows(towns: list[Division], declared: list[Line], since: datetime.date) -> Iterator[Whole]:
    for line in declared:
        for number in range(line.count):
            town = towns[number % len(towns)]
            name = f"{town.name}{line.word}"
            provider = Provider(
                division=town, name=name, kind=line.kind, operation=line.operation, legal_form=line.legal_form,
                opened_on=since, no_uscc_why=WHY,
            )  # fmt: skip
            site = Site(division=town, name=name, address=f"{town.name}示范路{number + 1}号", since=since)
            yield Whole(provider, site, tuple(_amounts(line)))


def _amounts(line: Line) -> Iterator[Amount]:
    if line.measure:
        yield line.measure, "", "", line.amount
    if line.nursing:
        yield line.measure, "nursing", "", line.nursing


def _accounts(by: Actor, county: Division, home: Provider) -> list[Account]:
    """Whoever else filled the county may have opened the registrar's already."""
    accounts = []
    civil = Department.objects.get(division=county, name__endswith="民政局")
    for role, username in ((Role.REGISTRAR, "registrar"), (Role.PROVIDER_STAFF, "home")):
        if User.objects.filter(username=username).exists():
            continue
        staff = role == Role.PROVIDER_STAFF
        place = home.division if staff else county
        user, password = create_person(
            by=by,
            username=username,
            name=f"{role.label}·{place.name}"[:60],
            division=place,
            password=initial_password(),
        )
        grant_role(
            by=by, user=user, role=role, division=place, department=None if staff else civil,
            provider_ref=home.pk if staff else None,
        )  # fmt: skip
        accounts.append(Account(role.value, place.name, username, password))
    return accounts
