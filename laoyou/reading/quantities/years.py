"""Which year a number is for: said before it, dealt out by 分别, carried along, or said behind it."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from .headings import Headings
from .marks import Year
from .sentences import Sentence
from .windows import Window

_PART = re.compile(r"[ \n]{0,8}[一二三四五六七八九十]{1,3}、")
_AIMS = re.compile(r"(?:主要|工作|总体|发展|行动|具体)目标")
_INTRODUCES = re.compile(r"(?:[::]|如下。?|(?:以下|下列|如下)[^。]{0,8}目标。)$|以下目标")
_LONGEST_LEAD = 6  # 力争到, 一是到, 争取在
_TRAILING = re.compile(
    r"\([^()]*年[^()]*(?:前|底|完成)[^()]*\)\s*[。;]?\s*$|(?:完成)?(?:时限|时间)[::][^。]{0,20}$"
)
_SIDE_BY_SIDE = ("和", "、", "及", "与", "、到", "和到")


@dataclass(slots=True)
class _Carry:
    """The year that goes on from one sentence to the next, within `path`; `open`: what it aims at follows; `listed`: after a colon."""

    year: Year | None = None
    path: str | None = None
    open: bool = False
    listed: bool = False


class Years:
    """The years of a document, read from its first sentence to its last."""

    def __init__(self, shadow: str, years: list[Year], headings: Headings) -> None:
        self._shadow, self._years, self._headings = shadow, years, headings
        self._starts = [year.start for year in years]
        self._carry = _Carry()

    def of_sentence(self, sentence: Sentence) -> list[Year]:
        """The years that it names, but those only compared with."""
        if sentence.clause is None and _PART.match(self._shadow, sentence.start):
            self._carry = _Carry()
        left = bisect_right(self._starts, sentence.start - 1)
        right = bisect_right(self._starts, sentence.end - 1)
        return [year for year in self._years[left:right] if not year.base]

    def carry_on(self, sentence: Sentence, own: list[Year]) -> None:
        path = sentence.clause.path if sentence.clause else None
        text = self._shadow[sentence.start : sentence.end].rstrip()
        if own:
            introduces = bool(_INTRODUCES.search(text)) or (path is None and bool(_AIMS.search(text)))
            self._carry = _Carry(own[-1], path, introduces, text.endswith(":"))
        elif not self._within(path):
            self._carry = _Carry()

    def of(self, sentence: Sentence, own: list[Year], window: Window) -> tuple[int | None, bool]:
        """The year, and whether it is a deadline."""
        if window.origin:
            local = [year for year in own if window.start <= year.start < window.found.start]
            return (local[-1].year if local else None), False
        earlier = [year for year in own if self._governs(year, window, sentence.start)]
        if earlier:
            return self._dealt(earlier, window) or earlier[-1].year, earlier[-1].goal
        if own and _TRAILING.search(self._shadow[sentence.start : sentence.end]):
            return own[-1].year, True
        return self._carried(sentence)

    def _governs(self, year: Year, window: Window, start: int) -> bool:
        return (
            year.start < window.found.start
            and not self._of_origin(year)
            and self._reaches(year, window.found.start, start)
        )

    def _of_origin(self, year: Year) -> bool:
        """由2020年的A提高到B: that year is A's."""
        after = self._shadow[year.end : year.end + 1]
        return (
            not year.span
            and self._shadow[year.start - 1 : year.start] in ("由", "从")
            and after not in ("起", "开")
        )

    def _reaches(self, year: Year, place: int, start: int) -> bool:
        """A year inside its phrase (占比到2025年…) goes no further than the next semicolon."""
        if ";" not in self._shadow[year.end : place]:
            return True
        before = re.split(r"[,;:。\n]|——", self._shadow[start : year.start])[-1]
        return len(before.strip()) <= _LONGEST_LEAD and "预计" not in before

    def _dealt(self, earlier: list[Year], window: Window) -> int | None:
        """到2025年和2030年,分别达到…: as many years, side by side, as numbers in the phrase."""
        place, count = window.place
        group = earlier[-count:]
        if count < 2 or len(group) < count:
            return None
        gaps = [self._shadow[a.end : b.start] for a, b in itertools.pairwise(group)]
        return group[place].year if all(gap in _SIDE_BY_SIDE for gap in gaps) else None

    def _carried(self, sentence: Sentence) -> tuple[int | None, bool]:
        path = sentence.clause.path if sentence.clause else None
        year = self._carry.year
        if year and self._within(path) and (self._carry.open or self._headings.set_goals(sentence.clause)):
            return year.year, year.goal
        return None, False

    def _within(self, path: str | None) -> bool:
        own = self._carry.path
        return (
            own == path
            or bool(path and own and path.startswith(own + "/"))
            or (own is None and self._carry.listed)
        )
