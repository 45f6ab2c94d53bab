"""How far a batch is, told while its transaction is still open; and whether anyone works at it at all."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

EVERY = 0.5  # seconds between two tellings
_NAMESPACE = 0x5EE7  # of advisory locks: each running batch holds one until its transaction ends
_UPDATE = "update sheets_progress set phase = %s, read = %s where batch_id = %s"
_WORKED_AT = """
select objid from pg_locks where locktype = 'advisory' and classid = %s and objsubid = 2 and granted
and database = (select oid from pg_database where datname = current_database())
"""
Item = TypeVar("Item")


def take(batch_id: int) -> bool:
    """Hold the batch until this transaction ends; False where another does. A dead process lets go at once."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s, %s)", [_NAMESPACE, batch_id])
        return bool(cursor.fetchone()[0])


def worked_at() -> set[int]:
    """The batches that a process works at right now."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKED_AT, [_NAMESPACE])
        return {row[0] for row in cursor.fetchall()}


class Teller:
    """Writes through a connection of its own, opened only when the work takes long enough to be watched."""

    def __init__(self, batch_id: int, division_id: int) -> None:
        self._batch, self._division = batch_id, division_id
        self._last = time.monotonic()
        self._own = connection.copy()

    def tell(self, phase: str, read: int) -> None:
        if time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        with self._own.cursor() as cursor:
            # Committed at once; the setting holds for the session, which is this batch's alone.
            cursor.execute(
                "select set_config('laoyou.divisions', %s, false), set_config('lock_timeout', '2s', false)",
                [f"{{{self._division}}}"],
            )
            cursor.execute(_UPDATE, [phase, read, self._batch])

    def counted(self, phase: str, rows: Iterable[Item]) -> Iterator[Item]:
        number = 0
        for number, row in enumerate(rows, start=1):
            if number % 500 == 0:
                self.tell(phase, number)
            yield row

    def close(self) -> None:
        self._own.close()


@contextmanager
def teller(batch_id: int, division_id: int) -> Iterator[Teller]:
    made = Teller(batch_id, division_id)
    try:
        yield made
    finally:
        made.close()
