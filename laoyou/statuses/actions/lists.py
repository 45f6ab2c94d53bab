"""A source's full list of a month is compared with what holds by its word. Nothing changes until a person confirms."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.lib.identity import plain
from laoyou.people.rules import name_as_kept
from laoyou.places.models import Division
from laoyou.places.queries import descendant_ids
from laoyou.privacy.keys import ring
from laoyou.sheets.copying import copy_rows
from laoyou.statuses.actions import comparing
from laoyou.statuses.errors import Fault, Invalid, Refused
from laoyou.statuses.models import SourceItem, SourceList, Status
from laoyou.statuses.queries.known import kinds
from laoyou.statuses.queries.lists import shrink_limit
from laoyou.statuses.rules.declared import Kind, faults

_COLUMNS = {"line": "int", "id_index": "bytea", "name": "text", "attributes": "jsonb", "since": "date"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of the list. The number and the name are looked up and, where nobody is found, sealed: never stored."""

    line: int
    name: str
    number: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    since: datetime.date | None = None


@transaction.atomic
def bring_list(
    *, by: Actor, division: Division, source: str, kind: str, month: datetime.date, rows: Iterable[ListRow]
) -> SourceList:
    """The list as compared; the very list that came before where it is the same."""
    declared = _declared(by, division, source, kind)
    month = month.replace(day=1)
    lines = _once(rows)
    _checked(declared, lines, month)
    digest = _digest(lines)
    standing = _latest(division, source, kind)
    if standing and standing.month == month and standing.digest == digest:
        return standing
    if standing and standing.month > month:
        words = {"month": f"{standing.month:%Y-%m}"}
        raise Refused(_("已有 %(month)s 的名单，不能再导入更早的月份。") % words, "month")
    places = sorted(descendant_ids([division.pk]))
    stand = Status.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()), withdrawn=False)
    known = stand.filter(kind=kind, source=source, division__in=places).values("resident").distinct().count()
    before = known if standing is None or standing.month == month else standing.total
    _supersede(division, source, kind, month)
    made = SourceList.objects.create(
        division=division, source=source, kind=kind, month=month, digest=digest, total=len(lines), before=before,
        limit_percent=shrink_limit(division, month), brought_by_id=by.user_id,
    )  # fmt: skip
    _compare(made, lines, places, known)
    record(
        by=by, action="statuses.list.bring", obj=made, division=division,
        detail={"total": made.total, "same": made.same, "stopped": made.stopped},
    )  # fmt: skip
    return made


def _declared(by: Actor, division: Division, source: str, kind: str) -> Kind:
    if not by.may("resident.edit", division.pk):
        raise Refused(_("您不能为该地区导入名单。"), "division")
    declared = kinds(division).get(kind)
    if declared is None or not any(one.key == source for one in declared.listed):
        raise Refused(_("这个来源没有这类月度名单。请重新选择。"), "kind")
    return declared


def _once(rows: Iterable[ListRow]) -> list[tuple[ListRow, bytes | None]]:
    """Each with its blind index; who stands twice counts once, by the first line."""
    keys, found, seen = ring(), [], set()
    for given in rows:
        row = replace(given, name=name_as_kept(given.name))
        number = plain(row.number)
        index = keys.index(number, kind="id") if number else None
        mark = index or ("", row.name, row.line)
        if mark not in seen:
            seen.add(mark)
            found.append((row, index))
    return found


def _checked(declared: Kind, lines: Sequence[tuple[ListRow, bytes | None]], month: datetime.date) -> None:
    if not lines:
        raise Refused(_("名单里没有一行人。空名单不能导入，请核对文件。"), "file")
    if month > timezone.localdate():
        raise Refused(_("月份不能晚于本月。"), "month")
    wrong = [
        Fault("file", _("第 %(line)d 行：%(what)s") % {"line": row.line, "what": message})
        for row, _index in lines
        for message in _wrong(declared, row)
    ]
    if wrong:
        raise Invalid(wrong[:20])


def _wrong(declared: Kind, row: ListRow) -> Iterator[str]:
    yield from (message for _field, message in faults(declared, row.attributes))
    if row.since and row.since > timezone.localdate():
        yield _("起始日期不能晚于今天。")


def _digest(lines: Sequence[tuple[ListRow, bytes | None]]) -> str:
    """Of what the list says, in any order. Names enter only through the keyed hash."""
    keys = ring()
    said = sorted(
        json.dumps(
            [
                (index or keys.index(row.name, kind="name")).hex(),
                sorted(row.attributes.items()),
                row.since.isoformat() if row.since else "",
            ]
        )
        for row, index in lines
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _latest(division: Division, source: str, kind: str) -> SourceList | None:
    rows = SourceList.objects.filter(division=division, source=source, kind=kind).exclude(state="replaced")
    return rows.order_by("-month").first()


def _supersede(division: Division, source: str, kind: str, month: datetime.date) -> None:
    """A full list takes the place of what was not decided of those before."""
    rows = SourceList.objects.filter(division=division, source=source, kind=kind)
    gone = list(rows.exclude(state="replaced").filter(month__lte=month).values_list("pk", flat=True))
    SourceItem.objects.filter(list__in=gone, state="open").update(state="left", decided_at=timezone.now())
    rows.filter(month=month).update(state="replaced")
    rows.filter(month__lt=month, state="open").update(state="settled")


def _compare(
    made: SourceList, lines: Sequence[tuple[ListRow, bytes | None]], places: list[int], known: int
) -> None:
    copied = ((row.line, index, row.name, json.dumps(row.attributes), row.since) for row, index in lines)
    copy_rows("source_lines", _COLUMNS, copied)
    with connection.cursor() as cursor:
        comparing.match(cursor, places)
        comparing.differ(cursor, made, places)
        unknown = comparing.unknown(cursor)
    _keep_unknown(made, lines, set(unknown))
    counted = dict.fromkeys(SourceItem.What.values, 0)
    for what in made.items.values_list("what", flat=True):
        counted[what] += 1
    made.same = made.total - sum(counted.values()) + counted["departure"]
    made.stopped = _too_short(made, counted["departure"], known)
    made.state = "open" if any(counted.values()) else "settled"
    made.save(update_fields=["same", "stopped", "state"])


def _too_short(made: SourceList, gone: int, known: int) -> bool:
    """Shorter than the list before, or taking off more of those who hold: another county's list may be as long."""
    if made.limit_percent is None:
        return False
    shares = [(made.before - made.total, made.before), (gone, known)]
    return any(whole and Decimal(100 * less) / whole > made.limit_percent for less, whole in shares)


def _keep_unknown(made: SourceList, lines: Sequence[tuple[ListRow, bytes | None]], unknown: set[int]) -> None:
    keys = ring()
    SourceItem.objects.bulk_create(
        [
            SourceItem(
                list=made, division_id=made.division_id, what="unknown", line=row.line, since=row.since,
                attributes=row.attributes, id_index=index,
                sealed=keys.seal(json.dumps([row.name, plain(row.number)]), kind="list"),
            )
            for row, index in lines
            if row.line in unknown
        ],
        batch_size=2000,
    )  # fmt: skip
