"""What people said about which parts of two plans correspond."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from laoyou.plans.models import AlignmentCorrection, Plan

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One correction, turned round to the order in which the plans are compared."""

    id: int
    kind: str
    first: str
    second: str
    verdict: str
    reason: str
    who: str
    at: datetime.datetime
    stands: bool

    @property
    def word(self) -> str:
        return str(AlignmentCorrection.Verdict(self.verdict).label)


def corrections(first: Plan, second: Plan) -> list[Said]:
    """All of them, the newest first; of each pair only the newest stands."""
    turned = first.pk > second.pk
    low, high = sorted((first.pk, second.pk))
    seen: set[tuple[str, Pair]] = set()
    found = []
    rows = AlignmentCorrection.objects.filter(first_id=low, second_id=high).select_related("said_by")
    for row in rows.order_by("-id"):
        pair = (row.second_part, row.first_part) if turned else (row.first_part, row.second_part)
        about = (row.kind, pair)
        who = str(row.said_by) if row.said_by else ""
        found.append(
            Said(row.pk, row.kind, *pair, row.verdict, row.reason, who, row.said_at, about not in seen)
        )
        seen.add(about)
    return found


def standing(said: Iterable[Said], kind: str, verdict: str) -> dict[Pair, Said]:
    return {
        (each.first, each.second): each
        for each in said
        if each.stands and each.kind == kind and each.verdict == verdict
    }
