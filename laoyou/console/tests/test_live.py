"""Pages of figures counted from the registers."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from laoyou.console.live import pages
from laoyou.console.tests.test_documents import page
from laoyou.providers.models import Capacity, Location, Provider
from laoyou.spaces.models import Site
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_figure_walks_down_to_its_rows(
    office: Client, filled: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = filled.rows["plan"]
    target = plan.targets.get(indicator="nursing_bed_share")
    where = (plan.pk, target.pk)
    assert "登记里还没有数据" in page(office, "target", *where)
    place = filled.divisions["东河镇"]
    home = Provider.objects.create(
        division=place, name="幸福养老院", kind="elder_home", no_uscc_why="登记中", operation="private",
        legal_form="nonprofit", opened_on=date(2025, 1, 1),
    )  # fmt: skip
    site = Site.objects.create(division=place, name="幸福", address="一号", since=date(2025, 1, 1))
    at = Location.objects.create(
        provider=home, site=site, division=place, name=home.name, since=home.opened_on
    )
    for category, amount in (("", 120), ("nursing", 60)):
        Capacity.objects.create(
            location=at, division=place, measure="bed", category=category, state="licensed", amount=amount,
            since=home.opened_on,
        )  # fmt: skip
    asked = []
    for query in ("?part=denominator", "?part=denominator&page=3"):
        with CaptureQueriesContext(connection) as queries:
            page(office, "live", *where, query=query)
        asked.append(len(queries))
    assert asked[0] == asked[1], "the number of queries does not grow with the rows of a page"
    with django_assert_max_num_queries(50):
        text = page(office, "live", *where, query="?part=denominator&page=3")
    assert "共 120 行" in text
    assert "第 101 个，共 120 个" in text
    assert "60 / 120" in page(office, "target", *where)
    assert "登记 50" in page(office, "plan", plan.pk, query="?view=indicators")
    book = office.get(reverse("live-export", args=where) + "?part=numerator")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book))).get_sheet_by_index(0).to_python()
    assert len(sheet) == 2 + 60
    assert "office-990121" in str(sheet[0][0]), "who took it stands in it"
    with pytest.MonkeyPatch.context() as small:
        small.setattr(pages, "MOST_EXPORTED", 59)
        refused = office.get(reverse("live-export", args=where) + "?part=numerator", follow=True)
        assert "没有导出" in refused.content.decode()
        assert refused.redirect_chain[0][0].endswith("/live/?part=numerator")
    leader = filled.signed_in("甲县", "viewer")
    assert "导出 Excel" not in page(leader, "live", *where)
    assert leader.get(reverse("live-export", args=where)).status_code == 404
    assert "登记里还没有数据" in page(office, "live", *where, query="?on=2020-01-01")
    assert filled.signed_in("乙县", "office").get(reverse("live", args=where)).status_code == 404
