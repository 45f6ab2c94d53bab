"""The demonstration county's leading group: a holder changes, a meeting is held, a decision becomes a task."""

import datetime

import pytest
from django.utils import timezone

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
TODAY = timezone.localdate
GROUP = "工作领导小组"


@pytest.fixture
def office(screen: Screen) -> Screen:
    screen.sign_in("office")
    screen.at("start")
    screen.click_anywhere("机构会议")
    screen.at("bodies")
    return screen


def fill(screen: Screen, **values: str) -> None:
    for name, value in values.items():
        screen.main.locator(f"[name={name}]").fill(value)


def pick(screen: Screen, name: str, value: str) -> None:
    screen.main.locator(f"select[name={name}]").select_option(value)


def tab(screen: Screen, word: str, name: str) -> None:
    screen.main.locator(".tabs").get_by_role("link", name=word, exact=True).click()
    screen.at(name)


def test_a_successor_takes_every_seat(office: Screen) -> None:
    office.picture("bodies")
    office.click(GROUP)
    office.at("body")
    office.picture("body")
    office.click("县卫生健康局局长")
    office.at("post")
    office.reads("谢春和")
    office.click("变更任职")
    office.at("post-succeed")
    office.reads("接任人将递补 2 个席位")
    day = TODAY().isoformat()
    fill(office, name="方远舟", since="2024-09-02", document="示范组干〔2026〕3号", filed_to="领导小组办公室")
    office.submit()
    office.submit()
    office.reads("接任日期须在这之后")
    fill(office, since=day)
    office.submit()
    office.reads("方远舟接任县卫生健康局局长")
    office.examine()
    office.press("确认递补并备案")
    office.at("filing")
    for words in ("谢春和", "托育服务工作专班", "组长（召集人）", "办公室副主任"):
        office.reads(words)
    office.picture("filing")
    office.page.emulate_media(media="print")
    assert not office.main.locator(".filing-tools").is_visible()
    office.page.emulate_media(media="screen")
    office.click("附上文件")
    office.at("filing-evidence")
    office.main.locator("[name=files]").set_input_files(
        {"name": "任免.txt", "mimeType": "text/plain", "buffer": "任免通知".encode()}
    )
    office.submit()
    office.at("filing")
    office.reads("任免.txt")
    office.click("看这个职务")
    office.at("post")
    office.click("更正 方远舟")
    office.at("tenure-correct")
    office.submit()
    office.reads("为什么更正")
    fill(office, name="方远洲", reason="姓名写错")
    office.submit()
    office.at("post")
    office.reads("方远洲")
    office.reads("原记 方远舟")
    office.follow("filing")
    office.reads("现为 方远洲")


def test_who_sat_there_on_a_day(office: Screen) -> None:
    office.click(GROUP)
    office.at("body")
    office.reads("卢知秋")
    office.main.locator("[name=on]").fill("2025-01-01")
    office.press("看这一天")
    office.page.wait_for_url("**on=2025-01-01*")
    office.reads("温启明")
    assert office.main.get_by_text("卢知秋").count() == 0


def test_lists_narrow_and_export(office: Screen) -> None:
    pick(office, "state", "vacant")
    office.page.wait_for_url("**state=vacant*")
    office.reads("养老服务工作专班")
    assert office.main.locator("tbody tr").count() == 2
    with office.page.expect_download():
        office.click("导出 Excel")
    tab(office, "职务", "posts")
    pick(office, "state", "vacant")
    office.page.wait_for_url("**state=vacant*")
    assert office.main.locator("tbody tr").count() == 1
    tab(office, "递补备案", "filings")
    office.reads("卢知秋")
    tab(office, "会议", "meetings")
    tab(office, "议定事项", "decisions")
    pick(office, "state", "task")
    office.page.wait_for_url("**state=task*")
    assert office.main.locator("tbody tr").count() == 1
    with office.page.expect_download():
        office.click("导出 Excel")


def test_bodies_are_set_up_seated_and_ended(office: Screen) -> None:
    office.click("从方案建立")
    office.at("bodies-from-plan")
    office.click("建立 县养老托育服务联席会议")
    office.at("body-set-up")
    office.submit()
    office.at("body")
    office.reads("召集人")
    office.click_anywhere("机构会议")
    office.at("bodies")
    office.click("新建机构")
    office.at("body-add")
    fill(office, name="宣传工作组", since="2025-01-06")
    pick(office, "kind", "group")
    office.submit()
    office.at("body")
    office.click("加席位")
    office.at("seat-add")
    office.submit()
    office.reads("请选择一个职务，或写一个新的职务")
    fill(office, new_post="县文化广播电视和旅游局局长", since="2025-01-06")
    office.submit()
    office.at("body")
    office.click("写上任职人")
    office.at("post")
    office.click("写上任职人")
    office.at("post-appoint")
    fill(office, name="沈明湖", since="2025-01-06")
    office.submit()
    office.at("post")
    office.click("修改")
    office.at("post-edit")
    office.submit()
    office.at("post")
    office.click("离任未接")
    office.at("post-vacate")
    office.press("记下离任")
    office.at("post")
    office.reads("空缺")
    office.click("宣传工作组")
    office.at("body")
    office.click("修改")
    office.at("body-edit")
    fill(office, basis="关于成立宣传工作组的通知")
    office.submit()
    office.at("body")
    office.click("结束席位")
    office.at("seat-end")
    office.press("结束席位")
    office.at("body")
    office.click("撤销机构")
    office.at("body-end")
    office.press("撤销这个机构")
    office.at("body")
    office.reads("已撤销")


