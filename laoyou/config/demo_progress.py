"""Two years of progress in the demonstration county: invented, plausible, and with something to do for everyone.

Only actions write here. Which tasks stand where follows from their order in the plan, so that a new start shows the same.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from laoyou.access.models import Department, User
from laoyou.access.scope import Actor, acting_as, load_actor
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.places.models import Division
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress import actions
from laoyou.progress.models import Tracking
from laoyou.progress.queries import span
from laoyou.progress.rules import kinds

Day = datetime.date
DAYS = (Day(2024, 6, 28), Day(2024, 12, 27), Day(2025, 6, 27))
WORDS = (
    "已成立工作小组，明确了分工和时间安排，完成摸底。",
    "按计划推进，完成年度任务的一半左右，资金已落实到位。",
    "主体工作基本完成，正在补齐台账和验收材料。",
)
LATEST = Day(2025, 11, 14)
CLAIMED = (Day(2025, 6, 20), LATEST)
CONFIRMED = (Day(2025, 6, 30), Day(2025, 11, 28))
STRUCK = Day(2025, 12, 12)
EARLY_DUE = Day(2025, 6, 30)
FILED_BY = 18  # departments with entries; the others owe theirs
ORDER_DAYS = (Day(2025, 7, 10), Day(2025, 8, 29))


@dataclass(frozen=True, slots=True)
class Led:
    """A task with the unit that answers for it first."""

    task: Task
    unit: Department


def fill_progress(by: Actor, county: Division, plan: Plan) -> None:
    """Kinds, measures, entries with evidence, completion, orders, and a draft under review. Needs the demo's accounts."""
    _sort(by, plan)
    led = _led(plan, county)
    proof = store_file(
        by=by, division=county, name="验收意见.txt", content="演示材料：现场查看，符合完成标志。".encode()
    )
    _measures(by, plan, led, proof)
    _entries(by, led, proof)
    _complete(by, plan, led, proof)
    _orders(by, plan, led, proof)
    _draft(plan)


def _sort(by: Actor, plan: Plan) -> None:
    """As proposed from the words; every fourth deliverable is due earlier, so that some are late."""
    end, sortings, delivered = span(plan).until, {}, 0
    for task in plan.tasks.order_by("no"):
        kind = kinds.proposed(task.text)
        delivered += kind == "deliverable"
        mark = kinds.completion_mark(task.text) if kind == "deliverable" else ""
        due = (EARLY_DUE if delivered % 4 == 0 else end) if kind == "deliverable" else None
        sortings[task.pk] = actions.Sorting(kind, mark, due)
    actions.sort_tasks(by=by, plan=plan, sortings=sortings)


def _led(plan: Plan, county: Division) -> list[Led]:
    """Tasks in their order, with the first unit of the county that leads or shares each."""
    found: dict[int, Led] = {}
    held = Obligation.objects.filter(
        plan=plan, task__isnull=False, role__in=("lead", "shared"), department__division=county
    )
    for each in held.select_related("task__plan", "department").order_by("task__no", "id"):
        if each.task and each.department:
            found.setdefault(each.task.pk, Led(each.task, each.department))
    return list(found.values())


def _head(task: Task) -> str:
    """What the task asks for first."""
    return re.split("[,，、；。]", task.text)[0]


def _measures(by: Actor, plan: Plan, led: Sequence[Led], proof: File) -> None:
    """A measure of 2025 for every other task; a third of them done."""
    planned = [
        actions.Planned(
            one.task, one.unit, 2025, f"{_head(one.task)}，形成阶段成果。", "有成果文件或现场验收意见",
            Day(2025, 3 * (index % 4) + 3, 28),
        )
        for index, one in enumerate(led[::2])
    ]  # fmt: skip
    actions.import_measures(by=by, plan=plan, rows=planned)
    done = list(plan.measures.select_related("task__plan", "department").order_by("due", "id"))[
        : len(planned) // 3
    ]
    for measure in done:
        actions.file_entry(
            by=by, task=measure.task, department=measure.department, on=measure.due, measure=measure,
            text="年度措施已完成，成果见附件。", files=[proof], entered_for=True,
        )  # fmt: skip
    actions.finish_measures(by=by, plan=plan, measures=[measure.pk for measure in done])


