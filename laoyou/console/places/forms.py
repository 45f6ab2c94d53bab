"""What became of a division, as the administrator fills it in; and a list to be brought in."""

from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.console.office.forms import divisions_where
from laoyou.places.lists.reading import Line
from laoyou.places.models import Division
from laoyou.ui.forms import DateInput, PageForm

SOURCES = [("civil", _("民政部名单（区划地名）")), ("statistics", _("国家统计局名单（统计用区划代码）"))]
_KEPT_FOR = 3600  # seconds between looking at a list and confirming it
_LARGEST = 20 * 1024 * 1024


def beside(division: Division) -> QuerySet[Division]:
    """What lies under the same one at the same level, the division itself among it."""
    return Division.objects.filter(parent=division.parent_id, level=division.level, until=None)


class ChangeForm(PageForm):
    """`confirmed` is sent by the page that names what will happen."""

    on = forms.DateField(
        label=_("生效日期"), widget=DateInput(), help_text=_("批准文件写明的日期，不能晚于今天。")
    )
    document = forms.CharField(
        label=_("批准文件"),
        max_length=200,
        help_text=_("名称和文号，如：民政厅关于同意……的批复（〔2024〕3号）。"),
    )


class RenameForm(ChangeForm):
    name = forms.CharField(label=_("新名称"), max_length=60)
    field_order = ("name", "on", "document")


class UpgradeForm(ChangeForm):
    name = forms.CharField(label=_("新名称"), max_length=60)
    code = forms.RegexField(
        r"^\d{6}(\d{3}){0,2}\Z", label=_("新代码"), help_text=_("与原代码同级。其下各级的代码一并换成新的，原代码仍可查到。"),
        error_messages={"invalid": _("代码应为 6、9 或 12 位数字。")},
    )  # fmt: skip
    field_order = ("name", "code", "on", "document")


class MergeForm(ChangeForm):
    olds = forms.ModelMultipleChoiceField(
        Division.objects.none(), label=_("哪些并入"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("olds", "on", "document")

    def __init__(self, into: Division, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["olds"].queryset = beside(into).exclude(pk=into.pk)  # type: ignore[attr-defined]


class ImportForm(PageForm):
    under = forms.ModelChoiceField(
        Division.objects.none(), label=_("导入到"), help_text=_("只取名单里属于这里的，其余不管。")
    )
    source = forms.ChoiceField(label=_("名单来源"), choices=SOURCES, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("名单文件"), help_text=_("CSV、XLSX 或 JSON，要有“代码”和“名称”；村级名单可再有“上级代码”。")
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = divisions_where(actor, "division.manage").exclude(level="township")
        self.fields["under"].queryset = places  # type: ignore[attr-defined]
        self.fields["under"].initial = places.last()
        self.fields["source"].initial = "civil"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > _LARGEST:
            raise forms.ValidationError(_("文件超过 20 MB。请只留要导入的地区再试。"))
        return file


def seal(user_id: int | None, source: str, under: str, lines: list[Line]) -> str:
    """The list as it was looked at, carried by the page: what is confirmed is what was shown, to the same person."""
    rows = [(each.number, each.code, each.name, each.parent, each.abolished) for each in lines]
    return signing.dumps([user_id, source, under, rows], salt="places", compress=True)


def unseal(user_id: int | None, sealed: str) -> tuple[str, str, list[Line]] | None:
    """None where it is another's, changed or too old."""
    try:
        whose, source, under, rows = signing.loads(sealed, salt="places", max_age=_KEPT_FOR)
    except signing.BadSignature:
        return None
    return (source, under, [Line(*row) for row in rows]) if whose == user_id else None
