"""What a location keeps: its people, papers, fees and insurance; and where the standards are not met."""

import datetime

import pytest

from laoyou.access.actions import add_department
from laoyou.access.rules import Role
from laoyou.access.scope import acting_as
from laoyou.config.first import open_account
from laoyou.places.models import Division
from laoyou.providers import actions
from laoyou.providers.actions import Filing
from laoyou.providers.tests.samples import code, facts, site
from tests.journeys.screen import Screen
from tests.journeys.stage import PASSWORD, SYSTEM

pytestmark = [pytest.mark.browser]
CLERK, HOME = "chuxiong-registrar", "鹿城镇康乐养老院"
BEGAN, GREW = datetime.date(2024, 5, 1), datetime.date(2025, 6, 1)


@pytest.fixture(scope="module")
def home(demonstration: str) -> None:
    """A home of 楚雄市 with 99 beds, and the clerk who registers there. Its prefecture's plan asks for a clinic from 100."""
    with acting_as(SYSTEM) as by:
        city = Division.objects.get(code="532301")
        unit = add_department(by=by, division=city, name="楚雄市民政局", short_name="民政局")
        open_account(
            by=by, role=Role.REGISTRAR, username=CLERK, division=city, department=unit, password=PASSWORD
        )
        known = facts(name=HOME, uscc=code(301), opened_on=BEGAN, licence_no="楚市民养备〔2024〕3号")
        provider = actions.register_provider(by=by, division=city, facts=known)
        place = actions.open_location(by=by, provider=provider, site=site(city, HOME), name="", since=BEGAN)
        for state in ("licensed", "open"):
            filing = Filing(measure="bed", state=state, amount=99, since=BEGAN)
            actions.file_capacity(by=by, location=place, filing=filing)
        actions.insure(
            by=by, location=place, kind="liability", insurer="示例财产保险", policy_no="ZR2026-0301",
            since=BEGAN, until=datetime.date(2099, 1, 1),
        )  # fmt: skip


def test_a_hundredth_bed_without_a_clinic_is_warned_of(screen: Screen, home: None) -> None:
    page = screen.page
    screen.sign_in(CLERK)
    screen.at("start")
    page.locator("#sections").get_by_role("link", name="服务机构").click()
    screen.at("providers")
    screen.click("未达要求的机构")
    screen.at("provider-findings")
    screen.reads("没有发现未达要求的机构")
    page.locator("#sections").get_by_role("link", name="服务机构").click()
    screen.click(HOME)
    screen.at("provider")
    screen.follow("capacity-file")
    page.get_by_label("口径").select_option("licensed")
    page.get_by_label("数量").fill("100")
    page.get_by_label("自", exact=True).fill(GREW.isoformat())
    screen.submit()
    screen.at("provider")
    screen.reads("没有医务室或护理站")
    screen.picture("provider-warned")
    page.locator("#sections").get_by_role("link", name="服务机构").click()
    screen.click("未达要求的机构")
    screen.at("provider-findings")
    line = screen.main.locator("#list tbody tr")
    assert line.count() == 1
    said = line.inner_text()
    assert "现有 100 张床位，100 张起应有" in said
    assert "自 2025-06-01" in said
    assert "楚雄" in said
    assert "三/(三)" in said
    screen.picture("provider-findings")
    screen.click(HOME)
    screen.at("upkeep")
    screen.main.locator('a[href$="/add/clinic/"]').click()
    screen.at("upkeep-add")
    page.get_by_label("备案（许可）编号").fill("楚市卫诊备〔2025〕21号")
    page.get_by_label("自", exact=True).fill(GREW.isoformat())
    screen.submit()
    screen.at("upkeep")
    screen.reads("没有发现未达要求的地方")


def test_a_home_keeps_its_people_papers_and_fees(screen: Screen) -> None:
    page = screen.page
    screen.sign_in("home")
    screen.at("start")
    page.locator("#sections").get_by_role("link", name="本机构").click()
    screen.at("own-providers")
    screen.click("人员与收费")
    screen.at("upkeep")
    for name, post in (("王春梅", "养老护理员"), ("何正平", "负责人"), ("冉光荣", "炊事人员")):
        _begin(screen, "staff", {"姓名": name, "到岗日期": "2024-03-01"}, {"岗位": post})
    _begin(
        screen,
        "paper",
        {"证号": "健2024-118", "发证日期": "2024-03-01", "有效期至": "2025-03-01"},
        {"人员": "王春梅（养老护理员）"},
    )
    screen.reads("份证明已到期")
    _begin(screen, "fee", {"档次": "双人间", "每月金额": "900", "自": "2024-03-01"}, {"收费项目": "床位费"})
    _begin(
        screen, "fee", {"档次": "一级护理", "每月金额": "1260.5", "自": "2024-03-01"}, {"收费项目": "护理费"}
    )
    _begin(screen, "advance", {"预收月数": "13", "自": "2024-03-01"}, {"预收什么": "预收服务费"})
    screen.reads("预收 13 个月，最多 12 个月")
    _begin(
        screen,
        "cover",
        {"保险公司": "示例财产保险", "保单号": "ZR2026-118", "自": "2026-01-01", "至": "2027-01-01"},
        {"险种": "机构综合责任险"},
    )
    screen.picture("upkeep")
    page.get_by_role("link", name="结束 冉光荣").click()
    screen.at("upkeep-end")
    page.get_by_label("结束日期").fill("2024-03-01")
    screen.submit()
    screen.reads("结束日期要晚于开始日期")
    page.get_by_label("结束日期").fill("2025-06-01")
    screen.submit()
    screen.at("upkeep")
    screen.reads("以前的 1 项")


def _begin(screen: Screen, what: str, typed: dict[str, str], chosen: dict[str, str]) -> None:
    screen.main.locator(f'a[href$="/add/{what}/"]').click()
    screen.at("upkeep-add")
    for label, option in chosen.items():
        screen.page.get_by_label(label, exact=True).select_option(label=option)
    for label, value in typed.items():
        screen.page.get_by_label(label, exact=label in {"自", "至"}).fill(value)
    screen.submit()
    screen.at("upkeep")
    screen.reads("已登记")
