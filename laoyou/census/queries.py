"""Reads of official counts, held to the reader's divisions by the policies of the table."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from laoyou.access.scope import Actor
from laoyou.census.models import Figure
from laoyou.census.rules import Age, FigureRow, tiles
from laoyou.places import queries as place_queries
from laoyou.places.recasting import Share, recast

# Of each division its latest count until a day, less what the counts of divisions in it tell already. So the rows of
# any division that has a count add up to just that count, however many levels were counted. What came to lie in a division
# after it was counted, as a merged township and its villages did, is not told by that count.
LEAF_SQL = """
with own as (
    select distinct on (f.division_id) f.id, f.division_id, f.count, f."on" from census_figure f
    where f.basis = %(basis)s and f."on" <= %(on)s and f.sex = %(sex)s
      and f.age_from = %(age_from)s and f.age_to is not distinct from %(age_to)s
      and not exists (select from census_figure later where later.supersedes_id = f.id)
    order by f.division_id, f."on" desc
), lay as (
    select t.ancestor_id, t.descendant_id, t.until, l.level from (
        select ancestor_id, descendant_id, null::date as until from places_divisiontree where depth > 0
        union all
        select m.before_id, t.descendant_id, e."on" from places_divisionmove m
        join places_divisionevent e on e.id = m.event_id
        join places_divisiontree t on t.ancestor_id = m.moved_id
        where m.before_id is not null
    ) t join (
        select descendant_id, max(depth) as level from places_divisiontree group by descendant_id
    ) l on l.descendant_id = t.ancestor_id
), nearest as (
    select distinct on (o.division_id) o.division_id, o.count, lay.ancestor_id
    from own o
    join lay on lay.descendant_id = o.division_id
    join own above on above.division_id = lay.ancestor_id
    where (lay.until is null or lay.until > above."on") and not exists (
        select from places_divisionmove m
        join places_divisionevent e on e.id = m.event_id and e."on" > above."on"
        join places_divisiontree moved on moved.ancestor_id = m.moved_id and moved.descendant_id = o.division_id
        join places_divisiontree came on came.ancestor_id = lay.ancestor_id and came.descendant_id = m.after_id
        where not exists (
            select from places_divisiontree was
            where was.ancestor_id = lay.ancestor_id and was.descendant_id = m.before_id and not exists (
                select from places_divisionmove m2
                join places_divisionevent e2 on e2.id = m2.event_id and e2."on" > above."on"
                left join places_divisiontree lies
                    on lies.ancestor_id = lay.ancestor_id and lies.descendant_id = m2.before_id
                where m2.moved_id = m.before_id and lies.id is null)))
    order by o.division_id, lay.level desc, lay.until nulls first
)
select o.division_id, o.count - coalesce(sum(n.count), 0)::bigint as count, o.id as figure_id
from own o left join nearest n on n.ancestor_id = o.division_id
where o.division_id = any(%(divisions)s)
group by o.division_id, o.count, o.id
order by o.division_id
"""


Known = dict[str, dict[Age, Figure]]  # by sex


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a division adds to every division that it lies in; less than nothing where those in it were counted for more."""

    division_id: int
    count: int
    figure_id: int


@dataclass(frozen=True, slots=True)
class Population:
    """How many on which day, and the rows that say so."""

    count: int
    on: datetime.date
    figures: tuple[Figure, ...]


def current() -> QuerySet[Figure]:
    """Without what was corrected."""
    return Figure.objects.filter(superseded_by=None)


