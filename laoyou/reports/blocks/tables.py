"""Tables of a report. Every count in them is a bound figure."""

from collections import Counter
from collections.abc import Iterable

from laoyou.reports import figures, said
from laoyou.reports.content import Cell, Column, Document, Table
from laoyou.reports.facts import Facts, IndicatorFact, MeasureFact, TaskFact

_URGENT = {"missed": 0, "behind": 1, "at_risk": 2, "no_data": 3, "unclear": 4}
FIRST = 6  # as many as one page takes


def counted(facts: Facts, key: str) -> Cell:
    found = figures.select(facts, key)
    if found is None:
        return Cell("")
    return Cell(found.text, found.figure, number=len(found.rows))


def state_cell(task: TaskFact) -> Cell:
    if task.overdue:
        return Cell("逾期", tone="bad")
    return Cell(said.TASK_STATES[task.state], tone=said.TONES.get(task.state, ""))


def judged_cell(each: IndicatorFact) -> Cell:
    word = said.INDICATOR_STATES[each.state] + ("（待审核）" if each.pending else "")
    return Cell(word, tone=said.TONES.get(each.state, ""))


def now_cell(facts: Facts, each: IndicatorFact) -> Cell:
    found = figures.select(facts, f"{figures.MEASURED}:{each.id}")
    if found is None or not each.now:
        return Cell("暂无数据")
    shown = each.figure.shown if each.figure else None
    return Cell(each.now, found.figure, number=shown)


def groups(facts: Facts) -> Table:
    columns = (
        Column("序号", 6, "center"),
        Column("任务类别", 34),
        Column("任务", 12, "right"),
        Column("完成和销号", 15, "right"),
        Column("推进中", 12, "right"),
        Column("结转", 10, "right"),
        Column("逾期", 10, "right"),
    )
    kinds = ("group", "group_done", "group_open", "group_carried", "group_overdue")
    rows = [
        (
            Cell(str(number)),
            Cell(group or figures.NO_GROUP),
            *(counted(facts, f"{kind}:{group}") for kind in kinds),
        )
        for number, group in enumerate(facts.groups, start=1)
    ]
    keys = ("tasks", "closed_tasks", "open_tasks", "carried_tasks", "overdue_tasks")
    rows.append((Cell(""), Cell("合计"), *(counted(facts, key) for key in keys)))
    return Table("groups", "各类任务进展（单位：项）", columns, tuple(rows))


def tasks(facts: Facts) -> Table:
    """Every row of the plan, with its state and its owner."""
    columns = (
        Column("序号", 5, "center"),
        Column("任务", 25),
        Column("类型", 8, "center"),
        Column("状态", 8, "center"),
        Column("时限", 9, "center"),
        Column("责任单位", 15),
        Column("配合单位", 13),
        Column("最近进展", 17),
    )
    rows = tuple(
        (
            Cell(str(task.no), ref=f"task:{task.no}", number=task.no),
            Cell(task.text, ref=f"task:{task.no}"),
            Cell(said.TASK_KINDS[task.kind]),
            state_cell(task),
            Cell(task.due),
            Cell(task.owner),
            Cell(task.others if task.lead else ""),
            Cell(_progress(task)),
        )
        for task in facts.tasks
    )
    return Table("tasks", "任务推进情况表", columns, rows, "本方案没有任务。")


def _progress(task: TaskFact) -> str:
    latest = task.latest
    if latest is None:
        return task.reason or "—"
    return f"{latest.on}：{latest.text}"


