"""What a comparison is called in words, on a page as in a sheet."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laoyou.plans.queries.comparing import Comparison, Row
from laoyou.plans.rules.likeness import bare
from laoyou.plans.rules.measuring import SAID_OF_UPPER, VERDICTS

VERY, FAIRLY = 0.7, 0.45  # of likeness


def tab_word(tab: str) -> str:
    return {
        "tasks": pgettext("tab", "任务"),
        "clauses": pgettext("tab", "条款"),
        "rules": pgettext("tab", "标准"),
        "targets": pgettext("tab", "指标"),
        "units": _("单位"),
        "only": _("只在一方"),
    }[tab]


def kind_word(row: Row) -> str:
    """What a row is about: a clause that stands for a task is a clause."""
    kinds = {part.kind for part in (*row.first, *row.second)}
    words = {"task": _("任务"), "clause": _("条款"), "rule": _("标准"), "target": _("指标")}
    return " / ".join(words[kind] for kind in words if kind in kinds)


def state_word(state: str, comparison: Comparison) -> str:
    """Between two periods of one place: kept, changed, dropped, new. Else: same, differs, only here, only there."""
    if comparison.relation.endswith("_older"):
        return _over_time(state, comparison.relation == "first_older")
    return {
        "same": pgettext("comparison", "相同"),
        "differs": pgettext("comparison", "不同"),
        "only_first": _("只在左边"),
        "only_second": _("只在右边"),
    }[state]


def _over_time(state: str, first_older: bool) -> str:
    gone, new = pgettext("comparison", "去掉"), pgettext("comparison", "新增")
    return {
        "same": pgettext("comparison", "沿用"),
        "differs": pgettext("comparison", "有改动"),
        "only_first": gone if first_older else new,
        "only_second": new if first_older else gone,
    }[state]


def likeness_word(row: Row) -> str:
    """How alike the wordings are; a person's word stands before it, then what the catalogue knows."""
    if row.said:
        return _("人工认定")
    first, second = row.first[0], row.second[0]
    if len(row.first) == len(row.second) == 1 and bare(first.wording) == bare(second.wording):
        return _("字句相同")
    if first.mark and first.mark == second.mark:
        return _("同一项")
    for least, word in ((VERY, _("很像")), (FAIRLY, _("较像"))):
        if row.likeness >= least:
            return word
    return _("略像")


def verdict_word(row: Row, comparison: Comparison) -> str:
    """What is said of two values, and that the units differ where they do."""
    if not (row.first and row.second):
        return ""
    said = []
    if row.measured is not None:
        said += [word for word in [_measured(row, comparison)] if word]
    if row.units_differ:
        said.append(_("责任单位不同"))
    return _("；").join(said)


def _measured(row: Row, comparison: Comparison) -> str:
    measured = row.measured
    assert measured is not None
    if measured.verdict == "equal":
        return "" if row.state == "same" else _equal(row)
    word = str(VERDICTS[measured.verdict])
    if measured.verdict in SAID_OF_UPPER:
        lower = comparison.second if comparison.relation == "first_upper" else comparison.first
        return _("%(place)s%(verdict)s") % {"place": lower.division.name, "verdict": word}
    if not measured.yearly:
        return word
    return _("%(verdict)s：合每年 %(first)s 次与 %(second)s 次") % {
        "verdict": word,
        "first": _count(float(measured.first)),
        "second": _count(float(measured.second)),
    }


def _equal(row: Row) -> str:
    """The same number, and what else differs."""
    first, second = row.first[0].amount, row.second[0].amount
    if first is not None and second is not None and first.year != second.year:
        return _("数值一样，年份不同")
    return _("数值一样，写法不同")


def _count(value: float) -> str:
    return f"{value:g}"
