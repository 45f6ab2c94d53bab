"""What a merge or a split does to people, sites and figures, told before it is recorded."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from laoyou.census.models import Basis
from laoyou.census.queries import population
from laoyou.console.places.finding import Touched, touched
from laoyou.people.queries import living_in
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids
from laoyou.places.recasting import Share, recast
from laoyou.spaces.models import Site

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Recast:
    """A division's latest count of a basis, and what it is told as from then on. None: it has none."""

    division: Division
    on: datetime.date | None
    before: int | None
    after: int


@dataclass(frozen=True)
class Counted:
    basis: str
    rows: Sequence[Recast]

    @property
    def before(self) -> int:
        return sum(row.before or 0 for row in self.rows)

    @property
    def after(self) -> int:
        return sum(row.after for row in self.rows)


@dataclass(frozen=True)
class Effects:
    touched: Touched
    residents: int
    sites: int
    figures: Sequence[Counted]


def effects(divisions: Sequence[Division], shares: Sequence[Share], on: datetime.date) -> Effects:
    """`divisions`: all that the change names; those that give away lead in `shares`."""
    named = list(dict.fromkeys(divisions))
    olds = {share.old for share in shares}
    inside = descendant_ids(olds)
    figures = [_counted(basis, named, shares, on) for basis in Basis]
    return Effects(
        touched=touched([each for each in named if each.pk in olds]),
        residents=living_in(inside),
        sites=Site.objects.filter(division_id__in=inside, until=None).count(),
        figures=[one for one in figures if any(row.before is not None for row in one.rows)],
    )


def _counted(basis: Basis, named: Sequence[Division], shares: Sequence[Share], on: datetime.date) -> Counted:
    found = {each.pk: population(each.pk, on - _DAY, basis) for each in named}
    counts = {pk: one.count for pk, one in found.items() if one}
    later = recast(counts, shares, was=on - _DAY, now=on)
    rows = [
        Recast(each, one.on if (one := found[each.pk]) else None, counts.get(each.pk), later.get(each.pk, 0))
        for each in named
    ]
    return Counted(str(basis.label), rows)