def indicators(facts: Facts) -> Table:
    columns = (
        Column("序号", 5, "center"),
        Column("指标", 19),
        Column("性质", 8, "center"),
        Column("基期", 9, "right"),
        Column("目标", 22, "right"),
        Column("现值", 10, "right"),
        Column("差距", 11, "right"),
        Column("趋势", 8, "center"),
        Column("结论", 9, "center"),
        Column("责任单位", 15),
    )
    rows = tuple(
        (
            Cell(str(each.no or number), number=each.no or number),
            Cell(each.name, ref=f"target:{each.id}"),
            Cell(said.BINDING[each.binding]),
            Cell(each.baseline or "未写明"),
            Cell(_goal(each)),
            now_cell(facts, each),
            Cell(each.gap or "—"),
            Cell(said.TRENDS[each.trend]),
            judged_cell(each),
            Cell(each.owner or "未写明"),
        )
        for number, each in enumerate(facts.indicators, start=1)
    )
    return Table("indicators", "指标完成情况表", columns, rows, "本方案没有指标。")


def _goal(each: IndicatorFact) -> str:
    return f"{each.goal}（{each.year}年）" if each.year else each.goal


def indicators_short(facts: Facts) -> Table:
    return _short("indicators_short", "指标完成情况", facts, facts.indicators)


def first(facts: Facts) -> Table:
    """Binding ones that miss or will miss stand first."""
    urgent = [each for each in facts.indicators if each.state in _URGENT]
    urgent.sort(key=lambda each: (each.binding is not True, _URGENT[each.state], each.no or 0, each.id))
    return _short("first", "最需要过问的指标", facts, urgent[:FIRST], "没有落后、未达标或缺数据的指标。")


def _short(
    key: str, caption: str, facts: Facts, rows: Iterable[IndicatorFact], empty: str = "本方案没有指标。"
) -> Table:
    columns = (
        Column("指标", 34),
        Column("性质", 12, "center"),
        Column("目标", 22, "right"),
        Column("现值", 16, "right"),
        Column("结论", 16, "center"),
    )
    made = tuple(
        (
            Cell(each.name, ref=f"target:{each.id}"),
            Cell(said.BINDING[each.binding]),
            Cell(each.goal),
            now_cell(facts, each),
            judged_cell(each),
        )
        for each in rows
    )
    return Table(key, caption, columns, made, empty)


def overdue(facts: Facts) -> Table:
    columns = (
        Column("序号", 8, "center"),
        Column("任务", 46),
        Column("时限", 18, "center"),
        Column("责任单位", 28),
    )
    rows = tuple(
        (
            Cell(str(task.no), ref=f"task:{task.no}"),
            Cell(task.text, ref=f"task:{task.no}"),
            Cell(task.due),
            Cell(task.owner),
        )
        for task in facts.tasks
        if task.overdue
    )
    return Table("overdue", "逾期任务", columns, rows, "没有逾期任务。")


def returns(facts: Facts) -> Table:
    columns = (
        Column("单位", 46),
        Column("状态", 24, "center"),
        Column("报送时间", 18, "center"),
        Column("按时", 12, "center"),
    )
    order = sorted(facts.returns, key=lambda each: (each.came, not each.late, each.id))
    rows = tuple(
        (
            Cell(each.unit, ref=f"unit:{each.id}"),
            Cell(said.RETURN_STATES[each.state], tone="" if each.came else "bad"),
            Cell(each.submitted[:10] or "—"),
            Cell("迟报" if each.late else ("是" if each.came else "—"), tone="warn" if each.late else ""),
        )
        for each in order
    )
    return Table("returns", "各单位报送情况", columns, rows, "本期没有要求各单位报送。")


def orders(facts: Facts) -> Table:
    columns = (
        Column("编号", 16, "center"),
        Column("单位", 24),
        Column("问题", 30),
        Column("时限", 16, "center"),
        Column("状态", 14, "center"),
    )
    rows = tuple(
        (
            Cell(each.number),
            Cell(each.unit),
            Cell(each.problem),
            Cell(each.deadline),
            Cell(
                "逾期" if each.overdue else said.ORDER_STATES[each.state], tone="bad" if each.overdue else ""
            ),
        )
        for each in facts.orders
        if each.state in {"open", "rectified"}
    )
    return Table("orders", "未办结督办单", columns, rows, "没有未办结的督办单。")


