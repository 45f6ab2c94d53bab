"""What is wrong with a cell, and how its value is shown. Pure."""

import datetime
import re
from dataclasses import dataclass

from laoyou.lib import masking
from laoyou.sheets.targets import Column, Words
from laoyou.sheets.words import OF_A_PERSON, text

LONGEST_SHOWN = 30


class Bad(ValueError):
    """A cell cannot be taken over: `kind` as in models.Fault.Kind, why, and what to do. The value is in neither."""

    def __init__(self, kind: str, why: Words, do: Words) -> None:
        super().__init__(kind)
        self.kind, self.why, self.do = kind, why, do


@dataclass(frozen=True, slots=True)
class CellFault:
    """A fault at its place: `cell` as Excel names it (D17), or the line alone where the sheet has no such column."""

    line: int
    cell: str
    column: str
    head: str
    kind: str
    shown: str
    why: str
    do: str


def _hidden(found: re.Match[str]) -> str:
    return masking.number(found[0][-1])


def shown(column: Column | None, raw: object) -> str:
    """A value as a fault may keep it: a personal one so masked that nobody is known by it."""
    plain = raw.date().isoformat() if isinstance(raw, datetime.datetime) else text(raw)
    if not plain:
        return ""
    if column is not None and not column.personal:
        plain = OF_A_PERSON.sub(_hidden, plain)
        return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
    if column is not None and column.kind in {"id_number", "code"}:
        return masking.number(plain[-1:])
    if column is not None and column.kind == "date":
        return plain[:4] + "••••"
    if column is not None and column.kind == "phone":
        return masking.phone(plain) if 6 <= len(plain) <= 20 else "••••"
    return masking.name(plain[:6])
