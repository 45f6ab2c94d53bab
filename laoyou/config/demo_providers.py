"""Institutions of the demonstration county: invented names, whose places add up to what the plan speaks of."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

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

SINCE = datetime.date(2023, 3, 1)
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


# 7,000 beds, of which 3,850 nursing-type (55 %); 4,293 nursery places.
LINES = (
    Line("elder_home", "养老服务中心", 37, "public", "institution", "bed", 150, 80),
    Line("elder_home", "康养院", 5, "private", "nonprofit", "bed", 290, 178),
    Line("day_care_centre", "日间照料中心", 20, "public", "committee", "day_care_place", 20),
    Line("meal_point", "老年食堂", 12, "private", "individual"),
    Line("nursery", "托育园", 30, "private", "company", "nursery_place", 110),
    Line("kindergarten_class", "幼儿园托班", 12, "public", "institution", "nursery_place", 60),
    Line("employer_nursery", "职工托育站", 8, "private", "none", "nursery_place", 31),
    Line("family_nursery", "家庭托育点", 5, "private", "individual", "nursery_place", 5),
)


def fill_providers(by: Actor, county: Division) -> list[Account]:
    """The institutions, one home with its beds, and the two accounts that keep them."""
    towns = list(Division.objects.filter(parent=county).order_by("code"))
    made = take_over(by=by, division=county, rows=list(_rows(towns)), since=SINCE)
    home = Location.objects.select_related("provider", "division").get(provider=made[0])
    actions.add_beds(by=by, location=home, room_list=ROOMS, per_room=PER_ROOM, since=SINCE, nursing=True)
    return _accounts(by, county, made[0])


def _rows(towns: list[Division]) -> Iterator[Whole]:
    for line in LINES:
        for number in range(line.count):
            town = towns[number % len(towns)]
            name = f"{town.name}{line.word}"
            provider = Provider(
                division=town, name=name, kind=line.kind, operation=line.operation, legal_form=line.legal_form,
                opened_on=SINCE, no_uscc_why=WHY,
            )  # fmt: skip
            site = Site(division=town, name=name, address=f"{town.name}示范路{number + 1}号", since=SINCE)
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
