"""How a division is called, and a choice of one among many: under the name of what it lies in, and with script in two steps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from laoyou.places.models import Division, Level

Choices = list[tuple[str, str]]
if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Division]
    _Iterator = forms.models.ModelChoiceIterator[Division]
else:
    _Choice, _Iterator = forms.ModelChoiceField, forms.models.ModelChoiceIterator


def in_full(division: Division) -> str:
    """A village with its township before it: many are called the same."""
    head = division.parent if division.level == Level.VILLAGE else None
    return f"{head.name}{division.name}" if head else division.name


class DivisionField(_Choice):
    """Set `queryset` in the form. The page loads ui/parts.js, which asks for the township first and then for the village."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", gettext_lazy("请选择"))
        widget = forms.Select(attrs={"data-parts": gettext_lazy("村（社区）")})
        super().__init__(Division.objects.none(), widget=widget, **kwargs)

    @property
    def choices(self) -> Any:
        return _Grouped(self)

    @choices.setter
    def choices(self, value: Any) -> None:
        """Always from the queryset."""


class _Grouped(_Iterator):
    """A place with nothing in it stands alone; a township with villages heads them."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for head, inside in _groups(self.queryset.select_related("parent")):
            yield inside[0] if len(inside) == 1 else (head, inside)


def _groups(found: Any) -> list[tuple[str, Choices]]:
    groups: dict[int, list[Division]] = {}
    for one in found:
        head = one.parent if one.level == Level.VILLAGE and one.parent else one
        groups.setdefault(head.pk, [head])
        if one.pk == head.pk:
            groups[head.pk].insert(1, one)
        else:
            groups[head.pk].append(one)
    return [(head.name, _said(inside)) for head, *inside in groups.values()]


def _said(inside: list[Division]) -> Choices:
    """The township first, and said as what it is beside its villages."""
    first = inside[0]
    words: Any = "%(name)s"
    if first.level not in (Level.TOWNSHIP, Level.VILLAGE):
        words = gettext_lazy("%(name)s本级")
    elif len(inside) > 1 and first.level == Level.TOWNSHIP:
        words = gettext_lazy("%(name)s（不分村、社区）")
    rest = [(str(one.pk), one.name) for one in inside[1:]]
    return [(str(first.pk), str(words) % {"name": first.name}), *rest]
