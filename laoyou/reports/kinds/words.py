"""Sentences that several kinds of report share: text with placeholders."""

from laoyou.reports import said
from laoyou.reports.facts import BEHIND, Facts
from laoyou.reports.wording import first_clause


def named(facts: Facts) -> str:
    """The plan in a sentence, in book-title marks."""
    return facts.plan if facts.plan.startswith("《") else f"《{facts.plan}》"


def overview(facts: Facts) -> str:
    return "\n".join(part for part in (_tasks(facts), _indicators(facts), _returns(facts)) if part)


def overview_in_short(facts: Facts) -> str:
    text = (
        "任务{{figure:tasks}}项：已完成{{figure:done_tasks}}项，已销号{{figure:struck_tasks}}项，"
        "推进中{{figure:open_tasks}}项，结转{{figure:carried_tasks}}项，逾期{{figure:overdue_tasks}}项。"
    )
    if not facts.indicators:
        return text
    return text + (
        "指标{{figure:indicators}}项：达标{{figure:met_indicators}}项，按进度推进{{figure:on_track_indicators}}项，"
        "落后或未达标{{figure:behind_indicators}}项，暂无数据{{figure:no_data_indicators}}项。"
    )


def _tasks(facts: Facts) -> str:
    return (
        f"{named(facts)}共有任务{{{{figure:tasks}}}}项，由{{{{figure:units}}}}个单位承担。截至{said.day(facts.on)}，"
        "已完成{{figure:done_tasks}}项，已销号{{figure:struck_tasks}}项，推进中{{figure:open_tasks}}项"
        "（其中申请完成、待确认{{figure:claimed_tasks}}项），结转{{figure:carried_tasks}}项；逾期{{figure:overdue_tasks}}项。"
        "本期有进展记录的任务{{figure:reported_tasks}}项。"
    )


def _indicators(facts: Facts) -> str:
    if not facts.indicators:
        return ""
    return (
        "方案设指标{{figure:indicators}}项：达标{{figure:met_indicators}}项，按进度推进{{figure:on_track_indicators}}项，"
        "落后或未达标{{figure:behind_indicators}}项（其中约束性{{figure:binding_behind}}项），"
        "暂无数据{{figure:no_data_indicators}}项，需人工判断{{figure:unclear_indicators}}项。"
    )


def _returns(facts: Facts) -> str:
    if not facts.returns:
        return ""
    return (
        "本期应报送单位{{figure:owed_returns}}家，已报送{{figure:received_returns}}家，"
        "迟报{{figure:late_returns}}家，未报送{{figure:missing_returns}}家。"
    )


def groups(facts: Facts) -> str:
    """Progress by task group: the table, the chart, and what units filed, group by group."""
    lines = ["各类任务进展如下。", "{{table:groups}}", "{{chart:groups}}"]
    for number, group in enumerate((group for group in facts.groups if group), start=1):
        lines.append(f"（{said.numeral(number)}）{group}")
        lines.append(
            f"共{{{{figure:group:{group}}}}}项，完成和销号{{{{figure:group_done:{group}}}}}项，"
            f"推进中{{{{figure:group_open:{group}}}}}项，逾期{{{{figure:group_overdue:{group}}}}}项。"
            + _filed(facts, group)
        )
    return "\n".join(lines)


_MOST_FILED = 3


def _filed(facts: Facts, group: str) -> str:
    filed = [
        (entry.on, f"{first_clause(task.text)}：{entry.text.rstrip('。')}。")
        for task in facts.tasks
        if task.group == group and (entry := task.latest) and facts.since <= entry.on <= facts.on
    ]
    return (
        "".join(text for _on, text in sorted(filed, reverse=True)[:_MOST_FILED])
        .replace("{{", "｛｛")
        .replace("}}", "｝｝")
    )


def indicators(facts: Facts) -> str:
    if not facts.indicators:
        return "方案没有设指标。"
    return "各项指标完成情况如下，逐项数据和责任单位见附件。\n{{table:indicators}}\n{{chart:indicators}}"


def problems(facts: Facts) -> str:
    """Only what there is; a report without problems says so."""
    found: list[str] = []
    if any(task.overdue for task in facts.tasks):
        found.append("任务逾期{{figure:overdue_tasks}}项：{{list:overdue_tasks}}。")
    if any(each.state in BEHIND for each in facts.indicators):
        found.append("指标落后或未达标{{figure:behind_indicators}}项：{{list:behind_indicators}}。")
    if any(each.state == "no_data" for each in facts.indicators):
        found.append("指标暂无数据{{figure:no_data_indicators}}项：{{list:no_data_indicators}}。")
    if any(not each.came for each in facts.returns):
        found.append("单位未报送{{figure:missing_returns}}家：{{list:missing_returns}}。")
    if any(each.state in {"open", "rectified"} for each in facts.orders):
        found.append(
            "督办未办结{{figure:open_orders}}件，其中逾期{{figure:overdue_orders}}件：{{list:open_orders}}。"
        )
    if any(task.open and not task.entries for task in facts.tasks):
        found.append("还没有任何进展记录的任务{{figure:silent_tasks}}项，逐项见任务表。")
    if not found:
        return "截至目前没有逾期任务、落后指标和未办结的督办单。"
    return "\n".join(f"{said.numeral(number)}是{text}" for number, text in enumerate(found, start=1))


def problems_in_short(facts: Facts) -> str:
    """For one page: how many of each, and the first few overdue tasks by name."""
    found: list[str] = []
    if any(task.overdue for task in facts.tasks):
        found.append("逾期任务{{figure:overdue_tasks}}项")
    if any(not each.came for each in facts.returns):
        found.append("未报送单位{{figure:missing_returns}}家")
    if any(each.state in {"open", "rectified"} for each in facts.orders):
        found.append("未办结督办单{{figure:open_orders}}件")
    if any(task.open and not task.entries for task in facts.tasks):
        found.append("还没有进展记录的任务{{figure:silent_tasks}}项")
    late = [
        f"第{task.no}项“{first_clause(task.text)}”（{task.owner or '没有责任单位'}）"
        for task in facts.tasks
        if task.overdue
    ]
    first = f"请重点过问：{'、'.join(late[:_MOST_FILED])}。" if late else ""
    return f"{'，'.join(found)}。{first}" if found else "没有逾期任务、未报送单位和未办结的督办单。"


def next_steps(facts: Facts) -> str:
    found: list[str] = []
    if any(each.soon for each in facts.measures):
        found += ["下一期到期的措施有{{figure:next_measures}}条，逐条盯办。", "{{table:next_measures}}"]
    if any(task.overdue for task in facts.tasks):
        found.append("对逾期的{{figure:overdue_tasks}}项任务逐项明确完成时限，由责任单位报整改情况。")
    if any(each.state in BEHIND for each in facts.indicators):
        found.append("对落后或未达标的{{figure:behind_indicators}}项指标，由责任单位提出补差措施。")
    if any(not each.came for each in facts.returns):
        found.append("催报未报送的{{figure:missing_returns}}家单位。")
    if any(task.open and not task.entries for task in facts.tasks):
        found.append("督促还没有进展记录的{{figure:silent_tasks}}项任务报送进展。")
    return "\n".join(found or ["按方案继续推进各项任务，按期报送进展。"])
