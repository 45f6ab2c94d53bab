"""Children who are taken over with their nursery come into the class of their age."""

import datetime

import pytest
from django.utils import timezone

from laoyou.access.scope import Actor, acting_as
from laoyou.providers import actions
from laoyou.providers.actions import Filing
from laoyou.providers.actions.filling import Placed, fill_places
from laoyou.providers.models import Enrolment, Location
from laoyou.providers.tests.samples import SINCE, id_number, resident
from tests.world import SYSTEM, World

pytestmark = pytest.mark.django_db
NIGHT = datetime.datetime(
    2025, 5, 6, 1, tzinfo=timezone.get_default_timezone()
)  # in UTC it is still the fifth


@pytest.mark.parametrize(("born", "age_class"), [(6, "toddler"), (7, "infant")])
def test_the_class_is_by_the_age_on_the_day_in_china(
    world: World,
    registrar: Actor,
    point: Location,
    monkeypatch: pytest.MonkeyPatch,
    born: int,
    age_class: str,
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NIGHT)
    places = Filing("nursery_place", "open", 5, SINCE)
    actions.file_capacity(by=registrar, location=point, filing=places)
    for each in ("infant", "toddler"):
        actions.add_group(by=registrar, location=point, name=each, age_class=each, places=5, since=SINCE)
    with acting_as(SYSTEM):
        resident(point.division, birth_date=datetime.date(2024, 5, born))
        rows = [Placed(id_number(), "nursery", SINCE)]
        assert fill_places(by=SYSTEM, division=world.divisions["甲县"], rows=rows) == 1
        group = Enrolment.objects.get().group
    assert group is not None
    assert group.age_class == age_class
