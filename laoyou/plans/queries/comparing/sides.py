"""The comparison: which part stands beside which, and what is said of the two."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from laoyou.places.models import DivisionTree
from laoyou.plans.models import Plan
from laoyou.plans.queries.board import Words
from laoyou.plans.queries.comparing.corrections import Said, corrections, standing
from laoyou.plans.queries.comparing.parts import Part, Parts, parts_of
from laoyou.plans.rules.alignment import Aligned, align
from laoyou.plans.rules.alike_units import together
from laoyou.plans.rules.likeness import bare
from laoyou.plans.rules.measuring import Measured, compared, stricter

TABS = ("tasks", "clauses", "rules", "targets", "units", "only")
STATES = ("same", "differs", "only_first", "only_second")
KINDS = {"tasks": "task", "clauses": "clause", "rules": "rule", "targets": "target"}


@dataclass(frozen=True, slots=True)
class Row:
    """`state` one of STATES. `said`: the corrections that made it so. `units_differ`: nobody who answers is the same."""

    tab: str
    first: tuple[Part, ...]
    second: tuple[Part, ...]
    state: str
    likeness: float = 0.0
    said: tuple[Said, ...] = ()
    measured: Measured | None = None
    units_differ: bool = False

    @property
    def nkeys(self) -> frozenset[str]:
        return frozenset(part.nkey for part in (*self.first, *self.second) if part.nkey)

    @property
    def kind(self) -> str:
        return KINDS[self.tab]

    def mentions(self, search: str) -> bool:
        return any(
            search in part.text or search in part.wording or any(search in name for name in part.units)
            for part in (*self.first, *self.second)
        )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of each plan that does the same, or, where it differs, those who answer for tasks that correspond."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    state: str
    tasks: tuple[Row, ...] = ()
    first_tasks: int = 0
    second_tasks: int = 0

    def mentions(self, search: str) -> bool:
        return any(search in name for name in (*self.first, *self.second))


@dataclass(frozen=True)
class Comparison:
    """`relation`: first_upper or second_upper where one division lies above the other, first_older or second_older
    for two plans of one division, else peers. `stand_in`: which plan has no table of tasks, so that its clauses
    stand for them: first, second or ''."""

    first: Plan
    second: Plan
    relation: str
    stand_in: str
    parts: tuple[Parts, Parts]
    rows: Mapping[str, tuple[Row, ...]]
    units: tuple[UnitRow, ...]
    said: tuple[Said, ...]
    words: Words = field(default_factory=Words)

    @cached_property
    def only(self) -> tuple[Row, ...]:
        """What one plan has and the other has nowhere: neither among its tasks nor among its clauses."""
        met = {
            (side, part.key)
            for row in self._all()
            if row.first and row.second
            for side, parts in (("first", row.first), ("second", row.second))
            for part in parts
        }
        seen: set[tuple[str, str]] = set()
        found = []
        for row in self._all():
            if row.first and row.second:
                continue
            key = ("first", row.first[0].key) if row.first else ("second", row.second[0].key)
            if key not in met and key not in seen:
                seen.add(key)
                found.append(row)
        return tuple(found)

    def _all(self) -> list[Row]:
        return [row for rows in self.rows.values() for row in rows]

    def of(self, tab: str) -> Sequence[Row | UnitRow]:
        if tab == "units":
            return self.units
        return self.only if tab == "only" else self.rows[tab]

    def counts(self, tab: str) -> dict[str, int]:
        counted = Counter(row.state for row in self.of(tab))
        return {state: counted[state] for state in STATES}


def compare(first: Plan, second: Plan) -> Comparison:
    """Both plans must be ones that the person may read; see comparable_plan."""
    relation = _relation(first, second)
    said = tuple(corrections(first, second))
    parts = parts_of(first), parts_of(second)
    stand_in = _stand_in(*parts)
    rows = {tab: _rows(tab, *_chosen(tab, parts, stand_in), said, relation) for tab in KINDS}
    return Comparison(
        first=first,
        second=second,
        relation=relation,
        stand_in=stand_in,
        parts=parts,
        rows=rows,
        units=(*_differing(rows["tasks"]), *_units(*parts)),
        said=said,
        words=_both(parts[0].words, parts[1].words),
    )


def _relation(first: Plan, second: Plan) -> str:
    if first.division_id == second.division_id:
        when = [
            (each.issued or timezone.localdate(each.adopted_at), each.pk)
            for each in (first, second)
            if each.adopted_at
        ]
        older = first.pk < second.pk if len(when) < 2 else when[0] < when[1]
        return "first_older" if older else "second_older"
    ids = (first.division_id, second.division_id)
    above = DivisionTree.objects.filter(ancestor_id__in=ids, descendant_id__in=ids, depth__gt=0).first()
    if above is None:
        return "peers"
    return "first_upper" if above.ancestor_id == first.division_id else "second_upper"


def _stand_in(first: Parts, second: Parts) -> str:
    if bool(first.tasks) == bool(second.tasks):
        return ""
    return "second" if first.tasks else "first"


def _chosen(tab: str, parts: tuple[Parts, Parts], stand_in: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    first, second = (each.of(tab) for each in parts)
    if tab != "tasks" or not stand_in:
        return first, second
    return (parts[0].clauses, second) if stand_in == "first" else (first, parts[1].clauses)


def _rows(
    tab: str, first: Sequence[Part], second: Sequence[Part], said: Sequence[Said], relation: str
) -> tuple[Row, ...]:
    joined = standing(said, KINDS[tab], "together")
    apart = standing(said, KINDS[tab], "apart")
    found = align(
        [part.entry for part in first],
        [part.entry for part in second],
        together=joined.keys(),
        apart=apart.keys(),
    )
    left, right = {part.key: part for part in first}, {part.key: part for part in second}
    return (
        *(_pair(tab, pair, left, right, joined, relation) for pair in found.pairs),
        *(Row(tab, (left[key],), (), "only_first") for key in found.only_first),
        *(Row(tab, (), (right[key],), "only_second") for key in found.only_second),
    )


def _pair(
    tab: str,
    pair: Aligned,
    left: Mapping[str, Part],
    right: Mapping[str, Part],
    joined: Mapping[tuple[str, str], Said],
    relation: str,
) -> Row:
    first, second = tuple(left[key] for key in pair.first), tuple(right[key] for key in pair.second)
    measured = _measured(tab, first[0], second[0], relation)
    return Row(
        tab=tab,
        first=first,
        second=second,
        state="same" if _is_same(first, second, measured) else "differs",
        likeness=pair.likeness,
        said=tuple(joined[a, b] for a in pair.first for b in pair.second if (a, b) in joined),
        measured=measured,
        units_differ=_units_differ(first, second),
    )


def _measured(tab: str, first: Part, second: Part, relation: str) -> Measured | None:
    if first.amount is None or second.amount is None:
        return None
    if tab == "rules":
        return stricter(first.amount, second.amount)
    upper = relation.removesuffix("_upper") if relation.endswith("_upper") else ""
    return compared(first.amount, second.amount, upper=upper, same_place=relation.endswith("_older"))


def _is_same(first: Sequence[Part], second: Sequence[Part], measured: Measured | None) -> bool:
    if len(first) > 1 or len(second) > 1:
        return False
    if measured is None:
        return bare(first[0].wording) == bare(second[0].wording)
    one, other = first[0].amount, second[0].amount
    assert one is not None
    assert other is not None
    return measured.verdict == "equal" and (one.op, one.year) == (other.op, other.year)


def _units_differ(first: Sequence[Part], second: Sequence[Part]) -> bool:
    mine, theirs = _functions(first), _functions(second)
    return bool(mine and theirs and not mine & theirs)


def _functions(parts: Sequence[Part]) -> set[str]:
    return {known for part in parts for known in part.functions}


def _differing(rows: Sequence[Row]) -> list[UnitRow]:
    """Tasks that correspond, given to units that do not: gathered by who answers here and who there."""
    gathered: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Row]] = {}
    for row in rows:
        if row.units_differ:
            names = (_names(row.first), _names(row.second))
            gathered.setdefault(names, []).append(row)
    ordered = sorted(gathered.items(), key=lambda each: (-len(each[1]), each[0]))
    return [UnitRow(*names, "differs", tuple(held), len(held), len(held)) for names, held in ordered]


def _names(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part.units))


def _units(first: Parts, second: Parts) -> list[UnitRow]:
    """Every unit that answers for a task, beside those that do the same in the other plan."""
    held = _held(first), _held(second)
    named = [(side, name) for side in (0, 1) for name in held[side]]
    known = [(first, second)[side].functions[name] for side, name in named]
    rows = []
    for group in together(known):
        ours = [named[at] for at in group]
        mine, theirs = ({name: held[side][name] for at, name in ours if at == side} for side in (0, 1))
        state = "same" if mine and theirs else "only_first" if mine else "only_second"
        rows.append(UnitRow(tuple(mine), tuple(theirs), state, (), sum(mine.values()), sum(theirs.values())))
    return sorted(rows, key=lambda row: (STATES.index(row.state), -row.first_tasks - row.second_tasks))


def _held(parts: Parts) -> Counter[str]:
    """How many tasks each unit answers for, as the plan names it."""
    return Counter(name for task in parts.tasks for name in task.units)


def _both(first: Words, second: Words) -> Words:
    return Words(
        nkeys=second.nkeys | first.nkeys,
        nkey_groups=second.nkey_groups | first.nkey_groups,
        groups=second.groups | first.groups,
        indicators=second.indicators | first.indicators,
        parameters=second.parameters | first.parameters,
    )
