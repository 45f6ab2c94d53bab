"""A new key for all sealed texts, batch by batch; and whether each of them opens.

Each batch is committed: a run that is killed has sealed some anew and left the rest under the old key, which stays in
the file, so that everything opens at every moment. The next run goes on where it stopped.
"""

# ruff: noqa: S608 - tables and columns are registered by packages, never asked for

from collections.abc import Iterator

from django.db import connection, transaction

from laoyou.access.scope import Actor
from laoyou.lib.refusal import Refused
from laoyou.lib.sealing import CannotOpen, Method, Ring
from laoyou.privacy import keys
from laoyou.privacy.sealed import Sealed, columns

BATCH = 2000
_NUMBER = "get_byte({0}, 1) * 256 + get_byte({0}, 2)"


def used() -> dict[int, int]:
    """How many sealed texts there are under each key number."""
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for one in columns():
            number = _NUMBER.format(one.column)
            cursor.execute(
                f'select {number}, count(*) from "{one.table}" where {one.column} is not null group by 1'
            )
            for key, count in cursor.fetchall():
                found[key] = found.get(key, 0) + count
    return found


def begin(*, by: Actor, method: Method | None) -> tuple[int, bool]:
    """The number of the key to seal with, and whether it was made now: an unfinished change is finished first."""
    current = keys.ring().current
    unfinished = any(number != current.number for number in used())
    if unfinished and method in {None, current.method}:
        return current.number, False
    number = keys.add(method or current.method)
    by.record(action="privacy.keys.add", obj="keys", detail={"key": number})
    return number, True


def reseal(*, batch: int = BATCH) -> Iterator[int]:
    """Seal all that lies under another key anew, giving the count of each batch as it is committed."""
    for one in columns():
        while count := _batch(one, batch):
            yield count


@transaction.atomic
def _batch(one: Sealed, batch: int) -> int:
    ring = keys.ring()
    with connection.cursor() as cursor:
        cursor.execute(
            f'select id, {one.column} from "{one.table}" where {one.column} is not null'
            f" and {_NUMBER.format(one.column)} <> %s order by id limit %s for update",
            [ring.current.number, batch],
        )
        found = cursor.fetchall()
        fresh = [(key, ring.seal(_opened(ring, one, key, old), kind=one.kind)) for key, old in found]
        cursor.execute(
            f'update "{one.table}" t set {one.column} = n.sealed'
            " from unnest(%s::bigint[], %s::bytea[]) as n (id, sealed) where t.id = n.id",
            [[key for key, _text in fresh], [text for _key, text in fresh]],
        )
    return len(fresh)


def _opened(ring: Ring, one: Sealed, row: int, sealed: bytes) -> str:
    try:
        return ring.open(sealed, kind=one.kind)
    except CannotOpen as error:
        raise Refused(
            f"{one.table} {row}: {one.column} does not open ({error}) What was sealed anew so far stays. "
            "Put the old key file back, or see `laoyou keys check`."
        ) from error


def finish(*, by: Actor, sealed: int) -> None:
    by.record(
        action="privacy.keys.reseal", obj="keys", detail={"key": keys.ring().current.number, "count": sealed}
    )


def drop(*, by: Actor, number: int) -> None:
    """Take a key out of the file for good, once nothing lies under it."""
    ring = keys.ring()
    if number not in {key.number for key in ring.keys}:
        raise Refused(f"There is no key {number}. Keys: {', '.join(str(key.number) for key in ring.keys)}.")
    if number == ring.current.number:
        raise Refused(f"Key {number} seals what comes in. Run `laoyou keys rotate` first.")
    count = used().get(number, 0)
    if count:
        raise Refused(f"{count} texts still lie under key {number}. Run `laoyou keys rotate` first.")
    keys.remove(number)
    by.record(action="privacy.keys.drop", obj="keys", detail={"key": number})


def faults() -> Iterator[str]:
    """A sentence for each sealed text that does not open. Never the text."""
    ring = keys.ring()
    for one in columns():
        for key, sealed in _all(one):
            try:
                ring.open(sealed, kind=one.kind)
            except CannotOpen as error:
                yield f"{one.table} {key}: {one.column} does not open. {error}"


def _all(one: Sealed) -> Iterator[tuple[int, bytes]]:
    """Page by page, so that memory stays flat."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f'select id, {one.column} from "{one.table}" where {one.column} is not null and id > %s'
                " order by id limit %s",
                [last, BATCH],
            )
            found = cursor.fetchall()
        if not found:
            return
        yield from found
        last = found[-1][0]
