"""The real county document, from its upload to a live board. No sentence of it is kept, in text or picture."""

import base64

import pytest
from playwright.sync_api import Browser

from laoyou.plans import queries
from laoyou.plans.models import Obligation, Plan
from laoyou.plans.tests.reference import reference_plan
from tests.journeys.adoption import answer_rows, name_departments, name_open_sets, upload
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.shared]
OFFICE, CIVIL = "office-511722", "宣汉县民政局"
TABLE = """序号\t指标\t基期年份\t基期值\t目标年份\t目标值\t单位\t性质\t责任单位
1\t示例指标甲\t2020\t40\t2025\t60\t%\t约束性\t县民政局
2\t示例指标乙\t2020\t1.5\t2025\t3\t个\t预期性\t县卫生健康局"""
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def test_from_upload_to_board(offices: str, screen: Screen, browser: Browser) -> None:
    content = reference_plan("xuanhan")
    screen.sign_in(OFFICE)
    screen.at("start")
    screen.reads("还没有方案")
    screen.click("上传方案")
    upload(screen, "xuanhan.txt", content)
    review(screen)
    add_from_selection(screen)
    paste_a_table_and_link(screen)
    accept_the_rest(screen)
    screen.follow("adopt")
    name_units(screen)
    state_targets(screen)
    assign_clauses(screen)
    nothing_is_public(browser, offices)
    confirm(screen)
    plan = Plan.objects.get()
    stands_as_the_document_says(screen, plan)
    every_part_leads_to_its_sentence(screen, plan)
    nothing_is_public(browser, offices)


def review(screen: Screen) -> None:
    """Text and cards find each other; one item is edited, one dropped and taken back."""
    screen.reads("未读")
    tasks = screen.page.locator(".hit-task").evaluate_all("all => new Set(all.map(e => e.dataset.item)).size")
    assert tasks == 52
    hit = screen.page.locator(".hit-task").first
    hit.click()
    card = screen.page.locator(f"#item-{hit.get_attribute('data-item')}")
    assert "here" in str(card.get_attribute("class"))
    card.get_by_role("button", name="剔除").click()
    card.get_by_text("已剔除").wait_for()
    card.get_by_role("button", name="恢复待确认").click()
    card.get_by_text("待确认").first.wait_for()
    card.get_by_role("link", name="修改").click()
    screen.at("item-edit")
    box = screen.page.get_by_label("任务内容")
    box.fill(box.input_value() + "(修订)")
    screen.press("保存修改")
    screen.at("review")
    screen.reads("改过")


def add_from_selection(screen: Screen) -> None:
    """A passage from which nothing was read becomes a goal of its own."""
    screen.page.locator(".hit-unread").first.evaluate("el => getSelection().selectAllChildren(el)")
    screen.page.get_by_role("button", name="加为条目").click()
    screen.at("item-add")
    screen.press("目标")
    screen.page.get_by_label("什么", exact=True).fill("示例补充目标")
    screen.page.get_by_label("数值", exact=True).fill("3")
    screen.page.locator("[name=unit]").fill("个")
    screen.press("加上这一条")
    screen.at("review")
    screen.reads("示例补充目标")


def paste_a_table_and_link(screen: Screen) -> None:
    screen.click("从 Excel 粘贴")
    screen.at("items-paste")
    screen.page.get_by_label("从 Excel 复制的行").fill(TABLE)
    picture = {"name": "table.png", "mimeType": "image/png", "buffer": PIXEL}
    screen.page.get_by_label("原表的图片").set_input_files(picture)  # type: ignore[arg-type]
    screen.press("加上这些行")
    screen.at("review")
    card = screen.page.locator(".card", has_text="示例指标甲")
    assert screen.page.request.get(
        screen.url + str(card.get_by_role("link", name="看原表的图片").get_attribute("href"))
    ).ok
    card.get_by_role("link", name="修改").click()
    screen.at("item-edit")
    screen.page.get_by_label("对应哪个已知的指标或参数").select_option("indicator:nursing_bed_share")
    screen.press("记下对应")
    screen.at("review")