def test_a_post_is_added_by_itself(office: Screen) -> None:
    tab(office, "职务", "posts")
    office.click("添加职务")
    office.at("post-add")
    fill(office, name="县残疾人联合会理事长")
    office.submit()
    office.at("post")
    office.reads("这个职务还没有席位")


def test_two_people_change_one_body(office: Screen) -> None:
    """The second is told, sees both texts, and nothing that was typed is lost."""
    office.click("养老服务工作专班")
    office.follow("body-edit")
    other = office.page.context.new_page()
    other.goto(office.page.url)
    other.locator("[name=basis]").fill("甲的依据")
    other.locator("main form button.primary").click()
    other.wait_for_load_state()
    fill(office, basis="乙的依据")
    office.submit()
    office.reads("刚被别人改过")
    office.reads("甲的依据")
    assert office.main.locator("[name=basis]").input_value() == "乙的依据"
    office.submit()
    office.at("body")
    office.reads("乙的依据")


def test_a_meeting_is_held_and_its_decision_becomes_a_task(office: Screen) -> None:
    tab(office, "会议", "meetings")
    office.click("安排会议")
    office.at("meeting-add")
    office.page.get_by_label("哪个机构的会议").select_option(label="托育服务工作专班")
    fill(office, title="托育专班碰头会", on=(TODAY() - datetime.timedelta(days=2)).isoformat())
    office.submit()
    office.at("meeting")
    office.follow("meeting-agenda")
    fill(office, text_1="通报备案进度", text_2="研究补助办法")
    office.submit()
    office.at("meeting")
    office.follow("meeting-edit")
    office.page.get_by_label("主持人").select_option(index=1)
    office.submit()
    office.at("meeting")
    office.follow("meeting-attendance")
    office.main.locator("select").last.select_option("deputy")
    office.submit()
    office.reads("请写明受委托人姓名")
    office.main.locator("[name^=deputy_]").last.fill("陶小满")
    office.submit()
    office.at("meeting")
    office.follow("decision-add")
    fill(office, text="年底前完成托育机构备案。", due=(TODAY() + datetime.timedelta(days=30)).isoformat())
    office.page.get_by_label("牵头单位").select_option(label="宣汉县卫生健康局")
    office.submit()
    office.at("meeting")
    office.follow("decision-edit")
    fill(office, text="年底前完成全部托育机构备案。")
    office.submit()
    office.at("meeting")
    for text in ("当场核对名单。", "记错的一项。"):
        office.follow("decision-add")
        fill(office, text=text)
        office.submit()
        office.at("meeting")
    office.click("删去 3")
    office.at("decision-drop")
    office.press("删去这一项")
    office.at("meeting")
    office.click("不需跟踪 2")
    office.at("decision-close")
    fill(office, because="当场办结。")
    office.submit()
    office.at("meeting")
    office.follow("meeting-minutes")
    fill(office, minutes="会议研究了托育备案。\n\n议定两项。")
    office.submit()
    office.at("meeting")
    office.follow("meeting-issue")
    office.submit()
    office.at("meeting")
    office.follow("meeting-correct")
    fill(office, text="第一项应由县教育局配合。")
    office.submit()
    office.at("meeting")
    office.reads("第一项应由县教育局配合。")
    office.click("转为任务 1")
    office.at("decision-task")
    office.submit()
    office.at("task")
    office.reads("会议议定事项")
    office.reads("托育专班碰头会")
    office.follow("meeting")
    office.follow("task")


def test_a_planned_meeting_is_called_off(office: Screen) -> None:
    tab(office, "会议", "meetings")
    office.click("领导小组第3次会议")
    office.at("meeting")
    office.follow("meeting-drop")
    office.press("取消这次会议")
    office.at("meetings")
    assert office.main.get_by_text("领导小组第3次会议").count() == 0


def test_a_leader_reads_and_changes_nothing(screen: Screen) -> None:
    screen.sign_in("leader")
    screen.at("start")
    screen.click_anywhere("机构会议")
    screen.at("bodies")
    assert screen.main.get_by_role("link", name="新建机构").count() == 0
    screen.click(GROUP)
    screen.at("body")
    assert screen.main.get_by_role("link", name="加席位").count() == 0


def test_another_language_and_larger_letters(office: Screen) -> None:
    office.page.get_by_role("button", name="English").click()
    office.page.wait_for_load_state()
    office.reads("Leading groups, joint meetings")
    office.at("bodies")
