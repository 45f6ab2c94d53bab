"""Which period a reporting date is about, and the cycles that a duty to report makes in a year. Pure."""

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laoyou.indicators.periods import Period, parse_period

YEAR, HALF, QUARTER, MONTH = 12, 6, 3, 1  # months of a period
_WORDINGS = (
    (re.compile("半年"), HALF),
    (re.compile("季"), QUARTER),
    (re.compile("每月|按月|逐月|月度"), MONTH),
)
_BY_COUNT = {1: YEAR, 2: HALF, 4: QUARTER, 12: MONTH}
_ONWARD = re.compile("政府|人大|人民代表大会|党委|国务院|上级|上一级|国家")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A cycle that a duty makes: of `period`, from `opens` to `due`."""

    period: str
    opens: datetime.date
    due: datetime.date
    kind: str
    recipient: str = ""


def months_of(when: str, deadlines: Sequence[Mapping[str, Any]]) -> int:
    """How many months a period has, by the words of the duty, else by how many dates it names. 0: nobody can say."""
    for pattern, months in _WORDINGS:
        if pattern.search(when):
            return months
    if any(not each.get("month") for each in deadlines):
        return MONTH
    return _BY_COUNT.get(len({(each.get("month"), each.get("day")) for each in deadlines}), 0)


def period_of(due: datetime.date, months: int) -> str:
    """The period whose end lies nearest to the day: 20 July is about H1, 20 January about H2 of the year before."""
    ends = [
        datetime.date(year, last, _days(year, last))
        for year in (due.year - 1, due.year)
        for last in range(months, 13, months)
    ]
    end = min(ends, key=lambda day: (abs((due - day).days), day))
    return period_name(end.year, end.month, months)


def period_name(year: int, last: int, months: int) -> str:
    """2025 and 12 by 6 months is 2025H2."""
    if months == YEAR:
        return str(year)
    if months == MONTH:
        return f"{year}-{last:02}"
    return f"{year}{'H' if months == HALF else 'Q'}{last // months}"


def ends_on(period: str) -> datetime.date:
    """The last day of a period."""
    found = _parsed(period)
    return datetime.date(found.year, found.last, _days(found.year, found.last))


def begins_on(period: str) -> datetime.date:
    found = _parsed(period)
    return datetime.date(found.year, found.first, 1)


def proposals(*, when: str, to: str, deadlines: Sequence[Mapping[str, Any]], year: int) -> list[Proposed]:
    """The cycles about periods of `year`; none where the duty names no day (定期)."""
    months = months_of(when, deadlines)
    if not months:
        return []
    kind = kind_of(to)
    days = sorted({day for each in (year, year + 1) for day in _dates(deadlines, each, months)})
    found = [
        Proposed(period, opening(period, day), day, kind, to if kind == "onward" else "")
        for day in days
        if (period := period_of(day, months)).startswith(str(year))
    ]
    return list({each.period: each for each in found}.values())


def kind_of(to: str) -> str:
    """A report to a government, a congress or an upper office goes onward; units report to anybody else's office."""
    return "onward" if _ONWARD.search(to) else "collection"


def opening(period: str, due: datetime.date) -> datetime.date:
    """The day after the period, or the first of the month in which a report is due before the period ends."""
    after = ends_on(period) + datetime.timedelta(days=1)
    return after if after <= due else due.replace(day=1)


def is_rest_day(day: datetime.date) -> bool:
    """Saturday or Sunday; which holidays are worked in lieu nobody has told us."""
    return day.weekday() >= 5


def _dates(deadlines: Sequence[Mapping[str, Any]], year: int, months: int) -> Iterable[datetime.date]:
    for each in deadlines:
        day = each.get("day")
        if not day:
            continue
        wanted = [int(each["month"])] if each.get("month") else range(1, 13, 1 if months == MONTH else months)
        for month in wanted:
            yield datetime.date(year, month, min(int(day), _days(year, month)))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _parsed(period: str) -> Period:
    found = parse_period(period)
    if found is None:
        raise ValueError(f"{period!r} is no period")
    return found
