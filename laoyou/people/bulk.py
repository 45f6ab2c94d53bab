"""Many residents at once, under the policies of whoever brings them: COPY to a temporary table, then INSERT … SELECT."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.lib.identity import plain
from laoyou.lib.sealing import Ring
from laoyou.people import births
from laoyou.people.gathering import gather, keeps
from laoyou.people.models import Relation
from laoyou.people.rules import search_keys
from laoyou.privacy.keys import ring
from laoyou.sheets.copying import SMALL_SORTS, checked_at_once, copy_rows, whole_tables
from laoyou.sheets.targets import Counts


@dataclass(frozen=True, slots=True)
class NewResident:
    """A row as the register takes it: checked before, names and phone as laoyou.people.rules keep them.

    `registered_id` and `residence_id` are divisions; the `…_place` stand for places that are none of ours.
    """

    division_id: int
    name: str
    sex: str = "0"
    birth_date: datetime.date | None = None
    birth_known: str = "day"
    lunar_birth: str = ""
    id_kind: str = "none"
    id_number: str = ""
    number_differs: str = ""
    phone: str = ""
    address: str = ""
    registered_id: int | None = None
    registered_place: str = ""
    residence_id: int | None = None
    residence_place: str = ""
    since: datetime.date | None = None
    # The number of the household book, where there is one, and the relation to its head (Relation).
    household: str = ""
    relation: str = ""


TABLE = "incoming_residents"
COLUMNS = {
    "line": "bigint",
    "division_id": "bigint",
    "name": "varchar",
    "initials": "varchar[]",
    "sex": "varchar",
    "birth_date": "date",
    "birth_known": "varchar",
    "lunar_birth": "varchar",
    "id_kind": "varchar",
    "id_sealed": "bytea",
    "id_index": "bytea",
    "id_hint": "varchar",
    "number_differs": "varchar",
    "phone_sealed": "bytea",
    "phone_index": "bytea",
    "address": "varchar",
    "registered_id": "bigint",
    "registered_place": "varchar",
    "residence_id": "bigint",
    "residence_place": "varchar",
    "since": "date",
    "household": "varchar",
    "keeps": "boolean",
    "relation": "varchar",
}
# A row of the sheet is somebody in the register: by number; without one by name, birth and village.
MARKS = """
alter table incoming_residents add column resident_id bigint, add column was boolean not null default false,
    add column changed boolean not null default false
"""
MATCH = """
update incoming_residents i set resident_id = r.id from people_resident r
    where i.resident_id is null and r.id_index = i.id_index and r.merged_into_id is null;
update incoming_residents i set resident_id = r.id from people_resident r
    where i.resident_id is null and i.id_index is null and r.division_id = i.division_id and r.name = i.name
    and r.birth_date is not distinct from i.birth_date and r.lunar_birth = i.lunar_birth and r.merged_into_id is null;
"""
# The first of two lines about one person is taken, the second is the same person.
FRESH = f"""
create temporary table fresh_residents on commit drop as
select nextval((select pg_get_serial_sequence('people_resident', 'id'))) as id, i.*
from (select *, row_number() over (
          partition by coalesce(encode(id_index, 'hex'), concat_ws('|', division_id, name, birth_date, lunar_birth))
          order by line) as nth
      from incoming_residents where resident_id is null) i
