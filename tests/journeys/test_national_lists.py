"""宣汉 from both national lists, through the page: 37 townships, 423 villages, and one township under two codes."""

from pathlib import Path

import pytest
from django.conf import settings

from laoyou.access.scope import acting_as
from laoyou.places.models import Division
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, SYSTEM

pytestmark = [pytest.mark.browser]
LISTS = Path(settings.ROOT).parent / "shared" / "data" / "admin"
CIVIL = ("民政部名单", LISTS / "quhua_townships_v1.json")
STATISTICS = ("国家统计局名单", LISTS / "villages_511722_500230_532301_2023.csv")


@pytest.fixture
def lists() -> None:
    if not CIVIL[1].exists():
        pytest.skip(f"The national lists are not at {LISTS}: the county is not tried.")


def _bring(screen: Screen, source: tuple[str, Path]) -> None:
    screen.go("/console/units/divisions/import/")
    screen.at("divisions-import")
    screen.page.get_by_label("导入到").select_option(label="宣汉县")
    screen.page.get_by_label(source[0]).check()
    screen.page.get_by_label("名单文件").set_input_files(source[1])
    screen.submit()


def test_a_county_is_taken_from_both_lists(screen: Screen, lists: None) -> None:
    screen.sign_in("system")
    screen.at("start")
    _bring(screen, CIVIL)
    screen.reads("没有要写入的改动")
    screen.reads("37")
    screen.picture("places-national-townships")
    _bring(screen, STATISTICS)
    screen.reads("核对后确认写入")
    screen.picture("places-national-villages")
    screen.press("确认写入")
    screen.at("divisions")
    screen.reads("新增 423 个")
    for source in (CIVIL, STATISTICS):
        _bring(screen, source)
        screen.reads("没有要写入的改动")
    with acting_as(SYSTEM):
        county = Division.objects.get(code=COUNTY)
        assert county.children.filter(until=None).count() == 37
        assert Division.objects.filter(above__ancestor=county, level="village").count() == 423
    _one_township_has_two_codes(screen)


def _one_township_has_two_codes(screen: Screen) -> None:
    screen.go("/console/units/divisions/")
    screen.page.get_by_role("searchbox").fill("511722130")
    screen.page.wait_for_url("**q=*")
    screen.click("马渡关镇", exact=True)
    screen.at("division")
    screen.reads("511722126")
    screen.reads("511722130")
    screen.reads("石林社区")
    screen.picture("places-two-codes")
