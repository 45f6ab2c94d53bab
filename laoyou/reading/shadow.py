"""A text for matching only, beside the document's own text, with a map back to it.

Stored text and spans stay the original's: converting 乾县 or the surname 鍾 for good would harm them.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Frequent in official Chinese, and each without use in simplified script.
_TRADITIONAL = "養務國設構業發區產監醫導訓關標規質創應學責衛網優環鎮結協聯經鄉現統轉農礎領預絡權數習當續擔態穩術風戰調節為與個實來時這對們護嬰兒機縣開動會體進達強補貼項"
_TRADITIONAL_SHARE = 0.03

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_LETTER = rf"[a-zA-Zɡɑü{_TONED}\u0300-\u030c]"
_ZERO_WIDTH = "\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff\u00ad\ufe00-\ufe0f"
_EDIT = re.compile(
    rf"(?P<gone>[{_ZERO_WIDTH}]+|\r(?=\n))"
    rf"|(?P<gloss>[(\uff08][ \u3000]?(?P<said>{_LETTER}{{1,12}}|[ㄅ-ㄯˊˇˋ˙]{{1,5}})[ \u3000]?[)\uff09])"
    rf"|(?P<lost>。?[ㄅ-ㄯ][。﹨\\^?？ㄅ-ㄯ]*(?:[(\uff08]{_LETTER}+[)\uff09])?|[?？]{_LETTER}+[)\uff09])"
    r"|(?P<sign>[\u2474-\u249b\u3220-\u3229\u33a1])"
)
_SYLLABLE = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v))+"
)
_DOCUMENT_YEAR = re.compile(r"[\[【({〈]((?:19|20)\d\d)[\]】)}〉](?= ?(?:第 ?)?\d+ ?号)|\[((?:19|20)\d\d)\]")
_ZERO = re.compile(r"(?<=[一二三四五六七八九〇])[○◯O0](?=[一二三四五六七八九〇○◯O0年])")
_LOST_SIGN = "□"
# Signs that are used for one another, and the one that stands for them.
_ALIKE = (
    (
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
    ("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    ("\u2012\u2013\u2015\u2212\u2500\u2501\u2e3a\ufe58", "—"),
    ("\u2010\u2011\uff0d\ufe63", "-"),
    ("〜∼˜", "~"),
    ("・‧∙•", "·"),
    ("≧⩾", "≥"),
    ("≦⩽", "≤"),
    ("≒≃", "≈"),
    ("﹝", "〔"),
    ("﹞", "〕"),
    ("「｢", "“"),
    ("」｣", "”"),
    ("『", "‘"),
    ("』", "’"),
    ("｡", "。"),
    ("､", "、"),
    ("│┃┆┊∣", "|"),
)


@cache
def _signs() -> dict[int, str]:
    """One character to one character, so that offsets stay: width, dashes, spaces, compatibility forms."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    # Radicals and compatibility ideographs come out of PDF fonts in place of the characters they look like.
    for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFE50, 0xFE6C)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    for signs, plain in _ALIKE:
        table.update(dict.fromkeys(map(ord, signs), plain))
    return table


