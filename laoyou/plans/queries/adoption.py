"""What is still missing before a document can be adopted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.packs import queries as packs
from laoyou.plans.catalogue import codes_of
from laoyou.plans.models import Document, Item, Plan, Unread
from laoyou.plans.queries.coverage import Coverage, Uncovered, coverage_of
from laoyou.plans.queries.units import UnitRow, unit_rows
from laoyou.plans.rules import payloads


@dataclass(frozen=True, slots=True)
class Missing:
    """`code`: nothing, undecided, faulty, unstated, units, classes or uncovered."""

    code: str
    message: str
    item_ids: tuple[int, ...] = ()
    unit_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unstated:
    """A target of which `missing` (baseline, binding, owner) must be given or marked "not stated"."""

    item: Item
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdoptionState:
    """`notes` do not hold up adoption; `missing` does."""

    document: Document
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]
    units: tuple[UnitRow, ...]
    unstated: tuple[Unstated, ...]
    uncovered: tuple[Uncovered, ...]
    coverage: Coverage
    items: tuple[Item, ...]
    periods: tuple[dict[str, Any], ...]
    period: str
    title: str

    @property
    def ready(self) -> bool:
        return not self.missing


def adoption_state(document: Document) -> AdoptionState:
    """Exactly what is open, in the order in which a person would settle it."""
    standing = list(
        document.items.exclude(state=Item.State.REJECTED)
        .defer("image")
        .select_related("decided_by", "updated_by")
    )
    accepted = [item for item in standing if item.state == Item.State.ACCEPTED or item.kind == "clause"]
    rows = tuple(unit_rows(document))
    covered = coverage_of(document, accepted)
    unstated = _unstated(accepted, covered)
    periods = tuple(plan_periods(document))
    return AdoptionState(
        document=document,
        missing=tuple(_missing(standing, accepted, unstated, rows, covered)),
        notes=tuple(_notes(document)),
        units=rows,
        unstated=unstated,
        uncovered=covered.uncovered,
        coverage=covered,
        items=tuple(accepted),
        periods=periods,
        period=_period_of(document, periods),
        title=_title_of(document),
    )


def _missing(
    standing: Sequence[Item],
    accepted: Sequence[Item],
    unstated: Sequence[Unstated],
    rows: Sequence[UnitRow],
    covered: Coverage,
) -> list[Missing]:
    return [
        *_undecided(standing),
        *_nothing(accepted),
        *_faulty(accepted),
        *_silent(unstated),
        *_units(rows),
        *_nobody(covered.uncovered),
    ]


def plan_periods(document: Document) -> list[dict[str, Any]]:
    """{key, zh, en, since, until} of every plan period that the packs know."""
    try:
        return packs.plan_periods(division_codes=codes_of(document.division))
    except packs.NoRelease:
        return []


def _title_of(document: Document) -> str:
    """What the text or a person calls it. A file's own name is no title: adoption asks for one."""
    stem = document.filename.rpartition(".")[0] or document.filename
    return "" if document.title == stem else str(document.title)


def _period_of(document: Document, periods: Sequence[dict[str, Any]]) -> str:
    """That of the plan which it corrects; else the one that its title names, or that it was issued in."""
    earlier = Plan.objects.filter(document=document.previous_id).first() if document.previous_id else None
    if earlier:
        return earlier.period
    issued = str(document.reading.get("date") or "")
    named = (each["key"] for each in periods if each["zh"] in document.title)
    within = (each["key"] for each in periods if each["since"] <= issued <= each["until"])
    return str(next(named, "") or next(within, ""))


def _undecided(standing: Sequence[Item]) -> list[Missing]:
    open_ = [
        item.pk
        for item in standing
        if item.state == Item.State.PROPOSED and item.kind in payloads.BECOMES_PART
    ]
    if not open_:
        return []
    words = ngettext("还有 %(n)d 条没有接受或剔除。", "还有 %(n)d 条没有接受或剔除。", len(open_)) % {
        "n": len(open_)
    }
    return [Missing("undecided", words, tuple(open_))]


def _nothing(accepted: Sequence[Item]) -> list[Missing]:
    if any(item.kind in payloads.BECOMES_PART for item in accepted):
        return []
    return [Missing("nothing", _("还没有接受任何任务、指标或标准，采用后看板会是空的。"))]


def _faulty(accepted: Sequence[Item]) -> list[Missing]:
    found = []
    for item in accepted:
        if item.kind in payloads.BECOMES_PART and (wrong := payloads.faults(item.kind, item.payload)):
            message = _("“%(label)s”：%(why)s") % {"label": item.label[:30], "why": wrong[0].message}
            found.append(Missing("faulty", message, (item.pk,)))
    return found


def _unstated(accepted: Sequence[Item], covered: Coverage) -> tuple[Unstated, ...]:
    kept = {item.pk for item in accepted}
    found = []
    for item in accepted:
        asked = payloads.unasked(item.kind, item.payload)
        if item.pk in covered.rows:
            asked = [name for name in asked if name != "owner"]
        if asked and item.twin_id not in kept:
            found.append(Unstated(item, tuple(asked)))
    return tuple(found)


def _silent(unstated: Sequence[Unstated]) -> list[Missing]:
    words = {"baseline": _("基期"), "binding": _("属性"), "owner": _("责任单位")}
    return [
        Missing(
            "unstated",
            _("目标“%(label)s”还缺%(what)s；文中没有的，请选“文中未说明”。")
            % {"label": each.item.label[:30], "what": _("、").join(words[name] for name in each.missing)},
            (each.item.pk,),
        )
        for each in unstated
    ]


def _units(rows: Sequence[UnitRow]) -> list[Missing]:
    found = []
    for row in rows:
        if not row.unit.resolution:
            in_row = row.item is not None and row.item.number
            where = _("第%(no)s项任务的“%(name)s”") if in_row else _("“%(name)s”")
            name = where % {"name": row.unit.name, "no": row.item.number if row.item else ""}
            found.append(
                Missing("units", _("%(name)s还没有对应到本地单位。") % {"name": name}, (), (row.unit.pk,))
            )
        elif row.unit.resolution == "expanded" and not row.divisions:
            message = _("“%(name)s”下面没有登记任何地区，无法逐个展开。请先登记下级地区，或改为不指定。")
            found.append(Missing("classes", message % {"name": row.unit.name}, (), (row.unit.pk,)))
    return found


def _nobody(uncovered: Sequence[Uncovered]) -> list[Missing]:
    return [
        Missing(
            "uncovered",
            _("“%(what)s”没有责任单位：分工表里没有哪项任务包括它。请指定单位，或选“先不指定”。")
            % {"what": each.sentence[:40]},
            (each.item.pk,),
        )
        for each in uncovered
        if each.required and not each.settled
    ]


def _notes(document: Document) -> list[str]:
    unread = document.unread.filter(state=Unread.State.OPEN).count()
    notes = [_("还有 %(n)d 处没有读出内容，也没有人看过。") % {"n": unread}] if unread else []
    return notes + [str(defect["words"]) for defect in document.defects]
