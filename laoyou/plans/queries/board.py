"""The board: tasks, with who answers for them, filtered, sorted and paged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from laoyou.access.models import Department
from laoyou.packs import queries as packs
from laoyou.plans.catalogue import codes_of
from laoyou.plans.models import Obligation, Plan, Rule, Target, Task
from laoyou.plans.queries.paging import Page, page_of
from laoyou.plans.queries.sources import Quote, quote

ROLE_ORDER = {"lead": 0, "shared": 1, "support": 2}
NOBODY = "none"
SORTS = ("no", "-no", "nkey", "-nkey", "units", "-units")


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """`name` is the department's own, or the document's name for it where it has none here or may not be seen."""

    id: int
    name: str
    named_as: str
    role: str
    department_id: int | None
    note: str
    by_office: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    task: Task
    obligations: tuple[ObligationRow, ...]

    def by_role(self, role: str) -> tuple[ObligationRow, ...]:
        return tuple(each for each in self.obligations if each.role == role)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """`unit` a department, or "none" for tasks without any; `sort` one of SORTS.

    `only` and `order`: task ids that something above this package picked and put in order.
    """

    group: str = ""
    unit: str = ""
    role: str = ""
    nkey: str = ""
    search: str = ""
    sort: str = "no"
    page: int = 1
    size: int = 50
    only: frozenset[int] | None = None
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a filter may take, how it is called and how many tasks of the plan have it."""

    key: str
    label: str
    count: int
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class TaskBoard:
    page: Page[TaskRow]
    groups: tuple[Facet, ...]
    units: tuple[Facet, ...]
    nkeys: tuple[Facet, ...]
    pairs: int  # unit and role, as the document names them, over the whole plan


@dataclass(frozen=True, slots=True)
class Words:
    """What N-keys, groups, indicators and parameters are called: key → (Chinese, English)."""

    nkeys: dict[str, tuple[str, str]] = field(default_factory=dict)
    nkey_groups: dict[str, str] = field(default_factory=dict)
    groups: dict[str, tuple[str, str]] = field(default_factory=dict)
    indicators: dict[str, dict[str, Any]] = field(default_factory=dict)
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)


def words_of(plan: Plan) -> Words:
    """From the release that the plan was adopted under."""
    release = plan.pack_release_id
    asked: dict[str, Any] = (
        {"release_id": release} if release else {"division_codes": codes_of(plan.division)}
    )
    try:
        keys = packs.nkeys(**asked)
        groups = packs.nkey_groups(**asked)
        indicators = packs.indicator_definitions(**asked)
        parameters = packs.parameter_definitions(**asked)
    except packs.NoRelease:
        return Words()
    return Words(
        nkeys={each["key"]: (each["zh"], each["en"]) for each in keys},
        nkey_groups={each["key"]: each["group"] for each in keys},
        groups={each["key"]: (each["zh"], each["en"]) for each in groups},
        indicators={each["key"]: each for each in indicators},
        parameters={each["key"]: each for each in parameters},
    )


def board_tasks(plan: Plan, wanted: TaskFilter | None = None) -> TaskBoard:
    """Facets count the whole plan, so that a filter shows what else there is."""
    wanted = wanted or TaskFilter()
    words = words_of(plan)
    rows = task_rows(plan.tasks.all())
    chosen = _sorted([row for row in rows if _fits(row, wanted, words)], wanted)
    named = {
        (row.task.pk, each.named_as, each.role)
        for row in rows
        for each in row.obligations
        if not each.by_office
    }
    return TaskBoard(
        page=page_of(chosen, wanted.page, wanted.size),
        groups=_groups(rows, words),
        units=_units(rows),
        nkeys=_facets(Counter(row.task.nkey for row in rows if row.task.nkey), words.nkeys, _by_number),
        pairs=len(named),
    )


def task_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    found = list(tasks.order_by("no"))
    obligations = obligation_rows("task_id", [task.pk for task in found])
    return [TaskRow(task, obligations.get(task.pk, ())) for task in found]


def obligation_rows(part: str, ids: Sequence[int]) -> dict[int, tuple[ObligationRow, ...]]:
    """By task_id, rule_id, target_id or duty_id: those who lead first, each role in the order of the document."""
    found = (
        Obligation.objects.filter(**{f"{part}__in": ids})
        .order_by("id")
        .values_list(part, "pk", "department__name", "named_as", "role", "department_id", "note", "by_office")
    )
    rows: dict[int, list[ObligationRow]] = {}
    for key, pk, name, named_as, role, department, note, by_office in found:
        row = ObligationRow(pk, name or named_as, named_as, role, department, note, by_office)
        rows.setdefault(key, []).append(row)
    return {key: tuple(sorted(each, key=lambda row: ROLE_ORDER[row.role])) for key, each in rows.items()}


