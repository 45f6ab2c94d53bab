"""Usable spaces that offices published: what everybody may know of them, and nothing else."""

from typing import TypedDict

from django.db.models import Q

from laoyou.spaces.models import Space


class PublicSpace(TypedDict):
    name: str
    site__name: str
    site__address: str
    kind: str
    area: object
    contact: str
    division__name: str
    division__level: str
    division__parent__name: str
    state: str


_SHOWN = tuple(PublicSpace.__annotations__)


def public_spaces(*, text: str = "", kind: str = "") -> list[PublicSpace]:
    found = Space.objects.filter(published=True, state__in=(Space.State.USABLE, Space.State.RESERVED))
    if text:
        named = Q(name__icontains=text) | Q(site__name__icontains=text)
        found = found.filter(named | Q(site__address__icontains=text) | Q(division__name__icontains=text))
    if kind:
        found = found.filter(kind=kind)
    rows = found.order_by("division__code", "name").values(*_SHOWN)
    return [PublicSpace(**row) for row in rows]  # type: ignore[typeddict-item]
