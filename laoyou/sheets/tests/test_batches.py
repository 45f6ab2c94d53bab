"""A file's way into a register: found, mapped, checked, written; and back out as a sheet to mend."""

import io

import pytest
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook

from laoyou.access.models import AuditLine, DepartmentAlias
from laoyou.access.scope import Actor, acting_as
from laoyou.lib.refusal import Refused
from laoyou.places import actions as places
from laoyou.sheets import actions, mending, queries, running, sources
from laoyou.sheets.models import Batch, Fault, File, Mapping
from tests.world import SYSTEM, World, build
from tests.world.sheets import id_number, planted_sheet, register, simple_sheet

pytestmark = pytest.mark.django_db


def bring(by: Actor, world: World, content: bytes, name: str = "花名册.xlsx") -> Batch:
    return actions.bring(
        by=by, target=register(), division=world.divisions["甲县"], name=name, content=content
    )


def checked(by: Actor, batch: Batch, **fixed: str) -> Batch:
    keys = [column["key"] for column in batch.columns]
    return actions.map_columns(by=by, batch=batch, keys=keys, fixed=fixed)


def names_of_one_village(world: World) -> None:
    rows = [{"code": f"990121{place}009", "name": "同名村", "name_en": ""} for place in ("101", "201")]
    places.load_divisions(by=SYSTEM, rows=rows)


def test_forty_planted_faults_are_each_found_at_their_cell_and_no_other(world: World) -> None:
    names_of_one_village(world)
    content, planted = planted_sheet()
    assert len(planted) == 40
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = bring(by, world, content)
        assert (batch.head_line, batch.head_lines, batch.sheet) == (3, 2, "花名册")
        assert [column["key"] for column in batch.columns] == [
            "", "", "name", "id_number", "sex", "birth_date", "village", "phone", "address", "household", "alone",
            "allowance", "",
        ]  # fmt: skip
        batch = checked(by, batch)
        found = {fault.cell: fault for fault in Fault.objects.all()}
        assert {one.cell: one.kind for one in planted} == {cell: one.kind for cell, one in found.items()}
        unsaid = [one for one in planted if one.words not in found[one.cell].why + found[one.cell].do]
        assert unsaid == []
        assert (batch.state, batch.good, batch.bad, batch.added) == ("checked", 50, 40, 50)
        assert [line for line, _why in batch.skipped] == [95, 96]
        assert not DepartmentAlias.objects.filter(alias__contains=":").exists()  # the dry run is undone
        kept = " ".join(f"{one.shown} {one.why} {one.do}" for one in found.values())
        assert "99012119500815" not in kept
        assert "13900000000" not in kept
        batch = actions.apply(by=by, batch=batch)
        assert (batch.state, batch.added, batch.same) == ("applied", 50, 0)
        assert DepartmentAlias.objects.filter(alias__contains=":").count() == 50
    line = AuditLine.objects.get(action__startswith="sheets.")
    assert (line.action, line.detail["added"], line.detail["bad"]) == ("sheets.batch.apply", 50, 40)


def test_a_line_of_a_person_is_never_kept_as_a_head(world: World) -> None:
    """What stands in heads is kept in the clear, and remembered for the next sheet."""
    line = f"示例甲,{id_number(1)},男,河口村\r\n"
    with acting_as(world.actor("甲县", "registrar")) as by:
        with pytest.raises(Refused, match="没有找到表头"):
            bring(by, world, (line + line).encode(), "a.csv")
        batch = bring(by, world, simple_sheet(), "b.csv")
        with pytest.raises(Refused, match="不像表头"):
            actions.choose_table(by=by, batch=batch, sheet="", head_line=2, head_lines=1)
    assert id_number(1) not in str(list(Batch.objects.values_list("columns")))


def test_bad_lines_come_back_to_mend_and_their_sheet_maps_itself(world: World) -> None:
    names_of_one_village(world)
    content, _planted = planted_sheet()
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = actions.apply(by=by, batch=checked(by, bring(by, world, content)))
        file = File.objects.get(batch=batch)
        assert file.kind == "mend"
        assert b"PK" not in bytes(file.sealed)[:40]
        mend = sources.content_of(batch, "mend")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(mend)).get_sheet_by_index(0).to_python()
        assert len(rows) == 1 + 40
        assert "必填" in str(rows[1][-1])
        again = bring(by, world, mend, "待改.xlsx")
        assert [column["key"] for column in again.columns][2:4] == ["name", "id_number"]
        again = checked(by, again)
        # Two repeated the first person; the first of them is alone now, and the register knows it.
        assert (again.total, again.bad, again.added, again.changed + again.same) == (40, 39, 0, 1)
        assert Mapping.objects.count() == 1
        actions.destroy_file(by=by, batch=batch)
        assert not File.objects.filter(batch=batch).exists()


def test_the_same_file_twice_changes_nothing(world: World) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        first = actions.apply(by=by, batch=checked(by, bring(by, world, simple_sheet(), "a.csv")))
        second = checked(by, bring(by, world, simple_sheet(), "a.csv"))
        third = checked(by, bring(by, world, simple_sheet(sex="女"), "a.csv"))
    assert (first.added, first.changed, first.same) == (1, 0, 0)
    assert (second.added, second.changed, second.same) == (0, 0, 1)
    assert (third.added, third.changed, third.same) == (0, 1, 0)


