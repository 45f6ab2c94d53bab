"""What must be destroyed, and its destruction by a database role that may do nothing else.

A package registers how the rows of a class of the packs' retention.toml are found (`Kind.due`) and which statements
destroy them (`Kind.steps`). A list that was approved is destroyed by `laoyou dispose`; the page role has no part in it.
"""

# ruff: noqa: S608 - tables and conditions are registered by packages, never asked for

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.database import DISPOSER_ROLE
from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.packs import queries as packs
from laoyou.places.models import Division
from laoyou.places.queries import codes_upwards, descendant_ids
from laoyou.privacy.models import Disposal

DELETION = "deletion"  # a kind without a term: it comes from a granted request


@dataclass(frozen=True, slots=True)
class Step:
    """Rows of `table` where `where` holds (it speaks of %(ids)s) go, and with them their rows in `history`.
    With `clear` the rows stay, and this part of them is emptied.
    """

    table: str
    where: str
    clear: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row past its term as whoever approves looks at it: the resident it is about, and its days."""

    resident: int
    since: datetime.date
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Kind:
    """`due` gives (id, division_id) of rows whose time began before %(before)s; "" for what comes by request.
    `look` gives those rows to be looked at before they go, as far as the reader may see them."""

    key: str
    due: str
    steps: Callable[[], Sequence[Step]]
    look: Callable[[Sequence[int]], Sequence[Record]] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A class of records as it stands in a division today."""

    rule: dict[str, Any]
    ids: tuple[int, ...] = ()
    acts: bool = field(default=False)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called when a package's app is ready."""
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    return [_kinds[key] for key in sorted(_kinds)]


def before(rule: dict[str, Any], today: datetime.date) -> datetime.date | None:
    """Records whose time began before this day are past it; None where the rule knows no term."""
    months = 12 * rule.get("years", 0) + rule.get("months", 0)
    days = rule.get("days", 0)
    if not months and not days:
        return None
    whole = today.year * 12 + today.month - 1 - months
    year, month = whole // 12, whole % 12 + 1
    day = today.day
    while True:
        try:
            return datetime.date(year, month, day) - datetime.timedelta(days=days)
        except ValueError:
            day -= 1  # 29 February, or a month of thirty days


def due(*, by: Actor, division: Division, today: datetime.date | None = None) -> list[Due]:
    """Every class that the packs name, with the rows of this division that are past its term, as the actor sees them."""
    day, places = today or timezone.localdate(), sorted(descendant_ids([division.pk]))
    return [_due(rule, places, day) for rule in labels(division).values()]


def labels(division: Division) -> dict[str, dict[str, Any]]:
    """The classes that the packs name here, by key."""
    return {rule["key"]: rule for rule in packs.retention(division_codes=codes_upwards(division))}


def records(key: str, ids: Sequence[int]) -> Sequence[Record]:
    kind = _kinds.get(key)
    return kind.look(ids) if kind and kind.look else ()


def lists(actor: Actor) -> QuerySet[Disposal]:
    """What was approved where this actor approves: waiting and done."""
    mine = actor.divisions_for("resident.approve")
    return Disposal.objects.filter(division_id__in=mine).select_related("division", "approved_by")


def _due(rule: dict[str, Any], places: list[int], today: datetime.date) -> Due:
    kind, limit = _kinds.get(rule["key"]), before(rule, today)
    acts = bool(rule["destroy"] and rule["sureness"] == "S" and kind and kind.due and limit)
    return Due(rule, _past(kind, limit, places) if acts and kind and limit else (), acts)


def unlisted(one: Due) -> tuple[int, ...]:
    """Of what is due those that no approved list names yet."""
    waiting = _waiting(one.rule["key"])
    return tuple(pk for pk in one.ids if pk not in waiting)


def _past(kind: Kind, limit: datetime.date, places: list[int]) -> tuple[int, ...]:
    query = f"select id from ({kind.due}) d where division_id = any(%(places)s) order by id"
    with connection.cursor() as cursor:
        cursor.execute(query, {"before": limit, "places": places})
        return tuple(row[0] for row in cursor.fetchall())


@transaction.atomic
def approve(*, by: Actor, division: Division, key: str, count: int) -> Disposal:
    """Put what is due of a class on the list to be destroyed. `count` is what the approver saw."""
    if not by.may("resident.approve", division.pk):
        raise Refused(_("只有本地的登记负责人可以批准销毁。"))
    found = next((one for one in due(by=by, division=division) if one.rule["key"] == key and one.acts), None)
    ids = list(unlisted(found)) if found else []
    if found is None or not ids:
        raise Refused(_("这一类现在没有到期的记录。"))
    if len(ids) != count:
        raise Refused(_("到期的记录现在是 %(now)d 条，与您看到的不同。请核对后再批准。") % {"now": len(ids)})
    return put_on_list(by=by, division=division, key=key, clause=clause_of(found.rule), ids=ids)


