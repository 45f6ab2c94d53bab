"""A county becomes a district, with another code and name: all that was recorded under the old one is found under the new."""

import datetime
import re

import pytest
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.indicators.models import Observation
from laoyou.lists import actions as lists
from laoyou.packs import queries as packs
from laoyou.packs.models import PackRelease
from laoyou.places import actions as places
from laoyou.places.models import Division
from laoyou.places.queries import by_code, codes_upwards, own_codes
from laoyou.plans.actions import report_figure
from laoyou.plans.catalogue import codes_of, units_of
from tests.world import SYSTEM, World

DAY = datetime.date(2024, 1, 1)
OLD, NEW = "990121", "990102"


@pytest.fixture
def district(filled: World) -> Division:
    """甲县 upgraded, with a pack that was written under its old code."""
    base = PackRelease.objects.get(code="base")
    content = {**base.content, "units": [{"name": "甲县民政局", "function": "civil", "aliases": []}]}
    PackRelease.objects.create(code=OLD, digest="0" * 64, content=content, extends=base)
    county = filled.divisions["甲县"]
    with acting_as(filled.actor("甲县", "office")) as office:
        share = filled.rows["plan"].targets.filter(unit="%").earliest("pk")
        report_figure(by=office, target=share, period="2024", numerator=540, denominator=1000)
    places.upgrade(by=SYSTEM, division=county, code=NEW, name="甲区", on=DAY, document="甲府〔2024〕9号")
    county.refresh_from_db()
    return county


def test_packs_of_the_old_code_hold(filled: World, district: Division) -> None:
    assert (district.code, own_codes(district)) == (NEW, [NEW, OLD])
    assert by_code(OLD) == by_code(NEW) == district
    town = Division.objects.get(name="东河镇")
    for place in (district, town):
        assert OLD in codes_of(place) == codes_upwards(place)
        assert packs.release_for(division_codes=codes_of(place)).code == OLD
    assert [unit["name"] for unit in units_of(district)] == ["甲县民政局"]


def test_plan_values_and_lists_show_under_the_new_name(filled: World, district: Division) -> None:
    plan, catalogue = filled.rows["plan"], filled.rows["list"]
    office = filled.signed_in("甲县", "office")

    def page(name: str, *args: object) -> str:
        answer = office.get(reverse(name, args=args))
        assert answer.status_code == 200
        return answer.content.decode()

    assert plan.title in page("plan", plan.pk)
    assert catalogue.title in page("list", catalogue.pk)
    value = Observation.objects.get(numerator=540)
    assert value.division == district
    target = page("target", plan.pk, plan.targets.filter(unit="%").earliest("pk").pk)
    assert re.search(r"\b54(\.0)?\b", re.sub("<[^>]*>", " ", target))
    found = filled.signed_in("甲县", "system_admin").get(reverse("divisions"), {"q": OLD}).content.decode()
    assert "甲区" in found


def test_a_list_is_fixed_by_the_pack_of_the_old_code(filled: World, district: Division) -> None:
    edition = filled.rows["edition"]
    edition.refresh_from_db()
    with acting_as(filled.actor("甲县", "office")) as office:
        fixed = lists.put_in_force(by=office, edition=edition, version=edition.version, on=DAY, note="")
    assert fixed.release is not None
    assert fixed.release.code == OLD
