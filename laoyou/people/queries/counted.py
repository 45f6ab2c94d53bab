"""How many live where, for whoever may know the number and nobody of it."""

from collections.abc import Iterable

from django.db import connection


def living_in(division_ids: Iterable[int]) -> int:
    """Residents alive in the care of these divisions, as far as they are the reader's own. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select people_counted(%s::bigint[])", [list(division_ids)])
        return int(cursor.fetchone()[0])
