"""What becomes of statuses when their person dies or turns out to be another row's."""

import datetime

from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.people import merging, turning
from laoyou.people.models import Resident
from laoyou.people.turning import Born
from laoyou.statuses.turning import end_at_death, follow_birth

# A status that the kept row has itself for those days stays with the row that is gone, and is seen there.
_ALONE = """
not exists (select from statuses_status k where k.resident_id = %(kept)s and k.kind = c.kind and k.source = c.source
  and not k.withdrawn and daterange(k.since, k.until, '[)') && daterange(c.since, c.until, '[)'))
"""
# What a list still asks about a person goes along, but for a list that asks about both.
_UNDECIDED = """
c.state = 'open' and not exists (
  select from statuses_sourceitem k where k.resident_id = %(kept)s and k.list_id = c.list_id)
"""


def register() -> None:
    """Called once a process."""
    turning.on_death("statuses", _died)
    turning.on_birth("statuses", _birth_known)
    merging.follows(merging.Child("statuses_status", "resident_id", _ALONE, follows=True))
    merging.follows(merging.Child("statuses_sourceitem", "resident_id", _UNDECIDED, follows=True))


def _died(by: Actor, resident: Resident, on: datetime.date) -> int:
    return end_at_death(by, [resident.pk], on)


def _birth_known(by: Actor, born: Born) -> int:
    return follow_birth(by, born, timezone.localdate())
