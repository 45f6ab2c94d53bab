"""The pages around a corrected plan: adopted, its work taken over, what was dropped listed; and what the next plan lacks."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.bodies.actions import decision_to_task
from laoyou.bodies.models import Decision
from laoyou.bodies.queries import decisions
from laoyou.console.tests.test_documents import page
from laoyou.plans import actions as plans
from laoyou.plans import queries as plan_queries
from laoyou.plans.models import Document, Plan
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import CORRECTED, PLAN
from laoyou.progress.models import Cycle, Order, Tracking
from laoyou.reports.actions import create_report
from laoyou.reports.models import Report
from tests.world import World

SECOND = "2 | 乡镇为社区食堂提供场地 | 县民政局、各乡镇人民政府(街道办事处)负责 |\n"


@pytest.fixture
def correction(filled: World) -> Document:
    """The correction of the adopted plan, without its second task, ready to be adopted."""
    text = CORRECTED.replace(SECOND, "").replace("3 | 开展", "2 | 开展")
    with acting_as(filled.actor("甲县", "office")) as by:
        document = plans.reread_document(
            by=by, document=filled.rows["plan"].document, filename="更正稿.txt", content=text.encode()
        ).document
        assert document is not None
        plans.accept_above(by=by, document=document, confidence=0)
        plans.accept_unit_suggestions(by=by, document=document)
        state = plan_queries.adoption_state(document)
        plans.mark_not_stated(by=by, document=document, item_ids=[one.item.pk for one in state.unstated])
        state = plan_queries.adoption_state(document)
        waiting = [row.unit.pk for row in state.units if not row.unit.resolution]
        if waiting:
            plans.name_units(by=by, document=document, unit_ids=waiting, resolution="waived", note="无")
        nobody = [one.item.pk for one in state.uncovered if one.required and not one.settled]
        if nobody:
            plans.leave_open(by=by, document=document, item_ids=nobody)
    return document


def test_adopting_a_correction_takes_the_work_over(
    office: Client, filled: World, correction: Document
) -> None:
    old = filled.rows["plan"]
    with acting_as(filled.actor("甲县", "office")) as by:
        report = create_report(by=by, plan=old, kind="half_year", period="2025H1")
        decision = Decision.objects.filter(task=None, no_follow_up="", units__isnull=False).first()
        assert decision is not None
        due = decision.meeting.on + datetime.timedelta(days=30)
        decision_to_task(by=by, decision=decision, version=decision.version, plan=old, due=due)
    office.post(reverse("adopt-about", args=[correction.pk]), {"period": "14-5", "title": "更正后的方案"})
    confirm = reverse("adopt-confirm", args=[correction.pk])
    assert "更正前的方案不再执行" in office.get(confirm).content.decode()
    answer = office.post(confirm)
    new = Plan.objects.get(document=correction)
    assert answer.headers["Location"] == reverse("plan-followed", args=[new.pk])
    text = page(office, "plan-followed", new.pk)
    assert "乡镇为社区食堂提供场地" in text
    assert "更正前的进展已接到这一份" in text
    assert "开了两家" in page(office, "task", new.pk, 1)
    assert "在更正稿里继续" in page(office, "task", old.pk, 1)
    assert Tracking.objects.get(task=new.tasks.get(no=1)).state == "claimed"
    assert Order.objects.get().plan == new
    assert set(Cycle.objects.filter(division=new.division).values_list("plan", flat=True)) == {new.pk}
    assert Report.objects.get(pk=report.pk).plan == new
    office.post(reverse("plan-followed", args=[new.pk]))
    assert "没有新的要接" in page(office, "plan-followed", new.pk)
    with acting_as(filled.actor("甲县", "office")) as by:
        followed = [row.task for row in decisions(by) if row.task]
    assert followed
    assert "decided" in {task.origin for task in followed}
    assert {task.plan for task in followed} == {new}


def test_a_plan_never_corrected_says_so(office: Client, filled: World) -> None:
    assert "没有更正过" in page(office, "plan-followed", filled.rows["plan"].pk)
    stranger = filled.signed_in("乙县", "office")
    assert stranger.post(reverse("plan-followed", args=[filled.rows["plan"].pk])).status_code == 404


def test_what_the_next_plan_lacks_is_added_there(office: Client, filled: World) -> None:
    old = filled.rows["plan"]
    with acting_as(filled.actor("甲县", "office")) as by:
        document = plans.upload_text(
            by=by,
            division=old.division,
            text=PLAN.replace("2025年", "2030年").replace("办好社区食堂,每个", "每个"),
        ).document
        assert document is not None
        later = adopted(by, document)
    Plan.objects.filter(pk=later.pk).update(period="15-5")
    url = reverse("tasks-carry", args=[old.pk]) + f"?into={later.pk}"
    first = old.tasks.get(no=1)
    assert "在新方案里加这项任务" in office.get(url).content.decode()
    told = office.post(url, {"add": str(first.pk)}).content.decode()
    made = later.tasks.order_by("-no").first()
    assert made is not None
    assert made.text == first.text
    assert {each.department_id for each in made.obligations.all()} == {
        each.department_id for each in first.obligations.all()
    }
    assert f'<option value="{made.pk}" selected' in told
    office.post(url, {f"task-{first.pk}": str(made.pk)})
    assert Tracking.objects.get(task=made).carried_from == Tracking.objects.get(task=first)
    text = page(office, "task", later.pk, made.no)
    assert "上一期方案里的进展" in text
    assert "开了两家" in text
