"""Which of our units each named unit is."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.actions.common import open_document, under_review
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Item, UnitChoice, UnitName
from laoyou.plans.queries.units import certain_departments
from laoyou.plans.rules import units
from laoyou.plans.rules.payloads import units_named

Key = tuple[str, int | None]


def sync_units(document: Document) -> None:
    """Bring the named units to what the items that stand now name. What was decided about a name is kept."""
    wanted = _named(document)
    known = {(unit.name, unit.item_id): unit for unit in document.unit_names.all()}
    UnitName.objects.bulk_create(
        UnitName(
            document=document,
            division_id=document.division_id,
            name=name,
            item_id=item_id,
            kind=_kind(name, item_id),
            counts=dict(counts),
        )
        for (name, item_id), counts in wanted.items()
        if (name, item_id) not in known
    )
    changed = []
    for key, unit in known.items():
        counts = dict(wanted.get(key, {}))
        if unit.counts != counts:
            unit.counts = counts
            changed.append(unit)
    UnitName.objects.bulk_update(changed, ["counts"])


def _named(document: Document) -> dict[Key, Counter[str]]:
    """(name, item of an open set) → how often in which role; rejected items name nobody."""
    named: dict[Key, Counter[str]] = {}
    for item in document.items.exclude(state=Item.State.REJECTED).defer("image"):
        for name, role in item_units(item):
            key = (name, item.pk if units.is_open(name) or units.open_phrase(name) else None)
            named.setdefault(key, Counter())[role] += 1
    return named


def item_units(item: Item) -> list[tuple[str, str]]:
    """The units that an item names; an "and other departments" in its cell comes last, in the role of the last one."""
    found = units_named(item.kind, item.payload)
    if item.kind == "task" and not any(units.is_open(name) for name, _role in found):
        phrase = units.open_phrase(str(item.payload.get("raw") or ""))
        if phrase:
            found.append((phrase, found[-1][1] if found else "shared"))
    return found


def _kind(name: str, item_id: int | None) -> str:
    if item_id is not None:
        return UnitName.Kind.OPEN
    return UnitName.Kind.CLASS if units.is_class(name) else UnitName.Kind.NAMED


@transaction.atomic
def name_units(
    *,
    by: Actor,
    document: Document,
    unit_ids: Sequence[int],
    resolution: str,
    department_ids: Sequence[int] = (),
    note: str = "",
) -> int:
    """Say what units are: departments, a class to be expanded, or waived for a reason; '' takes it back."""
    document = open_document(by, document)
    chosen = list(document.unit_names.select_for_update().filter(pk__in=unit_ids))
    departments = list(Department.objects.filter(pk__in=department_ids))
    _check(chosen, unit_ids, resolution, departments, department_ids, note)
    UnitChoice.objects.filter(unit_name__in=chosen).delete()
    if resolution == UnitName.Resolution.DEPARTMENT:
        _choose(document, [(unit, departments) for unit in chosen])
    _decide(by, chosen, resolution, note)
    under_review(document)
    detail = {
        "units": [unit.name for unit in chosen],
        "resolution": resolution,
        "departments": list(department_ids),
    }
    record(by=by, action="plans.unit.name", obj=document, detail=detail)
    return len(chosen)


def name_unit(
    *, by: Actor, unit: UnitName, resolution: str, department_ids: Sequence[int] = (), note: str = ""
) -> int:
    return name_units(
        by=by,
        document=unit.document,
        unit_ids=[unit.pk],
        resolution=resolution,
        department_ids=department_ids,
        note=note,
    )


@transaction.atomic
def accept_unit_suggestions(*, by: Actor, document: Document) -> int:
    """Settle every unit that has one certain suggestion, and every class that has divisions to be expanded to."""
    document = open_document(by, document)
    certain = certain_departments(document)
    named = [unit for unit in certain if certain[unit]]
    classes = [unit for unit in certain if not certain[unit]]
    departments = {
        each.pk: each for each in Department.objects.filter(pk__in=[certain[unit] for unit in named])
    }
    _choose(document, [(unit, [departments[certain[unit]]]) for unit in named])
    _decide(by, named, UnitName.Resolution.DEPARTMENT, "")
    _decide(by, classes, UnitName.Resolution.EXPANDED, "")
    if certain:
        under_review(document)
        record(by=by, action="plans.unit.accept_suggestions", obj=document, detail={"units": len(certain)})
    return len(certain)


def _check(
    chosen: Sequence[UnitName],
    unit_ids: Sequence[int],
    resolution: str,
    departments: Sequence[Department],
    department_ids: Sequence[int],
    note: str,
) -> None:
    if not chosen or len(chosen) != len(set(unit_ids)):
        raise Refused(_("有的单位名称已不在这份文件中，请刷新页面后再选。"))
    if resolution not in UnitName.Resolution.values:
        raise Refused(_("请选择：对应本地单位、逐个展开，或不指定。"), "resolution")
    if resolution == UnitName.Resolution.DEPARTMENT and not departments:
        raise Refused(_("请选择对应的本地单位。"), "department_ids")
    if len(departments) != len(set(department_ids)):
        raise Refused(_("所选单位中有的已不存在，请刷新页面后再选。"), "department_ids")
    if resolution == UnitName.Resolution.WAIVED and not note.strip():
        raise Refused(_("不指定单位时，请写明理由。"), "note")
    if resolution == UnitName.Resolution.EXPANDED and any(
        unit.kind != UnitName.Kind.CLASS for unit in chosen
    ):
        raise Refused(_("只有“各乡镇人民政府”这样的一类单位才能逐个展开。"), "resolution")


def _choose(document: Document, choices: Iterable[tuple[UnitName, Sequence[Department]]]) -> None:
    UnitChoice.objects.bulk_create(
        UnitChoice(unit_name=unit, division_id=document.division_id, department=department)
        for unit, departments in choices
        for department in departments
    )


def _decide(by: Actor, chosen: Sequence[UnitName], resolution: str, note: str) -> None:
    UnitName.objects.filter(pk__in=[unit.pk for unit in chosen]).update(
        resolution=resolution,
        note=note.strip(),
        decided_by_id=by.user_id if resolution else None,
        decided_at=timezone.now() if resolution else None,
    )
