"""Forms of cycles: the cycle itself, a date with files, a reason, forms that came back."""

import unicodedata
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.console.document_forms import FilesField, ManyFiles
from laoyou.evidence.rules import ACCEPT
from laoyou.plans.models import Plan
from laoyou.progress.models import Cycle
from laoyou.ui.forms import DateInput, PageForm


class CycleForm(PageForm):
    """`cycle` is the one that is changed; its kind stays. A duty of the plan gives the first values of a new one."""

    kind = forms.ChoiceField(
        label=_("类别"), choices=Cycle.Kind.choices, widget=forms.RadioSelect, initial="collection"
    )
    period = forms.CharField(
        label=_("哪一期"),
        max_length=8,
        help_text=_("如：2025（全年）、2025H1（上半年）、2025Q3（三季度）、2025-07（7 月）"),
    )
    title = forms.CharField(label=_("标题"), max_length=100, help_text=_("如：2025年下半年进展报送"))
    recipient = forms.CharField(
        label=_("报告给谁"), max_length=100, required=False, help_text=_("只在对外报告时填，如：县人民政府")
    )
    opens = forms.DateField(label=_("开始日期"), widget=DateInput())
    due = forms.DateField(
        label=_("截止日期"), widget=DateInput(), help_text=_("当天报送算按时，第二天起算迟报。")
    )
    basis = forms.CharField(
        label=_("日期的依据"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("方案没有写日期，或与方案写的不同时必填，如：会议纪要、通知、领导批示。"),
    )
    questions = forms.CharField(
        label=_("要各单位回答的问题"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个问题。没有就不填。"),
    )
    collects = forms.ModelChoiceField(
        Cycle.objects.none(), label=_("取自哪一次部门报送"), required=False, empty_label=_("不取自部门报送")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, plan: Plan, data: Any = None, cycle: Cycle | None = None, initial: Any = None) -> None:
        first = _of_cycle(cycle) if cycle else {"opens": timezone.localdate(), **(initial or {})}
        super().__init__(data, initial=first)
        field = self.fields["collects"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = plan.cycles.filter(kind=Cycle.Kind.COLLECTION)
        if cycle:
            onward = cycle.kind == Cycle.Kind.ONWARD
            for name in ("kind", "questions") if onward else ("kind", "recipient", "collects"):
                del self.fields[name]

    def clean_period(self) -> str:
        return unicodedata.normalize("NFKC", self.cleaned_data["period"]).strip().upper()

    def given(self) -> dict[str, Any]:
        """Keyword arguments of actions.make_cycle and change_cycle."""
        said = {**self.cleaned_data, "questions": self.cleaned_data.get("questions", "").splitlines()}
        return {name: value for name, value in said.items() if name != "version"}


def _of_cycle(cycle: Cycle) -> dict[str, Any]:
    names = ("period", "title", "recipient", "opens", "due", "basis", "collects", "version")
    return {**{name: getattr(cycle, name) for name in names}, "questions": "\n".join(cycle.questions)}


class ReasonForm(PageForm):
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class ConfirmForm(PageForm):
    """Nothing to fill in: only whether."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class FilesForm(PageForm):
    files = FilesField(  # type: ignore[assignment]  # what evidence refuses names this field
        label=_("文件"),
        allow_empty_file=True,
        widget=ManyFiles(attrs={"accept": ACCEPT}),
        help_text=_("可一次选几个。PDF、图片、Word、Excel、OFD，每个不超过 20 MB。"),
    )


class DeliverForm(FilesForm):
    on = forms.DateField(label=_("送达日期"), widget=DateInput())
    field_order = ["on", "files"]


class ImportForm(PageForm):
    files = FilesField(  # type: ignore[assignment]  # what evidence refuses names this field
        label=_("填报表"),
        allow_empty_file=True,
        widget=ManyFiles(attrs={"accept": ".xlsx,.zip"}),
        help_text=_("单位填好发回的 .xlsx。可一次选几个，也可选装着填报表的压缩包（.zip）。"),
    )


class TakeForm(PageForm):
    """What the office says when it takes in one form or several."""

    submit = forms.BooleanField(label=_("导入后马上代为报送（标为代录）"), required=False)
    received_on = forms.DateField(
        label=_("哪天收到"),
        widget=DateInput(),
        required=False,
        help_text=_("是否迟报按这一天算。不填就按今天。"),
    )
    because = forms.CharField(
        label=_("有提醒时，为什么仍然报送"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如：个别任务本期没有进展，已与单位核实。没有提醒可以不填。"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"received_on": timezone.localdate()})
