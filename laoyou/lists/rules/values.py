"""What was typed or read from a cell, held against its declared field: a value to keep, or a fault in words.

Kept are: texts, canonical decimals as text, ISO dates, whole years, true and false, keys of choices, and
{"id", "name"} for a unit or a division, whose name stays as it was then.
"""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from laoyou.lists.rules.declared import Declaration, Field

Values = dict[str, Any]
LONGEST = 300
LONGEST_TEXT = 8000
MOST_ROWS = 200
FIRST_YEAR, LAST_YEAR = 1949, 2100
_DIGITS = 18
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YES = {"是", "有", "√", "yes", "y", "true", "1", "on"}
_NO = {"否", "无", "×", "no", "n", "false", "0"}


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is the key, with the row and column of a table as key.2.column."""

    field: str
    message: str


class Unfit(ValueError):
    """One value does not fit; the message says what and what to do."""


@dataclass(frozen=True)
class Known:
    """Units and divisions that can be named here: number to name, and every name to number."""

    departments: Mapping[int, str] = field(default_factory=dict)
    divisions: Mapping[int, str] = field(default_factory=dict)
    department_names: Mapping[str, int] = field(default_factory=dict)
    division_names: Mapping[str, int] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Mapping[int, str], Mapping[str, int]]:
        if kind == "department":
            return self.departments, self.department_names
        return self.divisions, self.division_names


def clean(declared: Declaration, raw: Mapping[str, Any], known: Known) -> tuple[Values, list[Fault]]:
    """The values to keep and everything that is wrong with them, field by field."""
    values: Values = {}
    faults: list[Fault] = []
    for each in declared.fields:
        given = raw.get(each.key)
        if each.kind == "table":
            values[each.key] = _table(each, given or (), known, faults)
        else:
            _one(each, given, known, values, faults, each.key)
    return {key: value for key, value in values.items() if value not in (None, "", [])}, faults


def _table(declared: Field, rows: Sequence[Any], known: Known, faults: list[Fault]) -> list[Values]:
    kept: list[Values] = []
    if len(rows) > MOST_ROWS:
        message = _("“%(field)s”最多 %(most)d 行。请合并后再填。")
        faults.append(Fault(declared.key, message % {"field": declared.label, "most": MOST_ROWS}))
    for number, row in enumerate(rows[:MOST_ROWS], start=1):
        if not any(str(cell or "").strip() for cell in row.values()):
            continue
        values: Values = {}
        for column in declared.columns:
            _one(column, row.get(column.key), known, values, faults, f"{declared.key}.{number}.{column.key}")
        kept.append({key: value for key, value in values.items() if value not in (None, "")})
    return kept


def _one(declared: Field, raw: Any, known: Known, into: Values, faults: list[Fault], path: str) -> None:
    try:
        value = clean_value(declared, raw, known)
    except Unfit as unfit:
        faults.append(Fault(path, str(unfit)))
        return
    if value in (None, "") and declared.required:
        faults.append(Fault(path, _("请填写“%(label)s”。") % {"label": declared.label}))
    into[declared.key] = value


def clean_value(declared: Field, raw: Any, known: Known) -> Any:
    """One value; None where nothing was given."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if declared.kind in {"department", "division"}:
        return _named(declared, raw, known)
    return _CLEAN[declared.kind](declared, raw)


