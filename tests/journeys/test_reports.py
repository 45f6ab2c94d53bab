"""A half-year report, from its first draft to its restatement, and down to the rows behind a figure."""

import io
import re
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]


@pytest.fixture
def office(screen: Screen) -> Screen:
    screen.sign_in("office")
    screen.at("start")
    screen.page.keyboard.press("g")
    screen.page.keyboard.press("o")
    screen.at("reports")
    return screen


@pytest.fixture
def report(office: Screen) -> Screen:
    """At a draft of the half-year report."""
    office.follow("report-new")
    office.page.get_by_label("报送周期").select_option(label="2025年下半年工作报告")
    office.submit()
    office.at("report-page")
    return office


def test_a_draft_is_filled_at_once_and_each_figure_leads_to_its_rows(report: Screen) -> None:
    report.reads("52")
    report.picture("report")
    link = report.main.locator("a.report-figure").first
    said = int(link.inner_text())
    link.click()
    report.at("report-figure")
    report.reads(f"共 {said} 条")
    assert report.main.locator("tbody tr").count() == min(50, said)


def test_a_measured_figure_leads_to_its_counts(report: Screen) -> None:
    report.main.locator("#section-indicators").get_by_role("link", name=re.compile("4\\.4996")).first.click()
    report.at("report-figure")
    report.reads("4\u2009293 / 954\u2009090")


def test_words_are_kept_as_typed_and_figures_are_put_in(report: Screen) -> None:
    report.main.locator("#section-next").get_by_role("link", name="改这一节").click()
    report.at("report-words")
    area = report.page.get_by_label("这一节的文字")
    area.fill("我们还有任务")
    report.main.locator("summary", has_text="插入数据").click()
    report.page.get_by_label("数据", exact=True).select_option("{{figure:open_tasks}}")
    report.press("插入数据")
    report.reads("已自动保存")
    report.main.locator("#preview .report-text", has_text=re.compile(r"^我们还有任务\d+")).wait_for()
    area.fill("这里有{{figure:nobody}}。")
    report.main.locator("#preview").get_by_text("认不出").wait_for()
    area.fill("下半年再办52项。{{figure:open_tasks}}")
    report.main.locator("#preview").get_by_text("下半年再办52项").wait_for()
    report.press("保存并返回")
    report.at("report-page")
    report.reads("下半年再办52项")


def test_head_refill_issue_and_restatement(report: Screen) -> None:
    report.follow("report-head")
    report.page.get_by_label("主送单位").fill("宣汉县人民政府")
    report.submit()
    report.at("report-page")
    report.follow("report-refill")
    report.reads("已经是最新数据")
    report.page.get_by_label("数据截止日").fill("2025-06-30")
    report.press("换个截止日再看")
    report.reads("个数据会变")
    report.page.go_back()
    report.click("返回报告")
    report.follow("report-issue")
    report.page.get_by_label("发文字号").fill("宣发改〔2026〕5号")
    report.submit()
    report.at("report-page")
    report.reads("已印发")
    report.follow("report-restate")
    report.submit()
    report.at("report-page")
    report.reads("修订稿")
    report.follow("report-issue")
    report.page.get_by_label("发文字号").fill("宣发改〔2026〕6号")
    report.submit()
    report.reads("这是第 2 版")
    report.page.get_by_label("修订说明").fill("补充主送单位")
    report.submit()
    report.at("report-page")
    report.reads("补充主送单位")
    report.page.locator("#sections").get_by_role("link", name="报告").click()
    report.at("reports")


def test_the_report_leaves_as_word_and_excel(report: Screen) -> None:
    with report.page.expect_download() as coming:
        report.click("Word")
    written = docx.Document(io.BytesIO(Path(coming.value.path()).read_bytes()))
    assert max(len(table.rows) for table in written.tables) >= 53
    with report.page.expect_download() as coming:
        report.click("Excel")
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(coming.value.path()).read_bytes()))
    assert "任务" in book.sheet_names


def test_the_page_file_is_accessible_by_itself(report: Screen, tmp_path: Path) -> None:
    with report.page.expect_download() as coming:
        report.click("网页文件")
    file = tmp_path / "report.html"
    file.write_bytes(Path(coming.value.path()).read_bytes())
    report.page.goto(file.as_uri())
    report.examine()


def test_a_leader_reads_and_may_not_write(screen: Screen) -> None:
    screen.sign_in("leader")
    screen.page.locator("#sections").get_by_role("link", name="报告").click()
    screen.at("reports")
    assert screen.main.get_by_role("link", name="写报告").count() == 0
    assert screen.main.get_by_role("link", name="改这一节").count() == 0


def test_english(office: Screen) -> None:
    office.page.get_by_role("button", name="English").click()
    office.page.locator("html[lang=en]").wait_for()
    office.at("reports")
    office.page.get_by_role("button", name="中文").click()
    office.page.locator("html[lang=zh-Hans]").wait_for()
