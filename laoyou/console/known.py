"""The parameters and indicators that the packs know, to choose from."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laoyou.packs import queries as packs
from laoyou.places import queries as places
from laoyou.places.models import Division
from laoyou.plans.models import Item
from laoyou.ui.forms import PageForm


class LinkForm(PageForm):
    """Which known parameter or indicator an item is; the value is `kind:key`."""

    link = forms.ChoiceField(
        label=_("对应哪个已知的指标或参数"),
        required=False,
        help_text=_("对应以后，指标可以和别处比较，参数会用到相应的业务里。没有合适的就选“不对应”。"),
    )

    def __init__(self, item: Item, data: Any = None) -> None:
        super().__init__(data, initial={"link": f"{item.link_kind}:{item.link_key}" if item.link_key else ""})
        field = self.fields["link"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices(known_words(item.division))

    @property
    def chosen(self) -> dict[str, str]:
        link_kind, _colon, key = self.cleaned_data["link"].partition(":")
        return {"link_kind": link_kind, "link_key": key}


def known_words(division: Division) -> dict[str, tuple[str, str]]:
    """kind:key → (Chinese, English), of everything that the packs of a division know; nothing where none is loaded."""
    codes = places.codes_upwards(division)
    try:
        indicators = packs.indicator_definitions(division_codes=codes)
        parameters = packs.parameter_definitions(division_codes=codes)
    except packs.NoRelease:
        return {}
    found = {f"indicator:{one['key']}": (one["zh"], one["en"]) for one in indicators}
    return found | {f"parameter:{one['key']}": (one["zh"], one["en"]) for one in parameters}


def choices(words: Mapping[str, tuple[str, str]]) -> list[Any]:
    """Grouped for a select: indicators first, then parameters."""
    english = get_language() == "en"
    named = [(value, pair[english]) for value, pair in words.items()]
    return [
        ("", _("不对应")),
        (_("指标"), [one for one in named if one[0].startswith("indicator:")]),
        (_("标准"), [one for one in named if one[0].startswith("parameter:")]),
    ]


def period_words() -> dict[str, Any]:
    """Plan periods by key, as the packs call them."""
    try:
        return {one["key"]: one for one in packs.plan_periods()}
    except packs.NoRelease:
        return {}