@dataclass(frozen=True, slots=True)
class Shadow:
    """The matching text. `losses` are spans of the original where characters were destroyed.

    A run is a stretch of `text` that answers to one stretch of the original: of the same length, or replaced whole.
    `_tails` ends a run including what was dropped from behind its last character (its phonetic gloss).
    """

    text: str
    traditional: bool
    losses: tuple[tuple[int, int], ...]
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]
    _ends: tuple[int, ...]
    _tails: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets of `text` as half-open offsets of the original."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}–{end} lies outside the text of {len(self.text)} characters")
        first = self._origin(start)
        return (first, first) if start == end else (first, self._after(end))

    def _run(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _whole(self, run: int) -> bool:
        length = (self._starts[run + 1] if run + 1 < len(self._starts) else len(self.text)) - self._starts[
            run
        ]
        return length != self._ends[run] - self._origins[run]

    def _origin(self, offset: int) -> int:
        if not self._starts:
            return 0
        if offset == len(self.text):
            return self._tails[-1]
        run = self._run(offset)
        return self._origins[run] if self._whole(run) else self._origins[run] + offset - self._starts[run]

    def _after(self, offset: int) -> int:
        run = self._run(offset - 1)
        end = self._starts[run + 1] if run + 1 < len(self._starts) else len(self.text)
        if offset == end or self._whole(run):
            return self._tails[run]
        return self._origins[run] + offset - self._starts[run]


def is_traditional(text: str) -> bool:
    """Whether enough of the text is in traditional characters that it must have been converted."""
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    return sum(map(text.count, _TRADITIONAL)) > han * _TRADITIONAL_SHARE


def make_shadow(text: str) -> Shadow:
    """Normalise for matching. Newlines stay, layout spaces stay (as plain spaces)."""
    traditional = is_traditional(text)
    pieces, runs, losses = _edit(text, traditional)
    flat = "".join(pieces).translate(_signs())
    if traditional:
        flat = _to_simplified(flat)
    flat = _DOCUMENT_YEAR.sub(lambda found: f"〔{found[1] or found[2]}〕", flat)
    flat = _ZERO.sub("〇", flat)
    columns = list(zip(*runs, strict=True)) or [(), (), (), ()]
    return Shadow(flat, traditional, tuple(losses), *columns)


def _edit(text: str, traditional: bool) -> tuple[list[str], list[list[int]], list[tuple[int, int]]]:
    """Pieces of the shadow; runs of [start, origin, end, tail]; losses."""
    glossed = traditional or _counts_glosses(text)
    pieces: list[str] = []
    runs: list[list[int]] = []
    losses: list[tuple[int, int]] = []
    length = done = 0

    def keep(start: int, end: int, piece: str) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            runs.append([length, start, end, end])
            length += len(piece)

    for found in _EDIT.finditer(text):
        start, end = found.span()
        replacement = _replacement(found, text, glossed, traditional)
        if replacement is None:
            continue
        keep(done, start, text[done:start])
        keep(start, end, replacement)
        if replacement == _LOST_SIGN:
            losses.append((start, end))
        if found["gloss"] and runs:
            runs[-1][3] = end
        done = end
    keep(done, len(text), text[done:])
    return pieces, runs, losses


def _replacement(found: re.Match[str], text: str, glossed: bool, traditional: bool) -> str | None:
    """What stands in the shadow for this match; None when the match is ordinary text."""
    if found["gone"]:
        return ""
    if found["sign"]:
        return unicodedata.normalize("NFKC", found["sign"])
    if found["lost"]:
        return _LOST_SIGN if traditional or not found["lost"].startswith(("?", "？")) else None
    said = found["said"]
    before = text[found.start() - 1] if found.start() else ""
    after_han = "\u3400" <= before <= "\u9fff" or before == "〇"
    if _has_tone(said) or said[0] > "\u3100":
        return ("" if after_han else _LOST_SIGN) if _is_syllables(said) else None
    bare = glossed and after_han and said.islower() and (traditional or len(said) > 1)
    return "" if bare and len(said) < 7 and _is_syllables(said) else None


def _counts_glosses(text: str) -> bool:
    """A text in simplified characters still carries glosses of a conversion when several stand in it."""
    said = re.findall(r"(?<=[\u4e00-\u9fff])[(\uff08]([a-zü]{2,6})[)\uff09]", text)
    return sum(map(_is_syllables, said)) > 2


def _has_tone(said: str) -> bool:
    return any(unicodedata.combining(sign) for sign in unicodedata.normalize("NFD", said.replace("ü", "v")))


def _is_syllables(said: str) -> bool:
    if said[0] > "\u3100":
        return True
    plain = said.lower().translate({0x261: "g", 0x251: "a", **dict.fromkeys(map(ord, "üǖǘǚǜ"), "v")})
    letters = (sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return _SYLLABLE.fullmatch("".join(letters)) is not None


def _to_simplified(flat: str) -> str:
    """Phrase by phrase where that keeps every line's length, else character by character."""
    lines = flat.split("\n")
    converted = _opencc().convert(flat).split("\n")
    if len(converted) != len(lines):
        converted = [""] * len(lines)
    return "\n".join(
        new if len(new) == len(old) else "".join(map(_simplified_sign, old))
        for old, new in zip(lines, converted, strict=True)
    )


@cache
def _simplified_sign(sign: str) -> str:
    new = _opencc().convert(sign)
    return new if len(new) == 1 else sign


@cache
def _opencc() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")
