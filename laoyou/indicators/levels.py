"""Which offices decide about a figure, in turn, and where it stands with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.indicators.models import Acceptance, Observation
from laoyou.places.models import Division, DivisionTree

# States of a figure on its way up.
WAITING, ACCEPTED, RETURNED = "waiting", "accepted", "returned"
_LEVELS = "select division_id, level_id, depth from laoyou_office_levels(%s, %s) order by division_id, depth"


@dataclass(frozen=True, slots=True)
class Status:
    """`at`: who decided last, or returned it; `waits_at`: whose turn it is. `own`: the figure's own level accepted it."""

    state: str
    at: Division | None = None
    waits_at: Division | None = None
    own: bool = False
    reason: str = ""
    decided_by: str = ""
    decided_at: Any = None

    @property
    def key(self) -> str:
        """For filters: waiting, accepted (all levels), on_the_way (accepted here, waits above), returned."""
        return "on_the_way" if self.state == WAITING and self.at is not None else self.state

    @property
    def words(self) -> str:
        names = {"at": self.at.name if self.at else "", "next": self.waits_at.name if self.waits_at else ""}
        if self.state == RETURNED:
            return _("%(at)s已退回") % names
        if self.waits_at is None:
            return _("%(at)s已审核") % names if self.at else _("已上报")
        if self.at is None:
            return _("已上报，待%(next)s审核") % names
        return _("%(at)s已审核，待%(next)s审核") % names


def chains_of(rows: Sequence[Observation]) -> dict[int, list[int]]:
    """By figure, the divisions whose offices decide about it, lowest first. Two queries.

    An office that reported the figure itself, and those below it, have no say.
    """
    divisions = {row.division_id for row in rows}
    levels: dict[int, list[tuple[int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LEVELS, [sorted(divisions), timezone.localdate()])
        for division, level, depth in cursor.fetchall():
            levels.setdefault(division, []).append((level, depth))
    tree = DivisionTree.objects.filter(
        descendant_id__in=divisions, ancestor_id__in={row.office_of_id for row in rows if row.office_of_id}
    )
    said = {(each.descendant_id, each.ancestor_id): each.depth for each in tree}
    return {
        row.pk: [
            level
            for level, depth in levels.get(row.division_id, [])
            if depth > said.get((row.division_id, row.office_of_id or 0), -1)
        ]
        for row in rows
    }


def statuses(rows: Sequence[Observation]) -> dict[int, Status]:
    """By figure. Four queries, however many figures."""
    if not rows:
        return {}
    chains = chains_of(rows)
    decided = _decided([row.pk for row in rows])
    offices = {row.office_of_id for row in rows if row.office_of_id}
    deciding = {level for each in (*chains.values(), *decided.values()) for level in each}
    named = Division.objects.in_bulk(deciding | offices)
    return {row.pk: _status(row, chains[row.pk], decided.get(row.pk, {}), named) for row in rows}


def _decided(ids: Sequence[int]) -> dict[int, dict[int, Acceptance]]:
    """By figure and level, the newest decision; one that withdrew is as if there were none."""
    newest = (
        Acceptance.objects.filter(observation_id__in=ids)
        .select_related("by")
        .order_by("observation_id", "at_division_id", "-id")
        .distinct("observation_id", "at_division_id")
    )
    found: dict[int, dict[int, Acceptance]] = {}
    for each in newest:
        if each.decision != Acceptance.Decision.WITHDRAWN:
            found.setdefault(each.observation_id, {})[each.at_division_id] = each
    return found


def _status(
    row: Observation, chain: Sequence[int], decided: Mapping[int, Acceptance], named: Mapping[int, Division]
) -> Status:
    returned = next(
        (each for each in decided.values() if each.decision == Acceptance.Decision.RETURNED), None
    )
    if returned:
        return _said(RETURNED, named, returned)
    accepted = [level for level in chain if level in decided]
    last = decided[accepted[-1]] if accepted else None
    waits = next((level for level in chain if level not in decided), None)
    own = row.office_of_id is not None or bool(accepted) or not chain
    state = ACCEPTED if waits is None else WAITING
    office = named.get(row.office_of_id) if row.office_of_id else None
    return _said(state, named, last, named.get(waits) if waits else None, own=own, office=office)


def _said(
    state: str,
    named: Mapping[int, Division],
    decision: Acceptance | None,
    waits_at: Division | None = None,
    *,
    own: bool = False,
    office: Division | None = None,
) -> Status:
    if decision is None:
        return Status(state, office, waits_at, own)
    return Status(
        state,
        named.get(decision.at_division_id, office),
        waits_at,
        own,
        decision.reason,
        str(decision.by or ""),
        decision.at,
    )
