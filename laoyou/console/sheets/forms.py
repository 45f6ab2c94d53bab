"""Forms of sheets: the file, where its table lies, and what each column is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.sheets import queries, samples
from laoyou.sheets.mapping import is_note
from laoyou.sheets.models import Batch
from laoyou.sheets.reading import Book
from laoyou.sheets.targets import Target
from laoyou.ui.forms import PageForm

FORMATS = ".xlsx,.xls,.csv"


class BringForm(PageForm):
    division = forms.ModelChoiceField(
        Division.objects.none(), label=_("导入到哪里"), help_text=_("表里的人和事都在这个地区范围内。")
    )
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("Excel（.xlsx、.xls）或 CSV，不超过 50 MB。本地自己的台账也可以，不必先改成模板的样子。"),
        widget=forms.ClearableFileInput(attrs={"accept": FORMATS}),
        allow_empty_file=True,
    )

    def __init__(self, actor: Actor, target: Target, *args: Any) -> None:
        super().__init__(*args)
        field = self.fields["division"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.homes(actor, target)
        field.empty_label = None


class TableForm(PageForm):
    """Which sheet, which line has the heads, and whether they stand in two lines."""

    sheet = forms.ChoiceField(label=_("工作表"), required=False)
    head_line = forms.IntegerField(
        label=_("表头在第几行"), required=False, min_value=1, max_value=25, help_text=_("留空则自动查找。")
    )
    two = forms.BooleanField(label=_("表头占两行"), required=False)

    def __init__(self, batch: Batch, book: Book, data: Any = None) -> None:
        given = {"sheet": batch.sheet, "head_line": batch.head_line, "two": batch.head_lines == 2}
        super().__init__(data, initial=given)
        if len(book.sheets) > 1:
            field = self.fields["sheet"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(name, name) for name in book.sheets]
        else:
            del self.fields["sheet"]

    def chosen(self, batch: Batch) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "sheet": cleaned.get("sheet", batch.sheet),
            "head_line": cleaned["head_line"] or 0,
            "head_lines": 2 if cleaned["two"] else 1,
        }


@dataclass(frozen=True)
class Line:
    """One column of the sheet on the page."""

    letters: str
    head: str
    samples: Sequence[str]
    choice: BoundField


class MapForm(PageForm):
    """A choice for each column of the sheet; a text for each column that may have one value for all lines."""

    remember = forms.CharField(
        label=_("记住这套对应，名称"), required=False, max_length=80,
        help_text=_("下次上传表头相同的表，会自动照此对应。"),
    )  # fmt: skip

    def __init__(self, batch: Batch, target: Target, seen: Sequence[samples.Seen], data: Any = None) -> None:
        super().__init__(data, initial={"remember": batch.name.rpartition(".")[0]})
        self.seen, self.target = seen, target
        keys = [
            ("", _("不读这一列")),
            *(
                (one.key, f"{one.label}{_('（必填）')}" if one.required else one.label)
                for one in target.columns
            ),
        ]
        for number, column in enumerate(batch.columns):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                choices=keys, required=False, initial=column["key"], label=column["head"] or _("（没有列名）")
            )
        for one in target.columns:
            if not one.personal:
                self.fields[f"fixed_{one.key}"] = forms.CharField(
                    label=str(one.label), required=False, max_length=80, initial=batch.fixed.get(one.key, "")
                )

    @property
    def lines(self) -> list[Line]:
        return [
            Line(one.letters, one.head, one.samples, self[f"column_{number}"])
            for number, one in enumerate(self.seen)
            if one.head and not is_note(one.head)
        ]

    @property
    def fixed_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("fixed_")]

    @property
    def fixed_set(self) -> bool:
        return any(field.value() for field in self.fixed_fields)

    def chosen(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        keys = [cleaned[f"column_{number}"] for number in range(len(self.seen))]
        return {
            "keys": keys,
            "fixed": {
                one.key: cleaned[f"fixed_{one.key}"]
                for one in self.target.columns
                if cleaned.get(f"fixed_{one.key}") and one.key not in keys
            },
            "remember": cleaned["remember"],
        }


class NameForm(PageForm):
    name = forms.CharField(label=_("名称"), max_length=80)
