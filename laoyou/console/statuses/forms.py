"""Forms of statuses: the kind first, then what that kind asks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.console.evidence_forms import EvidenceField
from laoyou.places.models import Division
from laoyou.statuses.models import Status
from laoyou.statuses.rules.declared import Kind
from laoyou.ui.forms import DateInput, PageForm


class StatusForm(PageForm):
    """A status of one kind. With `old` it corrects that one."""

    def __init__(self, kind: Kind, data: Any = None, files: Any = None, *, old: Status | None = None) -> None:
        self.kind = kind
        initial = {"since": timezone.localdate()}
        if old:
            initial = {"since": old.since, "until": old.until, "source": old.source, **old.attributes}  # type: ignore[dict-item]
        self.base_fields = _fields(kind, correcting=old is not None)  # type: ignore[misc]
        super().__init__(data, files, initial=initial)

    def values(self) -> dict[str, Any]:
        """For the action."""
        typed = self.cleaned_data
        kept = {"since": typed["since"], "until": typed["until"], "source": typed["source"]}
        kept["attributes"] = {one.key: typed[one.key] for one in self.kind.attributes}
        return {**kept, "reason": typed["reason"]} if "reason" in typed else kept


def _fields(kind: Kind, *, correcting: bool) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "source": forms.ChoiceField(label=_("来源"), choices=[(one.key, one.label) for one in kind.by_hand])
    }
    for one in kind.attributes:
        choices = [("", "—"), *((each.key, str(each.label)) for each in one.choices)]
        fields[one.key] = forms.ChoiceField(label=str(one.label), choices=choices, required=one.required)
    fields["since"] = forms.DateField(label=_("自"), widget=DateInput())
    fields["until"] = forms.DateField(
        label=_("至"), widget=DateInput(), required=False, help_text=_("从这一天起不再具有。仍有的不填。")
    )
    if correcting:
        fields["reason"] = forms.CharField(label=_("更正原因"), max_length=200)
    fields["file"] = EvidenceField()
    return fields


class EndForm(PageForm):
    until = forms.DateField(
        label=_("终止日期"),
        widget=DateInput(),
        initial=timezone.localdate,
        help_text=_("从这一天起不再具有。"),
    )
    why = forms.CharField(label=_("为什么终止"), max_length=200)


class BringForm(PageForm):
    """A list: whose, of what, of which month; a file or pasted lines."""

    division = forms.ModelChoiceField(label=_("地区"), queryset=Division.objects.none(), empty_label=None)
    what = forms.ChoiceField(label=_("哪份名单"))
    month = forms.DateField(label=_("月份"), input_formats=["%Y-%m"], help_text=_("例如 2026-10"))
    file = forms.FileField(label=_("Excel 或 CSV 文件"), required=False)
    text = forms.CharField(
        label=_("或从 Excel 连表头粘贴"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("要有“姓名”一列；有“身份证号”的按号码比对。"),
    )  # fmt: skip

    def __init__(self, divisions: Any, lists: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"month": f"{timezone.localdate():%Y-%m}"}, **kwargs)
        self.fields["division"].queryset = divisions  # type: ignore[attr-defined]
        self.fields["what"].choices = lists  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("file") and not typed.get("text", "").strip():
            self.add_error("file", _("请上传文件，或粘贴名单。"))
        return typed


class WhyForm(PageForm):
    why = forms.CharField(label=_("核实情况"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
