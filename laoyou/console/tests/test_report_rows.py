"""The rows behind a figure of a report: found by any word, ordered, exported."""

from types import SimpleNamespace
from typing import Any, cast

from django.http import QueryDict

from laoyou.console.reports.drilling import COLUMNS, listed, sheet
from laoyou.reports import figures
from laoyou.reports.figures import Selection
from laoyou.reports.tests.samples import facts

FACTS = facts(12)
DRAFT = cast("Any", SimpleNamespace(issue=None))


def chosen(key: str) -> Selection:
    found = figures.select(FACTS, key)
    assert found is not None
    return found


def test_rows_are_ordered_and_found_by_any_word() -> None:
    tasks = chosen("tasks")
    _listing, falling = listed(QueryDict("sort=-no"), DRAFT, tasks)
    assert [row.no for row in falling] == list(range(12, 0, -1))
    last = tasks.rows[-1]
    _listing, few = listed(QueryDict(mutable=False), DRAFT, tasks)
    assert [row.no for row in few] == list(range(1, 13))
    query = QueryDict(mutable=True)
    query["q"] = last.text[-6:]
    assert last in listed(query, DRAFT, tasks)[1]


def test_every_kind_of_row_is_ordered_by_each_column_and_written() -> None:
    seen = set()
    for key in figures.DEFINITIONS:
        selection = chosen(key)
        for name, _head, _value in COLUMNS[selection.of]:
            _listing, rows = listed(QueryDict(f"sort={name}"), DRAFT, selection)
            assert sorted(map(repr, rows)) == sorted(map(repr, selection.rows))
        assert len(sheet(selection, selection.rows).rows) == len(selection.rows)
        seen.add(selection.of)
    assert seen == set(COLUMNS)
