"""Who sees what: consent, leave to open a child's data, deletion, destruction, the yearly audit, the review of access."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from laoyou.access.models import Department
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.people.models import Presence, Resident
from laoyou.places.models import Division
from laoyou.providers.models import Location, Stay
from laoyou.statuses.actions import add_status
from tests.journeys import register
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, SYSTEM

pytestmark = [pytest.mark.browser]
HEAD, CLERK, RELATIVE = "keeper-register-head", "keeper-village", "keeper-family"


@pytest.fixture(scope="module")
def people(demonstration: str) -> list[Resident]:
    """Elders and a child of a village, a home where one stays and one stayed long ago, and those who keep them."""
    today = timezone.localdate()
    with acting_as(SYSTEM):
        place = register.village()
    with acting_as(SYSTEM):
        county = Division.objects.get(code=COUNTY)
        assert Department.objects.filter(division=county).exists()
        register.keeper(Role.REGISTER_HEAD, county, "周登记")
        register.keeper(Role.VILLAGE, place, "柳村专干")
        register.keeper(Role.FAMILY, county, "贺家女儿")
        found = [*register.elders(place), register.child(place)]
        home = Location.objects.filter(provider__kind="elder_home", until=None).earliest("pk")
        Stay.objects.create(
            location=home, division=home.division, resident=found[0], mode="full", since=register.SINCE
        )
        add_status(by=SYSTEM, resident=found[0], kind="living_alone", source="village", since=register.SINCE)
        Presence.objects.create(
            resident=found[1], division=place, provider_ref=home.provider_id, stay_ref="journey",
            since=today - datetime.timedelta(days=3000), until=today - datetime.timedelta(days=5 * 366 + 9),
        )  # fmt: skip
    return found


def _sign_in(screen: Screen, username: str) -> None:
    screen.page.context.clear_cookies()
    screen.sign_in(username)
    screen.page.wait_for_url("**/console/**")


def _person(screen: Screen, person: Resident) -> None:
    screen.go(f"/console/residents/{person.pk}/")
    screen.at("resident")


def test_a_person_agrees_and_withdraws(screen: Screen, people: list[Resident]) -> None:
    page, one = screen.page, people[0]
    _sign_in(screen, CLERK)
    _person(screen, one)
    screen.follow("consent-give")
    page.get_by_label("同意什么").select_option("family")
    page.get_by_label("同意人").fill("贺春生")
    page.get_by_label("家属账号").fill(RELATIVE)
    page.get_by_label("也同意让这位家属看身份").check()
    screen.picture("consent-give")
    page.get_by_label("家属账号").fill("unknown")
    screen.submit()
    screen.reads("没有这个家属账号")
    page.get_by_label("家属账号").fill(RELATIVE)
    screen.submit()
    screen.at("resident")
    _sign_in(screen, RELATIVE)
    screen.go("/console/family/")
    screen.at("family")
    screen.reads("贺春生")
    screen.reads("全托")
    screen.reads("独居")
    screen.picture("family")
    _sign_in(screen, CLERK)
    _person(screen, one)
    screen.follow("consent-withdraw")
    screen.reads("这位家属的账号当天起看不到此人")
    page.get_by_label("原因").fill("本人要求")
    screen.picture("consent-withdraw")
    screen.press("撤回")
    screen.at("resident")
    _sign_in(screen, RELATIVE)
    screen.go("/console/family/")
    screen.reads("还没有人同意让您查看")


def test_a_childs_number_is_asked_for_granted_seen_and_audited(
    screen: Screen, people: list[Resident], tmp_path: Path
) -> None:
    page, child = screen.page, people[-1]
    _sign_in(screen, CLERK)
    _person(screen, child)
    screen.follow("opening-ask")
    page.get_by_label("用途").fill("核对托育补助申请")
    screen.picture("opening-ask")
    screen.submit()
    screen.at("resident")
    screen.reads("已申请查看，等待审批")
    _sign_in(screen, HEAD)
    screen.go("/console/privacy/")
    screen.at("openings")
    screen.picture("openings")
    screen.follow("opening-decide")
    page.get_by_label("同意", exact=True).check()
    screen.picture("opening-decide")
    screen.submit()
    screen.at("openings")
    _sign_in(screen, CLERK)
    _person(screen, child)
    screen.follow("resident-reveal")
    page.get_by_label("用途").select_option("benefit")
    page.get_by_label("办什么事").fill("核对托育补助申请")
    screen.submit()
    screen.reads("这次查看已记入档案的查看记录")
    screen.go("/console/privacy/openings/")
    screen.follow("opening-withdraw")
    page.get_by_label("原因").fill("已经办完")
    screen.press("撤回")
    screen.at("openings")
    screen.reads("已撤回")
    _sign_in(screen, "audit")
    screen.go("/console/privacy/")
    screen.at("minors-audit")
    screen.reads(CLERK)
    screen.picture("minors-audit")
    screen.follow("minors-audit-export")
    with page.expect_download() as coming:
        screen.submit()
    coming.value.save_as(tmp_path / "audit.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "audit.xlsx")).get_sheet_by_index(0).to_python()
    assert any(row[1] == CLERK and row[4] == "查看完整号码" and row[9] for row in rows[2:])
    assert child.name not in str(rows)


def test_a_deletion_is_asked_for_and_decided(screen: Screen, people: list[Resident]) -> None:
    page = screen.page
    _sign_in(screen, CLERK)
    _person(screen, people[2])
    screen.follow("deletion-ask")
    page.get_by_label("情形").select_option("withdrawn")
    page.get_by_label("说明").fill("已迁往外省，本人要求删除")
    screen.picture("deletion-ask")
    screen.submit()
    screen.at("resident")
    screen.reads("有一份删除申请等待决定")
    _sign_in(screen, HEAD)
    screen.go("/console/privacy/deletions/")
    screen.at("deletions")
    screen.picture("deletions")
    screen.follow("deletion-decide")
    screen.picture("deletion-decide")
    page.get_by_label("不同意").check()
    screen.main.locator("form button[type=submit]").last.click()
    screen.reads("请写明不同意的理由")
    page.get_by_label("同意", exact=True).check()
    screen.main.locator("form button[type=submit]").last.click()
    screen.at("deletions")
    screen.reads("列入待销毁")


def test_what_is_past_its_term_is_approved(screen: Screen, people: list[Resident]) -> None:
    _sign_in(screen, HEAD)
    screen.go("/console/privacy/disposals/")
    screen.at("disposals")
    screen.picture("disposals")
    screen.follow("disposal-approve")
    screen.reads("沐远山")
    screen.picture("disposal-approve")
    screen.press("批准销毁这 1 条")
    screen.at("disposals")
    screen.reads("已批准，待销毁")


def test_the_review_shows_who_reaches_whom(screen: Screen, people: list[Resident]) -> None:
    _sign_in(screen, "security")
    screen.go("/console/privacy/")
    screen.at("access-review")
    screen.reads(CLERK)
    screen.picture("access-review")
