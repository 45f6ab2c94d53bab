"""Forms of adoption: what the text does not say and only the office knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.queries import not_ended
from laoyou.plans.models import Document, UnitName
from laoyou.plans.queries import UnitRow
from laoyou.ui.forms import PageForm
from laoyou.ui.marks import ROLES


class AboutForm(PageForm):
    period = forms.ChoiceField(label=_("规划期"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("方案标题"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, periods: Sequence[Mapping[str, Any]], data: Any = None, *, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        language = "en" if get_language() == "en" else "zh"
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one["key"], f"{one[language]} {one['since'][:4]}–{one['until'][:4]}") for one in periods
        ]


class UnitForm(PageForm):
    """What a unit named by the document is here."""

    resolution = forms.ChoiceField(label=_("它是"), widget=forms.RadioSelect)
    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label=_("本地单位"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("可以选几家：职能拆分到几家的，每家都会有这项任务。"),
    )
    note = forms.CharField(
        label=_("为什么不指定"),
        required=False,
        max_length=200,
        help_text=_("只在选“不指定”时填写，会记在方案里。"),
    )

    def __init__(self, row: UnitRow, data: Any = None) -> None:
        unit = row.unit
        certain = [one.department_id for one in row.suggestions if one.certain]
        initial = {
            "resolution": unit.resolution
            or ("expanded" if unit.kind == UnitName.Kind.CLASS else "department"),
            "departments": [one.pk for one in row.chosen] or certain,
            "note": unit.note,
        }
        super().__init__(data, initial=initial)
        choices = [("department", _("对应下面选的本地单位"))]
        if unit.kind == UnitName.Kind.CLASS:
            choices.append(("expanded", _("一类单位：每个乡镇（街道）各算一家")))
        choices.append(("waived", _("不指定到单位")))
        resolution, departments = self.fields["resolution"], self.fields["departments"]
        assert isinstance(resolution, forms.ChoiceField)
        assert isinstance(departments, forms.ModelMultipleChoiceField)
        resolution.choices = choices
        departments.queryset = Department.objects.filter(not_ended(), division_id=unit.division_id)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("resolution") == "department" and not typed.get("departments"):
            self.add_error("departments", _("请勾选至少一家本地单位。"))
        if typed.get("resolution") == "waived" and not typed.get("note", "").strip():
            self.add_error("note", _("请写一句为什么不指定，以后有人问起能查到。"))
        return typed

    def settled(self) -> dict[str, Any]:
        """Keyword arguments of actions.name_units."""
        typed = self.cleaned_data
        departments = [one.pk for one in typed["departments"]]
        return {"resolution": typed["resolution"], "department_ids": departments, "note": typed["note"]}


class ClauseForm(PageForm):
    """Who answers for items that no row of the table of tasks covers."""

    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(), label=_("责任单位"), widget=forms.CheckboxSelectMultiple
    )
    role = forms.ChoiceField(
        label=_("分工"), choices=list(ROLES.items()), widget=forms.RadioSelect, initial="lead"
    )

    def __init__(self, document: Document, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["departments"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Department.objects.filter(not_ended(), division_id=document.division_id)


class WaiveForm(PageForm):
    """One reason for every unit that is still open."""

    note = forms.CharField(label=_("为什么不指定"), max_length=200, help_text=_("一句话，会记在每一条上。"))
