"""Figures counted from the registers by the queries of the packs (docs/adr/0024).

A query says records with amounts; here each becomes its units, and both the figure and its drill-down read those same
units: a figure has exactly as many rows as it counts. What a source only states (a population) is one row of its weight.
"""

# ruff: noqa: S608 - the queries come from the packs, which are checked; nothing of a request is put in

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from laoyou.packs.computed import PARAMETER

NUMERATOR, DENOMINATOR = "numerator", "denominator"
PARTS = (NUMERATOR, DENOMINATOR)
MOST_MS = 5000
_UNITS = """
with records as ({records}), units as (
    select r.*, u.nth, u.weight from records r left join lateral (
        select n as nth, case when r.stated then r.amount else 1 end as weight
        from generate_series(1, case when r.stated then 1 else r.amount end) n) u on true
)
"""
# A record of nothing is data too: its sum is 0, where no record at all is no data.
_COUNTS = _UNITS + (
    "select indicator, part, division_id, coalesce(sum(weight), 0)::bigint, count(nth) from units group by 1, 2, 3"
)
_ROWS = _UNITS + (
    "select division_id, record, record_id, label, nth, amount, stated, weight from units"
    " where part = %(part)s and nth is not null"
    " order by division_id, label, record_id, nth limit %(limit)s offset %(offset)s"
)


@dataclass(frozen=True, slots=True)
class Count:
    """What a leaf division adds to a part of a figure, and in how many rows."""

    part: str
    division_id: int
    weight: int
    rows: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One row behind a figure: the `nth` of the `amount` that a record tells, or all of it where it is `stated`."""

    division_id: int
    record: str
    record_id: int
    label: str
    nth: int
    amount: int
    stated: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Computed:
    """Two sums of one indicator. None where no record says anything."""

    definition: Mapping[str, Any]
    on: datetime.date
    counts: tuple[Count, ...]

    def total(self, part: str) -> int | None:
        found = [each.weight for each in self.counts if each.part == part]
        return sum(found) if found else None

    def rows(self, part: str) -> int:
        return sum(each.rows for each in self.counts if each.part == part)

    @property
    def numerator(self) -> int | None:
        return self.total(NUMERATOR)

    @property
    def denominator(self) -> int | None:
        return self.total(DENOMINATOR)

    @property
    def is_ratio(self) -> bool:
        return bool(self.definition["form"] != "count")

    @property
    def parts(self) -> tuple[str, ...]:
        return PARTS if self.is_ratio else (NUMERATOR,)

    @property
    def value(self) -> Fraction | None:
        """The ratio is taken last, and never of nothing."""
        if self.numerator is None:
            return None
        if not self.is_ratio:
            return Fraction(self.numerator)
        if not self.denominator or self.denominator < 0:
            return None
        times = 100 if self.definition["form"] == "ratio" else int(self.definition.get("per", 1))
        return Fraction(self.numerator, self.denominator) * times

    def of(self, division_ids: Iterable[int]) -> "Computed":
        """The part that lies in these divisions."""
        within = set(division_ids)
        kept = tuple(each for each in self.counts if each.division_id in within)
        return Computed(self.definition, self.on, kept)


def compute(
    definitions: Iterable[Mapping[str, Any]], division_ids: Iterable[int], on: datetime.date
) -> dict[str, Computed]:
    """Figures by key, counted in one query under the reader's own policies."""
    wanted = list(definitions)
    if not wanted:
        return {}
    found: dict[str, list[Count]] = {row["key"]: [] for row in wanted}
    for key, *count in _read(_COUNTS, wanted, division_ids, on):
        found[key].append(Count(*count))
    return {row["key"]: Computed(row, on, tuple(found[row["key"]])) for row in wanted}


def units(
    definition: Mapping[str, Any],
    division_ids: Iterable[int],
    on: datetime.date,
    part: str,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[Unit]:
    """The rows that a part of a figure counts, from the same units."""
    more = {"part": part, "limit": limit, "offset": offset}
    return [Unit(*row) for row in _read(_ROWS, [definition], division_ids, on, more)]


def _read(
    sql: str,
    definitions: Sequence[Mapping[str, Any]],
    division_ids: Iterable[int],
    on: datetime.date,
    more: Mapping[str, Any] | None = None,
) -> list[tuple[Any, ...]]:
    given: dict[str, Any] = {"on": on, "division_ids": list(division_ids), **(more or {})}
    records = []
    for place, row in enumerate(definitions):
        given |= {f"key_{place}": row["key"], f"kinds_{place}": list(row.get("kinds", []))}
        records.append(f"select %(key_{place})s::text as indicator, q.* from ({_bound(row['sql'], place)}) q")
    with _reading(), connection.cursor() as cursor:
        cursor.execute(sql.format(records="\nunion all\n".join(records)), given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _bound(sql: str, place: int) -> str:
    """`:on` as the driver takes it; a line of its own after it, for a comment may end the query."""

    def named(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"%({name}_{place})s" if name == "kinds" else f"%({name})s"

    return PARAMETER.sub(named, sql.replace("%", "%%")) + "\n"


@contextmanager
def _reading() -> Iterator[None]:
    """A savepoint that can only read, for a short time; what was allowed before is allowed again after it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('statement_timeout')")
        before = cursor.fetchone()[0]
        cursor.execute("set transaction read only")
        cursor.execute("select set_config('statement_timeout', %s, true)", [str(MOST_MS)])
        yield
        cursor.execute("select set_config('statement_timeout', %s, true)", [before])
