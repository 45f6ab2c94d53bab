import re
from xml.etree import ElementTree

import pytest

from laoyou.lib import charts, drawing

POINTS = [(2023.0, 56.2), (2023.5, 57.0), (2024.0, 55.3)]


def test_a_trajectory_is_drawn_with_attributes_only() -> None:
    spec = charts.trajectory(
        POINTS, course=[(2020, 48), (2025, 60)], target=(2025, 60), waiting=[(2024.5, 54.8)]
    )
    text = drawing.svg(spec)
    ElementTree.fromstring(text)  # noqa: S314 - our own drawing
    assert not re.search(r"style=|aria-|role=|<script|url\(", text)
    assert charts.PINE in text
    assert charts.BAD not in text
    assert not re.search("[\u3400-\u9fff]", text)


def test_missed_is_red() -> None:
    assert charts.BAD in drawing.svg(charts.trajectory(POINTS, missed=True))


@pytest.mark.parametrize(
    "spec",
    [
        charts.trajectory([]),
        charts.trajectory([(2025, 0)]),
        charts.trajectory([(2025, 7.0)], target=(2025, 7.0)),
        charts.trajectory([(2024, 1e9), (2025, 1e-6)], size=charts.PAGE),
        charts.bars([("1", 3.0), ("2", 0.0)], target=2),
    ],
)
def test_odd_figures_are_drawn_too(spec: charts.Spec) -> None:
    assert drawing.svg(spec).startswith("<svg")
    assert drawing.png(spec).startswith(b"\x89PNG")


def test_the_same_drawing_is_drawn_once() -> None:
    spec = charts.trajectory(POINTS)
    assert drawing.svg(spec) is drawing.svg(charts.trajectory(POINTS))
