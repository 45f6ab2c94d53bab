"""Signs as sheets hold them, made plain for comparing. Pure."""

import re
import unicodedata

# What stands in a cell to say that nothing does.
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "n/a", "null", "none"})
BROKEN = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
LONGEST = 2000
# An ID number, a sign short or not, or a mobile phone: it may stand in a cell that slipped, or where a head should be.
OF_A_PERSON = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\d[ -]?){14,17}[\dXx]|1[3-9]\d(?:[ -]?\d{4}){2})(?![0-9A-Za-z])"
)
_MARKS = re.compile(r"\((?:必填|选填|可不填)\)|[*:★]")


def text(raw: object) -> str:
    """A cell as text: whole numbers without a point, no control signs; characters themselves stay as they are.

    The apostrophe by which Excel is told that a cell is a text, and which CSV files keep, is no part of it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    plain = str(raw)
    if plain[:1] == "'" and plain.count("'") == 1:
        plain = plain[1:]
    if plain.isprintable():  # most cells: nothing in them but signs and spaces
        return " ".join(plain.split())
    kept = "".join(" " if sign in "\t\r\n\xa0\u3000" else sign for sign in plain if _kept(sign))
    return " ".join(kept.split())


def _kept(sign: str) -> bool:
    return sign in "\t\r\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


def narrow(raw: object) -> str:
    """For numbers, dates and choices: full-width signs as ASCII. Never for names, whose characters it may exchange."""
    plain = text(raw)
    return plain if plain.isascii() else unicodedata.normalize("NFKC", plain).strip()


def head(raw: object) -> str:
    """A head of a column without spaces, marks of "required" and colons."""
    plain = "".join(narrow(raw).split()).casefold()
    return plain if plain.isalnum() else _MARKS.sub("", plain)


def bare(plain: str) -> str:
    """A head without what stands in brackets: 出生日期(年月日) is 出生日期."""
    before, bracket, rest = plain.partition("(")
    _inside, closed, after = rest.partition(")")
    return before + after if bracket and closed and before + after else plain


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
