"""What waits for an office to accept it, and what came back to its reporter."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.indicators import queries
from laoyou.indicators.levels import Status, statuses
from laoyou.indicators.models import Acceptance, Observation
from laoyou.places.models import Division

# Newest decision of each level; then: nobody returned it, this level has not decided, every level below has accepted.
# The office that reported a figure itself (office_of), and the levels below it, have no say.
_WAITING = """
with standing as (
    select o.id, o.division_id, coalesce((
        select r.depth from places_divisiontree r
        where r.descendant_id = o.division_id and r.ancestor_id = o.office_of_id), -1) as said_at
    from indicators_observation o
    where o.source = 'reported'
      and not exists (select from indicators_observation n where n.supersedes_id = o.id)
      and exists (select from places_divisiontree t where t.descendant_id = o.division_id and t.ancestor_id = any(%(mine)s))
), decided as (
    select distinct on (a.observation_id, a.at_division_id) a.observation_id, a.at_division_id, a.decision
    from indicators_acceptance a join standing s on s.id = a.observation_id
    order by a.observation_id, a.at_division_id, a.id desc
), level as (
    select * from laoyou_office_levels((select array_agg(distinct division_id) from standing), %(today)s)
)
select s.id, l.level_id
from standing s
join level l on l.division_id = s.division_id and l.level_id = any(%(mine)s) and l.depth > s.said_at
where not exists (select from decided d where d.observation_id = s.id and d.decision = 'returned')
  and not exists (select from decided d where d.observation_id = s.id and d.at_division_id = l.level_id
                  and d.decision = 'accepted')
  and not exists (
      select from level b
      where b.division_id = s.division_id and b.depth < l.depth and b.depth > s.said_at
        and not exists (select from decided d where d.observation_id = s.id and d.at_division_id = b.level_id
                        and d.decision = 'accepted'))
order by s.id
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure before an office: `at` the level that decides, `former` the figure of the period before."""

    observation: Observation
    at: Division
    former: Observation | None
    status: Status


def offices_of(actor: Actor) -> list[int]:
    """The divisions in whose office this actor sits."""
    return sorted({held.division_id for held in actor.grants if held.role == Role.OFFICE})


def waiting_ids(actor: Actor) -> list[tuple[int, int]]:
    """(figure, level) of all that waits for this actor, in one query."""
    mine = offices_of(actor)
    if not mine:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"mine": mine, "today": timezone.localdate()})
        return [(figure, level) for figure, level in cursor.fetchall()]


def waiting_for(actor: Actor) -> list[Waiting]:
    """In a number of queries that does not grow with what waits."""
    found = waiting_ids(actor)
    rows = in_full([figure for figure, _level in found])
    levels = Division.objects.in_bulk({level for _figure, level in found})
    former, told = _formers(list(rows.values())), statuses(list(rows.values()))
    return [
        Waiting(rows[figure], levels[level], former.get(figure), told[figure])
        for figure, level in found
        if figure in rows
    ]


def in_full(ids: list[int]) -> dict[int, Observation]:
    """Figures by number, with all that a list shows of them."""
    found = Observation.objects.filter(pk__in=ids).select_related(
        "division", "department", "recorded_by", "supersedes"
    )
    return {row.pk: row for row in found.prefetch_related(queries.EVIDENCE)}


def _formers(rows: list[Observation]) -> dict[int, Observation]:
    """By figure, the one of the period before it, in one query."""
    standing = Observation.objects.filter(
        division_id__in={row.division_id for row in rows},
        indicator__in={row.indicator for row in rows},
        source=queries.REPORTED,
        superseded_by=None,
    )
    series: dict[tuple[int, str], list[Observation]] = {}
    for each in standing:
        series.setdefault((each.division_id, each.indicator), []).append(each)
    found = {row.pk: queries.former_of(row, series.get((row.division_id, row.indicator), [])) for row in rows}
    return {pk: former for pk, former in found.items() if former is not None}


def returned_to(actor: Actor) -> list[Waiting]:
    """Figures that a level sent back and nobody has corrected yet: this actor's units' own, or their office's."""
    own = Q(department_id__in=actor.department_ids) | Q(division_id__in=_reporting(actor))
    came_back = Acceptance.objects.filter(decision=Acceptance.Decision.RETURNED).values("observation")
    found = Observation.objects.filter(own, pk__in=came_back, superseded_by=None, source=queries.REPORTED)
    rows = in_full(list(found.values_list("pk", flat=True)))
    told = statuses(list(rows.values()))
    return [
        Waiting(row, status.at, None, status)
        for row in rows.values()
        if (status := told[row.pk]).state == "returned" and status.at
    ]


def _reporting(actor: Actor) -> set[int]:
    """Where this actor's office reports for everybody."""
    return {held.division_id for held in actor.grants if held.role == Role.OFFICE}
