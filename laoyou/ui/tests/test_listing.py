from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from laoyou.ui.listing import PAGE_SIZE, Filter, Listing, Pages

STATE = Filter("state", "状态", [("live", "执行中"), ("closed", "已收官")])


def listing(query: str) -> Listing:
    return Listing(QueryDict(query), [STATE], ("no", "name"), "no", {"view": "tasks"})


def test_what_is_not_offered_is_left_out() -> None:
    asked = listing("state=gone&sort=password&page=-3")
    assert (asked.chosen, asked.sort, asked.number) == ({}, "no", 1)


def test_each_filter_in_force_is_a_chip_that_takes_it_away() -> None:
    asked = listing("q=托育&state=live&sort=-name&page=2")
    assert [chip.label for chip in asked.chips] == ["搜索：托育", "状态：执行中"]
    assert asked.chips[1].url == "?view=tasks&q=%E6%89%98%E8%82%B2&sort=-name"
    assert asked.cleared == "?view=tasks"


def test_a_page_past_the_end_is_the_last() -> None:
    rows, pages = listing("page=99").cut(list(range(120)))
    assert (list(rows), pages.number, pages.first_row, pages.last_row) == (list(range(100, 120)), 3, 101, 120)


@given(st.integers(0, 500), st.integers(1, 20))
def test_pages_show_every_row_once(total: int, number: int) -> None:
    last = Pages(1, total).last
    seen = [row for page in range(1, last + 1) for row in listing(f"page={page}").cut(range(total))[0]]
    assert seen == list(range(total))
    assert last == max(1, -(-total // PAGE_SIZE))
