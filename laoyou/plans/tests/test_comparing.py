import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from python_calamine import CalamineWorkbook

from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.plans import actions, comparing_book, queries
from laoyou.plans.comparing_words import state_word, verdict_word
from laoyou.plans.errors import Refused
from laoyou.plans.models import AlignmentCorrection, Plan
from laoyou.plans.queries.comparing import STATES, TABS, Comparison, Row
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import PLAN, UPPER
from tests.world import SYSTEM, World


def adopted_of(world: World, place: str, text: str) -> Plan:
    with acting_as(SYSTEM) as system:
        upload = actions.upload_text(by=system, division=world.divisions[place], text=text)
        assert upload.document is not None
        return adopted(system, upload.document)


def somebody(world: World, county: str, role: str) -> Actor:
    """With their grants, which the office that the test acts as may not see."""
    with acting_as(SYSTEM):
        return world.actor(county, role)


@pytest.fixture
def upper(world: World, office: Actor) -> Plan:
    return adopted_of(world, "示例市", UPPER)


def rows(comparison: Comparison, tab: str, state: str) -> list[Row]:
    return [row for row in comparison.of(tab) if isinstance(row, Row) and row.state == state]


def beside(found: list[Row]) -> list[tuple[list[str], list[str]]]:
    return [([part.label for part in row.first], [part.label for part in row.second]) for row in found]


def said_of(comparison: Comparison, tab: str) -> dict[str, str]:
    return {
        row.first[0].text: verdict_word(row, comparison)
        for row in comparison.of(tab)
        if isinstance(row, Row) and row.first
    }


def test_a_county_beside_its_city(plan: Plan, upper: Plan) -> None:
    found = queries.compare(plan, upper)
    assert found.relation == "second_upper"
    assert beside(rows(found, "tasks", "same")) == [(["1"], ["1"]), (["3"], ["3"])]
    assert beside(rows(found, "tasks", "only_first")) == [(["2"], [])]
    assert beside(rows(found, "tasks", "only_second")) == [([], ["2"])]
    assert said_of(found, "targets") == {
        "养老床位": "总数随地方大小而不同，只并列，不比高低",
        "护理型床位占比": "甲县低于上级目标",
    }
    (visit,) = rows(found, "rules", "differs")
    assert verdict_word(visit, found) == "左边更严：合每年 52 次与 12 次"
    (differing,) = [row for row in found.units if row.state == "differs"]
    assert (differing.first, differing.second) == (("县民政局",), ("市卫生健康委",))
    assert [row.first[0].label for row in differing.tasks] == ["1"]


def test_below_the_upper_is_not_said_of_a_neighbour(plan: Plan, world: World) -> None:
    neighbour = adopted_of(world, "乙县", UPPER.replace("示例市", "乙县").replace("示例政", "乙政"))
    with acting_as(SYSTEM):
        found = queries.compare(plan, neighbour)
    assert found.relation == "peers"
    assert said_of(found, "targets")["护理型床位占比"] == "右边更高"


def test_a_plan_beside_itself_is_all_the_same(plan: Plan) -> None:
    found = queries.compare(plan, plan)
    for tab in ("tasks", "clauses", "rules", "targets"):
        counts = found.counts(tab)
        assert counts["same"] == len(found.of(tab)), tab
        assert counts["same"] == sum(counts.values()) > 0, tab
    assert found.only == ()


def test_counts_are_the_rows(plan: Plan, upper: Plan) -> None:
    found = queries.compare(plan, upper)
    for tab in TABS:
        counts = found.counts(tab)
        assert sum(counts.values()) == len(found.of(tab))
        assert set(counts) == set(STATES)
    assert {row.state for row in found.only} <= {"only_first", "only_second"}


def test_the_new_period_beside_the_old(office: Actor, plan: Plan, world: World) -> None:
    text = (
        PLAN.replace("〔2024〕", "〔2026〕")
        .replace("2024年", "2026年")
        .replace("60%", "70%")
        .replace("2025年", "2030年")
    )
    text = text.replace("2 | 乡镇为社区食堂提供场地 |", "2 | 建设全县统一的智慧照护平台 |")
    upload = actions.upload_text(by=office, division=world.divisions["甲县"], text=text)
    assert upload.document is not None
    later = adopted(office, upload.document)
    found = queries.compare(later, plan)
    assert found.relation == "second_older"
    told = {
        (state_word(row.state, found), row.first[0].label if row.first else row.second[0].label)
        for row in found.rows["tasks"]
    }
    assert told == {("沿用", "1"), ("沿用", "3"), ("新增", "2"), ("去掉", "2")}
    assert said_of(found, "targets")["护理型床位占比"] == "左边更高"


