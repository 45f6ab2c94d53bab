"""Counts and sums of a list for a report, taken by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from laoyou.lists.models import Edition
from laoyou.lists.queries.known import declared
from laoyou.lists.rules.declared import Label, State

_BY_STATE = """
select state, count(*), sum((fields ->> %s)::numeric)
from lists_item where edition_id = %s and not removed group by state
"""
_ROWS = """
select line ->> %s, sum((line ->> %s)::numeric)
from lists_item, jsonb_array_elements(coalesce(fields -> %s, '[]'::jsonb)) as line
where edition_id = %s and not removed group by 1 order by 1
"""


@dataclass(frozen=True, slots=True)
class Total:
    """`sum` of the field asked for, None where no item gives it; `unit` is its word."""

    state: State | None
    count: int
    sum: Decimal | None
    unit: Label | None


def totals(edition: Edition, key: str = "") -> list[Total]:
    """Items by state in the order of the pack, with the sum of `key` (the first summed field where none is named)."""
    list_ = declared(edition.catalogue, edition)
    name = key or next(iter(list_.sums), "")
    unit = list_.by_key[name].unit if name else None
    with connection.cursor() as cursor:
        cursor.execute(_BY_STATE, [name, edition.pk])
        found = {state: (count, total) for state, count, total in cursor.fetchall()}
    states: Sequence[State | None] = list_.states or (None,)
    rows = [(state, found.get(state.key if state else "")) for state in states]
    return [Total(state, row[0], row[1], unit) for state, row in rows if row]


def sub_totals(edition: Edition, *, table: str, amount: str, by: str) -> dict[str, Decimal]:
    """The sum of a column of a table field, by another column: planned money by source, or by year."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [by, amount, table, edition.pk])
        return {name: total for name, total in cursor.fetchall() if name is not None and total is not None}
