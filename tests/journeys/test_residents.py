"""A village's person: searched for, registered, opened for a purpose, found twice, merged, moved."""

import datetime

import pytest
from stdnum.cn import ric

from laoyou.access import actions as access
from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import Actor, acting_as
from laoyou.people import actions
from laoyou.people.facts import Facts
from laoyou.people.models import Handover, Resident
from laoyou.places.models import Division
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, PASSWORD

pytestmark = [pytest.mark.browser]
DAY = datetime.date(2025, 1, 1)
HEAD = "register-head-journey"


def number(serial: int) -> str:
    """An invented number with a right check sign."""
    body = f"99012119500101{serial:03d}"
    return body + ric.calc_check_digit(body + "0")


@pytest.fixture(scope="module")
def registers(demonstration: str) -> list[Division]:
    """A head of the register, and two people who look like one."""
    with acting_as(Actor.system("journey")) as by:
        county = Division.objects.get(code=COUNTY)
        user, _password = access.create_person(
            by=by, username=HEAD, name="登记负责人", division=county, password=PASSWORD
        )
        unit = Department.objects.filter(division=county).earliest("pk")
        access.grant_role(by=by, user=user, role=Role.REGISTER_HEAD, division=county, department=unit)
        towns = list(Division.objects.filter(parent=county).order_by("code")[:2])
        for phone in ("13800000001", ""):
            actions.register_resident(
                by=by, division=towns[0], facts=Facts("李秀英", "2", datetime.date(1948, 5, 6)), phone=phone,
                since=DAY,
            )  # fmt: skip
    return towns


def test_a_person_is_looked_for_registered_opened_and_moved(
    screen: Screen, registers: list[Division]
) -> None:
    page = screen.page
    screen.sign_in(HEAD)
    screen.at("start")
    screen.go("/console/residents/")
    screen.at("residents")
    screen.follow("handovers")
    screen.go("/console/residents/")
    page.get_by_label("姓名、首字母、证件号码或电话").fill("王桂花")
    screen.press("查找")
    screen.reads("没有查到这个人")
    assert "王桂花" not in page.url
    screen.picture("residents-search")
    screen.follow("resident-add")
    page.get_by_label("证件号码").fill(number(2))
    page.get_by_label("责任村（社区）").select_option(label=registers[0].name)
    screen.submit()
    screen.at("resident")
    screen.reads("1950-01-01")
    screen.follow("resident-reveal")
    page.get_by_label("用途").select_option("benefit")
    page.get_by_label("办什么事").fill("申请高龄补贴")
    screen.submit()
    screen.reads("这次查看已记入档案的查看记录")
    screen.picture("resident-reveal")
    screen.click("返回档案")
    screen.at("resident")
    screen.reads("办理待遇或补贴：申请高龄补贴")
    screen.picture("resident")
    screen.follow("resident-reveal")
    screen.reads("半小时内有效")
    screen.click("返回档案")
    screen.follow("resident-move")
    page.get_by_label("新的村（社区）").select_option(label=registers[1].name)
    screen.submit()
    screen.reads("新的日期要晚于这一天")


def test_two_records_of_one_person_are_merged_and_taken_apart(
    screen: Screen, registers: list[Division]
) -> None:
    page = screen.page
    screen.sign_in(HEAD)
    screen.at("start")
    screen.go("/console/residents/")
    screen.follow("residents-doubles")
    screen.reads("同一乡镇，姓名和出生日期相同")
    screen.picture("residents-doubles")
    screen.follow("resident-pair")
    screen.picture("residents-pair")
    page.get_by_label("同一个人，保留第一份档案").check()
    page.get_by_label("依据").fill("同一人登记了两次")
    screen.submit()
    screen.at("residents-doubles")
    screen.go("/console/residents/")
    page.get_by_label("姓名、首字母、证件号码或电话").fill("lxy")
    screen.press("查找")
    screen.click("李秀英")
    screen.at("resident")
    screen.follow("resident-move")
    page.get_by_label("新的村（社区）").select_option(label=registers[1].name)
    screen.submit()
    screen.at("resident")
    screen.reads("到 ")
    screen.follow("resident-unmerge")
    screen.picture("resident-unmerge")
    page.get_by_label("依据").fill("核实为两人")
    page.get_by_role("button", name="拆开").click()
    screen.at("resident")


def test_who_was_let_go_is_taken_back(screen: Screen, registers: list[Division]) -> None:
    with acting_as(Actor.system("journey")):
        person = Resident.objects.filter(name="李秀英").latest("pk")
        to = Division.objects.filter(level="county").exclude(code=COUNTY).earliest("pk")
        made = Handover.objects.create(
            resident=person, division_id=person.division_id, to_division=to, name_then=person.name, since=DAY,
            reason="随子女居住",
        )  # fmt: skip
    screen.sign_in(HEAD)
    screen.at("start")
    screen.go(f"/console/residents/handovers/{made.pk}/")
    screen.at("handover")
    screen.page.get_by_label("依据").fill("不迁了")
    screen.press("撤回")
    screen.at("resident")
    screen.reads("已撤回迁出，仍由本地负责")
