"""What each institution of the demonstration county keeps: invented people and papers, fees, insurance, classes.

Days of papers and policies are counted back from today, so that a county that is filled next year is in order too.
"""

import datetime
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from laoyou.config.demo_names import family_name, full_name
from laoyou.providers.actions.bulk import Upkeep
from laoyou.providers.models import Advance, Clinic, Cover, Fee, Group, Location, Paper, Staff

SEED = 1
YEAR = 365
INSURER = "示例财产保险"
MEN = {"guard": 0.9, "doctor": 0.5, "cook": 0.3, "head": 0.4, "carer": 0.1}  # share of the post; else few
PAPERS = {
    "head": ("training", "训"), "carer": ("skill", "护"), "childcarer": ("skill", "育"), "nurse": ("licence", "护执"),
    "doctor": ("licence", "医执"), "health": ("training", "保健"), "social": ("licence", "社工"), "guard": ("licence", "保安"),
}  # fmt: skip
WITH_CHILDREN = frozenset({"childcarer", "health"})  # who show that they have no record
CLASS_NAMES = {"infant": "乳儿", "toddler": "托小", "senior": "托大", "mixed": "混龄"}
MONTHS_TOO_MANY, DEPOSIT_TOO_HIGH = 18, 30_000  # limits: 12 months, 12 monthly fees of a bed


@dataclass(frozen=True, slots=True)
class Kept:
    """As the pack declares it for this place; `lacks` says what is not in order there."""

    place: Location
    staff: Mapping[str, int]
    fees: Sequence[tuple[str, str, int]]
    months: int | None
    deposit: int | None
    clinic: str
    classes: Mapping[str, Sequence[int]]
    lacks: frozenset[str]


def upkeep(places: Iterable[Kept]) -> Iterator[Upkeep]:
    """The same places give the same people on the same day."""
    chance, today = random.Random(SEED), timezone.localdate()  # noqa: S311 - repeatable, nothing secret
    for nth, kept in enumerate(places, 1):
        yield from _classes(kept)
        yield from _people(chance, kept, today)
        yield from _money(kept)
        yield from _covers(chance, kept, today, nth)


def _classes(kept: Kept) -> Iterator[Group]:
    since = kept.place.since
    for age_class, sizes in kept.classes.items():
        for order, places in enumerate(sizes, 1):
            name = f"{CLASS_NAMES[age_class]}{order}班"
            yield Group(location=kept.place, name=name, age_class=age_class, places=places, since=since)


def _people(chance: random.Random, kept: Kept, today: datetime.date) -> Iterator[Upkeep]:
    """Of one place, no two of a name; the last two are those whose papers are not in order."""
    posts = [post for post, count in kept.staff.items() for _each in range(count)]
    names: set[str] = set()
    for left, post in zip(range(len(posts), 0, -1), posts, strict=True):
        while (name := _name(chance, post)) in names:
            pass
        names.add(name)
        since = kept.place.since + datetime.timedelta(
            days=chance.randint(0, (today - kept.place.since).days * 3 // 4)
        )
        one = Staff(location=kept.place, name=name, post=post, since=since)
        yield one
        yield from _papers(chance, one, today, kept.lacks if left <= 2 else frozenset())


def _name(chance: random.Random, post: str) -> str:
    sex = "1" if chance.random() < MEN.get(post, 0.03) else "2"
    return full_name(chance, family_name(chance), sex, chance.randint(24, 58))


def _papers(
    chance: random.Random, one: Staff, today: datetime.date, lacks: frozenset[str]
) -> Iterator[Paper]:
    if "unchecked" not in lacks:
        ago = chance.randint(YEAR + 20, YEAR + 90) if "expired" in lacks else chance.randint(20, 170)
        yield _paper(chance, one, "health", "健", today - datetime.timedelta(days=ago), YEAR)
    if one.post in PAPERS:
        kind, sign = PAPERS[one.post]
        yield _paper(chance, one, kind, sign, one.since - datetime.timedelta(days=chance.randint(60, 2400)))
    if one.post in WITH_CHILDREN:
        yield _paper(chance, one, "clean", "无", one.since - datetime.timedelta(days=chance.randint(3, 30)))


def _paper(
    chance: random.Random, one: Staff, kind: str, sign: str, since: datetime.date, days: int | None = None
) -> Paper:
    number = f"{sign}{since.year}-{chance.randint(1, 9999):04d}"
    until = since + datetime.timedelta(days=days) if days else None
    return Paper(staff=one, location=one.location, kind=kind, number=number, since=since, until=until)


def _money(kept: Kept) -> Iterator[Fee | Advance]:
    place, since = kept.place, kept.place.since
    for item, grade, amount in kept.fees:
        yield Fee(location=place, item=item, grade=grade, amount=Decimal(amount), since=since)
    if kept.months is not None:
        months = MONTHS_TOO_MANY if "prepaid" in kept.lacks else kept.months
        yield Advance(location=place, kind="care", months=months, since=since)
    if kept.deposit is not None:
        amount = DEPOSIT_TOO_HIGH if "deposit" in kept.lacks else kept.deposit
        yield Advance(location=place, kind="deposit", amount=Decimal(amount), since=since)


def _covers(chance: random.Random, kept: Kept, today: datetime.date, nth: int) -> Iterator[Cover | Clinic]:
    """A policy for a year; where none is in force the last one ran out and was not renewed."""
    place = kept.place
    ago = chance.randint(YEAR + 20, YEAR + 60) if "uninsured" in kept.lacks else chance.randint(10, 180)
    since = max(place.since, today - datetime.timedelta(days=ago))
    number = f"ZR{since.year}-{nth:05d}"
    until = since + datetime.timedelta(days=YEAR)
    yield Cover(location=place, kind="liability", insurer=INSURER, policy_no=number, since=since, until=until)
    if kept.clinic:
        licence = f"示例卫备〔{place.since.year}〕{nth}号"
        yield Clinic(location=place, kind=kept.clinic, licence_no=licence, since=place.since)
