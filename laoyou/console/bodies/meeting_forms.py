"""Forms of meetings and decisions."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.bodies.actions import Point, Taken, Unit
from laoyou.bodies.models import Attendance, Body, Decision, Meeting
from laoyou.bodies.queries import MeetingPage, seats_on
from laoyou.console.bodies.asking import VersionedForm
from laoyou.console.bodies.forms import choose, units_of
from laoyou.console.evidence_forms import EvidenceField
from laoyou.plans.models import Plan
from laoyou.ui.forms import DateInput, PageForm
from laoyou.ui.marks import ROLES

SPARE_ROWS, FEWEST_ROWS = 3, 6


class MeetingFields(PageForm):
    title = forms.CharField(label=_("会议名称"), max_length=160, help_text=_("如：领导小组2025年第2次会议。"))
    number = forms.CharField(label=_("编号"), max_length=40, required=False)
    on = forms.DateField(label=_("会议日期"), widget=DateInput())
    place = forms.CharField(label=_("地点"), max_length=120, required=False)


class MeetingForm(MeetingFields):
    body = forms.ModelChoiceField(Body.objects.none(), label=_("哪个机构的会议"), empty_label=_("请选择机构"))
    field_order = ("body", "title", "number", "on", "place")

    def __init__(self, actor: Actor, data: Any = None, body: int | None = None) -> None:
        super().__init__(data, initial={"body": body})
        places = actor.divisions_for("body.manage")
        choose(self, "body", Body.objects.filter(division_id__in=places, until=None))


class MeetingEditForm(MeetingFields, VersionedForm):
    chair = forms.TypedChoiceField(label=_("主持人"), coerce=int)
    field_order = ("title", "number", "on", "place", "chair")

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        names = ("title", "number", "on", "place", "version")
        start = {name: getattr(meeting, name) for name in names} | {"chair": meeting.chair_id or 0}
        super().__init__(data, initial=start)
        field = self.fields["chair"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("0", _("还没有定")), *_seats(meeting)]


def _seats(meeting: Meeting) -> Iterator[tuple[str, str]]:
    for row in seats_on(meeting.body, meeting.on):
        holder = row.holder.name if row.holder else gettext("空缺")
        yield str(row.seat.pk), f"{row.seat.post.name}（{holder}）"


class AgendaForm(VersionedForm):
    """A row for each item and some to spare; an emptied row goes."""

    def __init__(self, page: MeetingPage, data: Any = None) -> None:
        super().__init__(data, initial={"version": page.meeting.version})
        items = page.agenda
        self.count = max(FEWEST_ROWS, len(items) + SPARE_ROWS)
        units = units_of(page.meeting.division_id)
        for no in range(1, self.count + 1):
            item = items[no - 1] if no <= len(items) else None
            self.fields[f"text_{no}"] = forms.CharField(
                label=gettext("议题%(no)d") % {"no": no}, required=False, initial=item.text if item else ""
            )
            self.fields[f"unit_{no}"] = forms.ModelChoiceField(
                units,
                label=gettext("汇报单位%(no)d") % {"no": no},
                required=False,
                empty_label=_("不指定"),
                initial=item.department if item else None,
            )

    @property
    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        return [(no, self[f"text_{no}"], self[f"unit_{no}"]) for no in range(1, self.count + 1)]

    def points(self) -> list[Point]:
        typed = self.cleaned_data
        return [Point(typed[f"text_{no}"], typed[f"unit_{no}"]) for no in range(1, self.count + 1)]


def _expected(one: Any) -> Attendance.How:
    """Who holds no post cannot come."""
    return Attendance.How.ATTENDED if one.row.holder else Attendance.How.ABSENT


class AttendanceForm(VersionedForm):
    """For each member of that day: came, sent somebody, was absent."""

    def __init__(self, page: MeetingPage, data: Any = None) -> None:
        super().__init__(data, initial={"version": page.meeting.version})
        self.members = page.members
        for one in self.members:
            pk, taken = one.row.seat.pk, one.attendance
            self.fields[f"how_{pk}"] = forms.ChoiceField(
                label=one.row.seat.post.name,
                choices=Attendance.How.choices,
                initial=taken.how if taken else _expected(one),
            )
            self.fields[f"deputy_{pk}"] = forms.CharField(
                label=gettext("%(post)s的受委托人") % {"post": one.row.seat.post.name},
                max_length=40,
                required=False,
                initial=taken.deputy if taken else "",
            )

    @property
    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [
            (one.row, self[f"how_{one.row.seat.pk}"], self[f"deputy_{one.row.seat.pk}"])
            for one in self.members
        ]

    def taken(self) -> list[Taken]:
        typed = self.cleaned_data
        pks = [one.row.seat.pk for one in self.members]
        return [Taken(pk, typed[f"how_{pk}"], typed[f"deputy_{pk}"]) for pk in pks]


class MinutesForm(VersionedForm):
    minutes = forms.CharField(label=_("纪要"), widget=forms.Textarea(attrs={"rows": 14}))
    files = EvidenceField(label=_("佐证文件"))  # type: ignore[assignment]

    def __init__(self, meeting: Meeting, *args: Any) -> None:
        super().__init__(*args, initial={"version": meeting.version, "minutes": meeting.minutes})


class IssueForm(VersionedForm):
    number = forms.CharField(label=_("纪要文号"), max_length=80, required=False)
    on = forms.DateField(label=_("印发日期"), widget=DateInput())

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        super().__init__(data, initial={"version": meeting.version, "on": timezone.localdate()})


class CorrectForm(PageForm):
    text = forms.CharField(
        label=_("更正"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明哪一处有误、应当是什么。原文不动，更正附在后面。"),
    )


class DecisionForm(PageForm):
    text = forms.CharField(label=_("议定了什么"), widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.ModelChoiceField(
        Department.objects.none(), label=_("牵头单位"), required=False, empty_label=_("没有牵头单位")
    )
    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label=_("其他责任单位"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    role = forms.ChoiceField(
        label=_("其他责任单位的分工"),
        choices=[(key, ROLES[key]) for key in ("support", "shared")],
        initial="support",
    )
    due = forms.DateField(
        label=_("完成期限"), widget=DateInput(), required=False, help_text=_("转为任务时必须有日期。")
    )

    def __init__(self, meeting: Meeting, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        units = units_of(meeting.division_id)
        choose(self, "lead", units)
        choose(self, "departments", units)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("lead") in (typed.get("departments") or ()):
            self.add_error("departments", _("牵头单位不用再选一次。"))
        return typed

    def values(self) -> dict[str, Any]:
        """Keyword arguments of the actions on decisions."""
        typed = self.cleaned_data
        units = [Unit(typed["lead"], "lead")] if typed["lead"] else []
        units += [Unit(one, typed["role"]) for one in typed["departments"]]
        return {"text": typed["text"], "due": typed["due"], "units": units}


class DecisionEditForm(DecisionForm, VersionedForm):
    def __init__(self, decision: Decision, data: Any = None) -> None:
        units = list(decision.units.select_related("department"))
        others = [one for one in units if one.role != "lead"]
        start = {
            "text": decision.text,
            "due": decision.due,
            "version": decision.version,
            "lead": next((one.department for one in units if one.role == "lead"), None),
            "departments": [one.department for one in others],
            "role": others[0].role if others else "support",
        }
        super().__init__(decision.meeting, data, initial=start)


class TaskForm(VersionedForm):
    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("列入哪份方案"), empty_label=None)
    due = forms.DateField(label=_("完成期限"), widget=DateInput())

    def __init__(self, decision: Decision, data: Any = None) -> None:
        super().__init__(data, initial={"version": decision.version, "due": decision.due})
        live = Plan.objects.filter(division_id=decision.division_id, state=Plan.State.LIVE)
        choose(self, "plan", live)


class CloseForm(VersionedForm):
    because = forms.CharField(
        label=_("为什么不需要跟踪"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如：当场办结；已列入另一项任务。"),
    )

    def __init__(self, decision: Decision, data: Any = None) -> None:
        super().__init__(data, initial={"version": decision.version, "because": decision.no_follow_up})
