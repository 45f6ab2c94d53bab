"""Reads of places."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from laoyou.places.models import Division, DivisionCode, DivisionTree


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
    """By its own code or by that of any source."""
    return (
        Division.objects.filter(code=code).first()
        or Division.objects.filter(codes__code=code).order_by("id").first()
    )


def within(division_ids: Iterable[int], *, text: str = "") -> QuerySet[Division]:
    """Of these divisions those whose name, English name or any code has the text."""
    found = Division.objects.filter(pk__in=division_ids).select_related("parent")
    if not text:
        return found
    by_a_code = DivisionCode.objects.filter(division=OuterRef("pk"), code__startswith=text)
    return found.filter(
        Q(name__icontains=text) | Q(name_en__icontains=text) | Q(code__startswith=text) | Exists(by_a_code)
    )
