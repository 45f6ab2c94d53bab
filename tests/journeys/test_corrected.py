"""A corrected document: its differences, its adoption, and the version before that stays to be read."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.adoption import name_departments, name_open_sets
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]


def corrected() -> bytes:
    """The demonstration plan with one number raised, one task in other words and one gone."""
    text = (Path(settings.PACKS) / "511722" / "demo" / "plan.txt").read_text("utf-8")
    assert "养老床位达到7000张" in text
    text = text.replace("养老床位达到7000张", "养老床位达到7500张")
    text = text.replace("发展智慧健康养老 |", "大力发展智慧健康养老 |")
    return "\n".join(line for line in text.split("\n") if not line.startswith("31 | ")).encode()


def test_a_corrected_document_takes_the_place_of_the_first(screen: Screen) -> None:
    screen.sign_in("office")
    screen.at("start")
    screen.click_anywhere("文件")
    screen.at("documents")
    screen.click("上传方案")
    screen.at("document-upload")
    screen.picture("upload")
    screen.page.go_back()
    screen.main.locator("tbody").get_by_role("link").first.click()
    screen.at("review")
    screen.follow("document-corrected")
    file = {"name": "plan-2.txt", "mimeType": "text/plain", "buffer": corrected()}
    screen.page.get_by_label("更正后的文件").set_input_files(file)  # type: ignore[arg-type]
    screen.press("上传并比较")
    screen.at("document-diff")
    screen.main.locator("del", has_text="7").first.wait_for()
    screen.picture("changes")
    screen.click("去审阅更正稿")
    screen.at("review")
    screen.picture("review")
    adopt(screen)
    screen.reads("更正前的进展已接到这一份")
    assert screen.main.get_by_role("region", name="更正后没有了的任务").locator("tbody tr").count() == 1
    screen.reads("大力发展智慧健康养老")
    screen.picture("followed")
    screen.follow("plan")
    screen.reads("执行中")
    screen.page.locator("select[name=state]").select_option("claimed")
    screen.page.wait_for_url("**state=claimed*")
    screen.main.locator("#list tbody th a").first.click()
    screen.at("task")
    screen.reads("历次进展")
    assert screen.main.locator("#entries .entry").count() > 0
    screen.click_anywhere("方案")
    screen.at("plans")
    screen.reads("已被新版替代")
    assert screen.main.locator("tbody tr").count() == 2


def adopt(screen: Screen) -> None:
    screen.follow("accept-above")
    screen.page.get_by_label("置信不低于").select_option("0.7")
    screen.page.wait_for_url("**confidence=0.7*")
    screen.submit()
    screen.at("review")
    screen.follow("adopt")
    screen.picture("adopt")
    screen.click("单位对应本地哪一家")
    screen.picture("adopt-units")
    screen.click("回到清单")
    name_departments(screen)
    name_open_sets(screen)
    screen.follow("adopt-targets")
    screen.press("都记为没有写明")
    screen.at("adopt")
    screen.follow("adopt-confirm")
    screen.picture("adopt-confirm")
    screen.submit()
    screen.at("plan-followed")
