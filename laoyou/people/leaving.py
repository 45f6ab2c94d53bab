"""A household ends with its last member, however that one left: by hand, into another household, or by death."""

import datetime

from laoyou.people.models import Household, Membership


def end_empty(left: Membership, on: datetime.date) -> None:
    """Only where the household lies in the village of whoever left: the members of another may not be seen from here."""
    if not Membership.objects.filter(household=left.household_id, until=None).exists():
        mine = Household.objects.filter(pk=left.household_id, division_id=left.division_id, until=None)
        mine.filter(since__lte=on).update(until=on)
