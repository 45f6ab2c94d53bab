"""A kept value as people read it, and as a cell of a workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from laoyou.lists.rules.declared import Field

_THIN = "\u2009"
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One field of an item on a page. `rows` of a table: its cells in the order of `field.columns`."""

    field: Field
    text: str
    rows: tuple[tuple["Shown", ...], ...] = ()

    @property
    def filled(self) -> bool:
        return bool(self.text or self.rows)


def shown(field: Field, values: Mapping[str, Any]) -> Shown:
    value = values.get(field.key)
    if field.kind != "table":
        return Shown(field, text_of(field, value))
    rows = tuple(tuple(shown(column, row) for column in field.columns) for row in value or ())
    return Shown(field, "", rows)


def all_shown(fields: Iterable[Field], values: Mapping[str, Any]) -> list[Shown]:
    return [shown(field, values) for field in fields]


def text_of(field: Field, value: Any) -> str:
    """In the language of the page; empty for nothing."""
    if value in (None, "", []):
        return ""
    if field.kind in {"number", "money"}:
        amount = Decimal(value)
        return f"{amount:,f}".replace(",", _THIN)
    if field.kind == "flag":
        return _("是") if value else _("否")
    if field.kind == "choice":
        return next((str(label) for key, label in field.choices if key == value), str(value))
    if field.kind in {"department", "division"}:
        return str(value["name"])
    if field.kind == "table":
        return "；".join(_line(field, row) for row in value)
    return str(value)


def _line(field: Field, row: Mapping[str, Any]) -> str:
    parts = (text_of(column, row.get(column.key)) for column in field.columns)
    return " · ".join(part for part in parts if part)


def cell_of(field: Field, value: Any) -> Cell:
    """For a workbook: numbers stay numbers."""
    if value in (None, "", []):
        return None
    if field.kind in {"number", "money"}:
        amount = Decimal(value)
        return int(amount) if amount == amount.to_integral_value() else float(amount)
    return value if field.kind == "year" else text_of(field, value)


def words_of(fields: Iterable[Field], values: Mapping[str, Any]) -> str:
    """Everything of an item that a search looks through, in Chinese and as it was typed."""
    return "\n".join(text for field in fields if (text := text_of(field, values.get(field.key))))
