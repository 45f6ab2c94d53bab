"""Figures counted from the registers beside what was reported, each down to its rows."""

import pytest
from python_calamine import CalamineWorkbook

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]
# (the target, as counted, as reported last, rows behind it, of which so many are on its last page)
TARGETS = (
    ("托位数", "4.4996 个", "与上报的数据一致", 4293, 43),
    ("养老床位", "7 000 张", "登记比上报少（−24 张）", 7000, 50),
    ("护理型床位", "55.0%", "登记比上报少（−0.6 个百分点）", 3850, 50),
)


def test_three_targets_are_counted_live_down_to_their_rows(board: Screen) -> None:
    for name, counted, beside, rows, on_last in TARGETS:
        line = board.main.locator("#list tbody tr", has=board.page.get_by_role("link", name=name)).first
        assert f"登记 {counted}" in _plain(line.inner_text())
        line.get_by_role("link", name="登记").click()
        board.at("live")
        assert counted in _plain(board.main.locator(".verdict .now").inner_text())
        assert beside in _plain(board.main.inner_text())
        assert _tab_count(board) == rows
        assert board.main.locator("[data-rows] tr").count() == 50
        if name == "护理型床位":
            board.picture("live")
        _goes_to_the_last_page(board, rows, on_last)
        with board.page.expect_download() as download:
            board.click("导出 Excel")
        sheet = CalamineWorkbook.from_path(download.value.path()).get_sheet_by_index(0).to_python()
        assert len(sheet) - 2 == rows  # without the mark and the heads
        board.go(board.page.url.removeprefix(board.url).split("targets/")[0] + "?view=indicators")
        board.at("plan")


def _goes_to_the_last_page(board: Screen, rows: int, on_last: int) -> None:
    last = -(-rows // 50)
    board.go(f"{board.page.url.removeprefix(board.url).split('?')[0]}?page={last}")
    board.reads(f"{last} / {last}")
    assert board.main.locator("[data-rows] tr").count() == on_last


def _tab_count(board: Screen) -> int:
    return int(_plain(board.main.locator(".tabs .count").first.inner_text()).replace(" ", ""))


def _plain(text: str) -> str:
    """Numbers are grouped by thin spaces that do not break."""
    return text.replace("\u2009", " ").replace("\xa0", " ")


def test_a_figure_is_the_sum_of_its_areas_and_leads_to_the_institution(board: Screen) -> None:
    board.main.locator("#list").get_by_role("link", name="登记 55").click()
    board.at("live")
    board.click("分地区")
    board.page.wait_for_url("**part=areas*")
    board.examine()
    counts = board.main.locator("[data-rows] td:nth-child(2)").all_inner_texts()
    assert sum(int(_plain(one).replace(" ", "")) for one in counts if one != "—") == 3850
    board.picture("live-areas")
    board.page.get_by_label("截止日").fill("2020-01-01")
    board.press("看这一天")
    board.reads("登记里还没有数据")
    board.page.go_back()
    board.main.locator(".tabs a").nth(1).click()
    board.page.wait_for_url("**part=denominator*")
    board.click("东乡街道养老服务中心")
    board.at("provider")
