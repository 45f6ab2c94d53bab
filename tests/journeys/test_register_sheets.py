"""County sheets of institutions, of who lives there, and of housing: merged titles, heads over two lines, faults told at their
cells, good lines in, bad ones mended, the same again nothing. The other registers of providers and spaces more lightly."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest

from laoyou.access.scope import acting_as
from laoyou.people.models import Resident
from laoyou.places.models import Division
from laoyou.providers.tests.samples import code, id_number, resident
from tests.journeys.bringing import bring, told, totals
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, SYSTEM
from tests.world.county_sheets import CountySheet, Wrong

pytestmark = [pytest.mark.browser]
HOME, TOWN, NEXT_TOWN = "东乡街道养老服务中心", "东乡街道", "蒲江街道"
DAY = datetime.date(2026, 3, 1)
PEOPLE = ("游春和", "乔安民", "费素琴", "简明远", "柯玉芳", "麦正清")


def _code(serial: int) -> str:
    return code(700 + serial)


INSTITUTIONS = CountySheet(
    "宣汉县2026年上半年养老托育机构基本情况统计表",
    (
        "序号", "机构名称", "统一社会信用代码", "机构类型", "经营性质", "法人性质", "成立日期", "所在乡镇", "详细地址",
        "床位情况/核定床位", "床位情况/其中护理型", "托位数", "联系电话", "负责人",
    ),
    (
        (1, "柳岸敬老院", _code(1), "养老机构", "公立", "事业单位", DAY, TOWN, "柳岸路1号", 80, 48, "", "0818-5200001", "甲"),
        (2, "松风养老院", _code(2), "养老机构", "民营", "民非", "2024.5.20", NEXT_TOWN, "松风路2号", "60", "30", "", "", "乙"),
        (3, "禾苗托育园", _code(3), "托育机构", "民办", "企业", "2025年9月1日", TOWN, "禾苗路3号", "", "", 70, "", "丙"),
        (4, "短码养老院", Wrong(_code(4)[:-1], "应为18位", "改好", _code(4)), "养老机构", "民办", "民非", DAY, TOWN, "短码路4号", 40, "", "", "", "丁"),
        (5, "多床养老院", _code(5), "养老机构", "民办", "民非", DAY, TOWN, "多床路5号", Wrong("约120张", "不是一个数", "只填数字", 120), "", "", "", "戊"),
        (6, "护多养老院", _code(6), "养老机构", "民办", "民非", DAY, TOWN, "护多路6号", 40, Wrong(41, "多于床位总数", "核对", 31), "", "", "己"),
        (7, "他乡养老院", _code(7), "养老机构", "民办", "民非", DAY, Wrong("桃源乡", "找不到", "全称", TOWN), "他乡路7号", 40, "", "", "", "庚"),
        (8, "疗养度假村", _code(8), Wrong("疗养院", "不在可选的范围", "养老机构", "养老机构"), "民办", "企业", DAY, TOWN, "度假路8号", 40, "", "", "", "辛"),
        (9, "小满家庭托育点", _code(9), "家庭托育点", "民办", "个体工商户", DAY, TOWN, "小满路9号", "", "", Wrong(6, "最多 5 人", "托育机构", 5), "", "壬"),
        (10, "明年养老院", _code(10), "养老机构", "民办", "民非", Wrong("2026年9月", "哪一天", "写全", DAY), TOWN, "明年路10号", 40, "", "", "", "癸"),
    ),
)  # fmt: skip


def _stays() -> CountySheet:
    numbers = [id_number(serial) for serial in range(81, 87)]
    spoilt = numbers[3][:17] + ("0" if numbers[3][17] != "0" else "1")
    rows = (
        (1, HOME, PEOPLE[0], numbers[0], "110-1", "全托", DAY, ""),
        (2, HOME, PEOPLE[1], numbers[1], "110-2", "", "2026.3.2", "2026-05-01"),
        (3, HOME, PEOPLE[2], numbers[2], Wrong("110-1", "已有人", "床号", "111-1"), "全托", DAY, ""),
        (4, HOME, PEOPLE[3], Wrong(spoilt, "校验位", "核对", numbers[3]), "111-2", "全托", DAY, ""),
        (5, HOME, PEOPLE[4], numbers[4], Wrong("909", "没有这张床", "床号", "112-1"), "全托", DAY, ""),
        (6, HOME, PEOPLE[5], numbers[5], "112-2", Wrong("长住", "可选", "全托", "全托"), DAY, ""),
    )
    heads = (
        "序号", "养老机构名称", "老人姓名", "身份证号", "床位号", "入住方式", "入住情况/入住日期", "入住情况/退住日期",
    )  # fmt: skip
    return CountySheet("宣汉县养老机构入住老人花名册", heads, rows)


HOUSING = CountySheet(
    "新建居住区养老托育设施“四同步”台账",
    (
        "序号", "小区名称", "乡镇", "建设单位", "规划规模/户数", "规划规模/人数", "供地日期", "竣工日期", "托位数",
        "四同步/规划", "四同步/建设", "四同步/验收", "四同步/交付",
    ),
    (
        (1, "云锦一期", TOWN, "示例置业", "860", 2500, "2024年3月1日", "", 25, "2024.4.1", "", "", ""),
        (2, "云锦二期", TOWN, "示例置业", 640, "1900", DAY, "", 19, "", "", "", ""),
        (3, "江畔新苑", NEXT_TOWN, "示例建设", Wrong("待定", "不是一个数", "只填数字", 300), 900, "2024-05-01", "", "", "", "", "", ""),
        (4, "山水苑", TOWN, "示例建设", 300, 900, "2025-05-01", Wrong("2025-04-01", "早于供地", "核对", "2026-04-01"), "", "", "", "", ""),
        (5, "桂苑", TOWN, "示例建设", 300, 900, "2023-05-01", "", "", "2023-06-01", "", Wrong("2025-06-01", "还没有登记", "依次填写", ""), ""),
        (6, Wrong("", "必填", "补上", "枫苑"), TOWN, "示例建设", 300, 900, "2023-05-01", "", "", "", "", "", ""),
    ),
)  # fmt: skip


@pytest.fixture
def people(screen: Screen) -> None:
    """Those who live in the home by the sheet, known to the register of residents."""
    with acting_as(SYSTEM):
        county = Division.objects.get(code=COUNTY)
        for serial, name in enumerate(PEOPLE, 81):
            if not Resident.objects.filter(name=name).exists():
                resident(county, name, serial)


def _walk(screen: Screen, target: str, sheet: CountySheet, name: str) -> None:
    """Brought, every planted cell told and nothing else, the good in, the bad mended, the same again nothing."""
    bring(screen, target, f"{name}.xlsx", sheet.content())
    screen.press("核对整张表")
    screen.at("sheet-batch")
    bad, good = len(sheet.bad), len(sheet.rows) - len(sheet.bad)
    screen.reads(f"有 {bad} 行要改")
    if target in {"providers", "stays"}:
        screen.picture(f"sheet-{target}")
    said = told(screen)
    assert sorted(said) == sorted(sheet.planted)
    for cell, one in sheet.planted.items():
        assert one.why in said[cell][0], f"{cell}: {said[cell]}"
        assert one.do in said[cell][1], f"{cell}: {said[cell]}"
    with screen.page.expect_download() as download:
        screen.click("下载待改表")
    screen.press(f"写入 {good} 行")
    screen.reads(f"已写入 {good} 行")
    mended = sheet.mended(download.value.path().read_bytes())
    bring(screen, target, f"{name}-改好.xlsx", mended)
    screen.reads("已照记住的")
    screen.press("核对整张表")
    screen.reads("没有发现问题")
    assert totals(screen)["新增"] == bad
    screen.press(f"写入 {bad} 行")
    screen.reads("已写入")
    bring(screen, target, f"{name}-改好.xlsx", mended)
    screen.press("核对整张表")
    screen.reads("整张表早已在册，没有变化")


def test_institutions_of_a_county_sheet(screen: Screen) -> None:
    screen.sign_in("registrar")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="服务机构").click()
    screen.at("providers")
    screen.click("导入表格")
    screen.at("sheet-bring")
    _walk(screen, "providers", INSTITUTIONS, "机构统计表")
    screen.go("/console/providers/?q=护多养老院")
    screen.click("护多养老院", exact=True)
    screen.at("provider")
    screen.reads("40")
    screen.reads("31")


def test_who_lives_there_of_a_county_sheet(screen: Screen, people: None) -> None:
    screen.sign_in("registrar")
    screen.at("start")
    sheet = _stays()
    _walk(screen, "stays", sheet, "入住花名册")
    screen.go("/console/providers/?q=" + HOME)
    screen.click(HOME, exact=True)
    screen.at("provider")
    assert "990121" not in screen.main.inner_text()
    for name in (*PEOPLE[:1], *PEOPLE[2:]):
        screen.reads(name)


def test_housing_of_a_county_sheet(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    _walk(screen, "housing", HOUSING, "四同步台账")
    screen.go("/console/spaces/projects/?q=云锦一期")
    screen.click("云锦一期", exact=True)
    screen.at("project")
    screen.reads("2024-04-01")


# One good line and one wrong: (target, who, heads, rows).
LIGHT: tuple[tuple[str, str, Sequence[str], Sequence[Sequence[Any]]], ...] = (
    (
        "sites", "civil", ("乡镇", "场所名称", "详细地址", "面积/建筑面积", "面积/占地面积", "产权性质"),
        (
            (TOWN, "老粮站", "粮站街1号", 1200, "2000", "国有"),
            (TOWN, "旧供销社", "供销街2号", Wrong("三百", "不是一个数", "只填数字", 300), 500, "国有"),
        ),
    ),
    (
        "spaces", "civil", ("乡镇", "所在地点", "房屋名称", "房屋类别", "情况/面积", "情况/产权单位"),
        (
            (TOWN, "惠民小区", "9栋101", "空置公租房", 60.5, "东乡街道"),
            (TOWN, Wrong("没有的小区", "没有这处地点", "先登记", "惠民小区"), "9栋102", "空置公租房", 60, "东乡街道"),
        ),
    ),
    (
        "enrolments", "registrar", ("托育机构名称", "幼儿姓名", "身份证号", "时间/入托日期", "时间/退托日期"),
        (
            ("东乡街道小雨点托育园", PEOPLE[0], id_number(81), DAY, ""),
            ("东乡街道小雨点托育园", PEOPLE[1], id_number(82), Wrong("2099-01-01", "还没有到", "年份", DAY), ""),
        ),
    ),
    (
        "provider-staff", "registrar", ("养老机构名称", "人员姓名", "职务", "任职/入职时间", "任职/离职时间"),
        (
            (HOME, "向晚晴", "护理员", DAY, ""),
            (HOME, "向晚霞", Wrong("保安员", "不在可选", "护理", "护理员"), DAY, ""),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("target", "username", "heads", "rows"), LIGHT, ids=[one[0] for one in LIGHT])
def test_the_other_registers_take_a_county_sheet(
    screen: Screen, people: None, target: str, username: str, heads: Sequence[str], rows: Any
) -> None:
    screen.sign_in(username)
    screen.at("start")
    _walk(screen, target, CountySheet("台账", heads, rows), "台账")
