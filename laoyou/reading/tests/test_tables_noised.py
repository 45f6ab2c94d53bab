"""Whatever became of a table's rules, the same table is read."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from laoyou.reading.reader import read_text

from .made_tables import PRINTS, Made, document, indicator_tables, printed, task_tables

ways = st.sampled_from(PRINTS)
examples = settings(max_examples=80)
FULL_WIDTH = str.maketrans(",():;", "\uff0c\uff08\uff09\uff1a\uff1b")


def tasks_of(text: str) -> list[tuple[int, str, list[tuple[str, str]]]]:
    read = read_text(text)
    return [
        (t["no"], t["text"], [(r["unit"], r["role"]) for r in t["responsibilities"]]) for t in read["tasks"]
    ]


def indicators_of(text: str) -> list[tuple[Any, ...]]:
    def base(value: dict[str, Any] | None) -> tuple[Any, ...] | None:
        return (value["year"], value["value"], value["unit"]) if value else None

    def aim(value: dict[str, Any]) -> tuple[Any, ...]:
        return value["year"], value["op"], value["value"], value["unit"]

    found = read_text(text)["indicators"]
    return [
        (i["no"], i["name"], base(i["baseline"]), aim(i["target"]), i["binding"], i["unit_responsible"])
        for i in found
    ]


@examples
@given(task_tables(), ways, st.booleans(), st.none() | st.integers(1, 8), st.integers(0, 20))
def test_a_task_table_reads_the_same_however_it_is_printed(
    made: Made, way: str, spaced: bool, repeat_at: int | None, breaks: int
) -> None:
    assert tasks_of(document(printed(made, way, spaced, repeat_at, breaks))) == list(made.expected)


@examples
@given(task_tables(), ways)
def test_full_width_punctuation_changes_no_unit(made: Made, way: str) -> None:
    text = document(printed(made, way, spaced=False, repeat_at=None)).translate(FULL_WIDTH)
    assert [task[::2] for task in tasks_of(text)] == [task[::2] for task in made.expected]  # type: ignore[index]


@examples
@given(indicator_tables(), ways, st.booleans(), st.none() | st.integers(1, 8))
def test_an_indicator_table_reads_the_same_however_it_is_printed(
    made: Made, way: str, spaced: bool, repeat_at: int | None
) -> None:
    assert indicators_of(document(printed(made, way, spaced, repeat_at))) == list(made.expected)


@examples
@given(task_tables() | indicator_tables(), ways)
def test_every_span_holds_what_it_stands_for(made: Made, way: str) -> None:
    text = document(printed(made, way, spaced=False, repeat_at=None))
    read = read_text(text)
    for task in read["tasks"]:
        start, end = task["span"]
        assert task["text"] in text[start:end].replace("\n", "")
    for indicator in read["indicators"]:
        start, end = indicator["span"]
        assert indicator["name"] in text[start:end].replace("\n", "")
