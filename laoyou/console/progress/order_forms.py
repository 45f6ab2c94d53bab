"""Forms on supervision orders."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.console.evidence_forms import EvidenceField
from laoyou.plans.models import Obligation, Plan, Task
from laoyou.progress.models import Order
from laoyou.ui.forms import DateInput, PageForm

USUAL = datetime.timedelta(days=15)


def units_of(actor: Actor, plan: Plan) -> Any:
    """Departments of the actor's divisions that answer for something in the plan."""
    held = Obligation.objects.filter(plan=plan, department__isnull=False).values("department")
    return Department.objects.filter(pk__in=held, division_id__in=actor.division_ids).order_by(
        "division_id", "id"
    )


class OrderForm(PageForm):
    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label=_("发给哪些单位"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每个单位一张督办单，各有编号。"),
    )
    task = forms.ModelChoiceField(
        Task.objects.none(), label=_("为哪项任务"), required=False, empty_label=_("不对应某项任务")
    )
    problem = forms.CharField(label=_("存在问题"), widget=forms.Textarea(attrs={"rows": 3}))
    requirement = forms.CharField(label=_("整改要求"), widget=forms.Textarea(attrs={"rows": 3}))
    deadline = forms.DateField(label=_("整改期限"), widget=DateInput())

    def __init__(self, actor: Actor, plan: Plan, data: Any = None, task: Task | None = None) -> None:
        initial: dict[str, Any] = {"deadline": timezone.localdate() + USUAL}
        if task is not None:
            answering = Obligation.objects.filter(task=task, role__in=("lead", "shared"))
            initial |= {
                "task": task.pk,
                "departments": list(answering.values_list("department_id", flat=True)),
            }
        super().__init__(data, initial=initial)
        self._choose("departments", units_of(actor, plan))
        self._choose("task", plan.tasks.all())
        field = self.fields["task"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label_from_instance = lambda obj: f"{obj.number or obj.no} {obj.text[:50]}"  # type: ignore[method-assign]

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


WHAT = {"rectify": _("整改了什么，结果怎样"), "extend": _("为什么延期"), "withdraw": _("为什么撤销")}
NEEDED = {"rectify": ("text", "files"), "extend": ("text",), "withdraw": ("text",), "recheck": ()}


class StepForm(PageForm):
    """What a step of an order asks: words, a date, evidence, each where the step needs it."""

    passed = forms.ChoiceField(
        label=_("复查结论"),
        choices=[("yes", _("通过，办结")), ("no", _("不通过，继续整改"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    text = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    deadline = forms.DateField(label=_("新的期限"), required=False, widget=DateInput())
    files = EvidenceField()  # type: ignore[assignment]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    ASKS: dict[str, tuple[str, ...]] = {
        "rectify": ("text", "files"),
        "recheck": ("passed", "text", "deadline"),
        "extend": ("text", "deadline"),
        "withdraw": ("text",),
    }

    def __init__(self, step: str, order: Order, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"version": order.version})
        for name in list(self.fields):
            if name not in (*self.ASKS[step], "version"):
                del self.fields[name]
        if step != "recheck":
            self.fields["text"].label = WHAT[step]
        for name in NEEDED[step]:
            self.fields[name].either = True  # type: ignore[attr-defined]  # the action says what is missing
        if step == "extend":
            self.fields["deadline"].required = True
        if step == "recheck":
            self.fields["deadline"].help_text = _("只在不通过时填。")

    @property
    def version_seen(self) -> int:
        return self.cleaned_data.get("version") or 0
