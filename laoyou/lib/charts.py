"""Charts as Vega-Lite specifications: plain dictionaries that a page, a printout and a Word file all draw.

No words stand in a drawing, only digits, so that a machine without a Chinese font draws it right; the words stand around it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
XY = tuple[float, float]
INK, SOFT, HAIR, PINE, BAD, NONE = "#1d2a2f", "#4c5b60", "#dfe5e3", "#0f6b5c", "#b3261e", "#5a676b"
SMALL, PAGE = (232, 84), (680, 240)
_FONT = "Noto Sans, Liberation Sans, Arial, sans-serif"


def trajectory(
    points: Sequence[XY],
    *,
    course: Sequence[XY] = (),
    target: XY | None = None,
    milestones: Sequence[XY] = (),
    waiting: Sequence[XY] = (),
    missed: bool = False,
    size: tuple[int, int] = SMALL,
) -> Spec:
    """Figures over the years (x in years, a year's number at its end), the way that was planned, and the target.

    `points` are drawn full, `waiting` (not accepted yet) hollow; `missed` draws the figures in red.
    """
    colour = BAD if missed else PINE
    seen = sorted([*points, *waiting])
    layers = [
        *([_line(course, SOFT, dash=[4, 3], width=1.25)] if len(course) > 1 else []),
        *([_rule(target[1])] if target else []),
        *([_line(seen, colour, width=2)] if len(seen) > 1 else []),
        *([_dots(milestones, SOFT, "diamond", filled=False)] if milestones else []),
        *([_dots(points, colour, "circle")] if points else []),
        *([_dots(waiting, colour, "circle", filled=False)] if waiting else []),
        *([_dots([target], INK, "triangle-right")] if target else []),
    ]
    known = [*seen, *course, *milestones, *([target] if target else [])]
    return _spec(layers, known, size)


def bars(
    rows: Sequence[tuple[str, float]], *, target: float | None = None, size: tuple[int, int] = PAGE
) -> Spec:
    """One bar a row, in the order given; `rows` are (a short label of digits or letters, value)."""
    values = [{"x": label, "y": value} for label, value in rows]
    order = {"field": "x", "type": "nominal", "sort": None, "axis": _axis(labelAngle=0)}
    bar: Spec = {
        "data": {"values": values},
        "mark": {"type": "bar", "color": PINE, "width": {"band": 0.6}},
        "encoding": {"x": order, "y": {"field": "y", "type": "quantitative", "axis": _axis(tickCount=4)}},
    }
    return _framed([bar, *([_rule(target)] if target is not None else [])], size)


def pyramid(rows: Sequence[tuple[str, int, int]], *, size: tuple[int, int] = (560, 380)) -> Spec:
    """People by age, youngest row first: the one count to the left in ink, the other to the right in green."""
    ages = {
        "field": "age",
        "type": "nominal",
        "sort": [row[0] for row in reversed(rows)],
        "axis": _axis(grid=False),
    }
    count = _axis(tickCount=6, labelExpr="format(abs(datum.value), ',')")
    sides = []
    for colour, values in (
        (SOFT, [{"age": age, "people": -left} for age, left, _right in rows]),
        (PINE, [{"age": age, "people": right} for age, _left, right in rows]),
    ):
        x = {"field": "people", "type": "quantitative", "axis": count}
        bar = {"type": "bar", "color": colour, "height": {"band": 0.8}}
        sides.append({"data": {"values": values}, "mark": bar, "encoding": {"x": x, "y": ages}})
    return _framed(sides, size)


def _spec(layers: Sequence[Spec], known: Sequence[XY], size: tuple[int, int]) -> Spec:
    low, high = _span([y for _x, y in known])
    first, last = _years([x for x, _y in known])
    step = max(1, -(-(last - first) // (6 if size[0] < 400 else 12)))
    x = {
        "scale": {"domain": [first, last], "nice": False},
        "axis": _axis(format="d", labelFlush=False, values=list(range(first, last + 1, step))),
    }
    y = {
        "scale": {"domain": [low, high], "nice": True, "zero": False},
        "axis": _axis(tickCount=3 if size[1] < 120 else 5),
    }
    for layer in layers:
        for name, said in (("x", x), ("y", y)):
            if name in layer["encoding"]:
                layer["encoding"][name] |= said
    return _framed(layers, size)


def _framed(layers: Sequence[Spec], size: tuple[int, int]) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size[0],
        "height": size[1],
        "background": None,
        "padding": 4,
        "layer": list(layers) or [_dots([], INK, "circle")],
        "config": {
            "aria": False,
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"domainColor": HAIR, "tickColor": HAIR},
        },
    }


def _axis(**more: Any) -> Spec:
    return {"title": None, "grid": True, "gridColor": HAIR, "labelColor": SOFT, "labelFontSize": 11, **more}


def _values(points: Sequence[XY]) -> Mapping[str, Any]:
    return {"values": [{"x": x, "y": y} for x, y in points]}


def _xy() -> Spec:
    return {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}


def _line(points: Sequence[XY], colour: str, *, width: float, dash: Sequence[int] = ()) -> Spec:
    mark = {
        "type": "line",
        "color": colour,
        "strokeWidth": width,
        **({"strokeDash": list(dash)} if dash else {}),
    }
    return {"data": _values(points), "mark": mark, "encoding": _xy()}


def _dots(points: Sequence[XY], colour: str, shape: str, *, filled: bool = True) -> Spec:
    mark = {"type": "point", "shape": shape, "size": 46, "color": colour, "opacity": 1, "filled": filled}
    if not filled:
        mark |= {"fill": "#ffffff", "stroke": colour, "strokeWidth": 1.75}
    return {"data": _values(points), "mark": mark, "encoding": _xy()}


def _rule(value: float) -> Spec:
    mark = {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [2, 3]}
    return {
        "data": {"values": [{"y": value}]},
        "mark": mark,
        "encoding": {"y": {"field": "y", "type": "quantitative"}},
    }


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Room above and below what is shown; a scale that does not start at 0 is read off its axis."""
    low, high = min(values, default=0), max(values, default=1)
    room = (high - low) * 0.12 or abs(high) * 0.05 or 1
    return (0 if 0 <= low < room else low - room), high + room


def _years(values: Sequence[float]) -> tuple[int, int]:
    """Whole years around what is shown, one apart at least."""
    first, last = int(min(values, default=0)), -int(-max(values, default=1) // 1)
    return (first, last) if last > first else (first - 1, first + 1)
