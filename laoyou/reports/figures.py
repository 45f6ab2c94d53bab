"""Figures by key: each *is* the number of rows that `rows` picks, so that a figure and its drill-down cannot differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from laoyou.reports.content import Figure
from laoyou.reports.facts import BEHIND, Facts, IndicatorFact

Row = Any
Words = str | Promise
TASKS, INDICATORS, RETURNS, ORDERS, MEASURES, UNITS = (
    "tasks",
    "indicators",
    "returns",
    "orders",
    "measures",
    "units",
)
MEASURED = "indicator"  # indicator:12 is the figure itself, not a count of rows
SOURCES: dict[str, Words] = {
    TASKS: _("任务台账"),
    INDICATORS: _("指标数据"),
    RETURNS: _("部门报送"),
    ORDERS: _("督办台账"),
    MEASURES: _("年度计划"),
    UNITS: _("责任分工"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """`of` says what a row is; `unit` is the measure word that follows the figure."""

    key: str
    label: Words
    of: str
    unit: str
    rows: Callable[[Facts], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Selection:
    """A figure with the rows behind it; `measured` for a reported value, whose rows are its observations."""

    key: str
    label: str
    of: str
    text: str
    unit: str
    rows: tuple[Row, ...]
    measured: bool = False

    @property
    def figure(self) -> Figure:
        value = None if self.measured else len(self.rows)
        return Figure(self.key, self.text, value, str(SOURCES[self.of]), self.label)


def _tasks(keep: Callable[[Any], bool]) -> Callable[[Facts], Sequence[Row]]:
    return lambda facts: [task for task in facts.tasks if keep(task)]


def _indicators(keep: Callable[[IndicatorFact], bool]) -> Callable[[Facts], Sequence[Row]]:
    return lambda facts: [each for each in facts.indicators if keep(each)]


def _returns(keep: Callable[[Any], bool]) -> Callable[[Facts], Sequence[Row]]:
    return lambda facts: [each for each in facts.returns if keep(each)]


def _orders(keep: Callable[[Any], bool]) -> Callable[[Facts], Sequence[Row]]:
    return lambda facts: [each for each in facts.orders if keep(each)]


def _measures(keep: Callable[[Any], bool]) -> Callable[[Facts], Sequence[Row]]:
    return lambda facts: [each for each in facts.measures if keep(each)]


def _in_period(facts: Facts) -> list[Row]:
    return [task for task in facts.tasks if any(facts.since <= each.on <= facts.on for each in task.entries)]


def _of_year(state: str | None = None) -> Callable[[Facts], Sequence[Row]]:
    return lambda facts: [
        each for each in facts.measures if each.year == facts.year and state in {None, each.state}
    ]


DEFINITIONS: dict[str, Definition] = {
    each.key: each
    for each in (
        Definition("tasks", _("任务总数"), TASKS, "项", _tasks(lambda task: True)),
        Definition("done_tasks", _("已完成任务"), TASKS, "项", _tasks(lambda task: task.state == "done")),
        Definition("struck_tasks", _("已销号任务"), TASKS, "项", _tasks(lambda task: task.state == "struck")),
        Definition("carried_tasks", _("结转任务"), TASKS, "项", _tasks(lambda task: task.state == "carried")),
        Definition(
            "closed_tasks",
            _("完成和销号任务"),
            TASKS,
            "项",
            _tasks(lambda task: task.state in {"done", "struck"}),
        ),
        Definition("open_tasks", _("推进中任务"), TASKS, "项", _tasks(lambda task: task.open)),
        Definition(
            "claimed_tasks",
            _("申请完成、待确认任务"),
            TASKS,
            "项",
            _tasks(lambda task: task.state == "claimed"),
        ),
        Definition(
            "standing_tasks", _("长期坚持任务"), TASKS, "项", _tasks(lambda task: task.kind == "standing")
        ),
        Definition("overdue_tasks", _("逾期任务"), TASKS, "项", _tasks(lambda task: task.overdue)),
        Definition("reported_tasks", _("本期有进展的任务"), TASKS, "项", _in_period),
        Definition(
            "silent_tasks",
            _("还没有任何进展记录的任务"),
            TASKS,
            "项",
            _tasks(lambda task: task.open and not task.entries),
        ),
        Definition("units", _("承担任务的单位"), UNITS, "个", lambda facts: facts.units),
        Definition("indicators", _("指标总数"), INDICATORS, "项", _indicators(lambda each: True)),
        Definition(
            "met_indicators", _("已达标指标"), INDICATORS, "项", _indicators(lambda each: each.state == "met")
        ),
        Definition(
            "on_track_indicators",
            _("按进度推进的指标"),
            INDICATORS,
            "项",
            _indicators(lambda each: each.state in {"on_track", "not_due"}),
        ),
        Definition(
            "behind_indicators",
            _("落后或未达标的指标"),
            INDICATORS,
            "项",
            _indicators(lambda each: each.state in BEHIND),
        ),
        Definition(
            "binding_behind",
            _("落后或未达标的约束性指标"),
            INDICATORS,
            "项",
            _indicators(lambda each: each.state in BEHIND and each.binding is True),
        ),
        Definition(
            "missed_indicators",
            _("未达标指标"),
            INDICATORS,
            "项",
            _indicators(lambda each: each.state == "missed"),
        ),
        Definition(
            "no_data_indicators",
            _("还没有数据的指标"),
            INDICATORS,
            "项",
            _indicators(lambda each: each.state == "no_data"),
        ),
        Definition(
            "unclear_indicators",
            _("需人工判断的指标"),
            INDICATORS,
            "项",
            _indicators(lambda each: each.state == "unclear"),
        ),
        Definition("owed_returns", _("应报送单位"), RETURNS, "家", _returns(lambda each: True)),
        Definition("received_returns", _("已报送单位"), RETURNS, "家", _returns(lambda each: each.came)),
        Definition("missing_returns", _("未报送单位"), RETURNS, "家", _returns(lambda each: not each.came)),
        Definition("late_returns", _("迟报单位"), RETURNS, "家", _returns(lambda each: each.late)),
        Definition("orders", _("督办单"), ORDERS, "件", _orders(lambda each: True)),
        Definition(
            "open_orders",
            _("未办结督办单"),
            ORDERS,
            "件",
            _orders(lambda each: each.state in {"open", "rectified"}),
        ),
        Definition("overdue_orders", _("逾期督办单"), ORDERS, "件", _orders(lambda each: each.overdue)),
        Definition("year_measures", _("本年度措施"), MEASURES, "条", _of_year()),
        Definition("done_measures", _("本年度已完成措施"), MEASURES, "条", _of_year("done")),
        Definition("next_measures", _("下一期到期的措施"), MEASURES, "条", _measures(lambda each: each.soon)),
        Definition("overdue_measures", _("逾期措施"), MEASURES, "条", _measures(lambda each: each.overdue)),
    )
}
NO_GROUP = "未分类"  # tasks that the plan puts under no heading
# group:名称 and group_done:名称 stand for each task group of the plan.
_GROUPED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "group": (gettext_noop("任务总数"), lambda task: True),
    "group_done": (gettext_noop("完成和销号任务"), lambda task: task.state in {"done", "struck"}),
    "group_open": (gettext_noop("推进中任务"), lambda task: task.open),
    "group_carried": (gettext_noop("结转任务"), lambda task: task.state == "carried"),
    "group_overdue": (gettext_noop("逾期任务"), lambda task: task.overdue),
}


def select(facts: Facts, key: str) -> Selection | None:
    """The figure of a key with its rows; None where no figure has this key."""
    known = DEFINITIONS.get(key)
    if known:
        rows = tuple(known.rows(facts))
        return Selection(key, str(known.label), known.of, str(len(rows)), known.unit, rows)
    name, _sign, of = key.partition(":")
    if name in _GROUPED and of in facts.groups:
        return _grouped(facts, key, name, of)
    if name == MEASURED:
        return _measured(facts, key, of)
    return None


def _grouped(facts: Facts, key: str, name: str, group: str) -> Selection:
    label, keep = _GROUPED[name]
    rows = tuple(task for task in facts.tasks if task.group == group and keep(task))
    return Selection(key, f"{group or NO_GROUP}：{gettext(label)}", TASKS, str(len(rows)), "项", rows)


def _measured(facts: Facts, key: str, number: str) -> Selection | None:
    found = next((each for each in facts.indicators if str(each.id) == number), None)
    if found is None:
        return None
    text = found.now or "暂无数据"
    return Selection(key, found.name, INDICATORS, text, "", (found,), measured=True)


def choices(facts: Facts) -> list[tuple[str, str, str]]:
    """What the picker offers: (key, label, text now)."""
    keys = [*DEFINITIONS, *(f"{MEASURED}:{each.id}" for each in facts.indicators)]
    keys += [f"{name}:{group}" for group in facts.groups if group for name in _GROUPED]
    found = (select(facts, key) for key in keys)
    return [(one.key, one.label, f"{one.text}{one.unit}") for one in found if one]


def changed(before: Facts, after: Facts, keys: Iterable[str]) -> list[tuple[str, str, str, str]]:
    """(key, label, text before, text after) of the figures that differ."""
    rows = []
    for key in keys:
        old, new = select(before, key), select(after, key)
        was, now = (old.text if old else "—"), (new.text if new else "—")
        if was != now:
            rows.append((key, (new or old).label if (new or old) else key, was, now))  # type: ignore[union-attr]
    return rows
