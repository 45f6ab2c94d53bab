"""A corrected plan keeps what happened: everything filed, agreed and ordered goes on from the version before."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans.actions import carry_given, carry_milestones
from laoyou.plans.models import Duty, Plan
from laoyou.progress.errors import Refused
from laoyou.progress.models import Cycle, Draft, Lineage, Measure, Order, Return, StateChange, Tracking
from laoyou.progress.queries.following import paired_parts
from laoyou.progress.queries.lineage import Family, family

OPEN_DRAFTS = (Draft.Stage.DRAFT, Draft.Stage.IN_REVIEW, Draft.Stage.TO_SIGN)


@dataclass(frozen=True, slots=True)
class Followed:
    """How many of each went on; `left`: tasks of the version before that have no counterpart."""

    tasks: int = 0
    trackings: int = 0
    measures: int = 0
    drafts: int = 0
    orders: int = 0
    cycles: int = 0
    left: int = 0

    @property
    def nothing(self) -> bool:
        return not any((self.tasks, self.trackings, self.measures, self.drafts, self.orders, self.cycles))


@transaction.atomic
def follow_correction(*, by: Actor, plan: Plan) -> Followed:
    """Pair the tasks with those of the superseded version, and let what happened to them go on here.

    Entries and state changes stay where they were written and are read through Lineage. Again: only what is left.
    """
    if not (by.may("progress.manage", plan.division_id) or by.may("plan.adopt", plan.division_id)):
        raise Refused(_("这件事由方案办公室办理，您没有权限。请联系方案办公室。"))
    plan = Plan.objects.select_for_update(of=("self",)).select_related("previous").get(pk=plan.pk)
    before = plan.previous
    if before is None or before.state != Plan.State.SUPERSEDED or plan.state == Plan.State.SUPERSEDED:
        raise Refused(_("只有更正稿采用后，才能把旧版的进展接过来。"))
    tasks = _link(plan, before)
    kin = family(plan)
    found = Followed(
        tasks=tasks,
        trackings=_trackings(by, plan, before, kin),
        measures=_measures(plan, before, kin),
        drafts=_drafts(plan, before, kin),
        orders=_orders(plan, before, kin),
        cycles=_cycles(plan, before, kin),
        left=before.tasks.exclude(pk__in=kin.tasks).count(),
    )
    if not found.nothing:
        record(by=by, action="progress.plan.follow", obj=plan, detail={"from": before.pk, **asdict(found)})
    return found


def _link(plan: Plan, before: Plan) -> int:
    """Rows of Lineage for every pair, and for all that the earlier part goes on from itself."""
    if Lineage.objects.filter(plan=plan, before_plan=before).exists():
        return 0
    parts = paired_parts(plan, before)
    tasks, targets = parts["task"], parts["target"]
    rows = [
        *(Lineage(task_id=new, before_task_id=old, before_plan=before) for old, new in tasks.items()),
        *(Lineage(target_id=new, before_target_id=old, before_plan=before) for old, new in targets.items()),
    ]
    for each in Lineage.objects.filter(plan=before):
        earlier = {"before_plan_id": each.before_plan_id, "before_task_id": each.before_task_id}
        if each.task_id in tasks:
            rows.append(Lineage(task_id=tasks[each.task_id], **earlier))
        elif each.target_id in targets:
            rows.append(
                Lineage(
                    target_id=targets[each.target_id],
                    before_plan_id=each.before_plan_id,
                    before_target_id=each.before_target_id,
                )
            )
    for row in rows:
        row.plan, row.division_id = plan, plan.division_id
    Lineage.objects.bulk_create(rows)
    carry_given(plan, before, parts)
    carry_milestones(targets)
    return len(tasks)


def _trackings(by: Actor, plan: Plan, before: Plan, kin: Family) -> int:
    """The state goes on; the earlier row is carried, and whatever went on from it goes on from the new one."""
    old = Tracking.objects.select_for_update().filter(plan=before, task_id__in=kin.tasks)
    gone = set(Tracking.objects.filter(plan=plan).values_list("carried_from_id", flat=True))
    rows = [row for row in old if row.pk not in gone]
    here = {row.task_id: row for row in Tracking.objects.select_for_update().filter(plan=plan)}
    later = {row.carried_from_id: row for row in Tracking.objects.filter(carried_from__in=rows)}
    for row in later.values():
        row.carried_from, row.version = None, row.version + 1
        row.save(update_fields=["carried_from", "version"])
    for row in rows:
        new = here.get(kin.task(row.task_id)) or _copy(row, plan, kin.task(row.task_id))
        earlier, new.state, new.carried_from = new.carried_from_id, _state(new, row), row
        new.version += bool(new.pk)
        new.save()
        if earlier and row.carried_from_id is None:  # of the period before, taken over meanwhile
            row.carried_from_id = earlier
            row.save(update_fields=["carried_from"])
        if next_ := later.get(row.pk):
            next_.carried_from = new
            next_.save(update_fields=["carried_from"])
    _carried(by, rows)
    return len(rows)


def _copy(row: Tracking, plan: Plan, task_id: int) -> Tracking:
    return Tracking(
        division_id=plan.division_id, plan=plan, task_id=task_id, kind=row.kind, due=row.due,
        completion_mark=row.completion_mark, state=row.state,
    )  # fmt: skip


def _state(new: Tracking, old: Tracking) -> str:
    """What the office decided on the new row meanwhile stands."""
    return new.state if new.pk and new.state != Tracking.State.OPEN else old.state


def _carried(by: Actor, rows: list[Tracking]) -> None:
    moving = [row for row in rows if row.state != Tracking.State.CARRIED]
    for row in moving:
        row.state, row.version = Tracking.State.CARRIED, row.version + 1
    Tracking.objects.bulk_update(moving, ["state", "version"])
    StateChange.objects.bulk_create(
        StateChange(
            division_id=row.division_id, task_id=row.task_id, kind=StateChange.Kind.FOLLOW,
            reason=_("方案已更正，这项任务转到更正稿里继续。"), on=timezone.localdate(), by_id=by.user_id,
        )
        for row in moving
    )  # fmt: skip


def _measures(plan: Plan, before: Plan, kin: Family) -> int:
    """Each stays one row with its proof, done or not; its history tells from which version it came."""
    rows = list(Measure.objects.select_for_update().filter(plan=before, task_id__in=kin.tasks))
    for row in rows:
        row.plan, row.task_id, row.version = plan, kin.task(row.task_id), row.version + 1
    Measure.objects.bulk_update(rows, ["plan", "task", "version"])
    return len(rows)


def _drafts(plan: Plan, before: Plan, kin: Family) -> int:
    """Open ones; where the unit has begun another on the new task, the earlier one stays behind."""
    rows = Draft.objects.select_for_update().filter(plan=before, task_id__in=kin.tasks, stage__in=OPEN_DRAFTS)
    begun = set(
        Draft.objects.filter(plan=plan, stage__in=OPEN_DRAFTS).values_list("task_id", "department_id")
    )
    moving = [row for row in rows if (kin.task(row.task_id), row.department_id) not in begun]
    for row in moving:
        row.plan, row.task_id, row.version = plan, kin.task(row.task_id), row.version + 1
    Draft.objects.bulk_update(moving, ["plan", "task", "version"])
    return len(moving)


def _orders(plan: Plan, before: Plan, kin: Family) -> int:
    """All: an order outlives its task, and one whose task was dropped no longer names it."""
    rows = list(Order.objects.select_for_update().filter(plan=before))
    for row in rows:
        row.plan, row.task_id, row.version = plan, kin.tasks.get(row.task_id or 0), row.version + 1
    Order.objects.bulk_update(rows, ["plan", "task", "version"])
    return len(rows)


def _cycles(plan: Plan, before: Plan, kin: Family) -> int:
    """With their returns, closed ones too: one may be opened again. A cycle that the office made here meanwhile stands."""
    made = set(plan.cycles.values_list("kind", "period", "recipient"))
    rows = [
        row
        for row in Cycle.objects.select_for_update().filter(plan=before)
        if (row.kind, row.period, row.recipient) not in made
    ]
    duties = paired_parts(plan, before)["duty"] if rows else {}
    for row in rows:
        _rest_on(row, duties)
        row.plan, row.version = plan, row.version + 1
    Cycle.objects.bulk_update(rows, ["plan", "duty", "basis", "version"])
    _rekey(Return.objects.select_for_update().filter(cycle__in=rows), kin)
    return len(rows)


def _rest_on(cycle: Cycle, duties: Mapping[int, int]) -> None:
    """On the duty as the corrected plan has it; where it says nothing any more, on what the earlier version said."""
    if cycle.duty_id is None:
        return
    new = duties.get(cycle.duty_id)
    if new is None and not cycle.basis:
        said = Duty.objects.values_list("text", flat=True).get(pk=cycle.duty_id)
        cycle.basis = _("更正前的方案：%(words)s") % {"words": said}
    cycle.duty_id = new


def _rekey(returns: Iterable[Return], kin: Family) -> None:
    rows = list(returns)
    for row in rows:
        row.content, row.version = kin.content(row.content), row.version + 1
    Return.objects.bulk_update(rows, ["content", "version"])
