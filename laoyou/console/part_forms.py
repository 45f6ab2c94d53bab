"""Forms on a live plan: a figure, a responsible unit, its closing."""

import unicodedata
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.queries import not_ended
from laoyou.plans.models import Plan
from laoyou.plans.queries import PartPage
from laoyou.ui.forms import AmountField, DateInput, PageForm
from laoyou.ui.marks import ROLES


class AssignForm(PageForm):
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("责任单位"), empty_label=_("请选择单位")
    )
    role = forms.ChoiceField(
        label=_("分工"), choices=list(ROLES.items()), widget=forms.RadioSelect, initial="lead"
    )

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Department.objects.filter(not_ended(), division_id=plan.division_id)


class ValueForm(PageForm):
    """Counts are asked for first: a ratio typed in alone cannot be added up."""

    period = forms.CharField(
        label=_("哪一期"),
        max_length=8,
        help_text=_("如：2025（全年）、2025H1（上半年）、2025Q3（三季度）、2025-07（7 月）"),
    )
    numerator = AmountField(
        label=_("分子"),
        required=False,
        help_text=_("达到要求的数，如：有人上门看过的老人数"),
    )
    denominator = AmountField(
        label=_("分母"),
        required=False,
        help_text=_("应当达到的总数，如：名单上的老人数"),
    )
    value = AmountField(
        label=_("数值"),
        required=False,
        help_text=_("只在没有分子分母时填，如：床位总数"),
    )
    as_of = forms.DateField(label=_("数据截止日"), widget=DateInput())
    note = forms.CharField(
        label=_("说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("更正以前报过的数时，写明为什么。"),
    )

    def __init__(self, page: PartPage, data: Any = None) -> None:
        self.target, self.history = page.row.target, page.history
        today = timezone.localdate()
        year = min(self.target.year or today.year, today.year)
        super().__init__(data, initial={"period": str(year), "as_of": today})
        field = self.fields["value"]
        assert isinstance(field, AmountField)
        field.percent = self.target.unit == "%"

    def clean_period(self) -> str:
        return unicodedata.normalize("NFKC", self.cleaned_data["period"]).upper()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if {"numerator", "denominator", "value"} & set(self.errors):
            return typed
        counts = typed.get("numerator") is not None, typed.get("denominator") is not None
        if typed.get("value") is not None and any(counts):
            self.add_error("value", _("填了分子分母就不用再填数值。请留一种。"))
        elif typed.get("value") is None and not all(counts):
            missing = "denominator" if counts[0] else "numerator"
            self.add_error(missing, _("请填分子和分母；没有分子分母的，填数值。"))
        return typed

    def observation(self) -> dict[str, Any]:
        """Keyword arguments of actions.report_figure; a period that has a figure is corrected."""
        period = self.cleaned_data["period"]
        standing = (row for row in self.history if row.period == period and not hasattr(row, "superseded_by"))
        return {**self.cleaned_data, "corrects": next(standing, None)}


class CloseForm(PageForm):
    on = forms.DateField(label=_("收官日期"), widget=DateInput())
    reason = forms.CharField(
        label=_("为什么收官"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如：规划期满；已由新方案接续。"),
    )


class WithdrawForm(PageForm):
    reason = forms.CharField(
        label=_("为什么停止公开"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
