"""Forms of what a location keeps: one for each kind of row, and the one that ends a row."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.providers import actions
from laoyou.providers.models import Location, Post, Staff
from laoyou.providers.models.dealings import AdvanceKind, ClinicKind, CoverKind, FeeItem
from laoyou.providers.models.staffing import PaperKind
from laoyou.ui.forms import AmountField, DateInput, PageForm


class UpkeepForm(PageForm):
    """Keeps what was typed by the action of its kind of row."""

    title: str | Promise = ""
    button: str | Promise = ""
    since = forms.DateField(label=_("自"), initial=timezone.localdate, widget=DateInput())

    def __init__(self, location: Location, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.location = location

    def keep(self, by: Actor) -> None:
        raise NotImplementedError


class StaffForm(UpkeepForm):
    title, button = _("登记人员"), _("登记")
    field_order = ["name", "post", "full_time", "since"]
    since = forms.DateField(label=_("到岗日期"), initial=timezone.localdate, widget=DateInput())
    name = forms.CharField(label=_("姓名"), max_length=60)
    post = forms.ChoiceField(label=_("岗位"), choices=Post.choices)
    full_time = forms.BooleanField(label=_("专职"), required=False, initial=True)

    def keep(self, by: Actor) -> None:
        actions.hire(by=by, location=self.location, **self.cleaned_data)


class PaperForm(UpkeepForm):
    title, button = _("登记证明"), _("登记")
    field_order = ["staff", "kind", "number", "since", "until"]
    since = forms.DateField(label=_("发证日期"), initial=timezone.localdate, widget=DateInput())
    staff = forms.ModelChoiceField(Staff.objects.none(), label=_("人员"), empty_label=_("请选择"))
    kind = forms.ChoiceField(label=_("证明"), choices=PaperKind.choices)
    number = forms.CharField(label=_("证号"), max_length=60, required=False)
    until = forms.DateField(
        label=_("有效期至"), required=False, widget=DateInput(), help_text=_("这一天起失效；长期有效不填。")
    )

    def __init__(self, location: Location, *args: Any, **kwargs: Any) -> None:
        super().__init__(location, *args, **kwargs)
        chosen = self.fields["staff"]
        chosen.queryset = location.staff.filter(until=None)  # type: ignore[attr-defined]
        if not chosen.queryset:  # type: ignore[attr-defined]
            chosen.help_text = _("这里还没有在岗人员。请先登记人员，再登记证明。")
        chosen.label_from_instance = lambda one: f"{one.name}（{one.get_post_display()}）"  # type: ignore[attr-defined]

    def keep(self, by: Actor) -> None:
        actions.add_paper(by=by, **self.cleaned_data)


class FeeForm(UpkeepForm):
    title, button = _("登记收费"), _("登记")
    field_order = ["item", "grade", "amount", "since"]
    item = forms.ChoiceField(label=_("收费项目"), choices=FeeItem.choices)
    grade = forms.CharField(
        label=_("档次"), max_length=40, required=False, help_text=_("如：双人间、一级护理；只有一档不填。")
    )
    amount = AmountField(label=_("每月金额（元）"), min_value=0)

    def keep(self, by: Actor) -> None:
        actions.set_fee(by=by, location=self.location, **self.cleaned_data)


class AdvanceForm(UpkeepForm):
    title, button = _("登记预收"), _("登记")
    field_order = ["kind", "months", "amount", "since"]
    kind = forms.ChoiceField(label=_("预收什么"), choices=AdvanceKind.choices)
    months = forms.IntegerField(
        label=_("预收月数"), required=False, min_value=1, max_value=600, help_text=_("预收服务费填这一项。")
    )
    amount = AmountField(
        label=_("每人金额（元）"), required=False, min_value=0, help_text=_("押金和会员费填这一项。")
    )

    def keep(self, by: Actor) -> None:
        actions.set_advance(by=by, location=self.location, **self.cleaned_data)


class CoverForm(UpkeepForm):
    title, button = _("登记保险"), _("登记")
    field_order = ["kind", "insurer", "policy_no", "since", "until"]
    kind = forms.ChoiceField(label=_("险种"), choices=CoverKind.choices)
    insurer = forms.CharField(label=_("保险公司"), max_length=80)
    policy_no = forms.CharField(label=_("保单号"), max_length=60)
    until = forms.DateField(label=_("至"), widget=DateInput(), help_text=_("这一天起不再承保。"))

    def keep(self, by: Actor) -> None:
        actions.insure(by=by, location=self.location, **self.cleaned_data)


class ClinicForm(UpkeepForm):
    title, button = _("登记内设医疗机构"), _("登记")
    field_order = ["kind", "licence_no", "since"]
    kind = forms.ChoiceField(label=_("类别"), choices=ClinicKind.choices)
    licence_no = forms.CharField(label=_("备案（许可）编号"), max_length=60)

    def keep(self, by: Actor) -> None:
        actions.open_clinic(by=by, location=self.location, **self.cleaned_data)


class EndForm(PageForm):
    on = forms.DateField(
        label=_("结束日期"),
        initial=timezone.localdate,
        widget=DateInput(),
        help_text=_("从这一天起不再有效。"),
    )


FORMS: Mapping[str, type[UpkeepForm]] = {
    "staff": StaffForm,
    "paper": PaperForm,
    "fee": FeeForm,
    "advance": AdvanceForm,
    "cover": CoverForm,
    "clinic": ClinicForm,
}
