"""What a change of divisions concerns is told before it is recorded."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.people import actions
from laoyou.people.queries import living_in
from tests.world import SYSTEM, World
from tests.world.statuses import resident


@pytest.mark.django_db
def test_a_merge_says_how_many_residents_it_concerns(world: World, settings: Any) -> None:
    """To a keeper of divisions, who sees none of them; the dead and another county's are not counted."""
    settings.SECOND_FACTOR = "optional"
    mine, theirs = world.divisions["河口村"], world.divisions["桥头村"]
    with acting_as(SYSTEM):
        found = [resident(mine, f"余{place}", order=300 + place) for place in range(3)]
        resident(theirs, "戚远", order=310)
        gone = found[0]
        actions.record_death(
            by=SYSTEM, resident_id=gone.pk, version=gone.version, on=datetime.date(2026, 1, 2)
        )
    into, old = world.divisions["西山乡"], world.divisions["东河镇"]
    said = {"olds": [old.pk], "on": "2026-02-01", "document": "川府函〔2026〕1号"}
    page = world.signed_in("甲县", "system_admin").post(reverse("division-merge", args=[into.pk]), said)
    assert page.context["effects"].residents == 2
    assert "在册居民 2 人" in page.content.decode()
    with acting_as(world.actor("甲县", "system_admin")):
        assert (living_in([mine.pk]), living_in([theirs.pk])) == (2, 0)
