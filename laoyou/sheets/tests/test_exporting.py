"""Rows out: marked with who and why, masked, without formulas, and never without a line in the logs."""

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from laoyou.access.models import AuditLine
from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.places.models import Division
from laoyou.privacy.models import ReadLine
from laoyou.sheets.exporting import Exported, Line, Out, export
from laoyou.sheets.templates import template
from tests.world import World
from tests.world.sheets import TARGET, id_number

pytestmark = pytest.mark.django_db
COLUMNS = (Out("姓名"), Out("证件号码", "id_number"), Out("电话", "phone"), Out("备注"))
ROWS = [Line(["示例甲", id_number(1), "13800000000", "=1+1"], resident=7, minor=True)]


def made(by: Actor, division: Division, **more: Any) -> Exported:
    given: dict[str, Any] = {"purpose": "核对名单", "rows": ROWS, **more}
    return export(by=by, what="residents", title="居民", columns=COLUMNS, division=division, **given)


def cells(exported: Exported) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(exported.content.read()))
    assert book.sheet_names == ["居民", "_laoyou"]
    rows: list[list[Any]] = book.get_sheet_by_index(0).to_python()
    return rows


def test_an_export_is_marked_masked_and_logged(world: World) -> None:
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "register_head")) as head:
        rows = cells(made(head, county))
        assert head.username in rows[0][0]
        assert "核对名单" in rows[0][0]
        assert rows[2][:4] == ["示例甲", f"•••• {id_number(1)[-1]}", "138••••••00", "=1+1"]
        assert cells(made(head, county, full=True))[2][1] == id_number(1)
        text = made(head, county, suffix="csv").content.read().decode("utf-8-sig")
        assert text.splitlines()[2].endswith("'=1+1")
    line = ReadLine.objects.order_by("id")[0]
    assert (line.kind, line.residents, line.minors, line.purpose) == ("exported", [7], 1, "核对名单")
    assert AuditLine.objects.filter(action="sheets.export").count() == 3


def test_people_leave_only_with_the_right_and_a_purpose(world: World) -> None:
    county = world.divisions["甲县"]
    with acting_as(world.actor("甲县", "registrar")) as registrar:
        with pytest.raises(Refused, match="登记负责人"):
            made(registrar, county)
        assert made(registrar, county, rows=[Line(["机构", None, "", ""])]).rows == 1
    with acting_as(world.actor("甲县", "register_head")) as head, pytest.raises(Refused, match="用途"):
        made(head, county, purpose=" ")
    assert not ReadLine.objects.exists()


def test_a_template_has_heads_that_are_known_and_an_example_that_is_skipped() -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(template(TARGET))).get_sheet_by_index(0).to_python()
    assert str(rows[1][0]) == "姓名（必填）"
    assert str(rows[2][0]).startswith("示例")
    assert len(rows) == 3