def correct(
    by: Actor, first: Plan, second: Plan, verdict: str, pair: tuple[str, str] = ("task:2", "task:2")
) -> None:
    actions.correct_alignment(
        by=by, first=first, second=second, kind="task", pair=pair, verdict=verdict, reason="都是场地"
    )


def test_a_correction_is_kept_in_either_order_and_undone_by_another(
    office: Actor, plan: Plan, upper: Plan
) -> None:
    correct(office, plan, upper, "together")
    for found in (queries.compare(plan, upper), queries.compare(upper, plan)):
        (row,) = rows(found, "tasks", "differs")
        assert beside([row]) == [(["2"], ["2"])]
        assert [said.reason for said in row.said] == ["都是场地"]
    correct(office, upper, plan, "apart", ("task:1", "task:1"))
    assert beside(rows(queries.compare(plan, upper), "tasks", "only_first")) == [(["1"], [])]
    correct(office, plan, upper, "likeness")
    correct(office, plan, upper, "likeness", ("task:1", "task:1"))
    found = queries.compare(plan, upper)
    assert beside(rows(found, "tasks", "same")) == [(["1"], ["1"]), (["3"], ["3"])]
    assert [said.stands for said in found.said] == [True, True, False, False]
    assert AuditLine.objects.filter(action="plans.alignment.correct").count() == 4


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"reason": " "}, "理由"),
        ({"verdict": "maybe"}, "对应"),
        ({"kind": "body"}, "任务、条款"),
        ({"pair": ("task:9", "task:2")}, "没有这一条"),
        ({"pair": ("task:2", "clause:二/(三)")}, "没有这一条"),
        ({"verdict": "likeness"}, "现在就是这样"),
    ],
)
def test_what_cannot_be_said_is_refused(
    office: Actor, plan: Plan, upper: Plan, more: dict[str, Any], why: str
) -> None:
    given = {"kind": "task", "pair": ("task:2", "task:2"), "verdict": "together", "reason": "都是场地"}
    with pytest.raises(Refused, match=why):
        actions.correct_alignment(by=office, first=plan, second=upper, **(given | more))
    assert not AlignmentCorrection.objects.exists()


def test_a_chain_of_corrections_is_refused(office: Actor, plan: Plan, upper: Plan) -> None:
    correct(office, plan, upper, "together", ("task:2", "task:1"))
    correct(office, plan, upper, "together", ("task:2", "task:2"))
    with pytest.raises(Refused, match="连成一串"):
        correct(office, plan, upper, "together", ("task:1", "task:2"))
    found = queries.compare(plan, upper)
    assert beside(rows(found, "tasks", "differs")) == [(["2"], ["1", "2"])]


def test_two_people_who_correct_one_pair_are_both_told(office: Actor, plan: Plan, upper: Plan) -> None:
    correct(office, plan, upper, "together")
    given: dict[str, Any] = {
        "kind": "task",
        "pair": ("task:2", "task:2"),
        "verdict": "apart",
        "reason": "不是一回事",
    }
    with pytest.raises(Refused, match="都是场地"):
        actions.correct_alignment(by=office, first=plan, second=upper, seen=0, **given)
    newest = AlignmentCorrection.objects.latest("id").pk
    actions.correct_alignment(by=office, first=plan, second=upper, seen=newest, **given)
    assert AlignmentCorrection.objects.count() == 2


def test_only_an_office_of_either_place_corrects(plan: Plan, upper: Plan, world: World) -> None:
    for county, role in (("甲县", "unit"), ("甲县", "viewer"), ("乙县", "office")):
        with acting_as(somebody(world, county, role)) as actor, pytest.raises(Refused, match="方案办公室"):
            correct(actor, plan, upper, "together")


def test_the_database_keeps_corrections_and_hides_them_with_the_plans(
    office: Actor, plan: Plan, upper: Plan, world: World
) -> None:
    correct(office, plan, upper, "together")
    with pytest.raises(DatabaseError), transaction.atomic():
        AlignmentCorrection.objects.update(reason="x")
    with acting_as(somebody(world, "甲县", "viewer")):
        assert AlignmentCorrection.objects.count() == 1
    with acting_as(somebody(world, "乙县", "office")):
        assert AlignmentCorrection.objects.count() == 0


def test_who_may_put_which_plans_beside_one_another(plan: Plan, upper: Plan, world: World) -> None:
    with acting_as(somebody(world, "甲县", "viewer")) as actor:
        (near,) = queries.comparable_plans(actor, plan)
        assert (near.plan, near.near) == (upper, "above")
        assert queries.comparable_plans(actor, plan, search="没有") == []
    with acting_as(somebody(world, "乙县", "viewer")) as actor:
        assert queries.comparable_plan(actor, plan.pk) is None
    with acting_as(SYSTEM) as system:
        actions.publish_plan(by=system, plan=plan)
    with acting_as(somebody(world, "乙县", "viewer")) as actor:
        found = queries.comparable_plan(actor, plan.pk)
        assert found is not None
        assert queries.compare(found, upper).counts("tasks")["same"] == 2
        assert [row.near for row in queries.comparable_plans(actor, upper)] == ["elsewhere"]


