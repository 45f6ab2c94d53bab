"""Forms of privacy."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.privacy.models import Consent, Deletion
from laoyou.ui.forms import DateInput, PageForm

OPEN_DAYS = 30


class ConsentForm(PageForm):
    kind = forms.ChoiceField(label=_("同意什么"), choices=[("", _("请选择")), *Consent.Kind.choices])
    given_by = forms.CharField(
        label=_("同意人"), max_length=60, help_text=_("本人同意的写本人姓名；由监护人同意的写监护人姓名。")
    )
    relation = forms.CharField(
        label=_("与本人关系"), max_length=30, required=False, help_text=_("本人同意的空着。")
    )
    username = forms.CharField(
        label=_("家属账号"), max_length=60, required=False, help_text=_("只在“家属查看”时填写，账号由安全管理员建立。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    statuses = forms.BooleanField(
        label=_("也同意让这位家属看身份"), required=False,
        help_text=_("低保、残疾、失能等是敏感个人信息，要单独问过本人（个人信息保护法第二十九条）。只在“家属查看”时勾选。"),
    )  # fmt: skip
    since = forms.DateField(label=_("从哪天起"), widget=DateInput())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})


class WhyForm(PageForm):
    why = forms.CharField(
        label=_("原因"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DeletionForm(PageForm):
    ground = forms.ChoiceField(label=_("情形"), choices=[("", _("请选择")), *Deletion.Ground.choices])
    asked_on = forms.DateField(label=_("提出日期"), widget=DateInput())
    relation = forms.CharField(
        label=_("与本人关系"), max_length=30, required=False, help_text=_("本人提出的空着；由监护人或近亲属提出的写明关系。")
    )  # fmt: skip
    note = forms.CharField(
        label=_("说明"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"asked_on": timezone.localdate()})


class AskForm(PageForm):
    purpose = forms.CharField(
        label=_("用途"), max_length=200, help_text=_("写明办什么事，例如“核对托育补助申请”。审批人会看到。")
    )


class DecideForm(PageForm):
    """Yes or no, and why; `until` only where a leave is for a time."""

    decision = forms.ChoiceField(
        label=_("决定"), widget=forms.RadioSelect, choices=[("yes", _("同意")), ("no", _("不同意"))]
    )
    reason = forms.CharField(
        label=_("理由"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不同意的必须写明，申请人会看到。"),
    )  # fmt: skip


class LeaveForm(DecideForm):
    until = forms.DateField(
        label=_("有效到哪天（不含当天）"), required=False, widget=DateInput(), help_text=_("最长一年。")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate() + datetime.timedelta(days=OPEN_DAYS)})
        self.order_fields(["decision", "until", "reason"])
