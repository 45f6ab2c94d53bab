"""Charts of a report: no word stands in a drawing; names stand in the caption and in the table beside it."""

from typing import Any

from laoyou.reports.blocks import tables
from laoyou.reports.content import Cell, Chart, Column, Table
from laoyou.reports.facts import Facts

PINE, GREY, RED, INK = "#0f6b5c", "#c5cfcc", "#b3261e", "#1d2a2f"
_FONT = "Noto Sans, Liberation Sans, Arial, sans-serif"
PARTS = (("done", PINE, "#ffffff"), ("open", GREY, INK), ("late", RED, "#ffffff"))


def groups(facts: Facts) -> Chart:
    """One bar a group, by its number in the table: what is done, what goes on, what is late."""
    values = []
    for number, group in enumerate(facts.groups, start=1):
        rows = [task for task in facts.tasks if task.group == group]
        late = sum(task.overdue for task in rows)
        counts = {
            "done": sum(task.state in {"done", "struck"} for task in rows),
            "late": late,
        }
        counts["open"] = len(rows) - counts["done"] - late
        values += [
            {"group": str(number), "part": part, "order": order, "count": counts[part]}
            for order, (part, _fill, _ink) in enumerate(PARTS)
        ]
    note = "横轴为各类任务的序号。深绿：完成和销号；浅灰：推进中和结转；红：逾期。"
    return Chart("groups", "各类任务进展图", (("", _stacked(values)),), tables.groups(facts), note)


def _stacked(values: list[dict[str, Any]]) -> dict[str, Any]:
    base: dict[str, Any] = {
        "x": {
            "field": "group",
            "type": "nominal",
            "sort": None,
            "title": None,
            "axis": {"labelAngle": 0, "labelFontSize": 12},
        },
        "y": {
            "field": "count",
            "type": "quantitative",
            "title": None,
            "stack": "zero",
            "axis": {"tickMinStep": 1, "grid": True, "gridColor": "#dfe5e3"},
        },
        "order": {"field": "order", "type": "quantitative"},
    }
    names = [part for part, _fill, _ink in PARTS]

    def scale(at: int) -> dict[str, Any]:
        return {"domain": names, "range": [part[at] for part in PARTS]}

    colour = {"field": "part", "type": "nominal", "legend": None}
    bars = {
        "mark": {"type": "bar", "width": {"band": 0.62}},
        "encoding": base | {"color": colour | {"scale": scale(1)}},
    }
    numbers = {
        "transform": [{"filter": "datum.count > 0"}],
        "mark": {"type": "text", "fontSize": 12},
        "encoding": base
        | {
            "y": base["y"] | {"bandPosition": 0.5},
            "text": {"field": "count"},
            "color": colour | {"scale": scale(2)},
        },
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560,
        "height": 190,
        "background": None,
        "padding": 4,
        "data": {"values": values},
        "layer": [bars, numbers],
        "resolve": {"scale": {"color": "independent"}},
        "config": {"aria": False, "font": _FONT, "view": {"stroke": None}},
    }


def indicators(facts: Facts) -> Chart:
    """Small multiples: what was reported, and the way from baseline to target."""
    drawn = [each for each in facts.indicators if each.seen and each.chart]
    columns = (Column("指标", 40), Column("历期数据", 40), Column("目标", 20, "right"))
    rows = tuple(
        (
            Cell(each.name, ref=f"target:{each.id}"),
            Cell("；".join(f"{seen.period}：{seen.text}" for seen in each.seen)),
            Cell(each.goal),
        )
        for each in drawn
    )
    twin = Table("trajectories", "指标走势数据", columns, rows, "还没有上报数据。")
    note = "实线和实心圆点：上报数据；空心圆点：待审核；虚线：从基期到目标的进度；横点线和三角：目标；红色：未达标。"
    return Chart("indicators", "指标走势图", tuple((each.name, each.chart) for each in drawn), twin, note)