def leaf_rows(
    division_ids: Iterable[int],
    basis: str,
    on: datetime.date,
    *,
    sex: str = "all",
    age_from: int = 0,
    age_to: int | None = None,
) -> list[Leaf]:
    """For `division_ids` with all that lies in them; see LEAF_SQL. Only ages that were recorded as such."""
    asked: dict[str, Any] = {
        "basis": basis, "on": on, "sex": sex, "age_from": age_from, "age_to": age_to,
        "divisions": list(division_ids),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(LEAF_SQL, asked)
        return [Leaf(*row) for row in cursor.fetchall()]


def population(
    division_id: int,
    on: datetime.date,
    basis: str = "resident",
    sex: str = "all",
    age_from: int = 0,
    age_to: int | None = None,
) -> Population | None:
    """The latest count until a day that makes up the age asked for; None where none does. No age is estimated.

    A count from before a merge or a split is recast by the shares that the change states: see laoyou.places.recasting.
    """
    shares = heritage(division_id, on)
    sources = {division_id, *(share.old for share in shares)}
    rows = current().filter(division_id__in=sources, basis=basis, on__lte=on).order_by("-on")
    by_day: dict[datetime.date, dict[int, Known]] = {}
    for row in rows:
        known = by_day.setdefault(row.on, {}).setdefault(row.division_id, {})
        known.setdefault(row.sex, {})[row.age_from, row.age_to] = row
    counted = {one for known in by_day.values() for one in known}
    for day, of_day in by_day.items():
        needed = _needed(division_id, shares, day, counted)
        rows_of = {one: _made_up(of_day.get(one, {}), sex, age_from, age_to) for one in needed}
        if needed and all(rows_of.values()):
            sums = {one: sum(row.count for row in found) for one, found in rows_of.items()}
            count = recast(sums, shares, was=day, now=on).get(division_id, 0)
            return Population(count, day, tuple(row for found in rows_of.values() for row in found))
    return None


def heritage(division_id: int, on: datetime.date) -> list[Share]:
    """The changes until a day by which a division took over figures of others, however many steps back, with all heirs."""
    every = [share for share in place_queries.shares() if share.on <= on]
    wanted = {division_id}
    for share in reversed(every):
        if share.new in wanted:
            wanted.add(share.old)
    return [share for share in every if share.old in wanted]


def _needed(
    division_id: int, shares: Iterable[Share], day: datetime.date, counted: Iterable[int]
) -> set[int]:
    """Whose counts of `day` make up the division's: its own, and those that it took over later. What was founded by a
    change, and never counted before, has none of its own."""
    later = [share for share in shares if share.on > day]
    needed = {division_id}
    for share in reversed(later):
        if share.new in needed:
            needed.add(share.old)
    founded = {share.new for share in later} - {share.old for share in later}
    return {one for one in needed if one in counted or one not in founded}


def _made_up(known: Known, sex: str, age_from: int, age_to: int | None) -> list[Figure]:
    for sexes in ([sex], ["male", "female"]) if sex == "all" else ([sex],):
        ways = [tiles(known.get(one, {}), age_from, age_to) for one in sexes]
        if all(ways):
            return [known[one][age] for one, way in zip(sexes, ways, strict=True) for age in way or []]
    return []


def counts(actor: Actor) -> QuerySet[Figure]:
    """The totals in the reader's divisions."""
    return (
        current()
        .filter(division_id__in=actor.divisions_for("plan.read"), sex="all", age_from=0, age_to=None)
        .select_related("division", "division__parent")
    )


def ages_of(figures: Iterable[Figure]) -> dict[tuple[int, datetime.date, str], int]:
    """By (division, day, basis) how many ages of men are known; one query for a page."""
    found = list(figures)
    rows = (
        current()
        .filter(sex="male", division_id__in=[each.division_id for each in found])
        .values_list("division_id", "on", "basis")
        .annotate(ages=Count("id"))
    )
    return {(division, on, basis): ages for division, on, basis, ages in rows}


def of_count(total: Figure) -> list[Figure]:
    """All rows of the division, day and basis of a total."""
    same = Q(division_id=total.division_id, on=total.on, basis=total.basis)
    return list(current().filter(same).order_by("sex", "age_from", "age_to"))


@dataclass(frozen=True, slots=True)
class AgeRow:
    age_from: int
    age_to: int | None
    male: int
    female: int

    @property
    def both(self) -> int:
        return self.male + self.female

    @property
    def label(self) -> str:
        """Digits only, as charts ask."""
        if self.age_to is None:
            return f"{self.age_from}+"
        return str(self.age_from) if self.age_to == self.age_from else f"{self.age_from}–{self.age_to}"


def by_age(figures: Iterable[Figure]) -> list[AgeRow]:
    """Ages that both sexes have, youngest first."""
    known: dict[str, dict[Age, int]] = {"male": {}, "female": {}}
    for row in figures:
        if row.sex in known and (row.age_from, row.age_to) != (0, None):
            known[row.sex][row.age_from, row.age_to] = row.count
    both = sorted(known["male"].keys() & known["female"].keys(), key=lambda age: age[0])
    return [AgeRow(*age, known["male"][age], known["female"][age]) for age in both]


def corrections(total: Figure) -> list[Figure]:
    """What was recorded for this total before, latest first."""
    found: list[Figure] = []
    before = total.supersedes
    while before is not None:
        found.append(before)
        before = before.supersedes
    return found


def with_ages(totals: QuerySet[Figure]) -> QuerySet[Figure]:
    """The rows of these totals, each followed by its ages; for an export."""
    same = totals.order_by().filter(
        division_id=OuterRef("division_id"), on=OuterRef("on"), basis=OuterRef("basis")
    )
    found = current().filter(Exists(same)).select_related("division")
    return found.order_by("division__code", "-on", "basis", "sex", "age_from")


def total_of(row: FigureRow) -> Figure:
    """The total as it now stands, of which a row was just recorded."""
    return current().get(
        division=row.division, on=row.on, basis=row.basis, sex="all", age_from=0, age_to=None
    )
