"""Forms on a live plan: a figure, a responsible unit, its closing."""

import unicodedata
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.errors import Refused
from laoyou.access.models import Department
from laoyou.access.queries import not_ended
from laoyou.console.document_forms import FilesField, ManyFiles
from laoyou.evidence.rules import ACCEPT
from laoyou.plans.errors import Doubtful
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
    as_of = forms.DateField(
        label=_("数据截止日"),
        required=False,
        widget=DateInput(),
        help_text=_("不填就是这一期的最后一天；这一期还没过完的，取今天。"),
    )
    evidence = FilesField(
        label=_("佐证材料"),
        required=False,
        allow_empty_file=True,  # said with the file's name by the action
        help_text=_("可一次选几个：PDF、图片、Word、Excel、PPT、OFD 或纯文本，每个不超过 20 MB。"),
        widget=ManyFiles(attrs={"accept": ACCEPT}),
    )
    note = forms.CharField(
        label=_("说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("更正以前报过的数时，写明为什么。"),
    )
    keep_because = forms.CharField(
        label=_("核对后仍然保留，因为"),
        required=False,
        max_length=300,
        widget=forms.HiddenInput,
        help_text=_("如：本期新并入两所机构。会写进说明，审核的人看得到。"),
    )

    def __init__(self, page: PartPage, data: Any = None, files: Any = None, *, period: str = "") -> None:
        self.target, self.history = page.row.target, page.history
        today = timezone.localdate()
        year = min(self.target.year or today.year, today.year)
        super().__init__(data, files, initial={"period": period or str(year)})
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
        """Keyword arguments of actions.report_figure but the files; a period that has a figure is corrected."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "evidence"}
        standing = (
            row for row in self.history if row.period == given["period"] and not hasattr(row, "superseded_by")
        )
        return {**given, "corrects": next(standing, None)}

    def refuse(self, refused: Refused) -> None:
        """A figure that looks wrong is asked about: beside the field, and where to say why it stays."""
        if not isinstance(refused, Doubtful):
            super().refuse(Refused(refused.message, "evidence") if refused.field == "files" else refused)
            return
        self.fields["keep_because"].widget = forms.Textarea(attrs={"rows": 2})
        for doubt in refused.doubts:
            self.add_error(doubt.field if doubt.field in self.fields else None, doubt.words)
        self.add_error("keep_because", _("以上各处请核对。数据无误的，在这里写明保留的原因，再提交一次。"))
        if self.cleaned_data.get("evidence"):  # a browser does not hand a file in twice
            self.add_error("evidence", _("佐证材料还没有存下，请再选一次。"))


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