def accept_the_rest(screen: Screen) -> None:
    screen.follow("accept-above")
    screen.submit()
    screen.at("review")
    screen.page.get_by_label("状态").select_option("proposed")
    screen.page.wait_for_url("**state=proposed*")
    waiting = screen.page.locator(".card[data-state=proposed]").get_by_role("button", name="接受")
    while left := waiting.count():
        waiting.first.click()
        screen.page.wait_for_function(
            "n => document.querySelectorAll('.card[data-state=proposed]').length < n", arg=left
        )


def name_units(screen: Screen) -> None:
    name_departments(screen)
    screen.click("一类单位")
    screen.at("adopt-units")
    answer_rows(screen, expand)
    screen.reads("共 37 家")
    screen.click("回到清单")
    name_open_sets(screen)


def expand(screen: Screen) -> None:
    screen.page.get_by_label("一类单位：每个乡镇").check()


def state_targets(screen: Screen) -> None:
    """One goal is answered in full; of the rest the office knows no more than the document."""
    screen.follow("adopt-targets")
    screen.main.locator("tbody tr").first.get_by_role("link").click()
    screen.at("adopt-target")
    screen.page.get_by_label("基期值").first.fill("2")
    screen.page.get_by_label("性质").first.select_option("false")
    screen.page.get_by_label("责任单位").first.fill("县民政局")
    screen.press("记下并返回")
    screen.at("adopt-targets")
    screen.press("都记为没有写明")
    screen.at("adopt")


def assign_clauses(screen: Screen) -> None:
    """The visits stand in no row of the table: the county gives them to civil affairs."""
    screen.follow("adopt-clauses")
    visits = screen.main.locator("tbody tr", has_text="(七)")
    assert visits.count() == 2
    assert visits.get_by_text("待处理").count() == 2
    while (row := visits.filter(has_text="待处理")).count():
        row.first.get_by_role("link").click()
        screen.at("adopt-clause")
        screen.page.get_by_label(CIVIL).check()
        screen.press("记下并返回")
        screen.at("adopt-clauses")
    screen.press("先空着")
    screen.at("adopt-clauses")
    screen.follow("adopt")


def nothing_is_public(browser: Browser, url: str) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(url + "/")
    page.get_by_text("还没有公开的方案").wait_for()
    page.close()


def confirm(screen: Screen) -> None:
    assert not Plan.objects.exists()
    screen.follow("adopt-confirm")
    screen.submit()
    screen.at("plan")
    screen.reads("方案已采用")


def stands_as_the_document_says(screen: Screen, plan: Plan) -> None:
    screen.reads("共 52 条")
    assert queries.board_tasks(plan, queries.TaskFilter(size=100)).pairs == 219
    assert Obligation.objects.filter(task__no=3, division__level="township").count() == 37
    screen.main.locator("tbody tr").nth(2).locator("th").get_by_role("link").click()
    screen.at("task")
    screen.reads("石铁乡人民政府")
    screen.page.go_back()
    screen.click("标准")
    screen.page.wait_for_url("**view=parameters*")
    visits = screen.main.locator("tbody tr", has_text="(七)")
    assert visits.count() == 2
    assert visits.get_by_role("link", name="民政局").count() == 2


def every_part_leads_to_its_sentence(screen: Screen, plan: Plan) -> None:
    """From the page of each part one link goes to the document, with that very span lit."""
    pages = [f"tasks/{no}/" for no in plan.tasks.values_list("no", flat=True)]
    pages += [f"targets/{pk}/" for pk in plan.targets.exclude(start=None).values_list("pk", flat=True)]
    pages += [f"rules/{pk}/" for pk in plan.rules.exclude(start=None).values_list("pk", flat=True)]
    assert len(pages) >= 58
    for path in pages:
        text = screen.page.request.get(f"{screen.url}/console/plans/{plan.pk}/{path}").text()
        assert f"/console/plans/{plan.pk}/source/?from=" in text, path
    screen.go(f"/console/plans/{plan.pk}/{pages[-1]}")
    screen.follow("source")
    screen.page.locator(".sentence").first.wait_for()