where nth = 1 order by line;
{SMALL_SORTS};
create index on fresh_residents (id);
analyze fresh_residents;
"""
PART = 50_000
# Lines from which on whole registers are joined, where a register that was just filled has no statistics yet: lines times
# residents otherwise. Below, the planner may look up each.
MANY = 1_000
# ruff: noqa: S608 - the only part put in is this one
BETWEEN = "f.id between %(first)s and %(last)s"
CREATE = (
    f"""
    insert into people_resident (id, division_id, name, initials, sex, birth_date, birth_known, lunar_birth, id_kind,
        id_sealed, id_index, id_hint, number_differs, phone_sealed, phone_index, address, note, version,
        recorded_by_id)
    select id, division_id, name, initials, sex, birth_date, birth_known, lunar_birth, id_kind, id_sealed, id_index,
        id_hint, number_differs, phone_sealed, phone_index, address, '', 1, %(user)s
    from fresh_residents f where {BETWEEN} order by id
    """,
    f"""
    insert into people_residency (resident_id, division_id, kind, place, since, name_then, recorded_by_id)
    select id, coalesce(at, division_id), kind, place, coalesce(since, %(today)s), '', %(user)s
    from fresh_residents f cross join lateral (values
        ('responsible', division_id, ''),
        ('registered', registered_id, registered_place),
        ('residence', residence_id, residence_place)) as belongs (kind, at, place)
    where {BETWEEN} and (at is not null or place <> '') order by id
    """,
)
# An empty cell leaves what is there. Who is in another village's care is moved by hand, never by a sheet.
CHANGE = """
with done as (
update people_resident r set name = i.name, initials = i.initials,
    sex = case when i.sex = '0' then r.sex else i.sex end, birth_date = coalesce(i.birth_date, r.birth_date),
    birth_known = case when i.birth_date is null then r.birth_known else i.birth_known end,
    lunar_birth = coalesce(nullif(i.lunar_birth, ''), r.lunar_birth),
    number_differs = coalesce(nullif(i.number_differs, ''), r.number_differs),
    phone_sealed = case when i.phone_index is distinct from r.phone_index then coalesce(i.phone_sealed, r.phone_sealed)
                        else r.phone_sealed end,
    phone_index = coalesce(i.phone_index, r.phone_index), address = coalesce(nullif(i.address, ''), r.address),
    version = r.version + 1
from (select distinct on (resident_id) * from incoming_residents where resident_id is not null
      order by resident_id, line desc) i
where r.id = i.resident_id and r.division_id = i.division_id and (r.name <> i.name or (i.sex <> '0' and r.sex <> i.sex)
    or (i.birth_date is not null and r.birth_date is distinct from i.birth_date)
    or (i.lunar_birth <> '' and r.lunar_birth <> i.lunar_birth)
    or (i.number_differs <> '' and r.number_differs <> i.number_differs)
    or (i.phone_index is not null and r.phone_index is distinct from i.phone_index)
    or (i.address <> '' and r.address <> i.address))
returning r.id)
update incoming_residents i set changed = true from done where done.id = i.resident_id
"""
JOINED = """
update incoming_residents i set changed = true from incoming_members m
where m.resident_id = i.resident_id and m.joined
"""
CHANGED = "select count(distinct resident_id) from incoming_residents where was and changed"


@transaction.atomic
def load_residents(by: Actor, rows: Iterable[NewResident]) -> Counts:
    """Idempotent: the same rows twice change nothing. Writes no audit line: the batch that calls it has its own."""
    copy_rows(TABLE, COLUMNS, sealed(rows))
    with connection.cursor() as cursor:
        cursor.execute(MARKS)
        total, housed = _counted(cursor)
        with whole_tables() if total > MANY else nullcontext():
            added = _written(by, cursor, housed=housed)
        cursor.execute(CHANGED)
        changed = cursor.fetchone()[0]
    return Counts(added, changed, total - added - changed)


def _written(by: Actor, cursor: Any, *, housed: bool) -> int:
    """Who is there is changed, the others are created. How many these are."""
    cursor.execute(MATCH)
    cursor.execute("update incoming_residents set was = true where resident_id is not null")
    births.keep_changed(cursor)
    cursor.execute(CHANGE)
    cursor.execute("drop table if exists pg_temp.fresh_residents")
    cursor.execute(FRESH)
    today = timezone.localdate()
    with checked_at_once():
        added = _create(cursor, {"user": by.user_id, "today": today})
        if housed:
            cursor.execute(MATCH)
            gather(by.user_id, today)
            cursor.execute(JOINED)
        births.tell(by, cursor)
    return added


def _counted(cursor: Any) -> tuple[int, bool]:
    """All lines, and whether any says to which household it belongs."""
    cursor.execute("select count(*), coalesce(bool_or(relation <> ''), false) from incoming_residents")
    total, housed = cursor.fetchone()
    return total, housed


def _create(cursor: Any, values: dict[str, Any]) -> int:
    """In parts of so many residents. How many there are."""
    cursor.execute("select coalesce(min(id), 0), coalesce(max(id), -1), count(*) from fresh_residents")
    lowest, highest, added = cursor.fetchone()
    for first in range(lowest, highest + 1, PART):
        for statement in CREATE:
            cursor.execute(statement, {**values, "first": first, "last": first + PART - 1})
    return int(added)


def sealed(rows: Iterable[NewResident]) -> Iterator[tuple[Any, ...]]:
    """Rows for COPY, one at a time: numbers leave this function sealed."""
    keys = ring()
    for line, row in enumerate(rows, 1):
        number = plain(row.id_number)
        yield (
            line, row.division_id, row.name, search_keys(row.name), row.sex, row.birth_date, row.birth_known,
            row.lunar_birth, row.id_kind if number else "none", *_number(keys, number), row.number_differs,
            *_phone(keys, row.phone), row.address, row.registered_id, row.registered_place, row.residence_id,
            row.residence_place, row.since, *_housed(row, line),
        )  # fmt: skip


def _housed(row: NewResident, line: int) -> tuple[str, bool, str]:
    """A head without a household's number stands alone; others without one are not gathered."""
    if row.household:
        return row.household, keeps(row.household), row.relation
    return (f"line {line}", False, row.relation) if row.relation == Relation.HEAD else ("", False, "")


def _number(keys: Ring, number: str) -> tuple[bytes | None, bytes | None, str]:
    if not number:
        return None, None, ""
    return keys.seal(number, kind="id"), keys.index(number, kind="id"), number[-1]


def _phone(keys: Ring, phone: str) -> tuple[bytes | None, bytes | None]:
    if not phone:
        return None, None
    return keys.seal(phone, kind="phone"), keys.index(phone, kind="phone")
