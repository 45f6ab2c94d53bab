"""The demonstration county's board, as its office uses it."""

import pytest

from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser]


@pytest.fixture
def screen(screen: Screen) -> Screen:
    screen.sign_in("office")
    return screen


def test_tabs_filters_search_sort(screen: Screen) -> None:
    screen.at("start")
    screen.picture("start")
