import datetime
import io

import pytest
import xlsxwriter

from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress import actions, measure_sheet
from laoyou.progress.errors import Refused
from laoyou.progress.models import Measure

pytestmark = pytest.mark.django_db
Row = tuple[object, ...]


def book(*rows: Row, heads: Row | None = None) -> bytes:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    page = made.add_worksheet()
    for index, row in enumerate((heads or measure_sheet.heads(), *rows)):
        page.write_row(index, 0, row)
    made.close()
    return stream.getvalue()


def test_what_goes_out_comes_back(office: Actor, plan: Plan) -> None:
    assert measure_sheet.read(plan, 2025, measure_sheet.workbook(plan, 2025)) == []
    day = datetime.date(2025, 9, 30)
    content = book((1, "", "甲县民政局", "新开三家", "三家开门", day))
    (row,) = measure_sheet.read(plan, 2025, content)
    assert row.fault == ""
    assert row.planned
    assert actions.import_measures(by=office, plan=plan, rows=[row.planned]) == 1
    assert Measure.objects.get().due == day
    (again,) = measure_sheet.read(plan, 2025, content)
    assert "已经有了" in again.fault


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((99, "", "甲县民政局", "做", "成", "2025-09-30"), "没有序号"),
        ((1, "", "甲县水利局", "做", "成", "2025-09-30"), "责任单位"),
        ((1, "", "甲县民政局", "做", "", "2025-09-30"), "都要填"),
        ((1, "", "甲县民政局", "做", "成", "年底"), "不是日期"),
        ((1, "", "甲县民政局", "做", "成", "2026-09-30"), "2025 年内"),
    ],
)
def test_each_row_says_what_is_wrong(office: Actor, plan: Plan, row: Row, words: str) -> None:
    (found,) = measure_sheet.read(plan, 2025, book(row))
    assert found.number == 2
    assert words in found.fault


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", book(heads=("a", "b"))])
def test_another_file_is_refused(office: Actor, plan: Plan, content: bytes) -> None:
    with pytest.raises(Refused):
        measure_sheet.read(plan, 2025, content)