def test_what_breaks_inside_leaves_register_and_batch_as_they_were(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = checked(by, bring(by, world, simple_sheet(), "a.csv"))
        monkeypatch.setattr("laoyou.sheets.running.record", _breaks)
        batch = actions.apply(by=by, batch=batch)
        assert batch.state == "failed"
        assert "990121" not in batch.why
        assert not DepartmentAlias.objects.filter(alias__contains=":").exists()
        assert File.objects.get(batch=batch).kind == "source"
        monkeypatch.undo()
        batch = actions.check(by=by, batch=batch)
        assert actions.apply(by=by, batch=batch).added == 1


def _breaks(**_said: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1 / 0")


def test_a_batch_that_nobody_works_at_is_begun_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = checked(by, bring(by, world, simple_sheet(), "a.csv"))
        Batch.objects.filter(pk=batch.pk).update(state="applying", started_at="2026-01-01T00:00:00Z")
        batch.refresh_from_db()
        assert queries.standing(batch) == "applying"  # this transaction still holds it
        monkeypatch.setattr("laoyou.sheets.progress.worked_at", set)
        assert queries.standing(batch) == "stopped"
        with pytest.raises(Refused):
            actions.check(by=by, batch=batch)
        batch = actions.restart(by=by, batch=batch)
        assert (batch.state, batch.added) == ("applied", 1)


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is ended from outside in the middle of the writing, as when the process dies."""
    world = build()
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = checked(by, bring(by, world, simple_sheet(), "a.csv"))
        Batch.objects.filter(pk=batch.pk).update(state="applying", started_at=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr("laoyou.sheets.running.record", _killed)
        with pytest.raises(Exception, match=r"terminat|closed"), acting_as(by):
            running.run(by, batch_id=batch.pk, language="zh-hans")
    connection.close()
    with acting_as(by):
        batch.refresh_from_db()
        assert (batch.state, queries.standing(batch)) == ("applying", "waiting")
        assert not DepartmentAlias.objects.filter(alias__contains=":").exists()
        assert (File.objects.get(batch=batch).kind, Fault.objects.filter(batch=batch).count()) == (
            "source",
            1,
        )
        Batch.objects.filter(pk=batch.pk).update(started_at="2026-01-01T00:00:00Z")
        batch.refresh_from_db()
        assert queries.standing(batch) == "stopped"
        assert actions.restart(by=by, batch=batch).added == 1


def _killed(**_said: object) -> None:
    assert DepartmentAlias.objects.filter(alias__contains=":").exists()  # written, and not kept
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("select pg_terminate_backend(pg_backend_pid())")


def test_mappings_are_refused_kept_and_fixed(world: World) -> None:
    content = f"姓名,证件号,某列\r\n示例甲,{id_number(1)},1\r\n".encode("gb18030")
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = bring(by, world, content, "台账.csv")
        assert [column["key"] for column in batch.columns] == ["name", "id_number", ""]
        with pytest.raises(Refused, match="村"):
            checked(by, batch)
        with pytest.raises(Refused, match="请只留一列"):
            actions.map_columns(by=by, batch=batch, keys=["name", "name", ""], fixed={})
        with pytest.raises(Refused, match="个人信息"):
            checked(by, batch, address="某处", village="河口村")
        batch = actions.map_columns(
            by=by, batch=batch, keys=["name", "id_number", "sex"], fixed={"village": "河口村"}, remember="高龄台账"
        )  # fmt: skip
        assert (batch.total, batch.good) == (1, 1)
        again = bring(by, world, content, "八月.csv")
        assert [column["key"] for column in again.columns] == ["name", "id_number", "sex"]
        assert again.fixed == {"village": "河口村"}
        kept = Mapping.objects.get()
        actions.rename_mapping(by=by, mapping=kept, name="新名")
        actions.delete_mapping(by=by, mapping=kept)
        actions.drop(by=by, batch=again)
        assert not File.objects.filter(batch=again).exists()
        with pytest.raises(Refused):
            actions.apply(by=by, batch=again)


def test_files_end_after_their_days_and_others_see_none(world: World) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = bring(by, world, simple_sheet(), "a.csv")
    with acting_as(world.actor("乙县", "registrar")) as other:
        assert queries.batch(other, batch.pk) is None
        assert not File.objects.exists()
    with acting_as(world.actor("甲县", "office")) as office:
        assert queries.batch(office, batch.pk) is None  # has no right to that register
        with pytest.raises(Refused):
            bring(office, world, simple_sheet())
    File.objects.update(kept_at="2026-01-01T00:00:00Z")
    with acting_as(SYSTEM) as system:
        assert actions.destroy_old(by=system) == 1
    batch.refresh_from_db()
    assert batch.state == "dropped"


def test_files_that_are_no_sheets_are_refused_with_what_to_do(world: World) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        for content in (b"", b"PK\x03\x04 not a workbook", b"\x00\x01\x02\x00"):
            with pytest.raises(Refused, match="请"):
                bring(by, world, content)


def test_a_mending_sheet_marks_the_cell(world: World) -> None:
    with acting_as(world.actor("甲县", "registrar")) as by:
        batch = checked(by, bring(by, world, simple_sheet(), "a.csv"))
        made = mending.workbook(sources.table_of(batch), batch)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "示例乙"
    assert "证件号码：必填" in str(rows[1][-1])
