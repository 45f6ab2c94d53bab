"""What the packs declare here, and which units and divisions a value may name."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from laoyou.access.models import Department, DepartmentAlias
from laoyou.access.queries import not_ended
from laoyou.lists.models import Catalogue, Edition
from laoyou.lists.rules.declared import Declaration, Label, declaration
from laoyou.lists.rules.values import Known
from laoyou.packs import queries as packs
from laoyou.packs.loader import Content
from laoyou.places.models import Division, DivisionTree
from laoyou.places.queries import codes_upwards_of


class NotDeclared(LookupError):
    """No pack declares this list here."""


def declarations(division: Division, *, release_id: int | None = None) -> dict[str, Declaration]:
    """Every list that can be kept here, by key, in the order of their codes."""
    if release_id is not None:
        return _of_release(release_id)
    return declarations_in([division.pk]).get(division.pk, {})


def declarations_in(division_ids: Iterable[int]) -> dict[int, dict[str, Declaration]]:
    """declarations of many divisions; the queries grow with the packs that they stand under, not with them."""
    codes = codes_upwards_of(division_ids)
    releases = packs.releases_for(division_codes=codes)
    known = {release: _of_release(release) for release in set(releases.values())}
    return {division: known[releases[division]] if division in releases else {} for division in codes}


def _of_release(release_id: int) -> dict[str, Declaration]:
    rows = packs.list_definitions(release_id=release_id)
    measures = _measures(packs.measures(release_id=release_id))
    return {row["key"]: declaration(row, measures) for row in sorted(rows, key=lambda row: row["code"])}


def _measures(rows: list[Content]) -> Mapping[str, Label]:
    return {row["key"]: Label(row["zh"], row["en"]) for row in rows}


def declared(catalogue: Catalogue, edition: Edition | None = None) -> Declaration:
    """What the list is: a fixed edition keeps the declaration that it was fixed under."""
    frozen = edition.release_id if edition is not None and not edition.living else None
    found = declarations(catalogue.division, release_id=frozen)
    if catalogue.key not in found:
        raise NotDeclared(catalogue.key)
    return found[catalogue.key]


def known(division: Division) -> Known:
    """Units and divisions in and below this one, by every name they go by; a name of two is taken for neither."""
    below = DivisionTree.objects.filter(ancestor=division).values("descendant")
    departments = Department.objects.filter(not_ended(), division__in=below)
    rows = list(departments.values_list("id", "name", "short_name"))
    aliases = DepartmentAlias.objects.filter(department__in=departments).values_list("department", "alias")
    names = [(pk, name) for pk, *both in rows for name in both if name] + list(aliases)
    local = [(pk, name.removeprefix(division.name)) for pk, name, _short in rows]
    inside = Division.objects.filter(Q(pk__in=below), until=None).values_list("id", "name")
    return Known(
        departments={pk: name for pk, name, _short in rows},
        divisions=dict(inside),
        department_names=_once(names + local) | {name: pk for pk, name, _short in rows},
        division_names=_once(inside),
    )


def _once(names: object) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for pk, name in names:  # type: ignore[attr-defined]
        found.setdefault(name, set()).add(pk)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
