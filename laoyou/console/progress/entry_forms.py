"""The form of a progress entry: words, figures, evidence."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.console.evidence_forms import EvidenceField
from laoyou.console.loading import kept_files
from laoyou.plans.models import Obligation, Task
from laoyou.progress.actions import Typed
from laoyou.progress.models import Draft, Entry, Measure
from laoyou.progress.queries import EntryRow, entry_rows
from laoyou.ui.forms import DateInput, PageForm

FIGURE_ROWS = 4
PARTS = ("name", "value", "unit", "note")
HEADS = {"name": _("数据"), "value": _("数值"), "unit": _("计量单位"), "note": _("备注")}


class Units:
    """Who may be filed for: the person's own units in the task, or, by the office, every unit of the task."""

    def __init__(self, actor: Actor, task: Task) -> None:
        held = Department.objects.filter(
            pk__in=Obligation.objects.filter(task=task).values("department"),
            division_id__in=actor.division_ids,
        )
        self.own = list(held.filter(pk__in=actor.department_ids))
        self.office = actor.may("progress.manage", task.division_id) and not self.own
        self.all = self.own or (list(held.order_by("division_id", "id")) if self.office else [])


class EntryForm(PageForm):
    """`draft` fills it; `corrects` is an entry that a new one replaces."""

    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("单位"), empty_label=_("请选择单位")
    )
    on = forms.DateField(label=_("截至哪一天"), widget=DateInput())
    text = forms.CharField(
        label=_("做了什么，做到哪一步"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("对应哪条年度措施"), required=False, empty_label=_("不对应")
    )
    consolidates = forms.ModelMultipleChoiceField(
        Entry.objects.none(),
        label=_("汇总哪些配合单位的进展"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("勾选的记为已汇总，不再出现在待汇总里。"),
    )
    files = EvidenceField()  # type: ignore[assignment]
    claims = forms.BooleanField(label=_("申请完成：这项任务已达到完成标志"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        actor: Actor,
        task: Task,
        units: Units,
        data: Any = None,
        files: Any = None,
        draft: Draft | None = None,
        corrects: Entry | None = None,
    ) -> None:
        self.actor, self.task, self.units, self.draft = actor, task, units, draft
        self.waiting = [row for row in entry_rows(actor, task) if row.waits]
        super().__init__(data, files, initial=_initial(units, draft, corrects, self.waiting))
        self.fields["text"].either = True  # type: ignore[attr-defined]  # a draft may be empty, what is filed may not
        self._add_figures(draft or corrects)
        self._narrow(corrects)

    def _add_figures(self, given: Draft | Entry | None) -> None:
        stored: list[dict[str, Any]] = list(given.figures) if given else []
        for index in range(max(FIGURE_ROWS, len(stored) + 1)):
            row = stored[index] if index < len(stored) else {}
            for part in PARTS:
                self.fields[f"figure-{index}-{part}"] = forms.CharField(
                    label=HEADS[part], required=False, max_length=200, initial=row.get(part, "")
                )

    def _narrow(self, corrects: Entry | None) -> None:
        units = (
            [self.draft.department] if self.draft else [corrects.department] if corrects else self.units.all
        )
        self._choose("department", Department.objects.filter(pk__in=[unit.pk for unit in units]))
        open_ = Measure.objects.filter(task=self.task, department__in=units, state=Measure.State.AGREED)
        self._choose("measure", open_)
        self._choose("consolidates", Entry.objects.filter(pk__in=[row.entry.pk for row in self.waiting]))
        if len(units) == 1:
            self.fields["department"].widget = forms.HiddenInput()
        leads = Obligation.objects.filter(task=self.task, department__in=units, role="lead").exists()
        for name, needed in (("measure", open_.exists()), ("consolidates", bool(self.waiting) and leads)):
            if not needed:
                del self.fields[name]
        if "consolidates" in self.fields:
            field = self.fields["consolidates"]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.label_from_instance = _entry_label  # type: ignore[method-assign]

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    @property
    def figure_rows(self) -> list[list[Any]]:
        count = sum(name.startswith("figure-") for name in self.fields) // len(PARTS)
        return [[self[f"figure-{index}-{part}"] for part in PARTS] for index in range(count)]

    @property
    def plain(self) -> list[Any]:
        """Fields that are shown one under the other."""
        names = ("department", "on", "text", "measure", "consolidates")
        return [self[name] for name in names if name in self.fields and not self[name].is_hidden]

    @property
    def hidden(self) -> list[Any]:
        return [field for field in self.hidden_fields() if not field.html_name.startswith("figure-")]

    @property
    def figures(self) -> list[dict[str, str]]:
        rows = [
            {part: self.cleaned_data.get(f"figure-{index}-{part}", "") for part in PARTS}
            for index in range(len(self.figure_rows))
        ]
        return [row for row in rows if any(row.values())]

    def typed(self) -> Typed:
        """What stands in the form, its files stored."""
        said = self.cleaned_data
        department: Department = said["department"]
        return Typed(
            on=said["on"], text=said["text"], figures=self.figures, claims=said["claims"],
            measure=said.get("measure"), files=kept_files(self.actor, department.division, said["files"]),
            consolidates=list(said.get("consolidates") or ()),
        )  # fmt: skip


def _initial(
    units: Units, draft: Draft | None, corrects: Entry | None, waiting: list[EntryRow]
) -> dict[str, Any]:
    if draft is not None:
        taken = [entry.pk for entry in draft.consolidates.all()]
        return {
            "department": draft.department_id, "on": draft.on, "text": draft.text, "claims": draft.claims,
            "measure": draft.measure_id, "version": draft.version, "consolidates": taken,
        }  # fmt: skip
    if corrects is not None:
        return {"department": corrects.department_id, "on": corrects.on, "text": corrects.text}
    parts = [f"{row.entry.department.name}：{row.entry.text}" for row in waiting]
    leads = bool(units.own)
    return {
        "department": units.all[0].pk if len(units.all) == 1 else None,
        "on": timezone.localdate(),
        "text": "\n".join(parts) if leads else "",
        "consolidates": [row.entry.pk for row in waiting] if leads else [],
    }


def _entry_label(obj: Any) -> str:
    return f"{obj.department.name} {obj.on.isoformat()}：{obj.text[:60]}"