def _entries(by: Actor, led: Sequence[Led], proof: File) -> None:
    """Units report by half-years; the last in the list have stayed silent."""
    units = list(dict.fromkeys(one.unit for one in led))[:FILED_BY]
    for index, one in enumerate(led):
        if one.unit not in units or index % 7 == 6:
            continue
        for step, day in enumerate(DAYS[: 1 + index % 3]):
            actions.file_entry(
                by=by, task=one.task, department=one.unit, on=day, text=WORDS[step],
                figures=[{"name": "已投入资金", "value": 20 + 5 * step + index, "unit": "万元"}] if step else [],
                files=[proof] if step == 2 else [], entered_for=True,
            )  # fmt: skip


def _complete(by: Actor, plan: Plan, led: Sequence[Led], proof: File) -> None:
    """Most deliverables are claimed and confirmed by half-years, some struck off; one claim waits for the office."""
    ends = [one for one in led if one.task.tracking.kind == "deliverable"]
    ends = [one for index, one in enumerate(ends) if index % 3 != 2]
    cut = len(ends) // 2
    for claimed, decided, part in zip(CLAIMED, CONFIRMED, (ends[:cut], ends[cut:]), strict=True):
        for one in part:
            actions.file_entry(
                by=by, task=one.task, department=one.unit, on=claimed, files=[proof], claims=True, entered_for=True,
                text="已达到完成标志，验收意见见附件，申请确认完成。",
            )  # fmt: skip
        done = [one.task.pk for one in part if one is not ends[-1]]
        actions.decide_tasks(by=by, plan=plan, step="confirm", tasks=done, on=decided)
    struck = [one.task.pk for one in ends[: max(1, cut // 3)]]
    actions.decide_tasks(
        by=by, plan=plan, step="strike", tasks=struck, on=STRUCK, reason="成果已归档，后续转入日常工作"
    )


def _orders(by: Actor, plan: Plan, led: Sequence[Led], proof: File) -> None:
    """One closed, one past its deadline."""
    due = dict(Tracking.objects.filter(plan=plan).values_list("task_id", "due"))
    late = [one for one in led if due[one.task.pk] == EARLY_DUE][:2]
    for one, day in zip(late, ORDER_DAYS, strict=False):
        (order,) = actions.issue_orders(
            by=by, plan=plan, departments=[one.unit], task=one.task, problem="任务进度滞后，没有按时限完成。",
            requirement="查明原因，排出完成时间，一个月内报整改结果。", on=day, deadline=day + datetime.timedelta(days=31),
        )  # fmt: skip
        if day == ORDER_DAYS[0]:
            order = actions.rectify_order(
                by=by, order=order, text="已补齐人员和资金，恢复推进。", files=[proof], version=order.version,
                entered_for=True,
            )  # fmt: skip
            actions.recheck_order(
                by=by, order=order, passed=True, text="现场复查，情况属实。", version=order.version
            )


def _draft(plan: Plan) -> None:
    """A draft of civil affairs waits for its reviewer, who is the same department's second person."""
    clerk = User.objects.filter(username="civil").first()
    reviewer = User.objects.filter(username="civil-reviewer").first()
    if clerk is None or reviewer is None:
        return
    unit = Department.objects.get(grants__user=clerk)
    held = Obligation.objects.filter(plan=plan, department=unit, task__isnull=False, role="lead")
    task = held.select_related("task__plan").order_by("-task__no")[0].task
    assert task is not None
    with acting_as(load_actor(clerk.pk, clerk.username)) as person:
        draft = actions.start_draft(
            by=person, task=task, department=unit,
            typed=actions.Typed(min(LATEST, timezone.localdate()), "已完成上门摸底，形成台账，拟于月底前集中公示。"),
        )  # fmt: skip
        actions.submit_draft(by=person, draft=draft, version=draft.version)
