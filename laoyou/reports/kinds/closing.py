"""The closing account of a plan period: every target met or missed, every task done, struck or carried."""

from laoyou.reports import said
from laoyou.reports.blocks.tables import basis
from laoyou.reports.facts import Facts
from laoyou.reports.kinds import words


def overview(facts: Facts) -> str:
    return (
        f"{words.named(facts)}执行期满，以{said.day(facts.on)}的数据评估。方案共有任务{{{{figure:tasks}}}}项，"
        "已完成{{figure:done_tasks}}项，已销号{{figure:struck_tasks}}项，结转{{figure:carried_tasks}}项，"
        "仍在推进{{figure:open_tasks}}项；其中长期坚持的任务{{figure:standing_tasks}}项。"
        "设指标{{figure:indicators}}项，达标{{figure:met_indicators}}项，未达标{{figure:missed_indicators}}项，"
        "暂无数据{{figure:no_data_indicators}}项，需人工判断{{figure:unclear_indicators}}项。"
    )


def targets(facts: Facts) -> str:
    if not facts.indicators:
        return "方案没有设指标。"
    lines = ["逐项对照目标，按未取整的数据判断。", "{{table:closing}}"]
    for each in facts.indicators:
        if each.state == "missed":
            short = f"，差{each.gap.lstrip('−-')}" if each.gap else ""
            lines.append(
                f"{each.name}未达标：目标{each.goal}，完成{{{{figure:indicator:{each.id}}}}}（{basis(each)}）{short}。"
            )
    return "\n".join([*lines, "{{chart:indicators}}"])


def tasks(facts: Facts) -> str:
    return "任务逐项结论见附件。各类任务完成情况如下。\n{{table:groups}}\n{{chart:groups}}"


def carried(facts: Facts) -> str:
    if not any(task.open or task.state == "carried" for task in facts.tasks):
        return "没有需要结转的任务。"
    return "结转{{figure:carried_tasks}}项，仍在推进、建议转入下一轮方案的{{figure:open_tasks}}项。\n{{table:carried}}"


def lessons(facts: Facts) -> str:
    return words.problems(facts)
