"""Institutions of the demonstration county: invented names, whose places add up to what the plan speaks of."""

import datetime
import itertools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from laoyou.access.actions import create_person, grant_role
from laoyou.access.actions.people import initial_password
from laoyou.access.models import Department, User
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.config.demo_upkeep import Kept, upkeep
from laoyou.config.first import Account
from laoyou.places.models import Division
from laoyou.providers import actions
from laoyou.providers.actions.bulk import Amount, Whole, take_over, take_over_upkeep
from laoyou.providers.models import Location, Provider
from laoyou.spaces.models import Site

FILE = "demo/institutions.toml"
WHY = "演示数据，没有真实代码"
# The beds of the home whose clerk has an account: as many, and as many of them nursing-type, as it has filed.
NURSING_ROOMS, OTHER_ROOMS, PER_ROOM = "101-120, 301-320", "401-435", 2
ROADS = ("正街", "文昌街", "滨河路", "新市街", "桥头街", "兴隆街", "学府路", "西街")


@dataclass(frozen=True, slots=True)
class Line:
    """`count` institutions of a kind, one a township in turn, by their `brands` in turn; `nursing` of their beds.

    The rest is what each of them keeps; `lacks` names those that do not meet a rule, counted from 1.
    """

    kind: str
    word: str
    count: int
    operation: str
    legal_form: str
    measure: str = ""
    amount: int = 0
    nursing: int = 0
    brands: Sequence[str] = ("",)
    staff: Mapping[str, int] = field(default_factory=dict)
    fees: Sequence[tuple[str, str, int]] = ()
    months: int | None = None
    deposit: int | None = None
    clinic: str = ""
    classes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    lacks: Mapping[str, Sequence[int]] = field(default_factory=dict)


def lines(code: str) -> tuple[datetime.date, list[Line]]:
    """As the county's pack declares them, and since when they are open."""
    said = tomllib.loads((Path(settings.PACKS) / code / FILE).read_text("utf-8"))
    return said["since"], [Line(**each) for each in said["institutions"]]


def fill_providers(by: Actor, county: Division) -> list[Account]:
    """The institutions with what they keep, one home with its beds, and the two accounts that keep them."""
    towns = list(Division.objects.filter(parent=county).order_by("code"))
    since, declared = lines(county.code)
    rows = list(_rows(towns, declared, since))
    made = take_over(by=by, division=county, rows=rows, since=since)
    places = list(
        Location.objects.select_related("provider", "division").filter(provider__in=made).order_by("pk")
    )
    whose = ((line, number) for line in declared for number in range(line.count))
    kept = [_kept(place, line, number) for place, (line, number) in zip(places, whose, strict=True)]
    take_over_upkeep(by=by, division=county, rows=list(upkeep(kept)))
    for rooms, nursing in ((NURSING_ROOMS, True), (OTHER_ROOMS, False)):
        actions.add_beds(
            by=by, location=places[0], room_list=rooms, per_room=PER_ROOM, since=since, nursing=nursing
        )
    return _accounts(by, county, made[0])


def _rows(towns: list[Division], declared: list[Line], since: datetime.date) -> Iterator[Whole]:
    serial = itertools.count(1)
    for line in declared:
        for number in range(line.count):
            town = towns[number % len(towns)]
            name = f"{town.name}{line.brands[number % len(line.brands)]}{line.word}"
            provider = Provider(
                division=town, name=name, kind=line.kind, operation=line.operation, legal_form=line.legal_form,
                opened_on=since, no_uscc_why=WHY, licensed_on=since if line.measure else None,
                licence_no=f"示例备〔{since.year}〕{next(serial):03d}号" if line.measure else "",
            )  # fmt: skip
            site = Site(division=town, name=name, address=_address(line, number), since=since)
            yield Whole(provider, site, tuple(_amounts(line)))


def _address(line: Line, number: int) -> str:
    nth = number * 7 + len(line.word) * 3 + line.amount
    return f"{ROADS[nth % len(ROADS)]}{nth % 97 + 2}号"


def _amounts(line: Line) -> Iterator[Amount]:
    if line.measure:
        yield line.measure, "", "", line.amount
    if line.nursing:
        yield line.measure, "nursing", "", line.nursing


def _kept(place: Location, line: Line, number: int) -> Kept:
    return Kept(
        place, line.staff, line.fees, line.months, line.deposit, line.clinic, line.classes,
        frozenset(what for what, whose in line.lacks.items() if number + 1 in whose),
    )  # fmt: skip


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
