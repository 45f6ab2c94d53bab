"""Pages of progress: what they ask, what they refuse, and that two people in one thing are told."""

import datetime
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from laoyou.access.scope import acting_as
from laoyou.console.tests.test_documents import page
from laoyou.plans.models import Plan
from laoyou.progress import actions
from laoyou.progress.models import Draft, Entry, Measure, Order, Reminder, Tracking
from tests.world import LEADING, World

DUE = datetime.date(2025, 12, 31)


def plan_of(filled: World) -> Plan:
    plan = filled.rows["plan"]
    assert isinstance(plan, Plan)
    return plan


def entry(filled: World, **more: Any) -> dict[str, Any]:
    unit = filled.departments["甲县", LEADING].pk
    return {"department": unit, "on": "2025-06-30", "text": "开了三家", **more}


def read(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_office_enters_for_a_unit_with_evidence(office: Client, filled: World) -> None:
    url = reverse("entry-add", args=[plan_of(filled).pk, 1])
    proof = SimpleUploadedFile("现场.txt", "验收合格".encode())
    answer = office.post(url, entry(filled, files=[proof]))
    assert answer.status_code == 302
    text = page(office, "task", plan_of(filled).pk, 1)
    assert "开了三家" in text
    assert "现场.txt" in text
    assert "代录" in text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"on": "2099-01-01"}, "晚于今天"),
        ({"text": ""}, "做了什么"),
        ({"figure-0-name": "床位", "figure-0-value": "12"}, "请填写“床位”的单位"),
        ({"figure-0-name": "占比", "figure-0-value": "130%"}, "超过 100%"),
        ({"files": SimpleUploadedFile("照片.png", b"%PDF-1.7 x")}, "内容其实是 PDF"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    office: Client, filled: World, given: dict[str, Any], words: str
) -> None:
    before = Entry.objects.count()
    answer = office.post(reverse("entry-add", args=[plan_of(filled).pk, 1]), entry(filled, **given))
    assert words in read(answer)
    assert given.get("text", "开了三家") in read(answer)
    assert Entry.objects.count() == before


def test_a_share_above_the_whole_stands_with_its_reason(office: Client, filled: World) -> None:
    given = {"figure-0-name": "完成率", "figure-0-value": "130%", "figure-0-note": "超计划完成"}
    url = reverse("entry-add", args=[plan_of(filled).pk, 1])
    assert office.post(url, entry(filled, **given)).status_code == 302


def test_two_people_who_set_one_task_are_told(office: Client, filled: World) -> None:
    task = plan_of(filled).tasks.get(no=1)
    url = reverse("tracking", args=[task.plan_id, task.no])
    seen = Tracking.objects.get(task=task).version
    given: dict[str, Any] = {"kind": "deliverable", "due": "2025-11-30", "version": seen}
    with acting_as(filled.actor("甲县", "office")) as colleague:
        actions.set_tracking(
            by=colleague, task=task, kind="deliverable", completion_mark="同事写的标志", due=DUE, version=seen
        )
    text = read(office.post(url, {**given, "completion_mark": "我写的标志"}))
    assert "同事写的标志" in text
    assert "我写的标志" in text
    current = Tracking.objects.get(task=task).version
    assert f'name="version" value="{current}"' in text
    office.post(url, {**given, "completion_mark": "我写的标志", "version": current})
    assert Tracking.objects.get(task=task).completion_mark == "我写的标志"


def test_a_draft_is_saved_as_typed_and_an_older_one_is_not(filled: World) -> None:
    clerk, draft = filled.signed_in("甲县", "unit"), filled.rows["draft"]
    url = reverse("draft-save", args=[draft.pk])
    given = {"on": "2025-06-30", "department": draft.department_id, "version": draft.version}
    assert "已自动保存" in read(clerk.post(url, {**given, "text": "又写了一句"}))
    assert Draft.objects.get(pk=draft.pk).text == "又写了一句"
    assert "别人已经改过" in read(clerk.post(url, {**given, "text": "旧页面上写的"}))
    assert Draft.objects.get(pk=draft.pk).text == "又写了一句"
    both = read(clerk.post(reverse("draft", args=[draft.pk]), {**given, "text": "旧页面上写的"}))
    assert "又写了一句" in both
    assert "旧页面上写的" in both


