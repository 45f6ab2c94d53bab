"""Who is taken in: found by ID number and name together, or among those whom the reader sees."""

from django.db import connection

from laoyou.lib.identity import plain
from laoyou.people.models import Resident
from laoyou.people.rules import name_as_kept
from laoyou.privacy.keys import ring
from laoyou.providers.rules import Person


def by_number(number: str, name: str) -> Person | None:
    """Wherever the person is registered: whoever knows both the number and the name has the card in hand."""
    index = ring().index(plain(number), kind="id")
    with connection.cursor() as cursor:
        cursor.execute("select id, died_on from providers_person(%s, %s)", [index, name_as_kept(name)])
        row = cursor.fetchone()
    return Person(*row) if row else None


def by_pk(pk: int) -> Person | None:
    found = Resident.objects.filter(pk=pk, merged_into=None).first()
    return Person(found.pk, found.died_on) if found else None
