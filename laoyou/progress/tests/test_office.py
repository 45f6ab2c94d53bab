"""What the office does: completion, measures, orders, reminders, carrying over."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from laoyou.access.models import AuditLine, Department
from laoyou.access.scope import Actor, acting_as
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.plans import actions as plans
from laoyou.plans.models import Plan, Task
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import PLAN
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused
from laoyou.progress.models import Measure, Order, Reminder, Tracking
from laoyou.progress.queries.carrying import chain
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 6, 30)
DUE = datetime.date(2025, 12, 31)


def soon() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=10)


@pytest.fixture
def civil(world: World) -> Department:
    return world.departments["甲县", "民政局"]


@pytest.fixture
def proof(office: Actor, world: World) -> File:
    return store_file(
        by=office, division=world.divisions["甲县"], name="验收.txt", content="验收合格".encode()
    )


@pytest.fixture
def claimed(office: Actor, first: Task, civil: Department) -> Task:
    actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="食堂开门", due=DUE)
    filed(office, first, civil, claims=True)
    return first


def filed(by: Actor, task: Task, unit: Department, **more: Any) -> Any:
    given = {"on": DAY, "text": "已开工", "entered_for": True, **more}
    return actions.file_entry(by=by, task=task, department=unit, **given)


class TestCompletion:
    def test_confirmed_only_with_evidence(
        self, office: Actor, plan: Plan, claimed: Task, civil: Department, proof: File
    ) -> None:
        with pytest.raises(Refused, match="佐证"):
            actions.decide_tasks(by=office, plan=plan, step="confirm", tasks=[claimed.pk])
        filed(office, claimed, civil, files=[proof])
        assert actions.decide_tasks(by=office, plan=plan, step="confirm", tasks=[claimed.pk]).done == 1
        assert Tracking.objects.get().state == "done"

    def test_evidence_before_the_claim_does_not_count(
        self, office: Actor, plan: Plan, first: Task, civil: Department, proof: File
    ) -> None:
        actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="开门", due=DUE)
        filed(office, first, civil, files=[proof])
        filed(office, first, civil, claims=True)
        assert queries.preview(plan, "confirm", [first.pk]).can == ()

    def test_many_at_once_says_which_cannot(
        self, office: Actor, plan: Plan, claimed: Task, civil: Department, proof: File
    ) -> None:
        filed(office, claimed, civil, files=[proof])
        ids = list(plan.tasks.values_list("pk", flat=True))
        before = queries.preview(plan, "confirm", ids)
        assert [task.no for task in before.can] == [1]
        assert [task.no for task, _why in before.cannot] == [2, 3]
        assert actions.decide_tasks(by=office, plan=plan, step="confirm", tasks=ids).done == 1

    def test_returned_struck_and_opened_again(
        self, office: Actor, plan: Plan, claimed: Task, civil: Department, proof: File
    ) -> None:
        step: dict[str, Any] = {"by": office, "plan": plan, "tasks": [claimed.pk]}
        with pytest.raises(Refused, match="原因"):
            actions.decide_tasks(**step, step="return")
        actions.decide_tasks(**step, step="return", reason="缺验收")
        filed(office, claimed, civil, claims=True, files=[proof])
        actions.decide_tasks(**step, step="confirm")
        actions.decide_tasks(**step, step="strike", reason="已归档")
        assert queries.task_states(plan)[claimed.pk].word == "struck"
        actions.decide_tasks(**step, step="reopen", reason="群众反映停业")
        assert Tracking.objects.get().state == "open"

    def test_decided_on_a_day_that_is_past(
        self, office: Actor, plan: Plan, claimed: Task, civil: Department, proof: File
    ) -> None:
        filed(office, claimed, civil, files=[proof])
        step: dict[str, Any] = {"by": office, "plan": plan, "tasks": [claimed.pk]}
        with pytest.raises(Refused, match="晚于今天"):
            actions.decide_tasks(**step, step="confirm", on=timezone.localdate() + datetime.timedelta(days=1))
        actions.decide_tasks(**step, step="confirm", on=DAY + datetime.timedelta(days=5))
        with pytest.raises(Refused, match="已有办理记录"):
            actions.decide_tasks(**step, step="strike", reason="已归档", on=DAY)
        assert queries.task_states(plan, DAY)[claimed.pk].word == "claimed"
        assert queries.task_states(plan, DAY + datetime.timedelta(days=5))[claimed.pk].word == "done"

    def test_a_unit_does_not_confirm(self, office: Actor, plan: Plan, claimed: Task, world: World) -> None:
        with acting_as(world.actor("甲县", "unit")) as clerk, pytest.raises(Refused):
            actions.decide_tasks(by=clerk, plan=plan, step="return", tasks=[claimed.pk], reason="x")


class TestMeasures:
    def planned(self, task: Task, unit: Department, **more: Any) -> actions.Planned:
        given = {"year": 2025, "text": "新开三家食堂", "completion_mark": "三家开门", "due": DUE, **more}
        return actions.Planned(task, unit, **given)

    def test_proposed_by_the_unit_agreed_and_done_by_the_office(
        self, office: Actor, plan: Plan, first: Task, world: World, civil: Department, proof: File
    ) -> None:
        with acting_as(world.actor("甲县", "unit")) as clerk:
            made = actions.propose_measure(by=clerk, planned=self.planned(first, civil))
        assert made.state == "proposed"
        assert actions.agree_measures(by=office, plan=plan, measures=[made.pk]) == 1
        with pytest.raises(Refused, match="佐证"):
            actions.finish_measures(by=office, plan=plan, measures=[made.pk])
        filed(office, first, civil, measure=made, files=[proof])
        assert actions.finish_measures(by=office, plan=plan, measures=[made.pk]) == 1
        assert [(row.all, row.done) for row in queries.by_unit(plan, 2025)] == [(1, 1)]
        assert queries.task_states(plan, DUE)[first.pk].measures_done == 1

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"due": datetime.date(2026, 1, 1)}, "2025 年内"),
            ({"year": 2035, "due": datetime.date(2035, 1, 1)}, "规划期"),
            ({"text": ""}, "做什么"),
            ({"completion_mark": " "}, "算完成"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, office: Actor, first: Task, civil: Department, given: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            actions.propose_measure(by=office, planned=self.planned(first, civil, **given))

    def test_dropped_with_a_reason(self, office: Actor, first: Task, civil: Department) -> None:
        made = actions.propose_measure(by=office, planned=self.planned(first, civil))
        assert made.state == "agreed"
        with pytest.raises(Refused, match="为什么"):
            actions.drop_measure(by=office, measure=made, reason="", version=made.version)
        actions.drop_measure(by=office, measure=made, reason="资金未到位", version=made.version)
        assert Measure.objects.get().note == "资金未到位"


class TestOrders:
    def issued(self, office: Actor, plan: Plan, *units: Department) -> list[Order]:
        return actions.issue_orders(
            by=office,
            plan=plan,
            departments=units,
            problem="进度滞后",
            requirement="月底前开工",
            deadline=soon(),
        )

    def test_numbered_on_without_a_gap(
        self, office: Actor, plan: Plan, world: World, civil: Department
    ) -> None:
        first = self.issued(office, plan, civil, world.departments["甲县", "卫生健康局"])
        with pytest.raises(Refused):
            actions.issue_orders(
                by=office, plan=plan, departments=[civil], problem="", requirement="x", deadline=soon()
            )
        second = self.issued(office, plan, civil)
        assert [order.number for order in (*first, *second)] == [1, 2, 3]
        assert "〕3号" in queries.display_number(second[0])

    def test_rectified_failed_and_passed(
        self, office: Actor, plan: Plan, world: World, civil: Department, proof: File
    ) -> None:
        (order,) = self.issued(office, plan, civil)
        with acting_as(world.actor("甲县", "unit")) as clerk:
            with pytest.raises(Refused, match="佐证"):
                actions.rectify_order(by=clerk, order=order, text="已开工", files=[], version=order.version)
            order = actions.rectify_order(
                by=clerk, order=order, text="已开工", files=[proof], version=order.version
            )
        with pytest.raises(Refused, match="新的期限"):
            actions.recheck_order(
                by=office, order=order, passed=False, text="没有开工", version=order.version
            )
        order = actions.recheck_order(
            by=office, order=order, passed=False, text="没有开工", version=order.version,
            deadline=soon() + datetime.timedelta(days=5),
        )  # fmt: skip
        assert order.state == "open"
        order = actions.rectify_order(
            by=office, order=order, text="真开工了", files=[proof], version=order.version, entered_for=True
        )
        order = actions.recheck_order(by=office, order=order, passed=True, text="", version=order.version)
        page = queries.order(office, order.pk)
        assert page
        assert [row.step.kind for row in page.steps] == ["issue", "rectify", "fail", "rectify", "pass"]
        assert page.may == frozenset()

    def test_extended_and_withdrawn(self, office: Actor, plan: Plan, civil: Department) -> None:
        (order,) = self.issued(office, plan, civil)
        with pytest.raises(Refused, match="晚于"):
            actions.extend_order(
                by=office, order=order, deadline=soon(), reason="雨季", version=order.version
            )
        later = soon() + datetime.timedelta(days=1)
        order = actions.extend_order(
            by=office, order=order, deadline=later, reason="雨季", version=order.version
        )
        actions.withdraw_order(by=office, order=order, reason="发错单位", version=order.version)
        assert self.issued(office, plan, civil)[0].number == 2


def test_a_reminder_lists_what_is_owed_and_is_kept(
    office: Actor, plan: Plan, first: Task, civil: Department
) -> None:
    actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="开门", due=DUE)
    stand = next(one for one in queries.unit_stands(plan, DAY) if one.department == civil)
    text = queries.reminder_text(plan, stand)
    assert "2025-12-31" in text
    assert "还没有报进展" in text
    assert actions.record_reminders(by=office, plan=plan, texts={civil.pk: text}) == 1
    assert Reminder.objects.get().text == text
    assert next(one for one in queries.unit_stands(plan, DAY) if one.department == civil).reminded


def test_a_bulletin_counts_what_the_states_say(office: Actor, plan: Plan, first: Task) -> None:
    actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="开门", due=DUE)
    said = queries.bulletin(plan, DAY, timezone.localdate())
    assert "共 3 项任务" in said.text
    assert "逾期 1 项" in said.text


def test_unfinished_tasks_go_on_in_the_next_plan(
    office: Actor, plan: Plan, world: World, claimed: Task
) -> None:
    document = plans.upload_text(
        by=office, division=world.divisions["甲县"], text=PLAN.replace("2025年", "2030年")
    ).document
    assert document
    later = adopted(office, document)
    Plan.objects.filter(pk=later.pk).update(period="15-5")
    assert queries.next_plans(plan) == [Plan.objects.get(pk=later.pk)]
    later.refresh_from_db()
    (row,) = queries.unfinished(plan, later)
    assert row.proposed == later.tasks.get(no=1).pk
    assert actions.carry_tasks(by=office, plan=plan, into=later, pairs={claimed.pk: row.proposed}) == 1
    assert queries.task_states(plan)[claimed.pk].word == "carried"
    assert [before.task_id for before in chain(later.tasks.get(no=1))[0]] == [claimed.pk]
    with pytest.raises(Refused):
        actions.carry_tasks(by=office, plan=plan, into=later, pairs={claimed.pk: row.proposed})


def test_a_worklist_says_what_waits_on_whose_desk(
    office: Actor, plan: Plan, claimed: Task, world: World, civil: Department
) -> None:
    actions.issue_orders(
        by=office, plan=plan, departments=[civil], problem="滞后", requirement="开工", deadline=soon()
    )
    filed(office, claimed, world.departments["甲县", "卫生健康局"])
    assert {one.key: one.count for one in queries.worklist(office)} == {"claims": 1, "unsorted": 2}
    with acting_as(world.actor("甲县", "unit")) as clerk:
        assert {one.key: one.count for one in queries.worklist(clerk)} == {"rectify": 1, "consolidate": 1}


def test_each_action_writes_one_line(office: Actor, plan: Plan, claimed: Task, civil: Department) -> None:
    with acting_as(Actor.system("reader")):
        before = AuditLine.objects.count()
    actions.decide_tasks(by=office, plan=plan, step="return", tasks=[claimed.pk], reason="缺材料")
    actions.issue_orders(
        by=office, plan=plan, departments=[civil], problem="滞后", requirement="开工", deadline=soon()
    )
    with acting_as(Actor.system("reader")):
        assert AuditLine.objects.count() == before + 2
