"""Tasks as the office, a clerk, a reviewer and a signer move them in the demonstration county."""

from pathlib import Path

import pytest

from laoyou.progress import measure_sheet
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
PLAN = "宣汉县“一老一小”服务示范方案"


@pytest.fixture
def board(screen: Screen) -> Screen:
    """The office at the county's board."""
    screen.sign_in("office")
    screen.at("start")
    screen.main.locator(".block table").get_by_role("link", name=PLAN).click()
    screen.at("plan")
    return screen


def tab(screen: Screen, name: str, page: str) -> None:
    screen.page.locator(".tabs").get_by_role("link", name=name).click()
    screen.at(page)


def rows(screen: Screen) -> int:
    return screen.main.locator("#list tbody tr").count()


def test_the_board_filters_by_state_and_sorts_by_date(board: Screen) -> None:
    board.picture("tasks")
    board.page.locator("select[name=state]").select_option("overdue")
    board.page.wait_for_url("**state=overdue*")
    late = rows(board)
    assert 0 < late < 20
    board.click("时限")
    board.page.wait_for_url("**sort=due*")
    assert rows(board) == late


def test_many_are_decided_with_what_cannot_be(board: Screen) -> None:
    boxes = board.main.locator("#list tbody input[type=checkbox]")
    for index in range(3):
        boxes.nth(index).check()
    board.press("确认完成")
    board.at("tasks-decide")
    board.reads("不能办理的")


def test_a_claim_is_confirmed_and_opened_again(board: Screen) -> None:
    board.page.locator("select[name=state]").select_option("claimed")
    board.page.wait_for_url("**state=claimed*")
    board.main.locator("#list tbody th a").first.click()
    board.at("task")
    board.reads("历次进展")
    board.picture("task-progress")
    board.click("确认完成")
    board.at("tasks-decide")
    board.submit()
    board.at("task")
    board.reads("已完成")
    board.click("重新打开")
    board.at("tasks-decide")
    board.page.get_by_label("原因").fill("群众反映尚未投用")
    board.submit()
    board.at("task")
    board.reads("推进中")


def test_a_task_is_sorted_and_carried(board: Screen) -> None:
    board.click("批量分类")
    board.at("tasks-sort")
    board.page.go_back()
    board.click("结转", exact=True)
    board.at("tasks-carry")
    board.page.go_back()
    board.main.locator("#list tbody th a").first.click()
    board.at("task")
    board.click("改类别和时限")
    board.at("tracking")
    board.page.get_by_label("长期坚持").check()
    board.press("保存")
    board.at("task")
    board.click("代单位录入")
    board.at("entry-add")
    board.page.get_by_label("做了什么").fill("单位来电:本月已开工。")
    board.page.get_by_label("数据 1").fill("开工项目")
    board.page.get_by_label("数值 1").fill("3")
    board.press("记下进展")
    board.reads("还不能提交")
    board.page.get_by_label("单位", exact=True).select_option(index=1)
    board.press("记下进展")
    board.reads("请填写“开工项目”的单位")
    board.page.get_by_label("计量单位 1").fill("个")
    board.press("记下进展")
    board.at("task")
    board.reads("代录")
    board.reads("单位来电")


def test_the_yearly_plan(board: Screen, tmp_path: Path) -> None:
    tab(board, "年度计划", "measures")
    board.click("2025", exact=True)
    board.page.wait_for_url("**year=2025*")
    assert rows(board) > 10
    board.picture("measures")
    board.click("按单位对照结果")
    board.at("measures-compare")
    board.click("返回年度计划")
    board.at("measures")
    board.click("加一条")
    board.at("measure-add")
    board.click("返回年度计划")
    board.click("导入 Excel")
    board.at("measures-upload")
    with board.page.expect_download() as coming:
        board.click("先导出带任务和单位的空表")
    coming.value.save_as(tmp_path / "measures.xlsx")
    board.page.get_by_label("填好的 Excel 表").set_input_files(tmp_path / "measures.xlsx")
    board.press("检查这个表")
    board.reads("已经有了")
    board.click("返回年度计划")
    board.main.locator("#list tbody th a").last.click()
    board.at("measure")
    board.click("取消这条措施")
    board.at("measure-drop")
    board.page.get_by_label("为什么取消").fill("资金未到位")
    board.press("取消措施")
    board.at("measures")
    board.reads("资金未到位")
    assert len(measure_sheet.heads()) == 6


def test_the_months_of_a_year(board: Screen) -> None:
    tab(board, "时间表", "plan-timeline")
    board.click("2025", exact=True)
    board.page.wait_for_url("**year=2025*")
    assert board.main.locator(".months > li").count() == 12
    board.picture("timeline")


def test_an_order_from_issue_to_closing(board: Screen, tmp_path: Path) -> None:
    tab(board, "督办", "orders")
    assert rows(board) == 2
    board.click("下达督办单")
    board.at("order-add")
    board.page.get_by_label("存在问题").fill("没有按时限完成。")
    board.page.get_by_label("整改要求").fill("月底前报结果。")
    board.page.get_by_label("宣汉县民政局").check()
    board.press("下达")
    board.at("order")
    board.reads("〕1号")
    board.picture("order")
    board.click("代单位报整改")
    board.at("order-step")
    (tmp_path / "整改.txt").write_text("已整改", "utf-8")
    board.page.get_by_label("整改了什么，结果怎样").fill("已补齐。")
    board.page.get_by_label("佐证材料").set_input_files(tmp_path / "整改.txt")
    board.press("报出整改")
    board.at("order")
    board.click("复查", exact=True)
    board.press("记下复查结论")
    board.at("order")
    board.reads("已办结")


def test_words_to_paste(board: Screen) -> None:
    tab(board, "催办和通报", "remind")
    board.main.locator("tbody input[type=checkbox]:not([disabled])").first.check()
    board.press("生成选中单位的催办文字")
    board.page.wait_for_url("**unit=*")
    assert "请抓紧办理" in board.main.locator("textarea").first.input_value()
    board.picture("remind")
    board.press("已发出")
    board.at("remind")
    board.reads("催办记录")
    board.click("起草通报")
    board.at("bulletin")
    assert "总体情况" in board.main.locator("textarea").input_value()
    with board.page.expect_download() as coming:
        board.press("下载 .txt")
    assert "总体情况" in Path(coming.value.path()).read_text("utf-8")


def test_a_draft_passes_its_desks(screen: Screen) -> None:
    screen.sign_in("civil-reviewer")
    screen.at("start")
    screen.click_anywhere("我的工作")
    screen.at("worklist")
    screen.picture("worklist")
    screen.main.locator("#work-review a").first.click()
    screen.at("draft")
    screen.click("审核通过")
    screen.at("draft-step")
    screen.submit()
    screen.at("draft")
    screen.reads("待签发")


def test_a_draft_is_kept_as_it_is_typed(screen: Screen) -> None:
    screen.sign_in("civil")
    screen.at("start")
    screen.click_anywhere("我的工作")
    screen.at("worklist")
    screen.main.locator("#work-owed a, #work-measures a").first.click()
    screen.page.wait_for_load_state()
    screen.at("entry-add")
    screen.page.get_by_label("做了什么").fill("完成摸底")
    screen.press("先存草稿")
    screen.at("draft")
    screen.page.get_by_label("做了什么").press_sequentially(",已列出名单")
    screen.main.locator("#saved").get_by_text("已自动保存").wait_for()
    screen.page.reload()
    assert "名单" in screen.page.get_by_label("做了什么").input_value()
    screen.press("提交审核")
    screen.reads("待审核")
