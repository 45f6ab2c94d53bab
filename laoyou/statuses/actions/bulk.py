"""Many statuses at once, under the policies of whoever brings them: for registers taken over whole."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.identity import plain
from laoyou.places.models import Division
from laoyou.privacy.keys import ring
from laoyou.sheets.copying import checked_at_once, copy_rows, parts, whole_tables
from laoyou.statuses.errors import Refused
from laoyou.statuses.queries.known import kinds
from laoyou.statuses.rules.declared import Kind, faults

_TABLE = "incoming_statuses"
_COLUMNS = {
    "id_index": "bytea",
    "kind": "varchar",
    "source": "varchar",
    "attributes": "jsonb",
    "since": "date",
}
# What stands already by the same source's word is left as it is.
_ADD = """
insert into statuses_status (resident_id, division_id, recorded_division_id, kind, source, attributes, since, why_ended,
    withdrawn, reason, recorded_by_id)
select distinct on (r.id, i.kind, i.source) r.id, r.division_id, r.division_id, i.kind, i.source, i.attributes,
    greatest(i.since, r.birth_date), '', false, '', %(user)s
from incoming_statuses i
join people_resident r on r.id_index = i.id_index and r.merged_into_id is null and r.died_on is null
where r.id between %(first)s and %(last)s and not exists (
    select from statuses_status s
    where s.resident_id = r.id and s.kind = i.kind and s.source = i.source and not s.withdrawn
      and daterange(s.since, s.until, '[)') && daterange(i.since, null, '[)'))
order by r.id, i.kind, i.source, i.since
"""


@dataclass(frozen=True, slots=True)
class NewStatus:
    """Of whoever has this number in the register; whom nobody knows is passed over."""

    id_number: str
    kind: str
    source: str
    since: datetime.date
    attributes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def load_statuses(*, by: Actor, division: Division, rows: Iterable[NewStatus]) -> int:
    """How many were added. The same rows twice add nothing, and leave no line."""
    copy_rows(_TABLE, _COLUMNS, _checked(kinds(division), rows))
    added = 0
    with checked_at_once(), whole_tables(), connection.cursor() as cursor:
        for part in parts(cursor, "people_resident"):
            cursor.execute(_ADD, {"user": by.user_id, **part})
            added += cursor.rowcount
    if added:
        record(by=by, action="statuses.status.load", obj=division, division=division, detail={"added": added})
    return added


def _checked(declared: Mapping[str, Kind], rows: Iterable[NewStatus]) -> Iterator[tuple[Any, ...]]:
    keys = ring()
    said: dict[tuple[object, ...], str] = {}  # as few as there are kinds times attributes
    for row in rows:
        what = (row.kind, row.source, *row.attributes.items())
        if what not in said:
            _fits(declared, row)
            said[what] = json.dumps(dict(row.attributes))
        index = keys.index(plain(row.id_number), kind="id")
        yield index, row.kind, row.source, said[what], row.since


def _fits(declared: Mapping[str, Kind], row: NewStatus) -> None:
    kind = declared.get(row.kind)
    if kind is None:
        raise Refused(_("没有这个身份类别。请从列表里选择。"), "kind")
    if kind.source(row.source) is None:
        raise Refused(_("“%(kind)s”不由这个来源认定。请换一个来源。") % {"kind": kind.label}, "source")
    for field_name, message in faults(kind, dict(row.attributes)):
        raise Refused(message, field_name)