def clause_of(rule: dict[str, Any]) -> str:
    return f"{rule['document']['title']} {rule['clause']}"


def put_on_list(*, by: Actor, division: Any, key: str, clause: str, ids: list[int]) -> Disposal:
    made = Disposal.objects.create(
        division=division, kind=key, clause=clause, ids=ids, asked=len(ids), approved_by_id=by.user_id or 0
    )
    detail = {"kind": key, "count": len(ids)}
    by.record(action="privacy.disposal.approve", obj=made, division_id=division.pk, detail=detail)
    return made


def _waiting(key: str) -> set[int]:
    """What an approved list already names."""
    lists = Disposal.objects.filter(kind=key, state=Disposal.State.APPROVED).values_list("ids", flat=True)
    return {one for ids in lists for one in ids}


def approved() -> list[Disposal]:
    return list(
        Disposal.objects.filter(state=Disposal.State.APPROVED).select_related("division").order_by("id")
    )


@transaction.atomic
def destroy(*, by: Actor, disposal: Disposal) -> dict[str, int]:
    """Destroy one approved list: all of it or, where something refuses, nothing. Rows by table."""
    kept = Disposal.objects.select_for_update().get(pk=disposal.pk)
    kind = _kinds.get(kept.kind)
    if kept.state != Disposal.State.APPROVED or kind is None:
        raise Refused(f"List {kept.pk} is not one to be destroyed.")
    counts = _destroyed(kind.steps(), _still(kind, kept))
    kept.state, kept.ids, kept.counts, kept.done_at = Disposal.State.DONE, [], counts, timezone.now()
    kept.save(update_fields=["state", "ids", "counts", "done_at"])
    by.record(action="privacy.disposal.destroy", obj=kept, detail={"kind": kept.kind, **counts})
    return counts


def _still(kind: Kind, kept: Disposal) -> list[int]:
    """Of the approved rows those that are still past their term: a date may have been corrected since."""
    if not kind.due:
        return list(kept.ids)
    today = next(
        one for one in due(by=Actor.system("dispose"), division=kept.division) if one.rule["key"] == kind.key
    )
    return sorted(set(kept.ids) & set(today.ids))


def _destroyed(steps: Sequence[Step], ids: list[int]) -> dict[str, int]:
    """First all rows are found, while what they hang on is there; history last, since destroying adds to it."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {DISPOSER_ROLE}")
        found = [(step, _found(cursor, step, ids)) for step in steps]
        for step, rows in found:
            act = f'update "{step.table}" set {step.clear}' if step.clear else f'delete from "{step.table}"'
            cursor.execute(f"{act} where id = any(%s)", [rows])
            if not step.clear:
                counts[step.table] = counts.get(step.table, 0) + cursor.rowcount
        for step, rows in found:
            if step.history:
                cursor.execute(f'delete from "{step.history}" where pgh_obj_id = any(%s)', [rows])
                counts[step.history] = counts.get(step.history, 0) + cursor.rowcount
        cursor.execute("reset role")
    return {table: count for table, count in counts.items() if count}


def _found(cursor: Any, step: Step, ids: list[int]) -> list[int]:
    cursor.execute(f'select id from "{step.table}" where {step.where}', {"ids": ids})
    return [row[0] for row in cursor.fetchall()]


def grant_disposer(**_: Any) -> None:
    """After each migration: the disposer may touch the registered tables and no other, past their row policies."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"revoke all on all tables in schema public from {DISPOSER_ROLE};"
            f"grant usage on schema public to {DISPOSER_ROLE};"
            f"grant usage on all sequences in schema public to {DISPOSER_ROLE}"
        )
        cursor.execute("select tablename from pg_policies where policyname = 'disposer'")
        guarded = {row[0] for row in cursor.fetchall()}
        for table, rights in sorted(disposer_rights().items()):
            cursor.execute(f'grant {", ".join(sorted(rights))} on "{table}" to {DISPOSER_ROLE}')
            if table not in guarded:
                cursor.execute(
                    f'create policy disposer on "{table}" to {DISPOSER_ROLE} using (true) with check (true)'
                )


def disposer_rights() -> dict[str, set[str]]:
    """By table; triggers of history add their row as whoever destroys."""
    rights: dict[str, set[str]] = {}
    for step in (step for kind in kinds() for step in kind.steps()):
        rights.setdefault(step.table, set()).update({"select", "update" if step.clear else "delete"})
        if step.history:
            rights.setdefault(step.history, set()).update({"select", "insert", "delete"})
    return rights
