"""A comparison as a workbook: a sheet of the totals, then one for each tab."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laoyou.plans.comparing_words import kind_word, likeness_word, state_word, tab_word, verdict_word
from laoyou.plans.exports import book_of
from laoyou.plans.queries.comparing import STATES, TABS, Comparison, Part, Row
from laoyou.plans.queries.comparing.sides import UnitRow
from laoyou.plans.rules.measuring import Amount
from laoyou.plans.tabular import Cell, Sheet


def workbook(comparison: Comparison, tabs: Sequence[str] = TABS) -> bytes:
    return book_of([_totals(comparison), *(_sheet(comparison, tab) for tab in tabs)])


def _totals(comparison: Comparison) -> Sheet:
    heads = (_("内容"), *(state_word(state, comparison) for state in STATES), _("合计"))
    rows: list[tuple[Cell, ...]] = []
    for tab in TABS:
        counts = comparison.counts(tab)
        rows.append((tab_word(tab), *(counts[state] for state in STATES), sum(counts.values())))
    return Sheet(pgettext("comparison", "总览"), heads, tuple(rows))


def _sheet(comparison: Comparison, tab: str) -> Sheet:
    if tab == "units":
        return _units(comparison)
    rows = [row for row in comparison.of(tab) if isinstance(row, Row)]
    left, right = _name(comparison, "first"), _name(comparison, "second")
    heads = (
        _("结果"), _("种类"), _("共同编号"), _("序号") + f" · {left}", left, _("序号") + f" · {right}", right,
        _("条款") + f" · {left}", _("条款") + f" · {right}", _("责任单位") + f" · {left}",
        _("责任单位") + f" · {right}", _("数值") + f" · {left}", _("数值") + f" · {right}",
        _("基期") + f" · {left}", _("基期") + f" · {right}", _("相差"), _("说明"), _("相似"),
    )  # fmt: skip
    return Sheet(tab_word(tab), heads, tuple(_line(row, comparison) for row in rows))


def _name(comparison: Comparison, side: str) -> str:
    """The place, and the period too where one place is compared with itself."""
    plan = comparison.first if side == "first" else comparison.second
    if comparison.first.division_id == comparison.second.division_id:
        return f"{plan.division.name} {plan.period} {plan.pk}"
    return plan.division.name


def _line(row: Row, comparison: Comparison) -> tuple[Cell, ...]:
    sides = (row.first, row.second)
    measured = row.measured
    difference = measured.difference if measured and row.first and row.second else None
    return (
        state_word(row.state, comparison),
        kind_word(row),
        _("、").join(sorted(row.nkeys)),
        *(cell for parts in sides for cell in (_all(parts, "label"), _all(parts, "text"))),
        *(_all(parts, "clause") for parts in sides),
        *(_("、").join(dict.fromkeys(name for part in parts for name in part.units)) for parts in sides),
        *(amount_words(parts[0].amount) if parts else "" for parts in sides),
        *(amount_words(parts[0].baseline) if parts else "" for parts in sides),
        _plain(difference),
        verdict_word(row, comparison),
        likeness_word(row) if row.first and row.second else "",
    )


def _all(parts: Sequence[Part], name: str) -> str:
    return "\n".join(str(getattr(part, name)) for part in parts)


def amount_words(amount: Amount | None) -> str:
    """≥ 4.5 个 每千人口 (2025), as a cell of a sheet says it."""
    if amount is None:
        return ""
    value = format(amount.value.normalize(), "f")
    year = f"({amount.year})" if amount.year else ""
    return " ".join(part for part in (amount.op, value + amount.unit, amount.per, year) if part)


def _plain(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 6)


def _units(comparison: Comparison) -> Sheet:
    left, right = _name(comparison, "first"), _name(comparison, "second")
    heads = (
        _("结果"),
        left,
        right,
        _("任务数") + f" · {left}",
        _("任务数") + f" · {right}",
        _("涉及的任务"),
    )
    rows = [row for row in comparison.units if isinstance(row, UnitRow)]
    return Sheet(
        tab_word("units"),
        heads,
        tuple(
            (
                state_word(row.state, comparison),
                _("、").join(row.first),
                _("、").join(row.second),
                row.first_tasks,
                row.second_tasks,
                "\n".join(_tasks(each) for each in row.tasks),
            )
            for row in rows
        ),
    )


def _tasks(row: Row) -> str:
    return f"{_all(row.first, 'label')} / {_all(row.second, 'label')} {row.first[0].text}"
