"""Which status of a kind holds on a day: of all rows that cover the day, that of the source the packs name first."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from laoyou.evidence.models import File
from laoyou.statuses.models import Status
from laoyou.statuses.queries.known import kinds as known_kinds
from laoyou.statuses.rules.declared import Kind

# %(…)s are filled by the driver. A source that the packs no longer name comes last, and still holds.
_HOLDING = """
select distinct on (s.resident_id, s.kind) s.id
from statuses_status s
join people_resident r on r.id = s.resident_id and r.merged_into_id is null
left join unnest(%s::text[], %s::text[], %s::int[]) p(kind, source, rank)
  on p.kind = s.kind and p.source = s.source
where not s.withdrawn and s.since <= %s and (s.until is null or s.until > %s)
  and (%s::text[] is null or s.kind = any(%s::text[]))
  and (%s::bigint[] is null or s.division_id = any(%s::bigint[]))
  and (%s::bigint[] is null or s.resident_id = any(%s::bigint[]))
order by s.resident_id, s.kind, coalesce(p.rank, 999), s.since desc, s.id desc
"""


def _params(
    on: datetime.date,
    kinds: Iterable[str] | None,
    division_ids: Iterable[int] | None,
    resident_ids: Iterable[int] | None,
    known: Mapping[str, Kind] | None,
) -> list[Any]:
    order = [
        (kind.key, source.key, rank)
        for kind in (known or known_kinds()).values()
        for rank, source in enumerate(kind.sources)
    ]
    columns = [list(column) for column in zip(*order, strict=True)] if order else [[], [], []]
    wanted = None if kinds is None else list(kinds)
    places = None if division_ids is None else sorted(division_ids)
    people = None if resident_ids is None else sorted(resident_ids)
    return [*columns, on, on, wanted, wanted, places, places, people, people]


def holding(
    on: datetime.date | None = None,
    kinds: Iterable[str] | None = None,
    division_ids: Iterable[int] | None = None,
    *,
    resident_ids: Iterable[int] | None = None,
    known: Mapping[str, Kind] | None = None,
) -> QuerySet[Status]:
    """The holding statuses of a day, one a resident and kind; today, all kinds, all that may be read where left out.

    `known` are the kinds of a place, where its pack orders sources otherwise than base.
    """
    params = _params(on or timezone.localdate(), kinds, division_ids, resident_ids, known)
    return Status.objects.filter(pk__in=RawSQL(_HOLDING, params))  # noqa: S611 - values are parameters


def counts(
    on: datetime.date | None = None,
    division_ids: Iterable[int] | None = None,
    *,
    known: Mapping[str, Kind] | None = None,
) -> dict[str, int]:
    """How many residents hold each kind: as many as `holding` has rows."""
    params = _params(on or timezone.localdate(), None, division_ids, None, known)
    statement = f"select s.kind, count(*) from statuses_status s where s.id in ({_HOLDING}) group by s.kind"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return dict(cursor.fetchall())


def held_by(resident_id: int, on: datetime.date | None = None) -> dict[str, Status]:
    """What holds of one resident on a day, by kind."""
    return held_by_all([resident_id], on).get(resident_id, {})


def held_by_all(resident_ids: Iterable[int], on: datetime.date | None = None) -> dict[int, dict[str, Status]]:
    """The same for many in one query, for lists of people."""
    found: dict[int, dict[str, Status]] = {}
    for status in holding(on, resident_ids=resident_ids):
        found.setdefault(status.resident_id, {})[status.kind] = status
    return found


def of_resident(resident_id: int) -> QuerySet[Status]:
    """Every row ever recorded, newest first; withdrawn ones too. `paper`: whether its evidence is for the reader."""
    paper = Exists(File.objects.filter(pk=OuterRef("evidence_id")))
    rows = Status.objects.filter(resident_id=resident_id).annotate(paper=paper)
    return rows.select_related("recorded_by", "recorded_division", "corrected_by").defer("evidence__content")


def proved_by(file_id: int) -> list[int]:
    """Residents of whose statuses this file is the proof."""
    return sorted(set(Status.objects.filter(evidence=file_id).values_list("resident_id", flat=True)))
