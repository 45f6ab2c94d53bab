"""An empty school house: found, registered, given to use, published, withdrawn; and what others see of it."""

import pytest

from laoyou.access.scope import acting_as
from laoyou.places import actions as places
from laoyou.places.models import Division
from tests.journeys.screen import Screen
from tests.journeys.stage import COUNTY, SYSTEM

pytestmark = [pytest.mark.browser]
TOWN, VILLAGE, SITE, ROOM = "普光镇", "桐子坝村", "桐子坝村原村小", "教学楼"
DAY = "2024-03-01"


@pytest.fixture(scope="module")
def villages(demonstration: str) -> None:
    """Two villages of one township: there a place is chosen in two steps."""
    with acting_as(SYSTEM) as system:
        code = Division.objects.get(parent__code=COUNTY, name=TOWN).code[:9]
        rows = [("201", VILLAGE), ("202", "凉水井社区")]
        made = [{"code": code + tail, "name": name, "name_en": ""} for tail, name in rows]
        places.load_divisions(by=system, rows=made)


def test_a_room_from_survey_to_use_and_out(screen: Screen, villages: None) -> None:
    _a_site_is_added(screen)
    _a_room_is_registered(screen)
    _steps_are_told(screen)
    _it_is_used_and_given_back(screen)


def _a_site_is_added(screen: Screen) -> None:
    page = screen.page
    screen.sign_in("civil")
    screen.at("start")
    page.locator("#sections").get_by_role("link", name="场地").click()
    screen.at("spaces")
    screen.picture("spaces")
    screen.click("登记空间")
    screen.at("sites")
    screen.follow("site-add")
    page.get_by_label("名称").fill(SITE)
    page.get_by_label("地址").fill("二组15号")
    page.get_by_label("经度").fill("107.91")
    page.get_by_label("自哪天起").fill(DAY)
    screen.submit()
    screen.reads("请选择“地区”")
    page.get_by_label("地区").select_option(label=TOWN)
    page.get_by_label("村（社区）").select_option(label=VILLAGE)
    screen.submit()
    screen.reads("经度和纬度要么都填")
    assert page.get_by_label("地区").locator("option:checked").inner_text() == TOWN
    screen.picture("site-add")
    page.get_by_label("纬度").fill("31.52")
    page.get_by_label("权属").select_option("collective")
    page.get_by_label("土地用途").fill("教育用地")
    screen.submit()
    screen.at("site")
    screen.reads(TOWN + VILLAGE)
    screen.follow("site-edit")
    page.get_by_label("建筑面积").fill("640")
    screen.submit()
    screen.at("site")
    screen.reads("修改记录")


def _a_room_is_registered(screen: Screen) -> None:
    page = screen.page
    screen.follow("space-add")
    page.get_by_label("名称").fill(ROOM)
    page.get_by_label("类别").select_option("school")
    page.get_by_label("面积（平方米）").fill("0")
    page.get_by_label("自哪天起").fill(DAY)
    screen.submit()
    screen.reads("面积要大于 0")
    page.get_by_label("面积（平方米）").fill("410")
    page.get_by_label("联系单位和电话").fill("普光镇便民服务中心 0818-5200104")
    screen.submit()
    screen.at("space")
    screen.follow("space-edit")
    page.get_by_label("房屋状况").select_option("good")
    screen.submit()
    screen.at("space")


def _steps_are_told(screen: Screen) -> None:
    page = screen.page
    for kind, day, document in (
        ("survey", "2024-03-05", "闲置校舍摸底表"),
        ("meeting", "2024-05-10", "“一事一议”会议纪要第2号"),
        ("use_changed", "2024-06-01", "规划用途变更批复"),
    ):
        screen.follow("space-step")
        page.get_by_label("发生了什么").select_option(kind)
        page.get_by_label("哪一天").fill(day)
        page.get_by_label("文件或会议名称").fill(document)
        screen.submit()
        screen.at("space")
        screen.reads(document)
    page.get_by_role("link", name="更正 改变用途").click()
    screen.at("space-step")
    page.get_by_label("哪一天").fill("2024-06-11")
    screen.submit()
    screen.at("space")
    screen.reads("已更正")


def _it_is_used_and_given_back(screen: Screen) -> None:
    page = screen.page
    screen.follow("space-use")
    page.get_by_label("用途").select_option("meals")
    page.get_by_label("使用单位").fill("桐子坝村老年协会")
    page.get_by_label("方式").select_option("lease")
    page.get_by_label("自哪天起").fill("2024-07-01")
    screen.submit()
    screen.reads("协议到哪天为止")
    page.get_by_label("协议到期日").fill("2029-07-01")
    screen.submit()
    screen.at("space")
    screen.reads("使用中")
    screen.follow("use-edit")
    page.get_by_label("协议编号或名称").fill("租字〔2024〕21号")
    screen.submit()
    screen.at("space")
    screen.reads("租字〔2024〕21号")
    screen.picture("space")
    screen.follow("use-end")
    page.get_by_label("从哪天起不再使用").fill("2025-07-01")
    screen.submit()
    screen.at("space")
    screen.reads("2025-07-01 结束")
    screen.click(SITE)
    screen.at("site")
    screen.follow("site-end")
    page.get_by_label("从哪天起停用").fill("2025-09-01")
    page.get_by_label("为什么").fill("并入新校区，房屋拆除")
    screen.main.locator("form button.danger").click()
    screen.reads("还有 1 处空间没有退出")
    screen.click("取消")
    screen.at("site")
    screen.click(ROOM)
    screen.at("space")
    screen.follow("space-step")
    page.get_by_label("发生了什么").select_option("withdrawn")
    page.get_by_label("哪一天").fill("2025-08-20")
    screen.submit()
    screen.at("space")
    screen.reads("已退出")
    screen.click(SITE)
    screen.follow("site-end")
    page.get_by_label("从哪天起停用").fill("2025-09-01")
    page.get_by_label("为什么").fill("并入新校区，房屋拆除")
    screen.main.locator("form button.danger").click()
    screen.at("site")
    screen.reads("起已停用")


def test_a_lease_beyond_the_law_and_the_way_to_a_sheet(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.page.locator("#sections").get_by_role("link", name="场地").click()
    screen.at("spaces")
    screen.click("会议楼")
    screen.at("space")
    screen.reads("超过最长租赁期限 20 年（民法典 第七百零五条）")
    screen.picture("space-lease")
    screen.page.locator("#sections").get_by_role("link", name="场地").click()
    screen.at("spaces")
    screen.click("导入表格")
    screen.at("sheet-bring")
    screen.reads("可用空间")


def test_the_office_publishes_a_room_and_everybody_finds_it(screen: Screen) -> None:
    page = screen.page
    screen.sign_in("office")
    screen.at("start")
    page.locator("#sections").get_by_role("link", name="场地").click()
    screen.at("spaces")
    page.get_by_role("searchbox").fill("二号仓")
    page.wait_for_url("**q=*")
    screen.click("二号仓", exact=True)
    screen.at("space")
    screen.follow("space-publish")
    screen.reads("任何人不用登录都能看到")
    screen.submit()
    screen.at("space")
    screen.reads("停止公开")
    screen.go("/")
    screen.click("可用空间")
    screen.at("portal-spaces")
    screen.picture("portal-spaces")
    page.get_by_role("searchbox").fill("粮站")
    screen.press("查找")
    screen.reads("二号仓")
    page.get_by_role("searchbox").fill("没有这个地方")
    screen.press("查找")
    screen.reads("没有找到")
