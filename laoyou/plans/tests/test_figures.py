"""Figures of a plan: on their way, doubted, by sheet, by area; milestones."""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from laoyou.access.scope import Actor
from laoyou.indicators.actions import report_value
from laoyou.indicators.deciding import return_values
from laoyou.indicators.models import Observation
from laoyou.plans import actions, figure_intake, figure_sheets, queries
from laoyou.plans.errors import Doubtful, Refused
from laoyou.plans.models import Plan, Target
from laoyou.plans.queries.specs import figure_key
from tests.world import LEADING, World

HEADS = [str(each) for each in figure_sheets.HEADS.values()]


@pytest.fixture
def share(plan: Plan) -> Target:
    return plan.targets.get(unit="%")


def report(by: Actor, target: Target, period: str, above: int, below: int = 1000, **more: Any) -> Observation:
    return actions.report_figure(
        by=by, target=target, period=period, numerator=above, denominator=below, **more
    )


def row_of(target: Target, **asked: Any) -> queries.IndicatorRow:
    return next(row for row in queries.indicator_rows(target.plan, **asked) if row.target == target)


def test_a_row_says_what_is_due_and_where_it_stands(office: Actor, share: Target) -> None:
    report(office, share, "2023", 500)
    report(office, share, "2024", 540)
    row = row_of(share, on=datetime.date(2025, 1, 10))
    assert (row.state, row.now, row.standing.planned, row.standing.gap) == (
        "at_risk",
        Fraction(54),
        Fraction(55),
        Fraction(-1),
    )
    assert row_of(share, on=datetime.date(2024, 1, 10)).observation != row.observation
    assert row_of(share, period="2023").now == 50
    assert [each.observation.period for each in row.seen] == ["2024", "2023"]


def test_what_its_level_has_not_accepted_is_marked_and_can_be_left_out(
    office: Actor, share: Target, world: World
) -> None:
    report(office, share, "2023", 500)
    figure: dict[str, Any] = {"numerator": 640, "denominator": 1000}
    figure["department"] = world.departments["甲县", LEADING]
    late = report_value(
        by=world.actor("甲县", "unit"),
        division=share.division,
        indicator=figure_key(share),
        period="2024",
        **figure,
    )
    row = row_of(share)
    assert (row.observation, row.pending, row.state) == (late, True, "met")
    assert row_of(share, accepted_only=True).now == 50
    return_values(by=office, observation_ids=[late.pk], reason="口径不对")
    back = row_of(share)
    assert back.now == 50
    assert back.seen[0].status.reason == "口径不对"


def test_what_looks_wrong_is_kept_only_with_a_reason(office: Actor, share: Target) -> None:
    with pytest.raises(Doubtful, match="130"):
        report(office, share, "2024", 1300)
    kept = report(office, share, "2024", 1300, keep_because="含外县老人")
    assert "含外县老人" in kept.note
    with pytest.raises(Doubtful) as told:
        report(office, share, "2025H1", 500, as_of=datetime.date(2025, 8, 1))
    assert [each.key for each in told.value.doubts] == ["outside", "jump"]


def test_milestones_are_set_and_two_editors_are_told(office: Actor, share: Target) -> None:
    report(office, share, "2023", 500)
    version = queries.stamp(queries.milestones_of(share))
    wanted: dict[str, Decimal | None] = {"2024": Decimal(58)}
    actions.set_milestones(by=office, target=share, values=wanted, version=version)
    assert row_of(share).course.planned(2024 * 12 + 12) == 58
    with pytest.raises(Refused, match="2024 58"):
        actions.set_milestones(by=office, target=share, values={"2024": Decimal(57)}, version=version)
    now = queries.stamp(queries.milestones_of(share))
    with pytest.raises(Refused, match="目标年底之前"):
        actions.set_milestones(by=office, target=share, values={"2025": Decimal(59)}, version=now)
    actions.set_milestones(
        by=office, target=share, values={"2024": None}, version=queries.stamp(queries.milestones_of(share))
    )
    assert not queries.milestones_of(share).exists()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from plans_milestoneevent")
        assert cursor.fetchone() == (2,)


