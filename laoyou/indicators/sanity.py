"""What looks wrong about a figure though it may be right: asked back, and kept with a reason. Pure."""

import datetime
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from laoyou.indicators.periods import Period
from laoyou.indicators.rules import Observed, TargetSpec, in_unit_of

# Shares of the former period beyond which a change is asked about. The program's own choice; nothing is refused by them.
VALUE_JUMP = Fraction(1, 2)
DENOMINATOR_JUMP = Fraction(1, 5)
_SHARES = {"%", "％"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """`field` of the form it concerns; `words` say what is odd and what to look at."""

    key: str
    field: str
    words: str


def doubts(
    spec: TargetSpec,
    figure: Observed,
    *,
    as_of: datetime.date,
    former: Observed | None = None,
    unit_said: bool = True,
) -> list[Doubt]:
    """`former`: the figure of the period before; `unit_said`: the unit of a value was given."""
    found = [
        *_share(spec, figure),
        *_day(figure.period, as_of),
        *_jump(spec, figure, former),
        *_denominator(figure, former),
    ]
    if figure.value is not None and spec.unit and not unit_said:
        found.append(
            Doubt(
                "unit_missing",
                "unit",
                _("没有写计量单位。目标的单位是“%(unit)s”，请核对数值是否按它填。") % {"unit": spec.unit},
            )
        )
    return found


def _share(spec: TargetSpec, figure: Observed) -> list[Doubt]:
    value = in_unit_of(spec, figure)
    if spec.unit not in _SHARES or value is None:
        return []
    field = "value" if figure.value is not None else "numerator"
    if value > 100:
        said = {"value": _short(value)}
        return [
            Doubt(
                "over_all",
                field,
                _("比例为 %(value)s%%，超过 100%%。请核对分子、分母是否填反或口径不一。") % said,
            )
        ]
    if figure.value is not None and 0 < value <= 1:
        return [
            Doubt(
                "as_fraction",
                field,
                _("数值 %(value)s 像是没有乘以 100。70%% 请填 70。") % {"value": _short(value)},
            )
        ]
    return []


def _day(period: Period, as_of: datetime.date) -> list[Doubt]:
    first, last = period_days(period)
    if first <= as_of <= last:
        return []
    return [
        Doubt(
            "outside",
            "as_of",
            _("截止日 %(day)s 不在这一期（%(first)s 至 %(last)s）之内。")
            % {"day": as_of, "first": first, "last": last},
        )
    ]


def period_days(period: Period) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a period."""
    after = datetime.date(period.year + period.last // 12, period.last % 12 + 1, 1)
    return datetime.date(period.year, period.first, 1), after - datetime.timedelta(days=1)


def _jump(spec: TargetSpec, figure: Observed, former: Observed | None) -> list[Doubt]:
    now, before = in_unit_of(spec, figure), in_unit_of(spec, former) if former else None
    if now is None or before is None or before == 0 or abs(now - before) <= VALUE_JUMP * abs(before):
        return []
    field = "value" if figure.value is not None else "numerator"
    said = {"now": _short(now), "before": _short(before)}
    return [
        Doubt("jump", field, _("与上一期相比变化超过一半：%(before)s → %(now)s。请核对单位和位数。") % said)
    ]


def _denominator(figure: Observed, former: Observed | None) -> list[Doubt]:
    now, before = figure.denominator, former.denominator if former else None
    if now is None or not before or abs(now - before) <= DENOMINATOR_JUMP * before:
        return []
    said = {"now": _short(now), "before": _short(before)}
    return [
        Doubt(
            "denominator",
            "denominator",
            _("分母与上一期相比变化超过五分之一：%(before)s → %(now)s。请核对口径。") % said,
        )
    ]


def _short(value: Fraction) -> str:
    return f"{float(value):.6g}" if abs(value) < 100_000 else f"{float(value):,.0f}"
