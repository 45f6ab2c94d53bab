"""Evidence files picked in a form, several at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laoyou.console.document_forms import ManyFiles
from laoyou.evidence.rules import ACCEPT


class EvidenceField(forms.FileField):
    """A list of uploads; what they are is checked when they are stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("佐证材料"))
        kwargs.setdefault(
            "help_text", _("可以选几个：PDF、图片、Word、Excel、PPT、OFD、纯文本，每个不超过 20 MB。")
        )
        super().__init__(widget=ManyFiles(attrs={"accept": ACCEPT}), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"])
        return [super(EvidenceField, self).clean(one, initial) for one in given]
