"""What an office does from a file to the last page before adoption; shared by the journeys of real plans."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys.screen import Screen

WHY = "文件没有列出名称"


def upload(screen: Screen, filename: str, content: bytes) -> None:
    screen.at("document-upload")
    file = {"name": filename, "mimeType": "text/plain", "buffer": content}
    screen.page.get_by_label("方案文件").set_input_files(file)  # type: ignore[arg-type]
    screen.press("上传并读取")
    screen.at("review")


def name_departments(screen: Screen) -> None:
    """Take what the names say; what answers to no name of ours is waived with a reason."""
    screen.click("单位对应本地哪一家")
    screen.at("adopt-units")
    screen.press("采纳名称对得上的")
    screen.reads("名称对得上的单位都已确认")
    answer_rows(screen, waive)
    screen.follow("adopt")


def name_open_sets(screen: Screen) -> None:
    """One is waived by itself, the others together."""
    screen.click("没有点名的单位")
    screen.at("adopt-units")
    answer_rows(screen, waive, at_most=1)
    if open_rows(screen).count():
        screen.page.get_by_label("为什么不指定").fill(WHY)
        screen.press("剩下的都不指定")
    else:
        screen.follow("adopt")


def open_rows(screen: Screen) -> Locator:
    return screen.main.locator("tbody tr", has_text="待处理")


def answer_rows(screen: Screen, answer: Callable[[Screen], None], at_most: int = 100) -> None:
    """Answer rows that are still open, one after the other, as a clerk does."""
    rows = open_rows(screen)
    for _row in range(min(at_most, rows.count())):
        rows.first.get_by_role("link").first.click()
        screen.at("adopt-unit")
        answer(screen)
        screen.press("记下并返回")
        screen.at("adopt-units")


def waive(screen: Screen) -> None:
    screen.page.get_by_label("不指定到单位").check()
    screen.page.get_by_label("为什么不指定").fill(WHY)
