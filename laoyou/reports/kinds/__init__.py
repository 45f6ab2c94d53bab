"""The kinds of report: which sections and annexes each has, and the words that stand there at first."""

from django.utils.translation import gettext_lazy as _

from laoyou.reports import said
from laoyou.reports.blocks import tables
from laoyou.reports.facts import Facts
from laoyou.reports.kinds import closing, words
from laoyou.reports.kinds.kind import AnnexKind, ReportKind, SectionKind

__all__ = ["KINDS", "AnnexKind", "ReportKind", "SectionKind"]

DOWNWARD = "各责任单位"
TASKS = AnnexKind("tasks", "任务推进情况表", (tables.tasks,), landscape=True, name="任务")
INDICATORS = AnnexKind("indicators", "指标完成情况表", (tables.indicators,), landscape=True, name="指标")
MEASURES = AnnexKind("measures", "年度措施表", (tables.year_measures,), landscape=True, name="措施")

HALF_YEAR = ReportKind(
    "half_year",
    _("落实情况报告"),
    lambda facts: f"关于{facts.plan}{said.period(facts.period)}落实情况的报告",
    (
        SectionKind("overview", "总体情况", words.overview),
        SectionKind("groups", "任务推进情况", words.groups),
        SectionKind("indicators", "指标完成情况", words.indicators),
        SectionKind("problems", "存在的问题", words.problems),
        SectionKind("next", "下一步工作", words.next_steps),
    ),
    (TASKS, INDICATORS),
)
CLOSING = ReportKind(
    "closing",
    _("收官评估"),
    lambda facts: f"关于{facts.plan}收官评估的报告",
    (
        SectionKind("overview", "执行概况", closing.overview),
        SectionKind("targets", "目标完成情况", closing.targets),
        SectionKind("tasks", "任务完成情况", closing.tasks),
        SectionKind("carried", "结转事项", closing.carried),
        SectionKind("lessons", "问题和建议", closing.lessons),
    ),
    (TASKS, INDICATORS),
    cyclic=False,
)


def _yearly(facts: Facts) -> str:
    if not any(each.year == facts.year for each in facts.measures):
        return f"{facts.year}年度还没有下达措施。"
    return "本年度共安排措施{{figure:year_measures}}条，逐条明确完成标志、时限和责任单位，见附件。\n{{table:measure_units}}"


YEARLY = ReportKind(
    "yearly",
    _("年度计划"),
    lambda facts: f"{facts.plan}{facts.year}年度计划",
    (
        SectionKind("goals", "目标任务", words.indicators),
        SectionKind("measures", "年度措施", _yearly),
        SectionKind(
            "asks",
            "工作要求",
            lambda facts: (
                "各责任单位按时限完成，按期报送进展；完成的任务附佐证材料，由方案办公室确认后销号。"
            ),
        ),
    ),
    (MEASURES, INDICATORS),
    cyclic=False,
    recipient=DOWNWARD,
)
BRIEF = ReportKind(
    "brief",
    _("一页简报"),
    lambda facts: f"{facts.plan}进展一页简报",
    (
        SectionKind("overview", "总体", words.overview_in_short),
        SectionKind(
            "first",
            "最需要过问的指标",
            lambda facts: "{{table:first}}" if facts.indicators else "方案没有设指标。",
        ),
        SectionKind("problems", "问题", words.problems_in_short),
    ),
    brief=True,
)


def _late(facts: Facts) -> str:
    late = any(task.overdue for task in facts.tasks)
    return "逾期任务{{figure:overdue_tasks}}项。\n{{table:overdue}}" if late else "没有逾期任务。"


BULLETIN = ReportKind(
    "bulletin",
    _("情况通报"),
    lambda facts: f"关于{facts.plan}{said.period(facts.period)}推进情况的通报",
    (
        SectionKind("overview", "总体情况", words.overview),
        SectionKind("returns", "报送情况", lambda facts: "{{table:returns}}"),
        SectionKind("late", "逾期情况", _late),
        SectionKind("orders", "督办情况", lambda facts: "{{table:orders}}"),
        SectionKind(
            "asks",
            "有关要求",
            lambda facts: "逾期任务的责任单位、未报送和迟报的单位要查明原因，尽快补报和整改。",
        ),
    ),
    (TASKS,),
    recipient=DOWNWARD,
)
KINDS: dict[str, ReportKind] = {each.key: each for each in (HALF_YEAR, CLOSING, YEARLY, BRIEF, BULLETIN)}