def test_the_workbook_has_the_rows_of_the_page(plan: Plan, upper: Plan) -> None:
    found = queries.compare(plan, upper)
    book = CalamineWorkbook.from_filelike(io.BytesIO(comparing_book.workbook(found)))
    assert book.sheet_names == ["总览", "任务", "条款", "标准", "指标", "单位", "只在一方"]
    totals = {row[0]: row[1:] for row in book.get_sheet_by_name("总览").to_python()[1:]}
    for tab, name in zip(TABS, book.sheet_names[1:], strict=True):
        sheet = book.get_sheet_by_name(name).to_python()
        assert totals[name] == [*found.counts(tab).values(), len(sheet) - 1]


def long_plan(place: str, count: int, other: str) -> str:
    lines = "".join(
        f"{no} | 办好第{no}处{'食堂' if no % 3 else '澡堂'},{other if no % 5 == 0 else '每天开门'} | {place[-1]}民政局牵头 |\n"
        for no in range(1, count + 1)
    )
    return f"{place}食堂方案\n一、目标\n到2025年,床位达到9张。\n附件\n重点任务分工表\n序号 | 重点任务 | 责任单位 |\n{lines}"


@pytest.mark.parametrize("count", [5, 200])
def test_a_long_plan_takes_no_more_queries(
    world: World, office: Actor, count: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    first = adopted_of(world, "甲县", long_plan("甲县", count, "有人值班"))
    second = adopted_of(world, "示例市", long_plan("示例市", count, "饭菜公开"))
    correct(office, first, second, "apart", ("task:1", "task:1"))
    with django_assert_max_num_queries(34):
        found = queries.compare(first, second)
        comparing_book.workbook(found)
    assert len(found.rows["tasks"]) >= count


class TestCommand:
    def run(self, *arguments: object) -> str:
        out = io.StringIO()
        call_command("compare", *map(str, arguments), stdout=out)
        return out.getvalue()

    def test_by_code_by_period_and_by_number(self, plan: Plan, upper: Plan, tmp_path: Path) -> None:
        told = [
            self.run(first, second, "--out", tmp_path / f"{index}.xlsx")
            for index, (first, second) in enumerate(
                [("990121", "990100"), ("990121:14-5", upper.pk), (plan.pk, "990100:14-5")]
            )
        ]
        assert all("tasks    2 same, 0 differ, 1 only in A, 1 only in B" in each for each in told)
        sheets = [(tmp_path / f"{index}.xlsx").read_bytes() for index in range(3)]
        assert CalamineWorkbook.from_filelike(io.BytesIO(sheets[0])).sheet_names[0] == "总览"

    @pytest.mark.parametrize(
        ("arguments", "why"),
        [
            (("990121", "123456"), "no division and no plan 123456"),
            (("990121", "990122"), "乙县 .990122. has no adopted plan"),
            (("990121:15-5", "990100"), "no adopted plan for the period 15-5"),
            (("990121", "990121"), "the same plan"),
        ],
    )
    def test_what_is_not_there_is_said(
        self, plan: Plan, upper: Plan, tmp_path: Path, arguments: tuple[str, str], why: str
    ) -> None:
        with pytest.raises(CommandError, match=why):
            self.run(*arguments, "--out", tmp_path / "x.xlsx")

    def test_several_plans_are_named(self, plan: Plan, upper: Plan, world: World, tmp_path: Path) -> None:
        text = UPPER.replace("实施方案", "行动安排").replace("9号", "10号")
        other = adopted_of(world, "示例市", text)
        if Plan.objects.filter(division=other.division, state="live").count() < 2:
            Plan.objects.filter(pk=upper.pk).update(state="live")
        with pytest.raises(CommandError, match=rf"has 2 plans.*{upper.pk} .14-5"):
            self.run("990121", "990100", "--out", tmp_path / "x.xlsx")

    @pytest.mark.parametrize(("name", "why"), [("x.docx", "no .xlsx"), ("gone/x.xlsx", "cannot be written")])
    def test_a_file_that_cannot_be_written(
        self, plan: Plan, upper: Plan, tmp_path: Path, name: str, why: str
    ) -> None:
        with pytest.raises(CommandError, match=why):
            self.run("990121", "990100", "--out", tmp_path / name)
