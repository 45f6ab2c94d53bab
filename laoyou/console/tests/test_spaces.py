import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laoyou.access.scope import acting_as
from laoyou.spaces import actions
from tests.world import SYSTEM, World
from tests.world.spaces import DAY, add_places

REGISTERS = ("spaces", "sites", "projects", "gaps", "land")
MOST = 32


@pytest.fixture
def places(world: World) -> World:
    add_places(world)
    add_places(world, "乙县")
    return world


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_shows_its_own_county_in_a_fixed_number_of_queries(places: World, name: str) -> None:
    client = places.signed_in("甲县", "unit")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = client.get(reverse(name), {"q": ""}).content.decode()
    assert page.count('<th scope="row">') == 1
    with acting_as(SYSTEM):
        for number in range(5):
            place = places.divisions["东河镇"]
            site = actions.add_site(
                by=SYSTEM, values={"division": place, "name": f"s{number}", "address": "x", "since": DAY}
            )
            space = {"name": "x", "kind": "idle", "area": 9, "since": DAY}
            actions.add_space(by=SYSTEM, site=site, values=space)
            project = {
                "division": place,
                "name": f"p{number}",
                "households": 9,
                "residents": 9,
                "land_on": DAY,
            }
            actions.add_project(by=SYSTEM, values=project)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(name))
    assert len(many) <= max(len(few), MOST)
    assert len(many) - len(few) <= 1
    assert client.get(reverse(f"{name}-export"))["Content-Type"].endswith("sheet")
    assert places.signed_in("甲县", "village").get(reverse(name)).status_code == 404


def test_a_clerk_adds_a_site_and_is_told_what_is_wrong(places: World) -> None:
    client = places.signed_in("甲县", "unit")
    typed = {
        "division": places.divisions["东河镇"].pk, "name": "新址", "address": "二号", "ownership": "state",
        "longitude": "107.7", "since": "2024-03-01",
    }  # fmt: skip
    page = client.post(reverse("site-add"), typed)
    assert "经度和纬度要么都填" in page.content.decode()
    assert client.post(reverse("site-add"), typed | {"latitude": "31.3"}).status_code == 302
    site = add_places(places)["site"]
    edit = reverse("site-edit", args=[site.pk])
    moved = client.post(edit, typed | {"name": "改名", "longitude": "", "version": 1})
    assert "不能换地区" in moved.content.decode()
    change = typed | {"name": "改名", "longitude": "", "version": 1, "division": site.division_id}
    assert client.post(edit, change).status_code == 302
    page = client.post(edit, change | {"name": "又改"})
    assert "现在的内容" in page.content.decode()
    township = places.signed_in("甲县", "township")
    assert township.get(reverse("space-edit", args=[add_places(places)["space"].pk])).status_code == 404


def test_a_lease_that_runs_too_long_is_warned_of_with_what_to_do(packed: World, places: World) -> None:
    rows = add_places(places)
    use, client = rows["use"], places.signed_in("甲县", "unit")
    typed = {"purpose": "meals", "holder": "示例食堂", "terms": "lease", "since": "2024-03-01", "version": 1}
    edit = reverse("use-edit", args=[use.pk])
    assert client.post(edit, typed | {"agreed_until": "2044-03-02"}).status_code == 302
    page = client.get(reverse("space", args=[rows["space"].pk])).content.decode()
    assert "超过最长租赁期限 20 年（民法典 第七百零五条）" in page
    assert "改到 2044-03-01 或以前" in page


def test_whoever_may_not_edit_is_led_to_no_form(places: World) -> None:
    add_places(places)
    client = places.signed_in("甲县", "viewer")
    for name in ("gaps", "land"):
        page = client.get(reverse(name)).content.decode()
        assert page.count('<th scope="row">') == 1
        assert "/edit/" not in page


def test_a_place_is_chosen_under_its_township(places: World) -> None:
    town = places.divisions["东河镇"]
    client = places.signed_in("甲县", "unit")
    page = client.get(reverse("site-add")).content.decode()
    assert f'<option value="{town.pk}">东河镇（不分村、社区）</option>' in page
    assert '<optgroup label="东河镇">' in page
    assert 'value="" selected>请选择' in page.replace("\n", "")


def test_pages_of_rows_and_the_public_page(places: World) -> None:
    rows = add_places(places)
    client = places.signed_in("甲县", "unit")
    assert "示例食堂" in client.get(reverse("space", args=[rows["space"].pk])).content.decode()
    assert "一号楼" in client.get(reverse("site", args=[rows["site"].pk])).content.decode()
    page = client.get(reverse("projects"), {"step": "behind"}).content.decode()
    assert "新城" in page
    assert "不同步" in page
    project = reverse("project", args=[rows["project"].pk])
    stage = {"stage": "1", "on": "2024-04-01"}
    assert client.post(reverse("project-stage", args=[rows["project"].pk]), stage).status_code == 302
    assert "2024-04-01" in client.get(project).content.decode()
    with acting_as(SYSTEM):
        actions.end_use(by=SYSTEM, use=rows["use"], version=1, until=DAY.replace(year=2025))
    rows["space"].refresh_from_db()
    publish = reverse("space-publish", args=[rows["space"].pk])
    office = places.signed_in("甲县", "office")
    assert office.post(publish, {"version": rows["space"].version}).status_code == 302
    assert "教育局" in client.get(reverse("portal-spaces")).content.decode()
