"""A list as an Excel file, out and in. Reading and writing know the same sheets and headers."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from laoyou.lists.rules.declared import Label

_LONGEST_NAME = 31  # of a sheet
_UNFIT = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def number_head() -> str:
    return _("编号")


def state_head() -> str:
    return _("状态")


def both(word: str) -> frozenset[str]:
    """A header in either language: a file exported on one screen comes back on another."""
    names = set()
    for language in ("zh-hans", "en"):
        with override(language):
            names.add({"number": number_head, "state": state_head}[word]())
    return frozenset(names)


def sheet_name(label: Label | str) -> str:
    return str(label).translate(_UNFIT)[:_LONGEST_NAME].strip()


def sheet_names(label: Label) -> frozenset[str]:
    return frozenset({sheet_name(label.zh), sheet_name(label.en)})
