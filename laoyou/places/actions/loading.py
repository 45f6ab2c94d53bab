"""Divisions and their codes brought to the state of a file, and the tree of what lies in what."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from laoyou.lib.acting import By
from laoyou.lib.refusal import Refused
from laoyou.places.known import Known
from laoyou.places.models import Division, DivisionCode, Level
from laoyou.places.rules import DivisionRow, row_from

_FIELDS = ("name", "name_en", "level", "since", "until")
_ORDER = {level: number for number, level in enumerate(Level.values)}
_UPROOT = """
with moved as (
    select distinct descendant_id as id from places_divisiontree where ancestor_id = any(%(ids)s)
    union select unnest(%(ids)s)
)
delete from places_divisiontree where descendant_id in (select id from moved) returning descendant_id
"""
_PLANT = """
with recursive up (descendant_id, ancestor_id, depth) as (
    select id, id, 0 from places_division where id = any(%(ids)s)
    union all
    select up.descendant_id, d.parent_id, up.depth + 1
    from up join places_division d on d.id = up.ancestor_id where d.parent_id is not null
) cycle ancestor_id set is_cycle using path
insert into places_divisiontree (descendant_id, ancestor_id, depth)
select descendant_id, ancestor_id, depth from up where not is_cycle
"""


@transaction.atomic
def add_division(
    *,
    by: By,
    code: str,
    name: str,
    level: str,
    parent_code: str | None,
    name_en: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    codes: Sequence[tuple[str, str]] = (),
) -> Division:
    """Add a division, or change the one that has this code."""
    row = DivisionRow(code, name, level, parent_code, name_en, since, until, codes=tuple(codes))
    load_divisions(by=by, rows=[row])
    return Known()[row]


@transaction.atomic
def load_divisions(*, by: By, rows: Iterable[DivisionRow | Mapping[str, Any]]) -> dict[str, int]:
    """Bring the divisions to the state of a file; a second time changes nothing and leaves no line.

    A mapping is a row of a pack's divisions.toml. Gives the counts {"added": n, "changed": n}.
    """
    wanted = [row if isinstance(row, DivisionRow) else row_from(row) for row in rows]
    wanted.sort(key=lambda row: _ORDER[row.level])
    known = Known()
    added, changed = _add(wanted, known), _change(wanted, known)
    moved = _set_parents(wanted, known)
    _add_codes(wanted, known)
    replant({division.pk for division in added} | moved)
    touched = {division.pk for division in added} | changed | moved
    if touched:
        _check_allowed(by, wanted, known, touched)
        counts = {"added": len(added), "changed": len(touched) - len(added)}
        first = known[wanted[0]]
        by.record(action="places.divisions.load", obj=first, division_id=first.pk, detail=counts)
        return counts
    return {"added": 0, "changed": 0}


def _check_allowed(by: By, wanted: list[DivisionRow], known: Known, touched: set[int]) -> None:
    """A new division is judged by what it lies in; the caller's scope was read before it was there."""
    for division in {known[row] for row in wanted}:
        if division.pk in touched and not (
            by.may("division.manage", division.pk) or by.may("division.manage", division.parent_id or 0)
        ):
            raise Refused(
                _("“%(name)s”不在您管理的地区内，没有改动。请找管理该地区的系统管理员。")
                % {"name": division.name}
            )


def _add(wanted: list[DivisionRow], known: Known) -> list[Division]:
    new: dict[str, Division] = {}
    for row in wanted:
        if known.find(row) is None and row.code not in new:
            new[row.code] = Division(code=row.code, **{name: getattr(row, name) for name in _FIELDS})
    added = Division.objects.bulk_create(new.values(), batch_size=2000)
    known.learn(added)
    return added


def _change(wanted: list[DivisionRow], known: Known) -> set[int]:
    changed: list[Division] = []
    for row in wanted:
        division = known[row]
        values = {name: getattr(row, name) for name in _FIELDS if getattr(row, name) or name == "until"}
        for name in _decided(division, row, known):
            values.pop(name, None)
        if any(getattr(division, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(division, name, value)
            changed.append(division)
    Division.objects.bulk_update(changed, _FIELDS, batch_size=2000)
    return {division.pk for division in changed}


def _decided(division: Division, row: DivisionRow, known: Known) -> tuple[str, ...]:
    """Fields in which an event has spoken since the file was made."""
    renamed = ("name", "name_en") if (division.pk, row.name) in known.former else ()
    return (*renamed, *(("until",) if division.pk in known.ended else ()))


def _set_parents(wanted: list[DivisionRow], known: Known) -> set[int]:
    """Parents and successors, which may stand in the same file; gives what moved."""
    moved: dict[int, Division] = {}
    for row in wanted:
        division = known[row]
        if division.pk in known.moved and row.parent is None:
            continue
        parent = _parent(row, known)
        successor = known.by_code.get(row.successor or "")
        links = (parent.pk if parent else None, successor.pk if successor else division.successor_id)
        if links != (division.parent_id, division.successor_id):
            division.parent_id, division.successor_id = links
            moved[division.pk] = division
    Division.objects.bulk_update(moved.values(), ["parent", "successor"], batch_size=2000)
    return set(moved)


def _parent(row: DivisionRow, known: Known) -> Division | None:
    if row.parent is None:
        return known.parent(row)
    if row.parent not in known.by_code:
        raise Refused(
            _("“%(name)s”的上级代码 %(code)s 还不在系统中。请先添加上级，或改正代码。")
            % {"name": row.name, "code": row.parent},
            "parent_code",
        )
    return known.by_code[row.parent]


def _add_codes(wanted: list[DivisionRow], known: Known) -> None:
    missing = {
        (source, code): DivisionCode(division=known[row], source=source, code=code)
        for row in wanted
        for source, code in row.codes
        if (source, code) not in known.by_source
    }
    DivisionCode.objects.bulk_create(missing.values(), batch_size=2000)


def replant(ids: set[int]) -> None:
    """Take the divisions and all below them out of the tree, and put them back where they now lie."""
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(_UPROOT, {"ids": list(ids)})
        below = {row[0] for row in cursor.fetchall()}
        cursor.execute(_PLANT, {"ids": list(ids | below)})
