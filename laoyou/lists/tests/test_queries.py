"""The number of queries does not grow with what is read."""

from typing import Any

import pytest
from django.test import Client

from laoyou.access.scope import Actor, acting_as
from laoyou.lists import actions, queries
from laoyou.lists.models import Catalogue
from laoyou.lists.tests.conftest import edition_of, opened, project
from tests.world import SYSTEM, World


@pytest.fixture
def projects(office: Actor, world: World) -> Catalogue:
    catalogue = opened(office, world, "projects")
    for number in range(60):
        actions.add_item(by=office, edition=edition_of(catalogue), values=project(world, f"项目 {number}"))
    return catalogue


@pytest.fixture
def browser(world: World, settings: Any) -> Client:
    settings.SECOND_FACTOR = "optional"
    return world.signed_in("甲县", "office")


@pytest.mark.django_db
def test_pages_of_a_long_list(
    projects: Catalogue, browser: Client, django_assert_max_num_queries: Any
) -> None:
    for path in (
        "/console/lists/",
        f"/console/lists/{projects.pk}/",
        f"/console/lists/{projects.pk}/export/",
    ):
        with django_assert_max_num_queries(45):
            assert browser.get(path).status_code == 200


@pytest.mark.django_db
def test_the_index_takes_as_many_queries_for_two_counties(
    world: World, office: Actor, django_assert_num_queries: Any
) -> None:
    opened(office, world, "projects")
    with acting_as(SYSTEM) as system:
        with django_assert_num_queries(7):
            assert len(queries.catalogues(system)) == 1
        for key in ("spaces", "policies", "pilots"):
            opened(system, world, key, "乙县")
        with django_assert_num_queries(7):
            assert len(queries.catalogues(system)) == 4


@pytest.mark.django_db
def test_a_workbook_of_many_rows_is_taken_in_few_queries(
    projects: Catalogue, office: Actor, django_assert_max_num_queries: Any
) -> None:
    from laoyou.lists.workbooks.preview import preview
    from laoyou.lists.workbooks.writing import workbook

    edition = edition_of(projects)
    rows = list(edition.items.order_by("number"))
    for row in rows:
        row.fields = {**row.fields, "owner": "县国有资产公司"}
    content = workbook(queries.declared(projects), rows)
    sheet = actions.bring_sheet(by=office, edition=edition, name="多.xlsx", content=content)
    seen = preview(edition, content).seen
    with django_assert_max_num_queries(40):
        assert len(actions.take_sheet(by=office, sheet=sheet, seen=seen).changed) == 60
