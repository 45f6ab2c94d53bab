"""The start page tells what others did since the last visit, and nothing to those it does not concern."""

import datetime

import pytest
from django.utils import timezone

from laoyou.access.models import SignInEvent
from tests.world import World


def _visited(world: World, county: str, role: str, *hours_ago: float) -> None:
    for hours in hours_ago:
        moment = timezone.now() - datetime.timedelta(hours=hours)
        name = world.people[county, role].username
        SignInEvent.objects.create(at=moment, username=name, ip=None, kind=SignInEvent.Kind.SUCCEEDED)


def _page(world: World, county: str, role: str) -> str:
    return world.signed_in(county, role).get("/console/").content.decode()


def test_a_colleague_sees_what_was_adopted_and_is_led_there(filled: World) -> None:
    page = _page(filled, "甲县", "unit")
    assert "采用方案" in page
    assert f'href="/console/plans/{filled.rows["plan"].pk}/"' in page


def test_what_one_did_oneself_is_not_told(filled: World) -> None:
    assert "采用方案" not in _page(filled, "甲县", "office")


def test_what_lies_on_a_desk_is_nobody_elses(filled: World) -> None:
    """The sample plan has a draft on its unit's desk, and an entry that was filed."""
    page = _page(filled, "甲县", "viewer")
    assert filled.rows["draft"].text not in page
    assert "报出进展" in page


def test_another_county_hears_nothing(filled: World) -> None:
    assert 'class="changes"' not in _page(filled, "乙县", "unit")


def test_only_what_came_after_the_visit_before_this_one(filled: World) -> None:
    first = _page(filled, "甲县", "viewer")  # signing in for it is an event itself
    assert "自您上次查看以来" not in first
    assert "采用方案" in first
    client = filled.signed_in("甲县", "viewer")
    again = client.get("/console/").content.decode()
    assert "自您上次查看以来" in again
    assert 'class="changes"' not in again
    assert "采用方案" in client.get("/console/?days=7").content.decode()
    _visited(filled, "甲县", "reviewer", 3)
    assert "采用方案" in _page(filled, "甲县", "reviewer")


@pytest.mark.parametrize("days", ["0", "x", "-1", "99999999999999999999"])
def test_an_odd_number_of_days_is_left_out(filled: World, days: str) -> None:
    assert filled.signed_in("甲县", "viewer").get(f"/console/?days={days}").status_code == 200


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_work_with_no_plan_and_are_told_of_none(filled: World, role: str) -> None:
    assert 'class="block since"' not in _page(filled, "甲县", role)
