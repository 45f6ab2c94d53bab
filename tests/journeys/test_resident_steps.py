"""What is done with one person, one form after the other; and a list that leaves as a file."""

import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.people.models import Resident
from laoyou.places.models import Division
from tests.journeys import register
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, SYSTEM

pytestmark = [pytest.mark.browser]
HEAD = "keeper-register-head"


@pytest.fixture(scope="module")
def people(demonstration: str) -> list[Resident]:
    with acting_as(SYSTEM):
        place = register.village()
    with acting_as(SYSTEM):
        county = Division.objects.get(code=COUNTY)
        register.keeper(Role.REGISTER_HEAD, county, "周登记")
        register.keeper(Role.VILLAGE, place, "柳村专干")
        return register.elders(place)


def _open(screen: Screen, person: Resident) -> None:
    screen.sign_in(HEAD)
    screen.at("start")
    screen.go(f"/console/residents/{person.pk}/")
    screen.at("resident")


def _at_top(screen: Screen, words: str) -> None:
    """The part of the page under this heading, for a picture."""
    heading = screen.main.get_by_role("heading", name=words, exact=True)
    heading.evaluate("one => window.scrollBy(0, one.getBoundingClientRect().top - 90)")


def test_facts_number_phone_kin_and_household(screen: Screen, people: list[Resident]) -> None:
    page, one = screen.page, people[0]
    _open(screen, one)
    screen.follow("resident-edit")
    page.get_by_label("住址").fill("1 组 8 号")
    screen.picture("resident-edit")
    screen.submit()
    screen.at("resident")
    screen.reads("1 组 8 号")
    screen.follow("resident-number")
    page.get_by_label("证件号码").fill(register.number(99, datetime.date(1941, 3, 8))[:-1] + "0")
    screen.submit()
    screen.reads("多半有一位抄错了")
    page.get_by_label("证件号码").fill(register.number(99, datetime.date(1941, 3, 8)))
    screen.submit()
    screen.at("resident")
    screen.follow("resident-phone")
    page.get_by_label("电话").fill("13900000099")
    screen.submit()
    screen.at("resident")
    screen.follow("resident-household")
    screen.submit()
    screen.at("resident")
    screen.follow("resident-tie")
    page.get_by_label("登记为").select_option("guardian")
    page.get_by_label("姓名").fill("贺小川")
    page.get_by_label("电话").fill("13900000123")
    screen.picture("resident-tie")
    screen.submit()
    screen.at("resident")
    screen.reads("贺小川")
    _at_top(screen, "修改记录")
    screen.reads("周登记")
    screen.picture("resident-history")
    _at_top(screen, "谁能看到此人")
    screen.reads("负责这个地区")
    screen.reads("柳村专干")
    screen.picture("resident-seen-by")
    screen.click("结束 监护人")
    screen.at("resident-end")
    screen.reads("不再是监护人")
    screen.picture("resident-end")
    screen.press("结束")
    screen.at("resident")
    screen.reads("为止")


def test_let_go_to_another_county(screen: Screen, people: list[Resident]) -> None:
    page = screen.page
    _open(screen, people[1])
    screen.follow("resident-release")
    page.get_by_label("迁到哪个县").select_option(index=1)
    page.get_by_label("原因").fill("随子女居住")
    screen.submit()
    screen.at("resident")
    screen.reads("已办迁出")


def test_a_death_is_recorded_and_taken_back(screen: Screen, people: list[Resident]) -> None:
    page = screen.page
    _open(screen, people[2])
    screen.follow("resident-death")
    page.get_by_label("去世日期").fill("2026-01-05")
    screen.picture("resident-death")
    screen.main.get_by_role("button", name="登记去世").click()
    screen.at("resident")
    screen.reads("2026-01-05 去世")
    screen.follow("resident-death")
    page.get_by_label("依据").fill("登记错了人")
    screen.main.get_by_role("button", name="撤销登记").click()
    screen.at("resident")
    assert screen.main.get_by_text("去世", exact=False).count() >= 1  # in the history


def test_a_number_is_opened_and_the_line_stands(screen: Screen, people: list[Resident]) -> None:
    page = screen.page
    _open(screen, people[3])
    screen.follow("resident-reveal")
    page.get_by_label("用途").select_option("benefit")
    page.get_by_label("办什么事").fill("申请高龄补贴")
    screen.submit()
    screen.reads("这次查看已记入档案的查看记录")
    screen.click("返回档案")
    screen.at("resident")
    _at_top(screen, "查看记录")
    screen.reads("办理待遇或补贴：申请高龄补贴")
    screen.picture("resident-reads")


def test_a_list_leaves_masked_and_marked(screen: Screen, people: list[Resident], tmp_path: Path) -> None:
    page = screen.page
    screen.sign_in(HEAD)
    screen.at("start")
    screen.go("/console/residents/")
    page.locator("select[name=life]").select_option("yes")
    page.wait_for_url("**life=yes*")
    screen.follow("residents-export")
    screen.reads("证件号码、电话")
    page.get_by_label("导出用途").fill("核对高龄津贴名单")
    screen.picture("residents-export")
    with page.expect_download() as coming:
        screen.submit()
    coming.value.save_as(tmp_path / "list.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "list.xlsx")).get_sheet_by_index(0).to_python()
    assert HEAD in str(rows[0][0])
    assert "核对高龄津贴名单" in str(rows[0][0])
    lines = {row[0]: row for row in rows[2:]}
    assert set(register.ELDERS) <= set(lines)
    assert lines["蒲长河"][4:6] == [
        f"•••• {register.number(19, datetime.date(1953, 7, 8))[-1]}",
        "139••••••04",
    ]
