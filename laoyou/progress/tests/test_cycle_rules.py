"""Dates and periods, lateness, and what is wrong with what was typed."""

import datetime
from functools import partial
from typing import Any

import pytest

from laoyou.progress.rules import cycles, returns
from laoyou.progress.rules.returns import Rows, Wanted

D = datetime.date


@pytest.mark.parametrize(
    ("when", "deadlines", "year", "expected"),
    [
        # 楚雄: 每年7月20日和次年1月20日前
        (
            "每年7月20日和次年1月20日前",
            [{"month": 7, "day": 20}, {"month": 1, "day": 20}],
            2026,
            [("2026H1", D(2026, 7, 20)), ("2026H2", D(2027, 1, 20))],
        ),
        ("每半年", [{"month": 6, "day": 25}, {"month": 12, "day": 25}], 2026,
         [("2026H1", D(2026, 6, 25)), ("2026H2", D(2026, 12, 25))]),
        ("每年12月底前", [{"month": 12, "day": 31}], 2026, [("2026", D(2026, 12, 31))]),
        ("次年1月20日前", [{"month": 1, "day": 20}], 2026, [("2026", D(2027, 1, 20))]),
        ("每季度首月10日", [{"month": None, "day": 10}], 2026,
         [("2026Q1", D(2026, 4, 10)), ("2026Q2", D(2026, 7, 10)), ("2026Q3", D(2026, 10, 10)),
          ("2026Q4", D(2027, 1, 10))]),
        ("定期", [], 2026, []),
        ("每季度", [], 2026, []),
    ],
)  # fmt: skip
def test_a_duty_makes_the_cycles_of_a_year(
    when: str, deadlines: list[dict[str, Any]], year: int, expected: list[tuple[str, D]]
) -> None:
    found = cycles.proposals(when=when, to="州发展改革委", deadlines=deadlines, year=year)
    assert [(each.period, each.due) for each in found] == expected
    assert all(each.opens <= each.due for each in found)
    assert {each.kind for each in found} <= {"collection"}


def test_by_the_month_there_are_twelve_and_none_twice() -> None:
    found = cycles.proposals(when="每月5日前", to="", deadlines=[{"month": None, "day": 5}], year=2026)
    assert [each.period for each in found] == [f"2026-{no:02}" for no in range(1, 13)]
    assert found[0].due == D(2026, 2, 5)
    last = cycles.proposals(when="每月31日前", to="", deadlines=[{"month": None, "day": 31}], year=2026)
    assert last[1].due == D(2026, 2, 28)


@pytest.mark.parametrize(
    ("to", "kind"), [("县政府", "onward"), ("市人大常委会", "onward"), ("州发展改革委", "collection")]
)
def test_whom_a_report_goes_to_says_what_it_is(to: str, kind: str) -> None:
    assert cycles.kind_of(to) == kind


def test_on_the_day_is_in_time_and_a_day_after_is_late() -> None:
    due = D(2026, 7, 20)
    assert returns.days_late(due, D(2026, 7, 20), D(2026, 9, 1)) == 0
    assert returns.days_late(due, D(2026, 7, 21), D(2026, 9, 1)) == 1
    assert returns.days_late(due, None, D(2026, 7, 25)) == 5
    assert returns.standing(None, exempt=False, due=due, today=due) == "waiting"
    assert returns.standing("draft", exempt=False, due=due, today=D(2026, 7, 21)) == "missing"
    assert returns.standing("returned", exempt=False, due=due, today=D(2026, 7, 21)) == "returned"
    again = partial(returns.standing, exempt=False, due=due, today=D(2026, 7, 21), came=True)
    assert (again("in_review"), again("draft")) == ("in_review", "returned")
    assert returns.standing(None, exempt=True, due=due, today=D(2026, 9, 1)) == "exempt"


@pytest.mark.parametrize(
    ("state", "reviewed", "signed", "after"),
    [
        ("draft", True, True, "in_review"),
        ("draft", False, True, "to_sign"),
        ("returned", False, False, "submitted"),
        ("in_review", True, True, "to_sign"),
        ("in_review", True, False, "submitted"),
        ("to_sign", True, True, "submitted"),
    ],
)
def test_a_desk_at_which_nobody_sits_is_passed_by(
    state: str, reviewed: bool, signed: bool, after: str
) -> None:
    assert returns.next_state(state, reviewed=reviewed, signed=signed) == after


