"""Where those stay who let this family member see them."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from laoyou.providers.models import Enrolment, Stay


@dataclass(frozen=True, slots=True)
class FamilyStay:
    """At a home, or with `infant` at a nursery."""

    provider: str
    location: str
    phone: str
    mode: str
    infant: bool
    since: datetime.date
    until: datetime.date | None

    @property
    def words(self) -> str:
        field = (Enrolment if self.infant else Stay)._meta.get_field("mode")
        return str(dict(field.flatchoices).get(self.mode, self.mode))

    @property
    def stands(self) -> bool:
        return self.until is None or self.until > timezone.localdate()


def family_stays() -> dict[int, list[FamilyStay]]:
    """By resident, the newest first; the function of the database asks the consents of whoever is signed in."""
    found: dict[int, list[FamilyStay]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from providers_family_stays()")
        for resident, *values in cursor.fetchall():
            found.setdefault(resident, []).append(FamilyStay(*values))
    return found
