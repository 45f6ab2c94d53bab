"""A count as a clerk copies it from a yearbook."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.access.scope import Actor
from laoyou.census.models import Basis
from laoyou.census.rules import AGE_LINE
from laoyou.console.office.forms import divisions_where
from laoyou.places.models import Division
from laoyou.ui.forms import DateInput, PageForm


class CountForm(PageForm):
    division = forms.ModelChoiceField(Division.objects.none(), label=gettext_lazy("地区"))
    on = forms.DateField(
        label=gettext_lazy("时点"),
        widget=DateInput(),
        help_text=gettext_lazy("如人口普查是 11 月 1 日，年末数是 12 月 31 日。"),
    )
    basis = forms.ChoiceField(label=gettext_lazy("口径"), choices=Basis.choices, widget=forms.RadioSelect)
    total = forms.IntegerField(label=gettext_lazy("总人数"), min_value=0)
    source = forms.CharField(
        label=gettext_lazy("来源"),
        max_length=200,
        help_text=gettext_lazy("公报、年鉴或表格的名称，写到哪一页、哪张表。"),
    )
    groups = forms.CharField(
        label=gettext_lazy("分年龄、性别"), required=False, widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("每行一个年龄段：年龄、男、女，用空格或制表符隔开，可从 Excel 粘贴。如“0 3506 3197”“1-4 21167 19355”“85+ 3849 4917”。"),
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = divisions_where(actor, "census.manage")
        self.fields["division"].queryset = places  # type: ignore[attr-defined]
        self.fields["division"].initial = places.first()
        self.fields["basis"].initial = Basis.RESIDENT

    def clean_groups(self) -> list[dict[str, Any]]:
        rows = []
        for number, line in enumerate(self.cleaned_data["groups"].splitlines(), start=1):
            if line.strip():
                found = AGE_LINE.match(line.strip())
                if found is None:
                    raise forms.ValidationError(
                        _("第 %(number)d 行读不懂：%(line)s。请写成“年龄 男 女”。")
                        % {"number": number, "line": line.strip()[:40]}
                    )
                rows.append(_group(found))
        return rows

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        groups, total = said.get("groups"), said.get("total")
        added = sum(row["male"] + row["female"] for row in groups or [])
        if groups and total is not None and added != total:
            self.add_error(
                "groups",
                _("各年龄段合计 %(added)d 人，与总人数 %(total)d 不符。请核对。")
                % {"added": added, "total": total},
            )
        return said

    def said(self) -> dict[str, Any]:
        """As a pack says it."""
        values = self.cleaned_data
        return {name: values[name] for name in ("on", "basis", "total", "source", "groups")}


def _group(found: re.Match[str]) -> dict[str, Any]:
    start, end, over, male, female = found.groups()
    row = {"age_from": int(start), "male": _whole(male), "female": _whole(female)}
    return row if over else row | {"age_to": int(end or start)}


def _whole(text: str) -> int:
    return int(text.replace(",", ""))