ROWS = Rows(
    [Wanted(1, "1 食堂", "lead"), Wanted(2, "2 场地", "support")],
    [Wanted(9, "护理型床位占比", unit="%")],
    ["有什么困难？"],
)
GOOD: dict[str, Any] = {
    "tasks": [{"task_id": 1, "text": "开了两个", "claims": False, "figures": "新开 2 个；投入１２.5万元"}],
    "figures": [{"target_id": 9, "numerator": "６０", "denominator": "1,00", "value": "", "as_of": "2025年12月31日"}],
    "answers": ["没有"],
}  # fmt: skip


def found(**changed: Any) -> list[tuple[str, str, bool]]:
    content = returns.cleaned({**GOOD, **changed}, ROWS)
    said = returns.faults(content, ROWS, "2025H2", D(2026, 1, 15))
    return [(each.row, each.field, each.warning) for each in said]


def figure(**changed: Any) -> dict[str, Any]:
    return {"figures": [{**GOOD["figures"][0], **changed}]}


def task(**changed: Any) -> dict[str, Any]:
    return {"tasks": [{**GOOD["tasks"][0], **changed}]}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        (task(text=" "), [("task:1", "text", True)]),
        (task(text="", claims=True), [("task:1", "text", False)]),
        (task(figures="很多"), [("task:1", "figures", False)]),
        (task(figures="培训 120"), [("task:1", "figures", False)]),
        (task(figures="培训率 130%"), [("task:1", "figures", True)]),
        (task(figures="培训 120 人次，开班 4 期"), []),
        (figure(numerator="六十"), [("figure:9", "numerator", False)]),
        (figure(denominator=""), [("figure:9", "denominator", False)]),
        (figure(denominator="0"), [("figure:9", "denominator", False)]),
        (figure(numerator="130"), [("figure:9", "value", True)]),
        (figure(value="3"), [("figure:9", "value", False)]),
        (figure(numerator="", denominator="", value="130%"), [("figure:9", "value", True)]),
        (figure(numerator="", denominator=""), [("figure:9", "value", True)]),
        (figure(as_of="2025-06-30"), [("figure:9", "as_of", True)]),
        (figure(as_of="2026-01-16"), [("figure:9", "as_of", False)]),
        (figure(as_of="去年底"), [("figure:9", "as_of", False)]),
        (figure(as_of="2025-13-01"), [("figure:9", "as_of", False)]),
        ({"answers": [""]}, [("answer:0", "answer", True)]),
    ],
)
def test_faults_are_told_by_row(changed: dict[str, Any], expected: list[tuple[str, str, bool]]) -> None:
    assert found(**changed) == expected


def test_what_is_frozen_holds_plain_numbers_and_the_words_as_typed() -> None:
    content = returns.frozen(returns.cleaned(GOOD, ROWS), ROWS)
    assert content["tasks"][0]["figures"] == [
        {"name": "新开", "value": "2", "unit": "个"},
        {"name": "投入", "value": "12.5", "unit": "万元"},
    ]
    assert (content["figures"][0]["numerator"], content["figures"][0]["denominator"]) == ("60", "100")
    assert content["figures"][0]["unit"] == "%"


def test_three_versions_are_merged_field_by_field() -> None:
    base = returns.cleaned(GOOD, ROWS)
    online = returns.cleaned(task(text="开了三个", figures="新开 3 个"), ROWS)
    form = returns.cleaned(task(text="开了五个", figures="新开 2 个；投入１２.5万元", claims=True), ROWS)
    content, changes, conflicts = returns.merged(base, online, form)
    assert [each.name for each in conflicts] == ["task:1:text"]
    assert "task:1:claims" in [each.name for each in changes]
    first = content["tasks"][0]
    assert (first["text"], first["figures"], first["claims"]) == ("开了五个", "新开 3 个", True)


def test_a_comma_parts_figures_only_where_each_side_is_one() -> None:
    two, _unread = returns.parse_figures("培训 120 人次，开班 4 期。")
    assert [(each["name"], each["value"], each["unit"]) for each in two] == [
        ("培训", "120", "人次"),
        ("开班", "4", "期"),
    ]
    one, _unread = returns.parse_figures("新建、改建床位 1,200 张")
    assert [(each["name"], each["value"], each["unit"]) for each in one] == [("新建、改建床位", "1200", "张")]
