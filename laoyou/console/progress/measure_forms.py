"""Forms on yearly measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.models import Measure
from laoyou.ui.forms import DateInput, PageForm


class MeasureForm(PageForm):
    """`measure` None: a new one, for which task and unit are asked too."""

    task = forms.ModelChoiceField(Task.objects.none(), label=_("任务"), empty_label=_("请选择任务"))
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("责任单位"), empty_label=_("请选择单位")
    )
    text = forms.CharField(label=_("这一年做什么"), widget=forms.Textarea(attrs={"rows": 3}))
    completion_mark = forms.CharField(
        label=_("完成标志"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("做到什么样算完成，如：3 家食堂开门。"),
    )
    due = forms.DateField(label=_("完成时限"), widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        actor: Actor,
        plan: Plan,
        year: int,
        measure: Measure | None = None,
        data: Any = None,
        task: int = 0,
    ) -> None:
        self.year = year
        names = ("text", "completion_mark", "due", "version")
        initial = {name: getattr(measure, name) for name in names} if measure else {"due": f"{year}-12-31"}
        super().__init__(data, initial={**initial, "task": task or None})
        if measure is not None:
            del self.fields["task"], self.fields["department"]
            return
        office = actor.may("progress.manage", plan.division_id)
        held = Obligation.objects.filter(plan=plan, task__isnull=False, department__isnull=False)
        held = held if office else held.filter(department_id__in=actor.department_ids)
        units = Department.objects.filter(
            pk__in=held.values("department"), division_id__in=actor.division_ids
        )
        self._choose("department", units)
        self._choose("task", plan.tasks.filter(pk__in=held.values("task")))
        if units.count() == 1:
            self.fields["department"].initial = units.get().pk
        field = self.fields["task"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label_from_instance = lambda obj: f"{obj.number or obj.no} {obj.text[:50]}"  # type: ignore[method-assign]

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class DropForm(PageForm):
    reason = forms.CharField(label=_("为什么取消"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SheetForm(PageForm):
    file = forms.FileField(
        label=_("填好的 Excel 表"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("用从年度计划页导出的表。先看检查结果，确认后才导入。"),
    )
