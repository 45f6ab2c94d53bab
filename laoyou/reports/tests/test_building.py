"""Figures are the rows behind them; every task stands in the table once; words are read, and never silently lost."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laoyou.reports import figures, said
from laoyou.reports.building import build, lost, section_words
from laoyou.reports.content import Figure, Heading, Missing, Paragraph, Table
from laoyou.reports.facts import Facts, TaskFact, dump, load
from laoyou.reports.kinds import KINDS
from laoyou.reports.tests.samples import facts, indicator, task
from laoyou.reports.wording import read

FACTS = facts()
STATES = list(said.TASK_STATES)
TASKS = st.lists(
    st.builds(
        TaskFact,
        id=st.integers(1, 10**6),
        no=st.integers(1, 10**4),
        text=st.text("照护托育服务老人孩子，。{}<&", min_size=1, max_size=40),
        group=st.sampled_from(["", "甲类", "乙类", "丙:类"]),
        state=st.sampled_from(STATES),
        kind=st.sampled_from(list(said.TASK_KINDS)),
        overdue=st.booleans(),
        lead=st.sampled_from(["", "县民政局", "县民政局、县财政局"]),
    ),
    max_size=30,
)


def having(tasks: list[TaskFact]) -> Facts:
    return replace(FACTS, tasks=tuple(tasks))


def table_of(document: object, key: str) -> Table:
    blocks = [block for block in document.blocks() if isinstance(block, Table) and block.key == key]  # type: ignore[attr-defined]
    assert len(blocks) == 1
    return blocks[0]


@given(tasks=TASKS, kind=st.sampled_from(["half_year", "closing"]))
def test_every_task_stands_in_the_table_once_with_state_and_owner(tasks: list[TaskFact], kind: str) -> None:
    table = table_of(build(having(tasks), kind), "tasks")
    assert [row[1].text for row in table.rows] == [each.text for each in tasks]
    assert [row[5].text for row in table.rows] == [each.owner for each in tasks]
    for row, each in zip(table.rows, tasks, strict=True):
        assert row[3].text == ("逾期" if each.overdue else said.TASK_STATES[each.state])


@given(tasks=TASKS, kind=st.sampled_from(list(KINDS)))
def test_a_figure_is_the_number_of_rows_behind_it(tasks: list[TaskFact], kind: str) -> None:
    known = having(tasks)
    for key, figure in build(known, kind).figures().items():
        selection = figures.select(known, key)
        assert selection is not None
        if figure.value is None:
            assert key.startswith("indicator:")
        else:
            assert figure.text == str(figure.value) == str(len(selection.rows))


@given(tasks=TASKS)
def test_states_of_tasks_add_up(tasks: list[TaskFact]) -> None:
    known = having(tasks)
    count = {key: len(found.rows) for key in figures.DEFINITIONS if (found := figures.select(known, key))}
    assert (
        count["done_tasks"] + count["struck_tasks"] + count["carried_tasks"] + count["open_tasks"]
        == count["tasks"]
    )
    groups = [figures.select(known, f"group:{group}") for group in known.groups]
    assert sum(len(each.rows) for each in groups if each) == count["tasks"]


@given(tasks=TASKS)
def test_a_snapshot_survives_json(tasks: list[TaskFact]) -> None:
    known = having(tasks)
    again = load(json.loads(json.dumps(dump(known))))
    assert again == known
    assert again.digest == known.digest


def test_an_old_snapshot_with_unknown_keys_stays_readable() -> None:
    data = dump(FACTS) | {"of_a_later_version": 1}
    assert load(data) == FACTS


@pytest.mark.parametrize("kind", KINDS)
def test_first_words_have_no_unknown_placeholder(kind: str) -> None:
    assert build(FACTS, kind).problems == ()
    bare = replace(FACTS, tasks=(), indicators=(), returns=(), orders=(), measures=())
    assert build(bare, kind).problems == ()


@given(text=st.text("甲乙{}:figurelist tabechoverdue_ks\n（一）。", max_size=60))
def test_any_text_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    found = read(text, FACTS, {})
    kept = "".join(
        block.text
        if isinstance(block, Heading)
        else "".join(
            run.placeholder if isinstance(run, Missing) else run.text
            for run in block.runs
            if not isinstance(run, Figure)
        )
        for block in found.blocks
        if isinstance(block, Heading | Paragraph)
    )
    if not any(
        isinstance(run, Figure)
        for block in found.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    ):
        plain = "".join(line.strip() for line in text.splitlines())
        assert kept == plain or "{{" in plain


def test_half_a_placeholder_is_told() -> None:
    found = read("共{{figure:tasks}项，另有{{list:nobody}}、{{table:groups}}。", FACTS, {})
    assert found.unknown == ("{{figure:tasks}", "{{list:nobody}}", "{{table:groups}}")


def test_a_figure_that_somebody_deleted_is_named() -> None:
    words = section_words("half_year", "problems", FACTS)
    assert lost("half_year", "problems", FACTS, words) == []
    assert "figure:overdue_tasks" in lost("half_year", "problems", FACTS, "一切都好。")


def test_changes_are_named_before_they_are_taken() -> None:
    after = replace(FACTS, tasks=(replace(FACTS.tasks[0], state="struck"), *FACTS.tasks[1:]))
    was = {key: (old, new) for key, _label, old, new in figures.changed(FACTS, after, figures.DEFINITIONS)}
    assert was["struck_tasks"] == ("9", "10")
    assert "tasks" not in was


def test_a_closing_account_says_the_counts_of_each_target() -> None:
    known = replace(FACTS, indicators=(indicator(1), indicator(2, state="met", gap="")))
    document = build(known, "closing")
    rows = table_of(document, "closing").rows
    assert [row[3].text for row in rows] == ["2025年，4 293 / 954 090"] * 2
    assert [row[4].text for row in rows] == ["未达标", "达标"]
    text = "".join(block.text for block in document.blocks() if isinstance(block, Paragraph))
    assert "差0.0004 个" in text


def test_a_brief_puts_binding_indicators_that_miss_first() -> None:
    known = replace(
        FACTS,
        indicators=(
            indicator(1, state="behind", binding=False, name="预期落后"),
            indicator(2, state="no_data", binding=True, name="约束缺数"),
            indicator(3, state="missed", binding=True, name="约束未达"),
            indicator(4, state="met", binding=True, name="约束达标"),
        ),
    )
    rows = table_of(build(known, "brief"), "first").rows
    assert [row[0].text for row in rows] == ["约束未达", "约束缺数", "预期落后"]


@pytest.mark.parametrize(
    ("key", "text"),
    [("2025H2", "2025年下半年"), ("2025", "2025年"), ("2025Q3", "2025年三季度"), ("2025-07", "2025年7月")],
)
def test_periods_in_words(key: str, text: str) -> None:
    assert said.period(key) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")]
)
def test_numerals(number: int, text: str) -> None:
    assert said.numeral(number) == text


def test_tasks_without_words_of_their_own_are_not_lost_from_groups() -> None:
    known = replace(FACTS, tasks=(task(1, group=""), task(2, group="甲类")))
    rows = (
        table_of(build(known, "half_year"), "groups").rows if False else build(known, "half_year").figures()
    )
    assert rows["group:"].value == 1


def test_a_trend_is_of_two_days() -> None:
    """A year and its second half end on one day: the later of the two is no change."""
    made = facts(1, 1).indicators[0]
    before, last = made.seen
    twice = replace(made, seen=(before, replace(last, id=99, period="2025H2"), last))
    assert (made.trend, twice.trend) == ("up", "up")
    assert replace(made, seen=(last,)).trend == ""


def test_tasks_under_no_heading_have_a_name() -> None:
    given = facts(2, 0)
    given = replace(given, tasks=tuple(replace(each, group="") for each in given.tasks))
    found = figures.select(given, "group:")
    assert found is not None
    assert found.label == "未分类：任务总数"