def _fits(row: TaskRow, wanted: TaskFilter, words: Words) -> bool:
    task = row.task
    if wanted.only is not None and task.pk not in wanted.only:
        return False
    if wanted.nkey and task.nkey != wanted.nkey:
        return False
    if wanted.group and wanted.group not in {task.group, words.nkey_groups.get(task.nkey)}:
        return False
    if wanted.search and not _mentions(row, wanted.search.strip()):
        return False
    if wanted.unit == NOBODY:
        return not row.obligations
    held = [each for each in row.obligations if not wanted.unit or str(each.department_id) == wanted.unit]
    if wanted.role:
        held = [each for each in held if each.role == wanted.role]
    return bool(held) or not (wanted.unit or wanted.role)


def _mentions(row: TaskRow, search: str) -> bool:
    names = (name for each in row.obligations for name in (each.name, each.named_as))
    return search in row.task.text or search == str(row.task.no) or any(search in name for name in names)


def _sorted(rows: list[TaskRow], wanted: TaskFilter) -> list[TaskRow]:
    if wanted.order:
        place = {task_id: index for index, task_id in enumerate(wanted.order)}
        return sorted(rows, key=lambda row: place.get(row.task.pk, len(place)))
    sort = wanted.sort
    orders = {
        "no": lambda row: row.task.no,
        "nkey": lambda row: (_by_number(row.task.nkey), row.task.no),
        "units": lambda row: (len(row.obligations), row.task.no),
    }
    order: Any = orders.get(sort.removeprefix("-"), orders["no"])
    return sorted(rows, key=order, reverse=sort.startswith("-"))


def _by_number(nkey: str) -> int:
    return int(nkey[1:]) if nkey[1:].isdigit() else 99


def _groups(rows: Iterable[TaskRow], words: Words) -> tuple[Facet, ...]:
    """Groups printed in the document where it has them, else those of the N-keys."""
    printed = Counter(row.task.group for row in rows if row.task.group)
    if printed:
        return tuple(Facet(name, name, count) for name, count in printed.items())
    counted = Counter(words.nkey_groups.get(row.task.nkey, "") for row in rows)
    return tuple(Facet(key, zh, counted[key], en) for key, (zh, en) in words.groups.items() if counted[key])


def _units(rows: Iterable[TaskRow]) -> tuple[Facet, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counted.update(
            {(str(each.department_id), each.name) for each in row.obligations if each.department_id}
        )
    return tuple(
        Facet(key, name, count)
        for (key, name), count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _facets(counted: Counter[str], words: dict[str, tuple[str, str]], order: Any) -> tuple[Facet, ...]:
    keys = sorted(counted, key=order)
    return tuple(
        Facet(key, words.get(key, (key, key))[0], counted[key], words.get(key, (key, key))[1]) for key in keys
    )


@dataclass(frozen=True, slots=True)
class TaskPage:
    row: TaskRow
    quote: Quote | None
    targets: tuple[Target, ...]
    rules: tuple[Rule, ...]
    nkey: tuple[str, str]
    previous: int | None
    following: int | None


def task(plan: Plan, no: int) -> TaskPage | None:
    """One task with the sentence behind it and the numbers that it sets."""
    rows = task_rows(plan.tasks.filter(no=no))
    if not rows:
        return None
    found = rows[0].task
    others = list(plan.tasks.values_list("no", flat=True).order_by("no"))
    at = others.index(no)
    return TaskPage(
        row=rows[0],
        quote=quote(plan, found.start, found.end),
        targets=tuple(plan.targets.filter(task=found)),
        rules=tuple(plan.rules.filter(task=found)),
        nkey=words_of(plan).nkeys.get(found.nkey, ("", "")),
        previous=others[at - 1] if at else None,
        following=others[at + 1] if at + 1 < len(others) else None,
    )


def departments_of(plan: Plan) -> list[Department]:
    """Every department that answers for something in the plan."""
    held = Obligation.objects.filter(plan=plan, department__isnull=False).values("department")
    owned = plan.targets.filter(owner__isnull=False).values("owner")
    return list(Department.objects.filter(Q(pk__in=held) | Q(pk__in=owned)).order_by("id"))
