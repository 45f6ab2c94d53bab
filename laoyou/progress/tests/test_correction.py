"""A corrected plan is adopted in the middle of the work, and nothing of what happened is lost."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from laoyou.access.models import AuditLine, Department
from laoyou.access.scope import Actor, acting_as
from laoyou.evidence.actions import store_file
from laoyou.plans import actions as plans
from laoyou.plans.models import Document, Plan, Task
from laoyou.plans.tests.conftest import adopted
from laoyou.plans.tests.samples import CORRECTED, PLAN
from laoyou.progress import actions, queries
from laoyou.progress.errors import Refused, Stale
from laoyou.progress.forms.writing import write_form
from laoyou.progress.models import Cycle, Draft, Entry, Lineage, Measure, Order, Return, Tracking
from laoyou.progress.queries import returns
from laoyou.progress.queries.form_check import check_form
from laoyou.progress.tests.made_cycles import content_of, made_cycle, typed_into
from tests.world import World

pytestmark = pytest.mark.django_db
TASKS = 2  # the sheet of the form
DAY = datetime.date(2025, 6, 30)
DUE = datetime.date(2025, 12, 31)
SHORTER = CORRECTED.replace(
    "2 | 乡镇为社区食堂提供场地 | 县民政局、各乡镇人民政府(街道办事处)负责 |\n", ""
).replace("3 | 开展", "2 | 开展")


def soon() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=20)


@dataclass
class Work:
    """What was done under the first version."""

    entry: Entry
    support: Entry
    measure: Measure
    draft: Draft
    order: Order
    cycle: Cycle
    form: bytes


@pytest.fixture
def civil(world: World) -> Department:
    return world.departments["甲县", "民政局"]


@pytest.fixture
def work(office: Actor, world: World, plan: Plan, first: Task, civil: Department) -> Work:
    """Progress of every kind: two tasks sorted, one claimed with evidence, a measure, a draft, an order, a return."""
    county, health = world.divisions["甲县"], world.departments["甲县", "卫生健康局"]
    proof = store_file(by=office, division=county, name="验收.txt", content="合格".encode())
    third = plan.tasks.get(no=3)
    actions.set_tracking(by=office, task=first, kind="deliverable", completion_mark="开门", due=DUE)
    actions.set_tracking(by=office, task=third, kind="standing")
    measure = actions.propose_measure(
        by=office, planned=actions.Planned(first, civil, 2025, "开两个食堂", "开门", DUE)
    )
    given: dict[str, Any] = {"by": office, "task": first, "on": DAY, "entered_for": True}
    support = actions.file_entry(**given, department=health, text="体检已做")
    entry = actions.file_entry(
        **given, department=civil, text="食堂已开", claims=True, files=[proof], measure=measure
    )
    with acting_as(world.actor("甲县", "unit")) as unit:
        draft = actions.start_draft(
            by=unit, task=first, department=civil, typed=actions.Typed(on=DAY, text="又开一个")
        )
    (order,) = actions.issue_orders(
        by=office, plan=plan, departments=[civil], problem="迟", requirement="快", deadline=soon(), task=first
    )
    target = plan.targets.get(name="护理型床位占比")
    plans.set_milestones(by=office, target=target, values={"2024": Decimal(50)}, version="0")
    cycle = made_cycle(office, world, plan)
    page = returns.sheet(cycle, civil)
    assert page is not None
    actions.save_return(by=office, cycle=cycle, department=civil, content=content_of(page), version=0)
    sent = returns.sheet(cycle, civil)
    assert sent is not None
    return Work(entry, support, measure, draft, order, cycle, write_form(sent))


def corrected(office: Actor, plan: Plan, text: str = CORRECTED) -> Plan:
    again = plans.reread_document(
        by=office, document=plan.document, filename="更正稿.txt", content=text.encode()
    )
    assert isinstance(again.document, Document)
    found = adopted(office, again.document)
    assert found.previous == plan
    return found


def test_everything_goes_on(office: Actor, world: World, plan: Plan, work: Work, civil: Department) -> None:
    before = queries.task_states(plan, datetime.date(2025, 12, 1), since=DAY)
    new = corrected(office, plan)
    told = actions.follow_correction(by=office, plan=new)
    assert (told.tasks, told.trackings, told.measures, told.drafts, told.orders, told.cycles, told.left) == (
        3, 2, 1, 1, 1, 1, 0,
    )  # fmt: skip
    after = queries.task_states(new, datetime.date(2025, 12, 1), since=DAY)
    names = [task.no for task in plan.tasks.all()]
    for no in names:
        was, now = before[plan.tasks.get(no=no).pk], after[new.tasks.get(no=no).pk]
        same = ("kind", "due", "last_on", "last_unit", "measures", "orders", "completion_mark", "word")
        assert [getattr(was, name) for name in same] == [getattr(now, name) for name in same]
        assert [unit.id for unit in was.owing] == [unit.id for unit in now.owing]
    assert queries.task_states(new)[new.tasks.get(no=1).pk].word == "claimed"
    assert set(Tracking.objects.filter(plan=plan).values_list("state", flat=True)) == {"carried"}
    target = new.targets.get(name="护理型床位占比")
    assert [each.value for each in target.milestones.all()] == [50]


def test_one_audit_line_and_the_second_time_nothing(office: Actor, plan: Plan, work: Work) -> None:
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    lines, links = AuditLine.objects.count(), Lineage.objects.count()
    assert AuditLine.objects.filter(action="progress.plan.follow").count() == 1
    assert actions.follow_correction(by=office, plan=new).nothing
    assert (AuditLine.objects.count(), Lineage.objects.count()) == (lines, links)


def test_the_timeline_shows_what_was_filed_before(
    office: Actor, plan: Plan, work: Work, civil: Department, world: World
) -> None:
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    task = new.tasks.get(no=1)
    page = queries.task_progress(office, new, task)
    assert [row.entry.pk for row in page.entries] == [work.entry.pk, work.support.pk]
    assert (page.chain, page.earlier, page.goes_on) == ((), (), None)
    assert [row.measure.pk for row in page.measures] == [work.measure.pk]
    assert page.measures[0].proof
    assert [row.order.pk for row in page.orders] == [work.order.pk]
    assert [change.kind for change in page.changes] == ["claim", "follow"]
    old = queries.task_progress(office, plan, plan.tasks.get(no=1))
    assert old.goes_on == task
    assert old.carried_to is None
    sections = {one.key: one for one in _worklist(world)}
    assert [row.pk for row in sections["consolidate"].rows] == [task.pk]
    assert sections["consolidate"].rows[0].plan == new
    assert "owed" not in sections or task.pk not in {row.pk for row in sections["owed"].rows if not row.late}


def _worklist(world: World) -> Any:
    with acting_as(world.actor("甲县", "unit")) as unit:
        return queries.worklist(unit, DAY)


def test_filing_goes_on(office: Actor, world: World, plan: Plan, work: Work, civil: Department) -> None:
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    task = new.tasks.get(no=1)
    decided = actions.decide_tasks(by=office, plan=new, step="confirm", tasks=[task.pk])
    assert decided.done == 1  # on the evidence that was filed with the claim, before the correction
    finished = actions.finish_measures(by=office, plan=new, measures=[work.measure.pk])
    assert finished == 1
    with acting_as(world.actor("甲县", "unit")) as unit:
        draft = Draft.objects.get(pk=work.draft.pk)
        assert draft.task == task
        with pytest.raises(Stale):
            actions.save_draft(by=unit, draft=draft, typed=actions.Typed(on=DAY, text="改"), version=1)
        typed = actions.Typed(on=DAY, text="又开一个", consolidates=[work.support])
        saved = actions.save_draft(by=unit, draft=draft, typed=typed, version=draft.version)
        passed = actions.submit_draft(by=unit, draft=saved, version=saved.version)
        assert passed.stage in {"in_review", "to_sign", "filed"}
    entry = actions.file_entry(
        by=office, task=task, department=civil, on=DAY, text="更正", corrects=work.entry, entered_for=True
    )
    assert [row.entry for row in queries.entry_rows(office, task) if row.before] == [entry]
    closed = actions.withdraw_order(
        by=office, order=work.order, reason="已办", version=Order.objects.get(pk=work.order.pk).version
    )
    assert closed.plan == new
    plan.refresh_from_db()
    with pytest.raises(Refused, match="新版"):
        actions.set_tracking(by=office, task=plan.tasks.get(no=2), kind="standing")


def test_the_return_keeps_what_was_typed_and_is_filed(
    office: Actor, plan: Plan, work: Work, civil: Department
) -> None:
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    cycle = Cycle.objects.get(pk=work.cycle.pk)
    page = returns.sheet(cycle, civil)
    assert cycle.plan == new
    assert page is not None
    assert {line.task.plan_id for line in page.tasks} == {new.pk}
    assert {line.typed["text"] for line in page.tasks} == {"新开两个食堂"}
    assert [line.typed["numerator"] for line in page.figures] == ["600"]
    assert next(line.last for line in page.tasks if line.task.no == 1) == work.entry
    done = actions.submit_return(
        by=office, cycle=cycle, department=civil, version=page.version, because="首次填报",
        received_on=datetime.date(2026, 1, 18),
    )  # fmt: skip
    assert done.state == Return.State.SUBMITTED
    assert set(Entry.objects.filter(cycle=cycle).values_list("plan", flat=True)) == {new.pk}


def test_a_form_that_went_out_before_is_taken_in(
    office: Actor, world: World, plan: Plan, work: Work, civil: Department
) -> None:
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    form = typed_into(work.form, {(TASKS, "E4"): "三个食堂开门"})
    file = store_file(by=office, division=world.divisions["甲县"], name="填报表.xlsx", content=form)
    check = check_form(Cycle.objects.get(pk=work.cycle.pk), file)
    assert (check.refused, check.conflicts) == ("", ())
    assert [line.clash.form for line in check.changes] == ["三个食堂开门"]
    assert check.changes[0].label.endswith(new.tasks.get(no=1).text)


def test_a_task_that_was_dropped_is_told_and_stays_readable(
    office: Actor, plan: Plan, work: Work, civil: Department
) -> None:
    second = plan.tasks.get(no=2)
    actions.set_tracking(by=office, task=second, kind="standing")
    (order,) = actions.issue_orders(
        by=office,
        plan=plan,
        departments=[civil],
        problem="迟",
        requirement="快",
        deadline=soon(),
        task=second,
    )
    new = corrected(office, plan, SHORTER)
    assert actions.follow_correction(by=office, plan=new).left == 1
    told = queries.following(new)
    assert told is not None
    assert [(one.task.pk, one.state.word) for one in told.left] == [(second.pk, "not_started")]
    assert [(was.no, now.no) for was, now in told.changed] == [(3, 2)]
    assert (told.new, told.waits) == ((), False)
    order.refresh_from_db()
    assert (order.plan, order.task) == (new, None)
    assert Tracking.objects.get(task=new.tasks.get(no=2)).kind == "standing"


def test_over_two_corrections(office: Actor, plan: Plan, work: Work) -> None:
    once = corrected(office, plan)
    actions.follow_correction(by=office, plan=once)
    twice = corrected(office, once, CORRECTED.replace("1500张", "1600张"))
    actions.follow_correction(by=office, plan=twice)
    task = twice.tasks.get(no=1)
    assert [row.entry.pk for row in queries.task_progress(office, twice, task).entries] == [
        work.entry.pk, work.support.pk,
    ]  # fmt: skip
    assert queries.task_states(twice)[task.pk].word == "claimed"
    old = queries.task_progress(office, plan, plan.tasks.get(no=1))
    assert old.goes_on == task


def test_a_township_reads_its_own_earlier_entries(office: Actor, world: World, plan: Plan) -> None:
    second, town = plan.tasks.get(no=2), world.departments["甲县", "东河镇"]
    actions.set_tracking(by=office, task=second, kind="standing")
    entry = actions.file_entry(
        by=office, task=second, department=town, on=DAY, text="场地已定", entered_for=True
    )
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    with acting_as(world.actor("甲县", "township")) as actor:
        page = queries.task_progress(actor, new, new.tasks.get(no=2))
        assert [row.entry.pk for row in page.entries] == [entry.pk]
        assert page.state.word == "under_way"
        assert page.state.owing == ()


def test_who_may(office: Actor, world: World, plan: Plan) -> None:
    with pytest.raises(Refused, match="更正稿"):
        actions.follow_correction(by=office, plan=plan)
    new = corrected(office, plan)
    with acting_as(world.actor("甲县", "unit")) as unit, pytest.raises(Refused, match="权限"):
        actions.follow_correction(by=unit, plan=new)


def test_carried_from_the_period_before_and_corrected_on_both_sides(
    office: Actor, world: World, plan: Plan, work: Work
) -> None:
    document = plans.upload_text(
        by=office, division=world.divisions["甲县"], text=PLAN.replace("2025年", "2030年")
    ).document
    assert document is not None
    later = adopted(office, document)
    Plan.objects.filter(pk=later.pk).update(period="15-5")
    later.refresh_from_db()
    for task in later.tasks.all():
        actions.set_tracking(by=office, task=task, kind="standing")
    actions.follow_correction(by=office, plan=(now := corrected(office, plan)))
    again = corrected(office, later, PLAN.replace("2025年", "2030年").replace("1200张", "1900张"))
    Plan.objects.filter(pk=again.pk).update(period="15-5")
    again.refresh_from_db()
    actions.follow_correction(by=office, plan=again)
    task = again.tasks.get(no=1)
    pairs = {now.tasks.get(no=1).pk: task.pk}
    assert actions.carry_tasks(by=office, plan=now, into=again, pairs=pairs) == 1
    page = queries.task_progress(office, again, task)
    assert [row.task_id for row in page.chain] == [now.tasks.get(no=1).pk]
    assert [row.entry.pk for row in page.earlier] == [work.entry.pk, work.support.pk]
    assert page.entries == ()
    assert task.pk not in {one.task.pk for row in queries.unfinished(now, again) for one in row.candidates}


def test_in_a_constant_number_of_queries(
    office: Actor, plan: Plan, work: Work, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    new = corrected(office, plan)
    actions.follow_correction(by=office, plan=new)
    with django_assert_max_num_queries(8):
        queries.task_states(new)
    for text in ("1600张", "1700张"):
        following = corrected(office, new, CORRECTED.replace("1500张", text))
        actions.follow_correction(by=office, plan=following)
        new = following
    with django_assert_max_num_queries(8):
        queries.task_states(new)
    with django_assert_max_num_queries(9):
        returns.sheets(Cycle.objects.select_related("plan").get(pk=work.cycle.pk))
