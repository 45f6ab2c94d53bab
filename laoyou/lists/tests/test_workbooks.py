import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.lists import actions, queries
from laoyou.lists.models import Edition, Item
from laoyou.lists.tests.conftest import edition_of, opened, project
from laoyou.lists.workbooks.preview import preview
from laoyou.lists.workbooks.writing import workbook
from tests.world import World

FUNDS = [{"source": "central", "year": "2026", "amount": "500"}]
Rows = dict[str, list[list[Any]]]


@pytest.fixture
def edition(office: Actor, world: World) -> Edition:
    found = edition_of(opened(office, world, "projects"))
    actions.add_item(by=office, edition=found, values=project(world, "=1+1 号项目", funds=FUNDS))
    actions.add_item(by=office, edition=found, values=project(world, "第二个项目"))
    return found


def exported(edition: Edition) -> bytes:
    return workbook(queries.declared(edition.catalogue, edition), list(edition.items.order_by("number")))


def sheets(content: bytes) -> Rows:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def changed(content: bytes, change: Callable[[Rows], None]) -> bytes:
    """The workbook as a clerk sends it back."""
    rows = sheets(content)
    change(rows)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    for name, lines in rows.items():
        page = book.add_worksheet(name)
        for number, line in enumerate(lines):
            page.write_row(number, 0, line)
    book.close()
    return stream.getvalue()


def column(rows: Rows, word: str) -> int:
    return next(place for place, head in enumerate(rows["重大项目"][0]) if str(head).startswith(word))


def test_the_export_holds_every_field_and_no_formula(edition: Edition) -> None:
    found = sheets(exported(edition))
    assert list(found) == ["重大项目", "资金来源"]
    head, first = found["重大项目"][:2]
    assert head[:2] == ["编号", "项目名称"]
    assert head[-1] == "状态"
    assert first[1] == "=1+1 号项目"
    assert first[column(found, "总投资")] == 1200.5
    assert found["资金来源"][1][:5] == [1, "=1+1 号项目", "中央预算内投资", 2026, 500]


def test_what_comes_back_unchanged_changes_nothing(edition: Edition) -> None:
    seen = preview(edition, exported(edition))
    assert seen.problems == ()
    assert seen.ignored == ()
    assert [row.kind for row in seen.rows] == ["same", "same"]


def test_a_workbook_exported_in_english_comes_back_in_chinese(edition: Edition) -> None:
    with override("en"):
        content = exported(edition)
    assert list(sheets(content)) == ["Major projects", "Funds"]
    seen = preview(edition, content)
    assert seen.problems == ()
    assert [row.kind for row in seen.rows] == ["same", "same"]


def test_a_title_above_the_header_and_columns_of_ones_own_are_no_matter(edition: Edition) -> None:
    def change(rows: Rows) -> None:
        main = rows["重大项目"]
        main[0].append("我的备注")
        main[1].append("看一下")
        main.insert(0, ["二〇二六年项目表"])

    seen = preview(edition, changed(exported(edition), change))
    assert seen.problems == ()
    assert seen.ignored == ("我的备注",)


def test_changes_are_looked_at_and_then_taken(office: Actor, edition: Edition) -> None:
    def change(rows: Rows) -> None:
        main = rows["重大项目"]
        main[1][column(rows, "总投资")] = "1,300"
        new = list(main[2])
        new[0], new[1], new[-1] = "", "新项目", ""
        main.append(new)
        rows["资金来源"].append(["", "新项目", "县级财政", "2026", "80"])

    sheet = actions.bring_sheet(
        by=office, edition=edition, name="项目.xlsx", content=changed(exported(edition), change)
    )
    seen = preview(edition, bytes(sheet.content))
    assert [row.kind for row in seen.rows] == ["changed", "same", "added"]
    assert [(c.before, c.after) for c in seen.rows[0].changes] == [("1\u2009200.5", "1\u2009300")]
    actions.take_sheet(by=office, sheet=sheet, seen=seen.seen)
    added = Item.objects.get(edition=edition, number=3)
    assert added.title == "新项目"
    assert added.fields["funds"] == [{"source": "county", "year": 2026, "amount": "80"}]
    assert added.state == "reserve"
    assert added.changes.count() == 1
    assert Item.objects.get(edition=edition, number=1).fields["investment"] == "1300"


def test_one_wrong_row_keeps_the_whole_file_out(office: Actor, edition: Edition) -> None:
    def change(rows: Rows) -> None:
        main = rows["重大项目"]
        main[1][column(rows, "形象进度")] = 130
        main[1][-1] = "已验收"
        main[2][0] = 77
        rows["资金来源"].append([99, "没有的项目", "县级财政", "2026", "80"])

    sheet = actions.bring_sheet(
        by=office, edition=edition, name="项目.xlsx", content=changed(exported(edition), change)
    )
    seen = preview(edition, bytes(sheet.content))
    places = [(p.sheet, p.row, p.column.split("（")[0]) for p in seen.problems]
    assert places == [
        ("重大项目", 2, "状态"),
        ("重大项目", 2, "形象进度"),
        ("重大项目", 3, "编号"),
        ("资金来源", 3, "编号"),
    ]
    assert all(problem.do for problem in seen.problems)
    with pytest.raises(Refused, match="一行都没有写入"):
        actions.take_sheet(by=office, sheet=sheet, seen=seen.seen)
    assert "progress" not in Item.objects.get(edition=edition, number=1).fields


def test_what_changed_since_it_was_looked_at_is_looked_at_again(
    office: Actor, world: World, edition: Edition
) -> None:
    content = exported(edition)
    sheet = actions.bring_sheet(by=office, edition=edition, name="项目.xlsx", content=content)
    seen = preview(edition, content).seen
    item = Item.objects.get(edition=edition, number=2)
    actions.edit_item(by=office, item=item, version=1, values=project(world, "改过了"))
    with pytest.raises(Refused, match="有人改了"):
        actions.take_sheet(by=office, sheet=sheet, seen=seen)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.xlsx", b"", "空文件"),
        ("字.txt", "文字".encode(), "不是 Excel"),
        ("假.xlsx", b"%PDF-1.7 ...", "不是 Excel"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(
    office: Actor, edition: Edition, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        actions.bring_sheet(by=office, edition=edition, name=name, content=content)


def test_a_workbook_of_something_else_is_refused(office: Actor, edition: Edition) -> None:
    def change(rows: Rows) -> None:
        rows["重大项目"][0] = ["甲", "乙"]

    with pytest.raises(Refused, match="项目名称"):
        actions.bring_sheet(
            by=office, edition=edition, name="别的.xlsx", content=changed(exported(edition), change)
        )
