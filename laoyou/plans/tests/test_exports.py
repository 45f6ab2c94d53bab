import io

from django.utils import translation
from python_calamine import CalamineWorkbook

from laoyou.plans import exports
from laoyou.plans.models import Plan


def test_the_workbook_holds_the_board(plan: Plan) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(exports.workbook(plan)))
    tasks = book.get_sheet_by_name("任务").to_python()
    assert [row[0] for row in tasks[1:]] == [1, 2, 3]
    assert tasks[1][2] == "甲县民政局"
    indicators = book.get_sheet_by_name("指标").to_python()
    assert [row[6] for row in indicators[1:]] == [1200, 60]
    assert book.get_sheet_by_name("标准").to_python()[1][6] == "尚无责任单位"


def test_a_name_is_never_a_formula(plan: Plan) -> None:
    plan.tasks.filter(no=1).update(text="=1+1")
    book = CalamineWorkbook.from_filelike(io.BytesIO(exports.workbook(plan, sheets=["tasks"])))
    assert book.get_sheet_by_index(0).to_python()[1][1] == "=1+1"


def test_heads_follow_the_language(plan: Plan) -> None:
    with translation.override("en"):
        assert exports.table(plan, "tasks").heads[0] == "No."
