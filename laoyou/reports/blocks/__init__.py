"""Tables and charts of reports, each built from the facts alone; by the name that a section calls it."""

from laoyou.reports.blocks import charts, tables
from laoyou.reports.wording import Make

MAKERS: dict[str, Make] = {
    "table:groups": tables.groups,
    "table:indicators": tables.indicators_short,
    "table:first": tables.first,
    "table:overdue": tables.overdue,
    "table:returns": tables.returns,
    "table:orders": tables.orders,
    "table:next_measures": tables.next_measures,
    "table:closing": tables.closing_indicators,
    "table:carried": tables.carried,
    "table:measure_units": tables.measure_units,
    "chart:groups": charts.groups,
    "chart:indicators": charts.indicators,
}
LABELS = {
    "table:groups": "各类任务进展",
    "table:indicators": "指标简表",
    "table:first": "最需要过问的指标",
    "table:overdue": "逾期任务",
    "table:returns": "各单位报送情况",
    "table:orders": "未办结督办单",
    "table:next_measures": "下一期到期的措施",
    "table:closing": "目标完成情况",
    "table:carried": "结转任务",
    "table:measure_units": "各单位措施数",
    "chart:groups": "各类任务进展图",
    "chart:indicators": "指标走势图",
}
