"""Forms of the pages: said errors, nothing lost, and what the domain refused put where it belongs."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laoyou.access.errors import Refused


class PageForm(forms.Form):
    """A form without colons after labels; errors are read out with their field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            chosen = isinstance(field, forms.ChoiceField | forms.FileField)
            words = _("请选择“%(label)s”。") if chosen else _("请填写“%(label)s”。")
            field.error_messages["required"] = words % {"label": field.label or name}

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Run an action; what it refuses becomes this form's errors, and the block ends there."""
        try:
            yield
        except Refused as refused:
            self.refuse(refused)

    def refuse(self, refused: Refused) -> None:
        """Show what an action refused beside its field, or at the top."""
        for path, message in _said(refused):
            forms_of_path = (path, path.replace(".", "_"), path.rpartition(".")[2])
            field = next((one for one in forms_of_path if one in self.fields), None)
            self.add_error(field, message)


def _said(refused: Refused) -> list[tuple[str, str]]:
    """Every fault that the refusal names, as (path in the payload, sentence)."""
    faults = getattr(refused, "faults", ())
    if faults:
        return [(fault.field, fault.message) for fault in faults]
    return [(refused.field or "", refused.message)]


class DateInput(forms.DateInput):
    """A date typed or picked."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class AmountField(forms.DecimalField):
    """A number as clerks type it: full-width digits and commas between thousands; with `percent`, a % after it."""

    percent = False

    def __init__(self, **kwargs: Any) -> None:
        said = {"invalid": _("请填写数值，只用数字，例如 95 或 4.5；单位另填。")}
        # Not type=number: it drops what it does not understand and changes with the mouse wheel.
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=24, decimal_places=6, error_messages=said, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").strip()
            value = value.removesuffix("%").strip() if self.percent else value
        return super().to_python(value)
