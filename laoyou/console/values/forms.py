"""Forms of deciding about figures, of the sheet, and of milestones."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.indicators.periods import parse_period
from laoyou.plans.models import Target
from laoyou.plans.queries import milestones_of, stamp
from laoyou.ui.forms import AmountField, PageForm


class ConfirmForm(PageForm):
    """Nothing to fill in: the page says what will happen."""


class ReturnForm(PageForm):
    reason = forms.CharField(
        label=gettext_lazy("为什么退回"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("填报人会看到。写清哪里不对、怎么改，如：分母应为名单上的全部老人。"),
    )


class SheetForm(PageForm):
    file = forms.FileField(
        label=gettext_lazy("填好的表"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        help_text=gettext_lazy("先看会写入什么，确认后才写入。"),
    )


class KeepForm(PageForm):
    """Confirms a sheet; with doubtful rows it asks why they stay."""

    sheet = forms.CharField(widget=forms.HiddenInput)
    keep_because = forms.CharField(
        label=gettext_lazy("核对后仍然保留，因为"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("会写进每条有疑问的数据的说明，审核的人看得到。"),
    )


class MilestonesForm(PageForm):
    """One amount for the end of each year on the way; `version` is what the editor saw."""

    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, target: Target, data: Any = None) -> None:
        there = {each.period: each for each in milestones_of(target)}
        initial = {f"at_{period}": _plain(each.value) for period, each in there.items()}
        super().__init__(data, initial={**initial, "version": stamp(there.values())})
        for period in periods_of(target, there):
            field = AmountField(
                label=_("%(period)s 年底") % {"period": period} if period.isdigit() else period,
                required=False,
            )
            field.percent = target.unit == "%"
            self.fields[f"at_{period}"] = field
        self.fields["note"] = forms.CharField(
            label=_("依据"),
            required=False,
            max_length=300,
            initial=next((each.note for each in there.values() if each.note), ""),
            help_text=_("如：年度计划、专题会议纪要。"),
        )

    @property
    def values(self) -> dict[str, Decimal | None]:
        return {name[3:]: value for name, value in self.cleaned_data.items() if name.startswith("at_")}


def periods_of(target: Target, there: dict[str, Any]) -> list[str]:
    """Every year between the baseline and the target, and whatever has a milestone already."""
    last = target.year or 0
    first = (target.baseline_year or last - 5) + 1
    named = {str(year) for year in range(first, last)} | set(there)
    return sorted(
        named, key=lambda period: (known.year, known.last) if (known := parse_period(period)) else (0, 0)
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
