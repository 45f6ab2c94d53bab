"""Which numbers are registered, here or elsewhere: the division that cares for the person, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

_HELD = """
select h.id_index, h.division_id, h.here, d.name, coalesce(p.name, '')
from people_held(%s::bytea[]) h join places_division d on d.id = h.division_id
left join places_division p on p.id = d.parent_id
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """`here`: in a division of the reader."""

    division_id: int
    here: bool
    place: str


def holders(indexes: Sequence[bytes]) -> dict[bytes, Holder]:
    """By blind index; numbers that nobody has are left out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(indexes)])
        return {
            bytes(index): Holder(division, here, above + name)
            for index, division, here, name, above in cursor.fetchall()
        }
