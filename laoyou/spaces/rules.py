"""What the registers of places reckon: quotas, the order of stages, the clock of the land use, states. Pure."""

import datetime
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

LAST_STAGE = 4
# What a step makes of a space; other steps leave its state as it is.
LEADS_TO = {"reserved": "reserved", "released": "usable", "withdrawn": "withdrawn"}
COMES_FROM = {
    "reserved": {"usable"},
    "released": {"reserved", "withdrawn"},
    "withdrawn": {"usable", "reserved"},
}


class OutOfOrder(ValueError):
    """A step that cannot follow on the state in which the space then was; `state` names it."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(f"{step} after {state}")
        self.step, self.state = step, state


def quota(value: Decimal, *, per: int, count: int, whole: bool) -> Decimal:
    """`value` for each `per` of `count`; whole places are rounded up, since less would fall short."""
    exact = Fraction(value) * count / per
    if whole:
        return Decimal(math.ceil(exact))
    return Decimal(math.ceil(exact * 100)) / 100


def short(due: Decimal, provided: Decimal | int | None) -> Decimal:
    """What is missing; nothing where more is provided than due."""
    return max(Decimal(0), due - Decimal(provided or 0))


def years_after(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; 29 February becomes 1 March, so that no day of the term is lost."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day some months on; the first of the month after where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return datetime.date(year, month + 1, 1)


def whole_years(since: datetime.date, until: datetime.date) -> int:
    """Full years from a day to the day before `until`."""
    years = until.year - since.year
    return years if years_after(since, years) <= until else years - 1


def state_after(
    steps: Sequence[tuple[str, datetime.date]], since: datetime.date
) -> tuple[str, datetime.date]:
    """The state of a space, and since when, after steps in the order of their days."""
    state, day = "usable", since
    for kind, on in steps:
        if kind in LEADS_TO:
            if state not in COMES_FROM[kind]:
                raise OutOfOrder(kind, state)
            state, day = LEADS_TO[kind], on
    return state, day


def stage_misfit(days: Mapping[int, datetime.date], stage: int, on: datetime.date) -> int | None:
    """The stage that forbids this one on this day: the former is missing or later, or a later one is earlier."""
    before = [days.get(number) for number in range(1, stage)]
    for number, day in enumerate(before, start=1):
        if day is None or day > on:
            return number
    return next((number for number in sorted(days) if number > stage and days[number] < on), None)
