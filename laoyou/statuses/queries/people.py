"""The people of a kind: searched, narrowed, ordered."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from laoyou.lib.identity import NotANumber, citizen
from laoyou.people.rules import years_before
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids
from laoyou.privacy.keys import ring
from laoyou.statuses.models import Status
from laoyou.statuses.queries.holding import holding
from laoyou.statuses.rules.declared import Kind

ORDERS = {
    "name": "resident__name",
    "birth": "resident__birth_date",
    "division": "division__code",
    "since": "since",
    "source": "source",
}
AGES = ("0-2", "3-17", "18-59", "60-69", "70-79", "80-89", "90-")


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """`place`: a division with all below it; `ages`: one of AGES; `chosen`: attribute → choice."""

    text: str = ""
    place: int | None = None
    source: str = ""
    ages: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = "division"


def people(kind: Kind, wanted: PeopleFilter, on: datetime.date | None = None) -> QuerySet[Status]:
    """The holding statuses of the kind with their residents."""
    places = descendant_ids([wanted.place]) if wanted.place else None
    rows = holding(on, [kind.key], places, known={kind.key: kind}).select_related(
        "resident", "division__parent"
    )
    rows = rows.defer("resident__id_sealed", "resident__phone_sealed")
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    for key, choice in wanted.chosen.items():
        rows = rows.filter(**{f"attributes__{key}": choice})
    if wanted.ages:
        rows = rows.filter(born_between(wanted.ages, on or timezone.localdate()))
    if wanted.text:
        rows = rows.filter(_named(wanted.text))
    order = ORDERS[wanted.sort.lstrip("-")]
    return rows.order_by(f"-{order}" if wanted.sort.startswith("-") else order, "resident__name", "pk")


def facets(kind: Kind, on: datetime.date | None = None) -> dict[str, dict[str, int]]:
    """Numbers behind the filters: by source, and by choice of each attribute."""
    rows = holding(on, [kind.key], known={kind.key: kind}).order_by()
    by_source = rows.values_list("source").annotate(n=Count("pk"))
    found = {"source": dict(by_source)}
    for one in kind.attributes:
        counted = rows.values_list(f"attributes__{one.key}").annotate(n=Count("pk"))
        found[one.key] = {str(value): n for value, n in counted if value}
    return found


def townships(kind: Kind) -> QuerySet[Division]:
    """Townships and villages where the kind holds, for the filter of places."""
    at = holding(None, [kind.key], known={kind.key: kind}).order_by().values("division_id")
    return Division.objects.filter(below__descendant__in=at, level__in=("township", "village")).distinct()


def born_between(ages: str, on: datetime.date) -> Q:
    """Born so that on that day they have these completed years of age."""
    low, _dash, high = ages.partition("-")
    born = Q(resident__birth_date__lte=years_before(on, int(low)))
    return born & Q(resident__birth_date__gt=years_before(on, int(high) + 1)) if high else born


def _named(text: str) -> Q:
    try:
        return Q(resident__id_index=ring().index(citizen(text).number, kind="id"))
    except NotANumber:
        return Q(resident__name__contains=text) | Q(resident__initials__contains=[text.lower()])