def test_a_draft_is_its_units_own(filled: World, office: Client) -> None:
    url = reverse("draft", args=[filled.rows["draft"].pk])
    assert office.get(url).status_code == 302
    assert filled.signed_in("乙县", "unit").get(url).status_code == 404


def test_only_those_that_can_are_confirmed(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    ids = list(plan.tasks.values_list("pk", flat=True))
    url = reverse("tasks-decide", args=[plan.pk, "confirm"])
    text = read(office.get(url, {"task": ids}))
    assert "确认 1 项任务完成？" in text
    assert "还没有分类" in text
    office.post(url, {"task": ids})
    assert Tracking.objects.get().state == "done"


def test_kinds_are_proposed_and_confirmed_together(office: Client, filled: World) -> None:
    plan = plan_of(filled)
    url = reverse("tasks-sort", args=[plan.pk])
    ids = list(plan.tasks.filter(tracking=None).values_list("pk", flat=True))
    given = {"task": ids, **{f"kind-{pk}": "deliverable" for pk in ids}}
    assert "完成标志" in read(office.post(url, given))
    assert Tracking.objects.count() == 1
    office.post(url, {"task": ids, **{f"kind-{pk}": "standing" for pk in ids}})
    assert Tracking.objects.count() == 3


def test_measures_are_dropped_with_their_reason(office: Client, filled: World) -> None:
    plan, measure = plan_of(filled), filled.rows["measure"]
    url = reverse("measure-drop", args=[plan.pk, measure.pk])
    office.post(url, {"reason": "资金未到位", "version": measure.version})
    assert Measure.objects.get().state == "dropped"
    assert "资金未到位" in page(office, "measures", plan.pk, query="?year=2025")


def test_an_order_is_rectified_by_the_unit_and_passed(office: Client, filled: World) -> None:
    order = filled.rows["order"]
    url = reverse("order-step", args=[order.pk, "rectify"])
    clerk = filled.signed_in("甲县", "unit")
    assert "佐证" in read(clerk.post(url, {"text": "已开工", "version": order.version}))
    proof = SimpleUploadedFile("整改.txt", "已整改".encode())
    clerk.post(url, {"text": "已开工", "version": order.version, "files": [proof]})
    again = Order.objects.get(pk=order.pk)
    assert again.state == "rectified"
    office.post(
        reverse("order-step", args=[order.pk, "recheck"]), {"passed": "yes", "version": again.version}
    )
    assert Order.objects.get(pk=order.pk).state == "closed"


def test_a_reminder_is_kept_as_it_was_sent(office: Client, filled: World) -> None:
    unit = filled.departments["甲县", LEADING].pk
    url = reverse("remind", args=[plan_of(filled).pk])
    assert "请抓紧办理" in read(office.get(url, {"since": "2026-01-01", "unit": str(unit)}))
    office.post(url, {"unit": unit, f"text-{unit}": "改过的话"})
    assert Reminder.objects.get().text == "改过的话"


def test_the_bulletin_leaves_as_it_was_edited(office: Client, filled: World) -> None:
    answer = office.post(reverse("bulletin", args=[plan_of(filled).pk]), {"text": "改过的通报"})
    assert read(answer) == "改过的通报"
    assert "attachment" in answer.headers["Content-Disposition"]


def asked(client: Client, name: str, *args: Any) -> int:
    """How many queries a page takes, once what is kept between requests is there."""
    url = reverse(name, args=args)
    client.get(url, {"year": "2025"})
    with CaptureQueriesContext(connection) as found:
        client.get(url, {"year": "2025"})
    return len(found)


def test_pages_ask_a_constant_number_of_queries(office: Client, filled: World) -> None:
    """Ten more entries with evidence, measures and orders change nothing."""
    plan, clerk = plan_of(filled), filled.signed_in("甲县", "unit")
    pages = [(office, name, plan.pk) for name in ("plan", "measures", "measures-compare", "orders")]
    pages += [(office, name, plan.pk) for name in ("plan-timeline", "remind", "bulletin")]
    more: list[tuple[Any, ...]] = [(office, "task", plan.pk, 1), (clerk, "worklist"), (office, "worklist")]
    before = [asked(*each) for each in (*pages, *more)]
    _grow(filled)
    after = [asked(*each) for each in (*pages, *more)]
    assert after == before
    assert max(after) < 60


def _grow(filled: World) -> None:
    plan, unit = plan_of(filled), filled.departments["甲县", LEADING]
    task = plan.tasks.get(no=1)
    with acting_as(filled.actor("甲县", "office")) as by:
        for index in range(10):
            actions.file_entry(
                by=by, task=task, department=unit, on=DUE, text=f"第{index}条", entered_for=True,
                files=[filled.rows["file"]],
            )  # fmt: skip
            planned = actions.Planned(task, unit, 2025, f"第{index}条", "完成", DUE)
            actions.propose_measure(by=by, planned=planned)
            actions.issue_orders(
                by=by, plan=plan, departments=[unit], problem="慢", requirement="快",
                deadline=datetime.date(2099, 1, 1), task=task,
            )  # fmt: skip


def test_two_people_in_one_order_are_told_and_nothing_typed_is_lost(office: Client, filled: World) -> None:
    order = filled.rows["order"]
    extend = reverse("order-step", args=[order.pk, "extend"])
    later = (order.deadline + datetime.timedelta(days=5)).isoformat()
    office.post(extend, {"text": "等资金", "deadline": later, "version": order.version})
    withdraw = reverse("order-step", args=[order.pk, "withdraw"])
    told = read(office.post(withdraw, {"text": "单位已撤并", "version": order.version}))
    assert "别人刚刚办理过" in told
    assert "等资金" in told
    assert "单位已撤并" in told
    assert f'value="{order.version + 1}"' in told
    office.post(withdraw, {"text": "单位已撤并", "version": order.version + 1})
    assert Order.objects.get(pk=order.pk).state == "withdrawn"
    gone = read(office.post(extend, {"text": "再等等", "deadline": later, "version": order.version + 1}))
    assert "再等等" in gone
    assert "这一步现在不能再办" in gone


def test_a_measure_changed_meanwhile_is_not_dropped_unseen(office: Client, filled: World) -> None:
    plan, measure = plan_of(filled), filled.rows["measure"]
    given = {"text": "改建五家", "completion_mark": "开门", "due": "2025-11-30", "version": measure.version}
    office.post(reverse("measure", args=[plan.pk, measure.pk]), given)
    url = reverse("measure-drop", args=[plan.pk, measure.pk])
    told = read(office.post(url, {"reason": "没钱了", "version": measure.version}))
    assert "改建五家" in told
    assert "没钱了" in told
    office.post(url, {"reason": "没钱了", "version": measure.version + 1})
    assert Measure.objects.get().state == "dropped"


def test_orders_leave_as_a_workbook(office: Client, filled: World) -> None:
    url = reverse("orders-export", args=[plan_of(filled).pk])
    rows = sheet(office.get(url))
    assert rows[0][:2] == ["编号", "单位"]
    assert [row[2] for row in rows[1:]] == ["进度滞后"]
    assert len(sheet(office.get(url, {"state": "closed"}))) == 1


def sheet(answer: Any) -> list[list[Any]]:
    """Its heads and rows, below the mark."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer)))
    return book.get_sheet_by_index(0).to_python()[1:]


def test_a_wrong_file_is_taken_off_a_draft_and_the_words_stay(filled: World) -> None:
    clerk, draft = filled.signed_in("甲县", "unit"), filled.rows["draft"]
    url, unit = reverse("draft", args=[draft.pk]), draft.department_id
    said = {"department": unit, "on": "2025-06-30", "do": "save", "version": draft.version}
    clerk.post(url, said | {"text": "场地", "files": [SimpleUploadedFile("错的.txt", b"x")]})
    kept = Draft.objects.get(pk=draft.pk)
    (file,) = kept.files.all()
    assert "错的.txt" in read(clerk.get(url))
    clerk.post(url, said | {"text": "场地已定", "version": kept.version, "drop": file.pk})
    kept.refresh_from_db()
    assert (kept.text, kept.files.count()) == ("场地已定", 0)
    other = {**said, "text": "场地已定", "version": kept.version, "drop": filled.rows["file"].pk}
    assert clerk.post(url, other).status_code == 404
