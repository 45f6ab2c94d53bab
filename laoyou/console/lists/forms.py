"""Forms of lists. Those of an item are built from what the pack declares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department
from laoyou.access.queries import not_ended
from laoyou.access.scope import Actor
from laoyou.console.document_forms import FilesField, ManyFiles
from laoyou.evidence.rules import ACCEPT
from laoyou.lists import queries
from laoyou.lists.models import Catalogue, Item
from laoyou.lists.rules.declared import Declaration, Field
from laoyou.lists.rules.values import Known
from laoyou.places.models import Division
from laoyou.ui.forms import DateInput, PageForm
from laoyou.ui.numbers import whole

BLANK_ROWS = 2
MORE_ROWS = 5
MOST_SHOWN = 200


@dataclass(frozen=True)
class Line:
    """One row of a table field."""

    number: int
    cells: list[BoundField]

    @property
    def bad(self) -> bool:
        return any(cell.errors for cell in self.cells)


@dataclass(frozen=True)
class Part:
    """A field of an item on its form: one input, or rows of them."""

    field: Field
    bound: BoundField | None
    lines: list[Line]


class ItemForm(PageForm):
    """What is typed goes to the action as it is; the declaration there says what fits."""

    def __init__(self, declared: Declaration, known: Known, item: Item | None, data: Any = None) -> None:
        self.declared, self.known = declared, known
        self.values: Mapping[str, Any] = item.fields if item else {}
        held = item.version if item else 0
        self.version = (
            whole(data.get("version", "")) or held if data else held
        )  # the one that this person saw
        self.sizes = {field.key: self._size(field, data) for field in declared.tables}
        super().__init__(data)

    def _size(self, field: Field, data: Any) -> int:
        held = len(self.values.get(field.key, ())) + BLANK_ROWS
        typed = whole(data.get(f"{field.key}_rows", "")) or 0 if data else 0
        more = MORE_ROWS if data and data.get("more") == field.key else 0
        return min(MOST_SHOWN, max(held, typed) + more)

    def build(self) -> "ItemForm":
        """The inputs, after the form itself: their labels are in the language of the page."""
        for field in self.declared.fields:
            if field.kind == "table":
                rows = self.values.get(field.key, ())
                for number in range(1, self.sizes[field.key] + 1):
                    row = rows[number - 1] if number <= len(rows) else {}
                    for column in field.columns:
                        name = f"{field.key}_{number}_{column.key}"
                        self.fields[name] = self._input(column, row.get(column.key), required=False)
            else:
                self.fields[field.key] = self._input(
                    field, self.values.get(field.key), required=field.required
                )
        return self

    def _input(self, field: Field, value: Any, *, required: bool) -> forms.Field:
        options: dict[str, Any] = {"label": field.head, "required": required, "help_text": self._help(field)}
        options["error_messages"] = {"required": _("请填写“%(label)s”。") % {"label": field.label}}
        if field.kind in {"choice", "flag", "department", "division"}:
            return forms.ChoiceField(
                choices=self._choices(field, value), initial=_as_choice(field, value), **options
            )
        return forms.CharField(widget=_widget(field), initial=value, strip=False, **options)

    def _help(self, field: Field) -> str:
        inside = self.declared.public and field in self.declared.fields and not field.public
        said = [str(field.help)] if field.help else []
        return " ".join([*said, str(_("只在内部看，不公开。"))] if inside else said)

    def _choices(self, field: Field, value: Any) -> list[tuple[str, Any]]:
        if field.kind == "choice":
            found: list[tuple[str, Any]] = list(field.choices)
        elif field.kind == "flag":
            found = [("yes", _("是")), ("no", _("否"))]
        else:
            names, _numbers = self.known.of(field.kind)
            found = [(str(pk), name) for pk, name in names.items()]
            if value and value["id"] not in names:
                found.append((str(value["id"]), value["name"]))
        return [("", _("请选择")), *found]

    @property
    def parts(self) -> list[Part]:
        return [
            Part(field, None, self._lines(field))
            if field.kind == "table"
            else Part(field, self[field.key], [])
            for field in self.declared.fields
        ]

    def _lines(self, field: Field) -> list[Line]:
        numbers = range(1, self.sizes[field.key] + 1)
        return [Line(n, [self[f"{field.key}_{n}_{column.key}"] for column in field.columns]) for n in numbers]

    def typed(self) -> dict[str, Any]:
        """Values for the action. A unit that has ended is kept as it was recorded."""
        found: dict[str, Any] = {}
        for field in self.declared.fields:
            if field.kind == "table":
                found[field.key] = [self._row(field, n) for n in range(1, self.sizes[field.key] + 1)]
            else:
                found[field.key] = self._value(field, field.key, self.values.get(field.key))
        return found

    def _row(self, field: Field, number: int) -> dict[str, Any]:
        rows = self.values.get(field.key, ())
        held = rows[number - 1] if number <= len(rows) else {}
        return {
            column.key: self._value(column, f"{field.key}_{number}_{column.key}", held.get(column.key))
            for column in field.columns
        }

    def _value(self, field: Field, name: str, held: Any) -> Any:
        given = self.cleaned_data.get(name, "")
        if field.kind in {"department", "division"} and held and given == str(held["id"]):
            return held
        return given


def item_form(declared: Declaration, known: Known, item: Item | None, data: Any = None) -> ItemForm:
    return ItemForm(declared, known, item, data).build()


def _as_choice(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.kind == "flag":
        return "yes" if value else "no"
    return str(value["id"]) if field.kind in {"department", "division"} else str(value)


def _widget(field: Field) -> forms.Widget:
    if field.kind == "long_text":
        return forms.Textarea(attrs={"rows": 3})
    if field.kind == "date":
        return DateInput()
    if field.kind == "link":
        return forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"})
    return forms.TextInput(attrs={"inputmode": "decimal"} if field.numeric else {})


class SinceForm(PageForm):
    """Since when a new item has been in the state in which it begins."""

    since = forms.DateField(label=_("这个状态从哪天开始"), widget=DateInput())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})


class StateForm(PageForm):
    state = forms.ChoiceField(label=_("变更为"), widget=forms.RadioSelect)
    since = forms.DateField(label=_("从哪天开始"), widget=DateInput())
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, choices: list[tuple[str, Any]], data: Any = None, *, correcting: bool = False) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if correcting:
            self.fields["note"].label = _("原来错在哪里")
            self.fields["note"].required = True
            self.fields["state"].label = _("正确的状态")


class ReasonForm(PageForm):
    reason = forms.CharField(label=_("为什么"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FilesForm(PageForm):
    file = FilesField(
        allow_empty_file=True,
        label=_("佐证材料"),
        help_text=_("可一次选几个：PDF、图片、Word、Excel、PPT、OFD 或纯文本，每个不超过 20 MB。"),
        widget=ManyFiles(attrs={"accept": ACCEPT}),
    )


class SheetForm(PageForm):
    file = forms.FileField(
        allow_empty_file=True,
        label=_("填好的表格"),
        help_text=_("用本清单导出的 Excel（.xlsx）填写。先给您看会改什么，确认后才写入。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class ForceForm(PageForm):
    on = forms.DateField(label=_("从哪天起生效"), widget=DateInput())
    note = forms.CharField(
        label=_("说明"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如：印发文号；这一版为什么改。"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


def _owners(field: forms.Field, division_ids: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Department.objects.filter(not_ended(), division_id__in=division_ids)
    field.empty_label = str(_("方案办公室"))


class OpenForm(PageForm):
    key = forms.ChoiceField(label=_("哪一种清单"))
    owner = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("由谁维护"),
        required=False,
        help_text=_("这个单位的人可以改条目；定稿和公开由方案办公室办理。"),
    )

    def __init__(self, division: Division, data: Any = None, key: str = "") -> None:
        super().__init__(data, initial={"key": key})
        field = self.fields["key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.label) for one in queries.not_opened(division)]
        _owners(self.fields["owner"], [division.pk])


class SettingsForm(PageForm):
    title = forms.CharField(label=_("清单名称"), max_length=120)
    owner = forms.ModelChoiceField(Department.objects.none(), label=_("由谁维护"), required=False)

    def __init__(self, catalogue: Catalogue, data: Any = None) -> None:
        super().__init__(data, initial={"title": catalogue.title, "owner": catalogue.owner_id})
        _owners(self.fields["owner"], [catalogue.division_id])


class CloseForm(PageForm):
    on = forms.DateField(label=_("停用日期"), widget=DateInput())
    reason = forms.CharField(label=_("为什么停用"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


def home_of(actor: Actor) -> Division | None:
    """The division whose lists this person manages; the first of several."""
    managed = actor.home_ids & actor.divisions_for("list.manage")
    return Division.objects.filter(pk__in=managed).order_by("code").first()