def _plain(raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return unicodedata.normalize("NFC", str(raw)).replace("\0", "").strip()


def _text(declared: Field, raw: Any) -> str:
    text, most = _plain(raw), LONGEST if declared.kind == "text" else LONGEST_TEXT
    if len(text) > most:
        said = {"label": declared.label, "n": len(text), "most": most}
        raise Unfit(_("“%(label)s”有 %(n)d 个字，最多 %(most)d 个。请缩短。") % said)
    return text.replace("\r\n", "\n") if declared.kind == "long_text" else " ".join(text.split())


def _number(declared: Field, raw: Any) -> str:
    text = unicodedata.normalize("NFKC", _plain(raw)).replace(",", "").replace(" ", "")
    for word in (declared.unit.zh, declared.unit.en) if declared.unit else ():
        text = text.removesuffix(unicodedata.normalize("NFKC", word).replace(" ", ""))
    said = {"label": declared.label, "raw": _plain(raw)[:40]}
    try:
        amount = Decimal(text)
    except InvalidOperation:
        unit = declared.unit or _("数字")
        message = _("“%(label)s”写的是“%(raw)s”，不是数。请只写数字，单位是%(unit)s。")
        raise Unfit(message % {**said, "unit": unit}) from None
    if not amount.is_finite() or amount.adjusted() >= _DIGITS or -amount.as_tuple().exponent > 6:  # type: ignore[operator]
        raise Unfit(_("“%(label)s”写的是“%(raw)s”，位数太多。请核对，小数最多 6 位。") % said)
    if amount < declared.least:
        raise Unfit(_("“%(label)s”写的是“%(raw)s”，不能小于 %(least)s。") % {**said, "least": declared.least})
    if declared.most is not None and amount > declared.most:
        raise Unfit(_("“%(label)s”写的是“%(raw)s”，不能大于 %(most)s。") % {**said, "most": declared.most})
    return f"{amount.normalize():f}"


def _date(declared: Field, raw: Any) -> str:
    if isinstance(raw, datetime.datetime):
        raw = raw.date()
    if isinstance(raw, datetime.date):
        return raw.isoformat()
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", _plain(raw)))
    try:
        return datetime.date(*map(int, found.groups())).isoformat() if found else _not_a_date(declared, raw)
    except ValueError:
        return _not_a_date(declared, raw)


def _not_a_date(declared: Field, raw: Any) -> str:
    said = {"label": declared.label, "raw": _plain(raw)[:40]}
    raise Unfit(_("“%(label)s”写的是“%(raw)s”，不是日期。请写成 2026-07-20 这样。") % said)


def _year(declared: Field, raw: Any) -> int:
    text = unicodedata.normalize("NFKC", _plain(raw)).removesuffix("年").strip()
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        said = {"label": declared.label, "raw": _plain(raw)[:40]}
        raise Unfit(_("“%(label)s”写的是“%(raw)s”，不是年份。请写四位数字，如 2026。") % said)
    return int(text)


def _choice(declared: Field, raw: Any) -> str:
    text = _plain(raw).casefold()
    for key, label in declared.choices:
        if text in {key, label.zh.casefold(), label.en.casefold()}:
            return key
    words = _("、").join(str(label) for _key, label in declared.choices)
    said = {"label": declared.label, "raw": _plain(raw)[:40], "words": words}
    raise Unfit(_("“%(label)s”写的是“%(raw)s”。请写其中之一：%(words)s。") % said)


def _flag(declared: Field, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = unicodedata.normalize("NFKC", _plain(raw)).casefold()
    if text in _YES or text in _NO:
        return text in _YES
    said = {"label": declared.label, "raw": _plain(raw)[:40]}
    raise Unfit(_("“%(label)s”写的是“%(raw)s”。请写“是”或“否”。") % said)


def _link(declared: Field, raw: Any) -> str:
    text = _plain(raw)
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(text) > LONGEST * 2:
        said = {"label": declared.label, "raw": text[:40]}
        raise Unfit(
            _("“%(label)s”写的是“%(raw)s”，不是网址。请写 http:// 或 https:// 开头的完整网址。") % said
        )
    return text


def _named(declared: Field, raw: Any, known: Known) -> Values:
    names, numbers = known.of(declared.kind)
    if isinstance(raw, Mapping):
        # Kept before: the name stays as it was recorded, even when the unit has ended since.
        return {"id": raw["id"], "name": raw["name"]}
    text = _plain(raw)
    number = int(text) if text.isascii() and text.isdigit() and int(text) in names else numbers.get(text)
    if number is None:
        said = {"label": declared.label, "raw": text[:40]}
        if declared.kind == "department":
            raise Unfit(
                _("“%(label)s”写的是“%(raw)s”，本地没有这个单位。请写全称或简称，或先登记单位。") % said
            )
        raise Unfit(_("“%(label)s”写的是“%(raw)s”，本地没有这个地方。请写乡镇的全名。") % said)
    return {"id": number, "name": names[number]}


_CLEAN = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "year": _year,
    "choice": _choice,
    "flag": _flag,
    "link": _link,
}