def next_measures(facts: Facts) -> Table:
    return _measures(
        "next_measures",
        "下一期到期的措施",
        [each for each in facts.measures if each.soon],
        "下一期没有到期的措施。",
    )


def year_measures(facts: Facts) -> Table:
    """By unit, then by day."""
    rows = sorted(
        (each for each in facts.measures if each.year == facts.year and each.state != "dropped"),
        key=lambda each: (each.unit, each.due, each.no),
    )
    return _measures("year_measures", "年度措施表", rows, "本年度还没有下达措施。")


def _measures(key: str, caption: str, rows: Iterable[MeasureFact], empty: str) -> Table:
    columns = (
        Column("责任单位", 18),
        Column("任务", 8, "center"),
        Column("措施", 34),
        Column("完成标志", 24),
        Column("时限", 16, "center"),
    )
    made = tuple(
        (
            Cell(each.unit),
            Cell(str(each.no), ref=f"task:{each.no}"),
            Cell(each.text),
            Cell(each.mark),
            Cell(each.due),
        )
        for each in rows
    )
    return Table(key, caption, columns, made, empty)


def measure_units(facts: Facts) -> Table:
    counts = Counter(
        each.unit for each in facts.measures if each.year == facts.year and each.state != "dropped"
    )
    columns = (Column("责任单位", 70), Column("措施（条）", 30, "right"))
    rows = [(Cell(name), Cell(str(count), number=count)) for name, count in sorted(counts.items())]
    return Table("measure_units", "各单位措施数", columns, tuple(rows), "本年度还没有下达措施。")


def closing_indicators(facts: Facts) -> Table:
    """Every target met or missed, with the counts that say so."""
    columns = (
        Column("指标", 26),
        Column("目标", 18, "right"),
        Column("完成值", 14, "right"),
        Column("依据", 28, "right"),
        Column("结论", 14, "center"),
    )
    rows = tuple(
        (
            Cell(each.name, ref=f"target:{each.id}"),
            Cell(each.goal),
            now_cell(facts, each),
            Cell(basis(each)),
            judged_cell(each),
        )
        for each in facts.indicators
    )
    return Table("closing", "目标完成情况", columns, rows, "本方案没有指标。")


def basis(each: IndicatorFact) -> str:
    """4 293 / 954 090, and of when."""
    seen = each.figure
    if seen is None:
        return "—"
    counts = f"{seen.numerator} / {seen.denominator}" if seen.denominator else seen.value
    return f"{said.period(seen.period)}，{counts}"


def carried(facts: Facts) -> Table:
    """What goes on into the next plan: carried over, or still open."""
    columns = (
        Column("序号", 8, "center"),
        Column("任务", 42),
        Column("状态", 14, "center"),
        Column("责任单位", 20),
        Column("说明", 16),
    )
    rows = tuple(
        (
            Cell(str(task.no), ref=f"task:{task.no}"),
            Cell(task.text, ref=f"task:{task.no}"),
            state_cell(task),
            Cell(task.owner),
            Cell(task.reason or "—"),
        )
        for task in facts.tasks
        if task.state == "carried" or task.open
    )
    return Table("carried", "结转和未完成任务", columns, rows, "没有结转的任务。")


def sources(document: Document) -> Table:
    """Each figure that the report says, with its source and how many rows stand behind it."""
    columns = (
        Column("序号", 8, "center"),
        Column("数据", 42),
        Column("数值", 18, "right"),
        Column("来源", 18),
        Column("台账行数", 14, "right"),
    )
    rows = tuple(
        (
            Cell(str(number), number=number),
            Cell(figure.label),
            Cell(figure.text, figure),
            Cell(figure.source),
            Cell("1" if figure.value is None else str(figure.value)),
        )
        for number, figure in enumerate(document.figures().values(), start=1)
    )
    return Table("sources", "数据来源", columns, rows, "报告没有引用数据。")
