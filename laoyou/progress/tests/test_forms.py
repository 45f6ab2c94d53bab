"""Return forms out and in: recognised, compared, refused in words; and any text comes back as it was."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.plans.models import Plan
from laoyou.progress import actions
from laoyou.progress.errors import Refused, Stale
from laoyou.progress.forms import reading, writing
from laoyou.progress.models import Cycle, Entry, Return
from laoyou.progress.queries import form_check, returns
from laoyou.progress.queries.form_check import Check
from laoyou.progress.rules.returns import FIGURE_FIELDS, cleaned
from laoyou.progress.tests.made_cycles import content_of, made_cycle, typed_into
from tests.world import World

TASKS, FIGURES, QUESTIONS = 2, 3, 4  # numbers of the sheets


@pytest.fixture
def cycle(office: Actor, world: World, plan: Plan) -> Cycle:
    return made_cycle(office, world, plan)


@pytest.fixture
def civil(world: World) -> Department:
    return world.departments["甲县", "民政局"]


def page_of(cycle: Cycle, unit: Department) -> returns.Sheet:
    page = returns.sheet(cycle, unit)
    assert page is not None
    return page


def form_of(cycle: Cycle, unit: Department, cells: dict[tuple[int, str], str] | None = None) -> bytes:
    return typed_into(writing.write_form(page_of(cycle, unit)), cells or {})


def kept(office: Actor, data: bytes, plan: Plan, name: str = "填报表.xlsx") -> File:
    return store_file(by=office, division=plan.division, name=name, content=data)


def test_what_a_clerk_types_comes_back_and_stands_online(
    office: Actor, cycle: Cycle, civil: Department, plan: Plan
) -> None:
    typed = {
        (TASKS, "E4"): "=新开两个\n食堂",
        (TASKS, "F4"): "否",
        (TASKS, "G4"): "新开 ２ 个",
        (FIGURES, "D4"): "600",
        (FIGURES, "E4"): "1,000",
        (QUESTIONS, "C4"): "缺厨师",
    }
    file = kept(office, form_of(cycle, civil, typed), plan)
    check = form_check.check_form(cycle, file)
    assert (check.refused, check.department, check.conflicts, check.gone, check.new) == (
        "",
        civil,
        (),
        (),
        (),
    )
    assert len(check.changes) == 5
    done = actions.take_form(
        by=office, cycle=cycle, file=file, version=0, submit=True, because="第二项未开展",
        received_on=datetime.date(2026, 1, 19),
    )  # fmt: skip
    assert (done.state, done.entered_for, done.late) == ("submitted", True, False)
    entry = Entry.objects.get(cycle=cycle)
    assert (entry.text, entry.figures) == ("=新开两个\n食堂", [{"name": "新开", "value": "2", "unit": "个"}])
    assert list(done.files.all()) == [file]


def test_what_both_typed_is_a_conflict_and_the_person_chooses(
    office: Actor, cycle: Cycle, civil: Department, plan: Plan
) -> None:
    out = form_of(cycle, civil, {(TASKS, "E4"): "表里写的", (TASKS, "E5"): "表里第二项"})
    online = content_of(page_of(cycle, civil), text="")
    online["tasks"][0]["text"] = "网上写的"
    actions.save_return(by=office, cycle=cycle, department=civil, content=online, version=0)
    file = kept(office, out, plan)
    check = form_check.check_form(cycle, file)
    first = page_of(cycle, civil).tasks[0].task.pk
    assert [each.clash.name for each in check.conflicts] == [f"task:{first}:text"]
    assert (check.conflicts[0].clash.online, check.conflicts[0].clash.form) == ("网上写的", "表里写的")
    with pytest.raises(Stale):
        actions.take_form(by=office, cycle=cycle, file=file, version=0)
    actions.take_form(by=office, cycle=cycle, file=file, version=1, keep_online=[f"task:{first}:text"])
    content = Return.objects.get().content
    assert [each["text"] for each in content["tasks"]] == ["网上写的", "表里第二项"]
    assert content["figures"][0]["numerator"] == "600"


def test_changed_grey_cells_are_named(office: Actor, cycle: Cycle, civil: Department, plan: Plan) -> None:
    check = form_check.check_form(
        cycle, kept(office, form_of(cycle, civil, {(TASKS, "B4"): "别的任务"}), plan)
    )
    assert "被改过" in check.refused
    assert [(each.sheet, each.cell, each.now) for each in check.altered] == [("任务", "B4", "别的任务")]
    renamed = form_check.check_form(
        cycle, kept(office, form_of(cycle, civil, {(1, "B3"): "甲县教育局"}), plan)
    )
    assert [(each.was, each.now) for each in renamed.altered] == [("甲县民政局", "甲县教育局")]


def test_a_form_from_before_the_tasks_changed_says_which_rows_are_gone(
    office: Actor, cycle: Cycle, civil: Department, plan: Plan
) -> None:
    out = form_of(cycle, civil, {(TASKS, "E4"): "第一项", (TASKS, "E5"): "第二项"})
    second = plan.tasks.get(no=2)
    second.obligations.filter(department=civil).delete()
    second.rules.all().delete()
    actions.change_cycle(
        by=office, cycle=cycle, version=1, period=cycle.period, title=cycle.title, opens=cycle.opens,
        due=cycle.due, basis=cycle.basis, questions=["新的问题？"],
    )  # fmt: skip
    cycle.refresh_from_db()
    check = form_check.check_form(cycle, kept(office, out, plan))
    assert check.refused == ""
    assert len(check.gone) == 2
    assert "场地" in check.gone[0]
    assert check.new == ("新的问题？",)
    assert [each.clash.form for each in check.changes] == ["第一项"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("~$填报表.xlsx", b"x", "临时文件"),
        ("填报表.xls", b"\xd0\xcf\x11\xe0" + bytes(20), "旧格式"),
        ("填报表.xlsx", b"hello", "不是系统发出的填报表"),
        ("填报表.xlsx", b"PK\x03\x04" + bytes(40), "打不开"),
        ("填报表.xlsx", bytes(6 << 20), "太大"),
    ],
)
def test_what_is_no_form_gets_a_sentence(cycle: Cycle, name: str, data: bytes, said: str) -> None:
    found = form_check.recognised(cycle, name, data)
    assert isinstance(found, Check)
    assert said in found.refused


def test_a_workbook_of_ones_own_and_a_broken_mark(cycle: Cycle, civil: Department) -> None:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("任务")
    book.close()
    own = form_check.recognised(cycle, "进展.xlsx", stream.getvalue())
    assert isinstance(own, Check)
    assert "不是系统发出的填报表" in own.refused
    broken = form_check.recognised(cycle, "进展.xlsx", form_of(cycle, civil, {(5, "A1"): "abc:def"}))
    assert isinstance(broken, Check)
    assert "校验信息" in broken.refused


def test_another_cycle_another_unit_and_one_that_is_in(
    office: Actor, world: World, cycle: Cycle, civil: Department, plan: Plan
) -> None:
    health = world.departments["甲县", "卫生健康局"]
    other = made_cycle(office, world, plan, period="2025H1", title="2025年上半年进展报送")
    file = kept(office, form_of(cycle, civil), plan)
    assert "不是这一期" in form_check.check_form(other, file).refused
    assert "不是甲县卫生健康局的" in form_check.check_form(cycle, file, health).refused
    content = content_of(page_of(cycle, civil))
    actions.submit_return(by=office, cycle=cycle, department=civil, version=0, content=content)
    assert "已报送" in form_check.check_form(cycle, file).refused
    with pytest.raises(Refused, match="已报送"):
        actions.take_form(by=office, cycle=cycle, file=file, version=1)


def test_all_forms_of_a_cycle_in_one_archive(cycle: Cycle) -> None:
    pages = returns.sheets(cycle)
    packed = b"".join(writing.zipped(pages))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(pages) == 5
    back = list(reading.unpacked("全部.zip", packed))
    units = {form.issued.unit for form in (reading.read_form(name, data) for name, data in back)}
    assert units == {page.department.pk for page in pages}
    with pytest.raises(reading.FormFault):
        list(reading.unpacked("全部.zip", b"PK\x03\x04 broken"))


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=60
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(words=WORDS, number=WORDS)
@example(words="=1+1", number="１２３４５")
@example(words="第一行\n第二行", number="123456789012345678901")
@example(words="2025-12-31", number="2025年12月31日")
@example(words="  前后有空格 ", number="1,000")
@example(words="_x000D_ http://x @sum(1) {=a}", number="-0.50")
@example(words="\U00020bb7野家 \u200b", number="1e5")
def test_any_text_comes_back_as_it_was(cycle: Cycle, civil: Department, words: str, number: str) -> None:
    page = page_of(cycle, civil)
    typed: dict[str, Any] = {
        "tasks": [
            {"task_id": t.task.pk, "text": words, "claims": True, "figures": number} for t in page.tasks
        ],
        "figures": [{"target_id": f.target.pk, **dict.fromkeys(FIGURE_FIELDS, number)} for f in page.figures],
        "answers": [words],
    }
    content = cleaned(typed, page.rows)
    Return.objects.update_or_create(
        cycle=cycle, department=civil, division=civil.division, defaults={"content": content}
    )
    form = reading.read_form("表.xlsx", writing.write_form(page_of(cycle, civil)))
    assert form.altered == ()
    assert form.content == content
