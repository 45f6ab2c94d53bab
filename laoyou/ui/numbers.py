"""Numbers as people read them, comparators as words; the digits themselves are laoyou.lib.numbers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laoyou.lib.numbers import THIN, measured, number, told_apart

__all__ = ["OPS", "THIN", "measured", "number", "told_apart", "whole"]
_LONGEST_WHOLE = 18  # digits; within a bigint
OPS: dict[str, str | Promise] = {
    "=": _("达到"),
    ">=": _("不低于"),
    ">": _("超过"),
    "<=": _("不高于"),
    "<": _("低于"),
    "≈": _("约"),
}


def whole(text: str) -> int | None:
    """The number that an address or a form names in plain digits; None for anything else, however odd."""
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_WHOLE
    return int(text) if plain else None
