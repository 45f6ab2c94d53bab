"""Official counts from a sheet, through the steps that the pages take."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import xlsxwriter

from laoyou.access.scope import Actor, acting_as
from laoyou.census.models import Figure
from laoyou.census.sheets import TARGET
from laoyou.sheets import actions as sheets
from laoyou.sheets.models import Batch, Fault
from tests.world import World

LINES = (
    ("地区", "时点", "口径", "性别", "年龄自", "年龄至", "人数", "来源"),
    ("东河镇", "2024-12-31", "常住人口", "", "", "", 305, "年报"),
    ("东河镇", "2024-12-31", "常住人口", "", "", "", 306, "年报"),  # the same count again
    ("西山乡", "2024-12-31", "常住人口", "女", 60, "", 41, "年报"),
    ("甲县", "2024-12-31", "户籍人口", "", 9, 4, 1.5, "年报"),
    ("南桥镇", "2024-12-31", "常住人口", "", "", "", 12, "年报"),  # of another county
)


@pytest.fixture
def office(world: World) -> Iterator[Actor]:
    with acting_as(world.actor("甲县", "office")) as actor:
        yield actor


def brought(by: Actor, world: World, lines: Sequence[Sequence[Any]]) -> Batch:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("人口")
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)
    batch = sheets.bring(
        by=by, target=TARGET, division=world.divisions["甲县"], name="人口.xlsx", content=content.getvalue()
    )
    keys = [column["key"] for column in batch.columns]
    return sheets.map_columns(by=by, batch=batch, keys=keys, fixed={})


def test_good_lines_go_in_once_and_bad_ones_are_told(world: World, office: Actor) -> None:
    batch = brought(office, world, LINES)
    told = sorted((one.line, one.column) for one in Fault.objects.filter(batch=batch))
    assert told[0] == (3, "division")
    assert {(5, "count"), (5, "age_to"), (6, "division")} <= set(told)
    assert sheets.apply(by=office, batch=batch).added == 2
    again = sheets.apply(by=office, batch=brought(office, world, LINES))
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    assert sorted(Figure.objects.values_list("division__name", "count")) == [("东河镇", 305), ("西山乡", 41)]
