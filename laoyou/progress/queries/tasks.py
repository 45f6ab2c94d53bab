"""One task as it is followed: its state, its entries as a timeline, what changed its state."""

from collections.abc import Sequence
from dataclasses import dataclass

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.evidence import queries as evidence
from laoyou.evidence.models import File
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.models import Draft, Entry, Measure, Order, StateChange, Tracking
from laoyou.progress.queries.carrying import chain
from laoyou.progress.queries.lineage import newest, same_task
from laoyou.progress.queries.measures import MeasureRow, rows_of
from laoyou.progress.queries.orders import OrderRow
from laoyou.progress.queries.orders import rows_of as order_rows
from laoyou.progress.queries.states import TaskState, task_states


@dataclass(frozen=True, slots=True)
class EntryRow:
    """`before`: what it corrected, newest first. `waits`: of a support unit, not yet consolidated by the lead."""

    entry: Entry
    files: tuple[File, ...]
    before: tuple[Entry, ...] = ()
    waits: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """`own`: units for which this person may file, `drafts` those that they have open. `chain`: the task in plans of
    earlier periods, with its `earlier` entries. `goes_on`: itself in the corrected plan, where this one was corrected.
    """

    state: TaskState
    tracking: Tracking | None
    entries: tuple[EntryRow, ...]
    changes: tuple[StateChange, ...]
    measures: tuple[MeasureRow, ...]
    orders: tuple[OrderRow, ...]
    chain: tuple[Tracking, ...]
    earlier: tuple[EntryRow, ...]
    carried_to: Task | None
    goes_on: Task | None
    manages: bool
    own: tuple[Department, ...]
    drafts: tuple[Draft, ...]

    @property
    def units(self) -> list[Department]:
        """Units that have entries, to filter by."""
        return list({row.entry.department_id: row.entry.department for row in self.entries}.values())


def task_progress(actor: Actor, plan: Plan, task: Task, unit: str = "") -> TaskProgress:
    tracking = Tracking.objects.filter(task=task).select_related("carried_to__task__plan").first()
    own = list(
        Department.objects.filter(
            pk__in=Obligation.objects.filter(task=task, department_id__in=actor.department_ids).values(
                "department"
            )
        )
    )
    same = same_task(task)
    periods, earlier = chain(task)
    goes_on = newest([task.pk]).get(task.pk)
    drafts = Draft.objects.filter(task=task, department__in=own).exclude(stage__in=("filed", "discarded"))
    entries = rows_of_entries(actor, task, same)
    return TaskProgress(
        state=task_states(plan, tasks=[task.pk])[task.pk],
        tracking=tracking,
        entries=tuple(row for row in entries if not unit or str(row.entry.department_id) == unit),
        changes=tuple(StateChange.objects.filter(task__in=same).select_related("by", "department")),
        measures=tuple(rows_of(Measure.objects.filter(task=task).select_related("task", "department"))),
        orders=tuple(order_rows(Order.objects.filter(task=task).select_related("department", "task"))),
        chain=tuple(periods),
        earlier=tuple(rows_of_entries(actor, task, earlier)) if earlier else (),
        carried_to=_carried_to(tracking) if tracking and goes_on is None else None,
        goes_on=goes_on,
        manages=actor.may("progress.manage", plan.division_id),
        own=tuple(own),
        drafts=tuple(drafts.select_related("department")),
    )


def _carried_to(tracking: Tracking) -> Task | None:
    """Where the task goes on in a later period, in the newest version of that plan."""
    later = getattr(tracking, "carried_to", None)
    return newest([later.task_id]).get(later.task_id, later.task) if later else None


def entry_rows(actor: Actor, task: Task) -> list[EntryRow]:
    """Entries that stand, newest first, each with those that it corrected folded behind it; also of earlier versions."""
    return rows_of_entries(actor, task, same_task(task))


def rows_of_entries(actor: Actor, task: Task, same: Sequence[int]) -> list[EntryRow]:
    """`same`: the tasks that are this one."""
    found = list(
        Entry.objects.filter(task__in=same).select_related(
            "department", "author", "reviewer", "signer", "measure"
        )
    )
    files = _files(found)
    by_id = {entry.pk: entry for entry in found}
    corrected = {entry.corrects_id for entry in found}
    consolidated = set(
        Entry.consolidates.through.objects.filter(from_entry__task__in=same).values_list(
            "to_entry_id", flat=True
        )
    )
    leads = (
        any(entry.role == "lead" for entry in found)
        or Obligation.objects.filter(task=task, role="lead").exists()
    )
    return [
        EntryRow(
            entry,
            files.get(entry.pk, ()),
            tuple(_before(entry, by_id)),
            leads and entry.role == "support" and entry.pk not in consolidated,
            entry.department_id in actor.department_ids,
        )
        for entry in found
        if entry.pk not in corrected
    ]


def entry(task: Task, pk: int) -> Entry | None:
    found = Entry.objects.filter(task__in=same_task(task), pk=pk).select_related("department", "measure")
    return found.first()


def _before(entry: Entry, by_id: dict[int, Entry]) -> list[Entry]:
    found = []
    while entry.corrects_id and entry.corrects_id in by_id:
        entry = by_id[entry.corrects_id]
        found.append(entry)
    return found


def _files(entries: Sequence[Entry]) -> dict[int, tuple[File, ...]]:
    links = list(
        Entry.files.through.objects.filter(entry_id__in=[entry.pk for entry in entries]).values_list(
            "entry_id", "file_id"
        )
    )
    known = {file.pk: file for file in evidence.listed().filter(pk__in={file for _entry, file in links})}
    found: dict[int, tuple[File, ...]] = {}
    for entry_id, file_id in links:
        if file_id in known:
            found[entry_id] = (*found.get(entry_id, ()), known[file_id])
    return found
