"""What a person says of two parts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laoyou.console.comparing.page import ComparisonPage
from laoyou.plans.models import AlignmentCorrection
from laoyou.plans.queries.comparing import Part
from laoyou.ui.forms import PageForm
from laoyou.ui.numbers import whole

LONGEST = 46  # signs of a part in a list to choose from


class CorrectionForm(PageForm):
    """Which two parts, from the lists of the tab that the page shows."""

    first = forms.ChoiceField(label=_("左边的条目"))
    second = forms.ChoiceField(label=_("右边的条目"))
    verdict = forms.ChoiceField(
        label=_("这两条"), choices=AlignmentCorrection.Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("为什么"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("如：说的是同一件事，只是写法不同；一个管养老，一个管托育。"),
    )

    def __init__(self, page: ComparisonPage, data: Any = None) -> None:
        asked = {name: page.query.get(name, "") for name in ("first", "second", "verdict")}
        self.page, self.seen = page, whole(data.get("seen", "")) if data else None
        super().__init__(data, initial={"verdict": "together"} | {k: v for k, v in asked.items() if v})
        for name, side in (("first", page.comparison.first), ("second", page.comparison.second)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.label = side.division.name if page.places_differ else side.title
            field.choices = [("", _("请选择")), *(_option(part) for part in page.choices(name))]

    @property
    def newest(self) -> int:
        """The newest correction that this page shows."""
        return max((said.id for said in self.page.comparison.said), default=0)

    def correction(self) -> dict[str, Any]:
        """Keyword arguments of actions.correct_alignment."""
        given = self.cleaned_data
        return {
            "kind": self.page.kind,
            "pair": (given["first"], given["second"]),
            "verdict": given["verdict"],
            "reason": given["reason"],
            "seen": self.seen,
        }


def _option(part: Part) -> tuple[str, str]:
    text = part.text if len(part.text) <= LONGEST else part.text[:LONGEST] + "…"
    return part.key, f"{part.label} {text}".strip()
