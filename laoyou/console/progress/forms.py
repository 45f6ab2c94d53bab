"""Forms on tasks: how one is followed, a reason, a carrying over."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models import Plan, Task
from laoyou.progress.models import Tracking
from laoyou.progress.queries import Unfinished, span
from laoyou.progress.rules import kinds
from laoyou.ui.forms import DateInput, PageForm


class TrackingForm(PageForm):
    """`version` is that of the row as it was opened; 0 for none."""

    kind = forms.ChoiceField(
        label=_("类别"),
        choices=[
            ("deliverable", _("限期完成：到期要交成果，写明完成标志")),
            ("standing", _("长期坚持：每年都做，没有终点")),
            ("exploratory", _("鼓励探索：不设硬期限")),
        ],
        widget=forms.RadioSelect,
    )
    completion_mark = forms.CharField(
        label=_("完成标志"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("凭什么说它完成了，如：清单已印发；3 家食堂开门。限期完成的必填。"),
    )
    due = forms.DateField(
        label=_("完成时限"),
        required=False,
        widget=DateInput(),
        help_text=_("限期完成的必填，默认为规划期末。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, task: Task, tracking: Tracking | None, data: Any = None) -> None:
        proposed = kinds.proposed(task.text)
        initial: dict[str, Any] = {
            "kind": proposed,
            "completion_mark": kinds.completion_mark(task.text) if proposed == "deliverable" else "",
            "due": span(task.plan).until if proposed == "deliverable" else None,
            "version": 0,
        }
        if tracking is not None:
            initial = {name: getattr(tracking, name) for name in initial}
        super().__init__(data, initial=initial)

    @property
    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "version": self.cleaned_data.get("version") or 0}


class ReasonForm(PageForm):
    reason = forms.CharField(
        label=_("原因"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, needed: bool, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].required = needed


class DecideForm(ReasonForm):
    on = forms.DateField(
        label=_("办理日期"),
        required=False,
        widget=DateInput(),
        help_text=_("补记以前作出的决定，填当时的日期；报告按这一天计算。"),
    )

    def __init__(self, needed: bool, data: Any = None) -> None:
        super().__init__(needed, data)
        self.fields["on"].initial = timezone.localdate()


class CarryForm(PageForm):
    """For each unfinished task its counterpart in the next plan; empty leaves it where it is."""

    reason = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, rows: list[Unfinished], into: Plan, data: Any = None) -> None:
        super().__init__(data)
        self.rows = rows
        everything = [(task.pk, f"{task.number or task.no} {task.text[:40]}") for task in into.tasks.all()]
        for row in rows:
            best = [one.task.pk for one in row.candidates]
            named = dict(everything)
            likely = [(one.task.pk, f"{named[one.task.pk]}（{one.likeness:.0%}）") for one in row.candidates]
            self.fields[f"task-{row.tracking.task_id}"] = forms.TypedChoiceField(
                label=row.tracking.task.text,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[
                    ("", _("先不结转")),
                    (_("最像的"), likely),
                    (_("全部任务"), [one for one in everything if one[0] not in best]),
                ],
                initial=row.proposed or "",
            )

    @property
    def table(self) -> list[tuple[Unfinished, Any]]:
        return [(row, self[f"task-{row.tracking.task_id}"]) for row in self.rows]

    @property
    def pairs(self) -> dict[int, int]:
        return {
            int(name.removeprefix("task-")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("task-") and value
        }
