"""Reads of places."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from laoyou.places.drawing import Drawing, draw
from laoyou.places.models import (
    Division,
    DivisionCode,
    DivisionEvent,
    DivisionShare,
    DivisionTree,
    FormerName,
    MapSource,
    Outline,
    Point,
)
from laoyou.places.recasting import Share
from laoyou.places.rules import significant


def descendant_ids(division_ids: Iterable[int]) -> set[int]:
    """The divisions themselves and all that lie in them."""
    below = DivisionTree.objects.filter(ancestor_id__in=list(division_ids))
    return set(below.values_list("descendant_id", flat=True))


def ancestors(division: Division) -> list[Division]:
    """Nearest first, the division itself included."""
    above = DivisionTree.objects.filter(descendant=division).select_related("ancestor").order_by("depth")
    return [row.ancestor for row in above]


def children(division: Division, level: str | None = None) -> QuerySet[Division]:
    """What lies in a division: directly below, or at any depth of the level asked for."""
    if level is None:
        return Division.objects.filter(parent=division)
    return Division.objects.filter(above__ancestor=division, above__depth__gt=0, level=level)


def by_code(code: str) -> Division | None:
    """By its own code or by that of any source; former codes come last."""
    return (
        Division.objects.filter(code=code).first()
        or Division.objects.filter(codes__code=code)
        .order_by(F("codes__until").desc(nulls_first=True), "id")
        .first()
    )


def within(division_ids: Iterable[int], *, text: str = "") -> QuerySet[Division]:
    """Of these divisions those whose name, former name, English name or any code has the text."""
    found = Division.objects.filter(pk__in=division_ids).select_related("parent")
    if not text:
        return found
    by_a_code = DivisionCode.objects.filter(division=OuterRef("pk"), code__startswith=text)
    by_a_name = FormerName.objects.filter(division=OuterRef("pk"), name__icontains=text)
    return found.filter(
        Q(name__icontains=text)
        | Q(name_en__icontains=text)
        | Q(code__startswith=text)
        | Exists(by_a_code)
        | Exists(by_a_name)
    )


def codes_upwards(division: Division) -> list[str]:
    """The codes under which packs may speak of a division, nearest first, former ones after the present."""
    return codes_upwards_of([division.pk]).get(division.pk, [])


def codes_upwards_of(division_ids: Iterable[int] | None = None) -> dict[int, list[str]]:
    """codes_upwards of many divisions at once, by their number; of all where none are named. One query."""
    above = DivisionTree.objects.order_by("descendant_id", "depth", "-ancestor__codes__until")
    if division_ids is not None:
        above = above.filter(descendant_id__in=set(division_ids))
    codes: dict[int, dict[str, None]] = defaultdict(dict)
    rows = above.values_list(
        "descendant_id", "ancestor__code", "ancestor__codes__code", "ancestor__codes__until"
    )
    for pk, present, code, until in rows:
        codes[pk][present] = None
        if until is not None:
            codes[pk][significant(code).ljust(6, "0")] = None
    return {pk: list(found) for pk, found in codes.items()}


def own_codes(division: Division) -> list[str]:
    """Its code, then those that it had before."""
    ended = DivisionCode.objects.filter(division=division).exclude(until=None).order_by("-until")
    former = (significant(code).ljust(6, "0") for code in ended.values_list("code", flat=True))
    return list(dict.fromkeys((division.code, *former)))


def shares() -> list[Share]:
    """Everything that recasts old figures."""
    rows = DivisionShare.objects.values_list("event_id", "event__on", "old_id", "new_id", "share")
    return [Share(*row) for row in rows.order_by("event__on", "event_id", "id")]


def history(division: Division) -> QuerySet[DivisionEvent]:
    """What led to a division and what became of it, latest first."""
    return (
        DivisionEvent.objects.filter(
            Q(division=division)
            | Q(shares__old=division)
            | Q(shares__new=division)
            | Q(moves__moved=division)
        )
        .distinct()
        .select_related("division")
        .prefetch_related("shares__old", "shares__new", "moves__moved")
    )


@dataclass(frozen=True, slots=True)
class Map:
    """A division's outline with the divisions in it that have one or a point, and where they come from."""

    drawing: Drawing
    source: MapSource
    inside: list[str]


def map_of(division: Division) -> Map | None:
    """By the source loaded last that has the division's outline."""
    outline = (
        Outline.objects.filter(division=division)
        .select_related("source")
        .order_by("-source__loaded_at")
        .first()
    )
    if outline is None:
        return None
    below = list(
        Outline.objects.filter(source=outline.source, division__parent=division, division__until=None)
    )
    points = list(
        Point.objects.filter(division__parent=division, division__until=None)
        .select_related("division")
        .order_by("division_id", "-source__loaded_at")
        .distinct("division_id")
    )
    box = (outline.west, outline.south, outline.east, outline.north)
    shapes = [outline.geometry, *(each.geometry for each in below)]
    drawing = draw(shapes, box, dots=[(each.lon, each.lat) for each in points])
    return Map(drawing, outline.source, [each.division.name for each in points])
