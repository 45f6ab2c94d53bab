"""Forms of reports: a new one, what stands around its words, a section, its issue."""

import unicodedata
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.plans.models import Plan
from laoyou.progress.models import Cycle
from laoyou.reports import queries
from laoyou.reports.kinds import KINDS
from laoyou.reports.models import Report
from laoyou.ui.forms import DateInput, PageForm


class NewForm(PageForm):
    """The period of a cycle comes from the cycle; without one it is typed."""

    kind = forms.ChoiceField(label=_("哪种报告"), widget=forms.RadioSelect, initial="half_year")
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("方案"), empty_label=_("请选择方案"))
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(),
        label=_("报送周期"),
        required=False,
        empty_label=_("不属于哪个周期"),
        help_text=_("选了周期，期间、主送单位和各单位报送情况都取自该周期。"),
    )
    period = forms.CharField(
        label=_("哪一期"),
        required=False,
        max_length=8,
        help_text=_(
            "没有选周期时填写，如：2025H2（下半年）、2025Q3（三季度）、2026（全年）。收官评估可不填。"
        ),
    )
    on = forms.DateField(
        label=_("数据截止日"),
        required=False,
        widget=DateInput(),
        help_text=_("不填时取周期的截止日；还没到截止日的，取今天。"),
    )

    def __init__(self, actor: Actor, data: Any = None, initial: Any = None) -> None:
        plans = queries.writable_plans(actor)
        super().__init__(data, initial={"plan": plans[0].pk if len(plans) == 1 else None, **(initial or {})})
        kinds, plan, cycle = self.fields["kind"], self.fields["plan"], self.fields["cycle"]
        assert isinstance(kinds, forms.ChoiceField)
        assert isinstance(plan, forms.ModelChoiceField)
        assert isinstance(cycle, forms.ModelChoiceField)
        kinds.choices = [(each.key, each.label) for each in KINDS.values()]
        plan.queryset = Plan.objects.filter(pk__in=[each.pk for each in plans]).select_related("division")
        ordered = [each.pk for each in queries.cycles_for([each.pk for each in plans])]
        cycle.queryset = Cycle.objects.filter(pk__in=ordered).order_by("-due", "-kind", "id")

    def clean_period(self) -> str:
        return unicodedata.normalize("NFKC", self.cleaned_data["period"]).strip().upper()


class HeadForm(PageForm):
    title = forms.CharField(label=_("标题"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
    organ = forms.CharField(label=_("发文单位"), max_length=100)
    recipient = forms.CharField(
        label=_("主送单位"), max_length=200, required=False, help_text=_("如：宣汉县人民政府")
    )
    copies = forms.CharField(
        label=_("抄送"),
        max_length=500,
        required=False,
        help_text=_("印在最后一页，如：县人大常委会办公室，县民政局。没有的不填。"),
    )
    printer = forms.CharField(
        label=_("印发机关"),
        max_length=100,
        required=False,
        help_text=_("印在最后一页，日期取成文日期。抄送和印发机关都不填，就不印这几行。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(PageForm):
    text = forms.CharField(
        label=_("这一节的文字"),
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        required=False,
        help_text=_(
            "每行一段；以“（一）”开头的短行是小标题。双花括号里的是数据，随数据更新，请不要改里面的字。"
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The words of the page say what an empty section means; "may be left empty" would mislead.
        self.fields["text"].either = True  # type: ignore[attr-defined]


class RefillForm(PageForm):
    on = forms.DateField(label=_("数据截止日"), required=False, widget=DateInput())

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("数据截止日期不能晚于今天。"))
        return day


class IssueForm(PageForm):
    doc_number = forms.CharField(
        label=_("发文字号"), max_length=60, help_text=_("年份用六角括号，如：宣发改〔2026〕5号")
    )
    issued_on = forms.DateField(label=_("成文日期"), widget=DateInput())
    note = forms.CharField(
        label=_("修订说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明这一版改了什么、为什么改；会印在报告正文前。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, report: Report, issued: int, data: Any = None) -> None:
        super().__init__(data, initial={"issued_on": timezone.localdate(), "version": report.version})
        if not issued:
            del self.fields["note"]
