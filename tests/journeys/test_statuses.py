"""A monthly list that shrank stops for a person; a village's survey sheet is printed and entered by keyboard."""

import datetime

import pytest
from django.utils import timezone
from pypdfium2 import PdfDocument

from laoyou.access import actions as access
from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.people.models import Resident
from laoyou.places.actions import load_divisions
from laoyou.places.models import Division
from laoyou.statuses import actions
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, PASSWORD, SYSTEM
from tests.world.statuses import line_of, resident

pytestmark = [pytest.mark.browser]
NAMES = ("贺春生", "贺秋实", "沐远山", "沐青禾", "戚有余", "戚满仓", "佟念慈", "佟守义", "蒲长河", "蒲云起")


def fill() -> list[Resident]:
    """A village with ten elders, who have all been on the list of 低保 for a month, and three people who keep them."""
    with acting_as(SYSTEM):
        township = Division.objects.filter(parent__code=COUNTY).order_by("code").first()
        assert township is not None
        code = f"{township.code[:9]}901"
        load_divisions(by=SYSTEM, rows=[{"code": code, "name": "柳溪村", "name_en": "Liuxi"}])
    with acting_as(SYSTEM):
        village, county = Division.objects.get(code=code), Division.objects.get(code=COUNTY)
        people = [
            resident(village, name, order=200 + place, address=f"{place // 2 + 1} 组 {place + 1} 号")
            for place, name in enumerate(NAMES)
        ]
        last = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
        rows = [line_of(one, place, area="rural") for place, one in enumerate(people, start=2)]
        made = actions.bring_list(
            by=SYSTEM, division=county, source="civil_affairs", kind="dibao", month=last, rows=rows
        )
        actions.confirm_items(by=SYSTEM, source_list=made)
        unit = Department.objects.filter(division=county).order_by("pk").first()
        for role, place in ((Role.REGISTRAR, county), (Role.REGISTER_HEAD, county), (Role.VILLAGE, village)):
            user, _password = access.create_person(
                by=SYSTEM, username=f"keeper-{role}", name=str(role.label), division=place, password=PASSWORD
            )
            department = None if role == Role.VILLAGE else unit
            access.grant_role(by=SYSTEM, user=user, role=role, division=place, department=department)
            user.must_change_password = False
            user.save()
    return people


def test_a_list_that_shrank_and_a_survey(screen: Screen) -> None:
    people = fill()
    _a_list_that_shrank(screen, people)
    _let_through(screen)
    _a_survey(screen)
    _a_person(screen)


def _a_list_that_shrank(screen: Screen, people: list[Resident]) -> None:
    screen.sign_in("keeper-registrar")
    screen.go("/console/statuses/lists/bring/")
    screen.at("source-list-bring")
    rows = [line_of(one) for one in people[:7]]
    text = "\n".join(["姓名\t身份证号\t城乡", *(f"{row.name}\t{row.number}\t农村" for row in rows)])
    division = Division.objects.get(code=COUNTY)
    screen.main.locator("[name=division]").select_option(str(division.pk))
    screen.main.locator("[name=what]").select_option("dibao/civil_affairs")
    screen.main.locator("[name=text]").fill(text)
    screen.submit()
    screen.at("source-list")
    screen.reads("名单减少过多，已停下")
    screen.picture("source-list-stopped")
    _sign_out(screen)


def _let_through(screen: Screen) -> None:
    screen.sign_in("keeper-register_head")
    screen.go("/console/statuses/lists/")
    screen.at("source-lists")
    screen.click("低保")
    screen.at("source-list")
    screen.click("核实", exact=True)
    screen.at("source-list-allow")
    screen.main.locator("[name=why]").fill("逐户核实，三户收入已达标")
    screen.picture("source-list-allow")
    screen.submit()
    screen.at("source-list")
    screen.press("确认全部")
    screen.reads("已办理 3 人")
    screen.go("/console/statuses/")
    screen.at("statuses")
    screen.picture("statuses")
    screen.click("低保", exact=True)
    screen.at("status-people")
    assert screen.main.locator("tbody tr").count() == 7
    screen.picture("status-people")
    _sign_out(screen)


def _a_survey(screen: Screen) -> None:
    screen.sign_in("keeper-village")
    screen.go("/console/statuses/surveys/")
    screen.at("surveys")
    screen.click("打印排查表")
    screen.at("survey-print")
    screen.picture("survey-sheet")
    # A large village: its sheets of paper part.
    screen.page.evaluate(
        "const all = document.querySelector('.survey-sheet tbody');"
        "for (let twice = 0; twice < 4; twice++) all.append(...all.cloneNode(true).children)"
    )
    with PdfDocument(screen.page.pdf()) as paper:
        said = [sheet.get_textpage().get_text_range() for sheet in paper]
    assert len(said) > 1
    assert all("keeper-village" in words and "用后收回" in words for words in said)
    screen.go("/console/statuses/surveys/")
    screen.click("录入")
    screen.at("survey-enter")
    for key in ("1", "Enter", "ArrowDown", "3", "Enter", "2", "Enter"):
        screen.page.keyboard.press(key)
    screen.picture("survey-enter")
    screen.submit()
    screen.at("survey")
    screen.reads("见到 3 人，未见到 7 人")
    screen.picture("survey")


def _a_person(screen: Screen) -> None:
    screen.click("贺春生")
    screen.at("status-of")
    screen.click("添加身份")
    screen.at("status-add")
    screen.click("优抚对象")
    screen.at("status-add")
    screen.main.locator("[name=source]").select_option("self")
    screen.submit()
    screen.at("status-of")
    screen.click("更正 优抚对象")
    screen.at("status-correct")
    screen.main.locator("[name=reason]").fill("来源选错")
    screen.main.locator("[name=source]").select_option("veterans")
    screen.submit()
    screen.at("status-of")
    screen.click("终止 优抚对象")
    screen.at("status-end")
    screen.main.locator("[name=why]").fill("本人说明")
    screen.submit()
    screen.at("status-of")
    screen.reads("来源选错")
    screen.picture("status-of")


def _sign_out(screen: Screen) -> None:
    screen.page.locator("[data-sign-out] button").click()
    screen.page.wait_for_load_state()
