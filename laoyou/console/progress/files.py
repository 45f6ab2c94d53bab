"""Evidence files picked in a form, several at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.evidence.rules import ACCEPT
from laoyou.places.models import Division


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads; what they are is checked when they are stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("佐证材料"))
        kwargs.setdefault(
            "help_text", _("可以选几个：PDF、图片、Word、Excel、PPT、OFD、纯文本，每个不超过 20 MB。")
        )
        super().__init__(widget=FilesInput(attrs={"accept": ACCEPT}), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"])
        return [super(FilesField, self).clean(one, initial) for one in given]


def store_all(by: Actor, division: Division, uploads: "list[UploadedFile[Any]]") -> list[File]:
    """Each kept as evidence of the division; the first that is none refuses the whole form."""
    return [store_file(by=by, division=division, name=one.name or "", content=one.read()) for one in uploads]