def sheet(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("填报")
    for line, row in enumerate([heads, *rows]):
        page.write_row(line, 0, row)
    book.close()
    return stream.getvalue()


def line(
    target: Target, period: str, *amounts: object, unit: str = "", day: str = "", note: str = ""
) -> list[object]:
    return [target.pk, target.name, "", period, *amounts, *[""] * (3 - len(amounts)), unit, day, note]


def test_the_sheet_comes_back_as_it_went(office: Actor, plan: Plan, share: Target) -> None:
    report(office, share, "2024", 540)
    content = figure_sheets.template(plan, ["2025H1"])
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == HEADS
    assert {str(row[3]) for row in rows[1:] if row[0] == share.pk} == {"2024", "2025H1"}
    intake = figure_intake.read(plan, content)
    assert [each.change for each in intake.lines] == ["same"]
    assert intake.faults == ()


def test_a_sheet_adds_changes_and_leaves(office: Actor, plan: Plan, share: Target) -> None:
    report(office, share, "2023", 500)
    report(office, share, "2024", 540)
    content = sheet(
        line(share, "2023", 500, 1000),
        line(share, "2024", 541, 1000, note="漏一人"),
        line(share, "2025H1", "", "", "55%"),
    )
    intake = figure_intake.read(plan, content)
    assert ([each.change for each in intake.lines], intake.faults) == (["same", "changed", "added"], ())
    assert len(actions.import_figures(by=office, plan=plan, intake=intake)) == 2
    assert [each.value for each in row_of(share).seen] == [55, Decimal("54.1"), 50]


@pytest.mark.parametrize(
    ("given", "column", "words"),
    [
        ({"period": "去年"}, "期间", "不是期间"),
        ({"period": "2199"}, "期间", "还没有开始"),
        ({"amounts": ("五百", 1000)}, "分子", "不是数"),
        ({"amounts": (5, 0)}, "分母", "大于 0"),
        ({"amounts": (5, "")}, "分母", "分子和分母"),
        ({"amounts": (5, 10, 50)}, "数值", "不要都填"),
        ({"amounts": ("", "", 50), "unit": "人"}, "计量单位", "换算"),
        ({"day": "昨天"}, "截止日", "不是日期"),
        ({"day": "2199-01-01"}, "截止日", "晚于今天"),
    ],
)
def test_each_fault_is_named_by_its_cell(
    office: Actor, plan: Plan, share: Target, given: dict[str, Any], column: str, words: str
) -> None:
    asked = {"period": "2024", "amounts": (540, 1000), "unit": "", "day": ""} | given
    bad = line(share, asked["period"], *asked["amounts"], unit=asked["unit"], day=asked["day"])
    intake = figure_intake.read(plan, sheet(line(share, "2023", 500, 1000), bad))
    (fault,) = intake.faults
    assert (fault.sheet, fault.row, fault.column) == ("填报", 3, column)
    assert words in fault.words
    with pytest.raises(Refused, match="一条也没有写入"):
        actions.import_figures(by=office, plan=plan, intake=intake)
    assert not Observation.objects.exists()


def test_other_faults_of_a_sheet(office: Actor, plan: Plan, share: Target) -> None:
    report(office, share, "2023", 500)
    unknown = [999_999, "没有的指标", "", "2024", 1, 2, "", "", "", ""]
    twice = line(share, "2024", 540, 1000)
    silent = line(share, "2023", 501, 1000)
    intake = figure_intake.read(plan, sheet(unknown, twice, twice, silent))
    assert [(each.row, each.column) for each in intake.faults] == [(2, "编号"), (4, "期间"), (5, HEADS[-1])]
    for content in (b"not a book", sheet(heads=["a", "b"]), sheet()):
        with pytest.raises(Refused):
            figure_intake.read(plan, content)


def test_doubts_of_a_sheet_ask_for_a_reason(office: Actor, plan: Plan) -> None:
    beds = plan.targets.get(unit="张")
    intake = figure_intake.read(plan, sheet(line(beds, "2024", "", "", 1100)))
    assert [each.key for each in intake.doubted[0].doubts] == ["unit_missing"]
    with pytest.raises(Doubtful):
        actions.import_figures(by=office, plan=plan, intake=intake)
    (made,) = actions.import_figures(by=office, plan=plan, intake=intake, keep_because="按张数报")
    assert "按张数报" in made.note


def test_areas_below_are_added_up_by_their_counts(
    office: Actor, plan: Plan, share: Target, world: World
) -> None:
    for place, above, below in (("东河镇", 30, 100), ("西山乡", 5, 300)):
        report_value(
            by=office,
            division=world.divisions[place],
            indicator=figure_key(share),
            period="2024",
            numerator=above,
            denominator=below,
        )
    table = queries.by_division(plan)
    column = next(each for each in table.columns if each.target == share)
    assert (table.period, column.reported, float(column.total or 0)) == ("2024", 2, 8.75)
    assert [place.name for place, _cells in table.rows] == ["东河镇", "西山乡"]


def test_rows_take_the_same_queries_for_few_and_for_many(office: Actor, plan: Plan, share: Target) -> None:
    report(office, share, "2023", 500)
    with CaptureQueriesContext(connection) as few:
        queries.indicator_rows(plan)
    for number in range(30):
        share.pk, share.name, share.indicator = None, f"指标{number}", f"own_{number}"
        share.save()
        for period in ("2022", "2023H1", "2023", "2024H1", "2024"):
            report_value(
                by=office,
                division=plan.division,
                indicator=f"own_{number}",
                period=period,
                value=50,
                unit="%",
            )
    with CaptureQueriesContext(connection) as many:
        assert len(queries.indicator_rows(plan)) == 32
    assert len(many) == len(few)
    assert len(few) <= 14
