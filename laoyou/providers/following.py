"""What becomes of stays and enrolments when their person dies or turns out to be another row's."""

import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from laoyou.access.scope import Actor
from laoyou.people import merging, turning
from laoyou.people.models import Resident
from laoyou.providers.models import Enrolment, Stay

# Two stays or enrolments of one person never overlap, so one that would stays with the row that is gone.
_ALONE = """
not exists (select from {table} k where k.resident_id = %(kept)s
  and daterange(k.since, k.until, '[)') && daterange(c.since, c.until, '[)'))
"""


def register() -> None:
    """Called once a process."""
    turning.on_death("providers", _died)
    for table in ("providers_stay", "providers_enrolment"):
        merging.follows(merging.Child(table, "resident_id", _ALONE.format(table=table)))


def _died(by: Actor, resident: Resident, on: datetime.date) -> int:
    """They end with the day of death, or with their first day where that is the same."""
    last = Greatest(F("since") + datetime.timedelta(days=1), on)
    return sum(
        model.objects.filter(resident=resident, until=None).update(until=last) for model in (Stay, Enrolment)
    )
