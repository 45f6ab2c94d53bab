"""Every number that the prose of a document commits to, lays down, states or foresees."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Clause, Quantity
from .grammar import PER, Found, find_units
from .kinds import DURATIONS, FORWARD_HEADING, GOAL_HEADING, PAST_HEADING, acceptable, is_past, kind_of, looks_forward, tells_past
from .marks import HIDDEN, Year, find_years, hide_noise, hide_years
from .sentences import Sentence, outside, split_phrases, split_sentences
from .subjects import counted_after, drop_verb, shared_after, tidy

_NUMBER_SIGN = re.compile(r"\d|[一二两三四五六七八九十半百千]")
_DOCUMENT_YEAR = (
    re.compile(r"〔((?:19|20)\d\d)〕[ 第]*\d+ ?号"),
    re.compile(r"^[ ]*((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[ |]*$", re.M),
)
_SHIFT = re.compile(r"^[^。;:]{0,14}?(?:提高|增加|提升|增长|上升|扩大|发展|降低|下降|减少|压减|压缩|缩短|延长|调整|升|降|增|减|拓展|变)?(?:到|至|为)[^。;]{0,6}$")
_FROM = re.compile(r"(?:由|从|自)[^,。;、]{0,24}$")
_JOINT = re.compile(r"(?:以及|和(?!国|谐)|及(?!时|其他|以上)|与(?!会))")
_PART = re.compile(r"\s*[一二三四五六七八九十]+、")
_AIMS = re.compile(r"(?:主要|工作|总体|发展|行动|具体)目标")
_LEADS = 6  # 力争到, 一是到, 争取在
_SAME_OP = {op: op for op in (">=", "<=", ">", "<")}
_TRAILING_YEAR = re.compile(r"\([^()]*年[^()]*(?:前|底|完成)[^()]*\)\s*[。;]?\s*$|(?:完成)?(?:时限|时间)[::][^。]{0,20}$")


@dataclass(slots=True)
class _Carry:
    """The year that goes on from one sentence to the next, within `path`; `open`: an enumeration follows."""

    year: Year | None = None
    path: str | None = None
    open: bool = False


@dataclass(slots=True)
class _Window:
    """One number with the words that belong to it.

    `start`, `end`: what is quoted; `phrase`: the phrase it stands in; `left`, `right`: the words that are its alone;
    `origin`: it is A of 从A增加到B; `shift`: it is B; `named`: its subject where 分别 deals them out;
    `place`: which number of how many of its phrase.
    """

    found: Found
    start: int
    end: int
    left: int
    right: int
    previous: "_Window | None"
    phrase: tuple[int, int] = (0, 0)
    origin: bool = False
    shift: bool = False
    named: str = ""
    place: tuple[int, int] = (0, 1)


def find_quantities(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    yearless = hide_years(shadow)
    years = find_years(shadow)
    reader = _Reader(shadow, yearless, hide_noise(yearless), years, clauses, _document_year(shadow, years, bool(clauses)))
    return [quantity for sentence in outside(split_sentences(shadow, clauses), exclude) for quantity in reader.read(sentence)]


def _document_year(shadow: str, years: Sequence[Year], outlined: bool) -> int | None:
    """The year of its date line, else of the latest number that it names, else one before its first deadline;
    of an extract that names years but no deadline, the last of them."""
    dated = [int(match[1]) for match in _DOCUMENT_YEAR[1].finditer(shadow)]
    if dated:
        return dated[-1]
    numbers = [int(match[1]) for match in _DOCUMENT_YEAR[0].finditer(shadow)]
    if numbers:
        return max(numbers)
    goals = [year.year for year in years if year.goal and not year.base]
    if goals:
        return min(goals) - 1
    named = [year.year for year in years if not year.base]
    return max(named) if named and not outlined else None


class _Reader:
    def __init__(self, shadow: str, yearless: str, hidden: str, years: list[Year], clauses: Sequence[Clause], written: int | None) -> None:
        self.shadow, self.yearless, self.hidden = shadow, yearless, hidden
        self.years, self.written = years, written
        self.year_starts = [year.start for year in years]
        self.headings = {clause.path: clause.heading for clause in clauses}
        self.carry = _Carry()
        self.subjects: dict[str, str] = {}
        self.past: tuple[str | None] | None = None

    def read(self, sentence: Sentence) -> Iterator[Quantity]:
        own = self._own_years(sentence)
        self._turn(sentence, own)
        if _NUMBER_SIGN.search(self.hidden, sentence.start, sentence.end):
            self.subjects = {}
            for window in self._windows(sentence):
                yield self._quantity(sentence, own, window)
        self._carry_on(sentence, own)

    def _turn(self, sentence: Sentence, own: list[Year]) -> None:
        """A sentence that tells the past makes those after it tell it, until one of its clause looks forward."""
        text = self.hidden[sentence.start : sentence.end]
        path = (sentence.clause.path if sentence.clause else None,)
        if sentence.clause is None and _PART.match(self.shadow, sentence.start):
            self.carry = _Carry()
        later = any(not year.base and (year.goal or (self.written or 0) < year.year) for year in own)
        earlier = any(not year.base and year.year < (self.written or 0) and not year.goal for year in own)
        if (self.past and self.past != path) or later or looks_forward(text):
            self.past = None
        elif tells_past(text) or earlier:
            self.past = path

    def _own_years(self, sentence: Sentence) -> list[Year]:
        left = bisect_right(self.year_starts, sentence.start - 1)
        right = bisect_right(self.year_starts, sentence.end - 1)
        return self.years[left:right]

    def _carry_on(self, sentence: Sentence, own: list[Year]) -> None:
        path = sentence.clause.path if sentence.clause else None
        goals = [year for year in own if not year.base]
        text = self.shadow[sentence.start : sentence.end].rstrip()
        if goals:
            introduces = text.endswith((":", "如下", "如下。", "目标。")) or "以下目标" in text or (path is None and bool(_AIMS.search(text)))
            self.carry = _Carry(goals[-1], path, introduces)
        elif not self._within(path):
            self.carry = _Carry()

    def _within(self, path: str | None) -> bool:
        return self.carry.path == path or bool(path and self.carry.path and path.startswith(self.carry.path + "/"))

    def _is(self, pattern: re.Pattern[str], clause: Clause | None) -> bool:
        """Whether the clause's heading, or that of a clause above it, fits."""
        parts = clause.path.split("/") if clause else []
        return any(pattern.search(self.headings.get("/".join(parts[: n + 1]), "")[:24]) for n in range(len(parts)))

    def _windows(self, sentence: Sentence) -> Iterator[_Window]:
        previous: _Window | None = None
        for start, end in split_phrases(self.shadow, self.hidden, sentence.start, sentence.end):
            founds = []
            if _NUMBER_SIGN.search(self.hidden, start, end):
                founds = [found for found in find_units(self.hidden, start, end) if self._accepts(found, start, end)]
            for window in self._cut(founds, start, end, previous):
                yield window
                previous = window
            if not founds and (phrase := self._noun(start, end)):
                self.subjects[""] = phrase

    def _cut(self, founds: list[Found], start: int, end: int, previous: _Window | None) -> list[_Window]:
        """Each number with the words from the joint (、和) before it to the joint behind it."""
        windows: list[_Window] = []
        left = start
        for place, found in enumerate(founds):
            following = founds[place + 1].start if place + 1 < len(founds) else end
            joint = self._joint(found.end, following) if place + 1 < len(founds) else end
            words = windows[-1].found.end if windows and left == windows[-1].start else left
            window = _Window(found, left, joint or end, words, joint or following, windows[-1] if windows else previous, (start, end))
            if windows and self._shifts(windows[-1], found):
                windows[-1].origin, window.shift = True, True
                left = window.start = windows[-1].start
                windows[-1].end = window.end
            windows.append(window)
            left = joint + 1 if joint and place + 1 < len(founds) else left
        for place, window in enumerate(windows):
            window.place = (place, len(windows))
            if place and not window.found.marked and not self.hidden[window.left : window.found.start].strip():
                window.found.op = _SAME_OP.get(windows[place - 1].found.op, "=")
        self._deal(windows, start)
        return windows

    def _accepts(self, found: Found, start: int, end: int) -> bool:
        before, after = self.hidden[start : found.start], self.hidden[found.end : min(end, found.end + 40)]
        per = [match.group() for match in PER.finditer(before)]
        return acceptable(found, before, after, self._quoted(found), per[-1] if per else None)

    def _deal(self, windows: list[_Window], start: int) -> None:
        """甲、乙和丙分别达到…: as many subjects as numbers."""
        lead = self.yearless[start : windows[0].found.start] if len(windows) > 1 else ""
        names = re.split(r"、|和|及|与|以及", lead.split("分别")[0].strip(HIDDEN)) if "分别" in lead else []
        if len(names) == len(windows):
            for window, name in zip(windows, names, strict=True):
                window.named = tidy(name)
                window.start, window.end = start, windows[-1].end

    def _joint(self, left: int, right: int) -> int:
        """Where the words of one number end and those of the next begin; 0 where nothing joins them."""
        gap = self.shadow[left:right]
        mark = gap.find("、")
        if mark < 0:
            marks = [match.start() for match in _JOINT.finditer(gap)]
            mark = marks[-1] if marks else -1
        return left + mark if mark >= 0 else 0

    def _shifts(self, before: _Window, found: Found) -> bool:
        gap = self.hidden[before.found.end : found.start]
        lead = self.shadow[max(before.start, before.found.start - 28) : before.found.start]
        return bool(_SHIFT.match(gap)) and bool(_FROM.search(lead))

    def _noun(self, start: int, end: int) -> str:
        return tidy(self.yearless[start:end]) if end - start < 40 else ""

    def _quantity(self, sentence: Sentence, own: list[Year], window: _Window) -> Quantity:
        found = window.found
        before, after = self.hidden[window.left : found.start], self.hidden[found.end : window.phrase[1]]
        phrase = self.shadow[window.start : window.end]
        per = self._per(window, phrase)
        year, goal = self._year(sentence, own, window)
        lead = self.hidden[sentence.start : found.start]
        past = window.origin or self.past is not None or is_past(lead, year, goal, self.written, self._speaks_of_past(sentence.clause))
        whole = self.shadow[window.phrase[0] : window.end]
        kind = kind_of(found, whole, before, after, per, year, past, lead)
        start, end = self._quote(window)
        subject = self._subject(window)
        path = sentence.clause.path if sentence.clause else None
        return Quantity(kind, start, end, subject, found.value, found.unit, found.op, year, per, path, 0.9)

    def _speaks_of_past(self, clause: Clause | None) -> bool | None:
        """By the nearest heading that says; None where none does."""
        parts = clause.path.split("/") if clause else []
        for count in range(len(parts), 0, -1):
            heading = self.headings.get("/".join(parts[:count]), "")[:30]
            if PAST_HEADING.search(heading):
                return True
            if FORWARD_HEADING.search(heading):
                return False
        return None

    def _quoted(self, found: Found) -> bool:
        left = self.shadow[max(0, found.start - 12) : found.start]
        return left.rfind("“") > left.rfind("”") and "”" in self.shadow[found.end : found.end + 14]

    def _quote(self, window: _Window) -> tuple[int, int]:
        start, end = window.start, window.end
        if window.found.unit == "次" and self._quoted(window.found):
            start = self.shadow.rfind("“", start, window.found.start)
            return start, self.shadow.index("”", window.found.end) + 1
        while start < window.found.start and self.shadow[start] in " \n\t\u3000、,—和及并":
            start += 1
        while end > window.found.end and self.shadow[end - 1] in " \n\t\u3000、,。;|!":
            end -= 1
        return (window.phrase[0] if end - start <= window.found.end - window.found.start else start), end

    def _per(self, window: _Window, phrase: str) -> str | None:
        if window.found.slash:
            return window.found.slash
        matches = [match for match in PER.finditer(phrase) if window.start + match.start() < window.found.start]
        if matches:
            return matches[-1].group()
        before = window.previous
        joined = before and self.shadow[before.end : window.start].strip(" \n") in ("、", "和", "及", "")
        if before and joined and before.found.unit == window.found.unit:
            return self._per(before, self.shadow[before.start : before.end])
        return None

    def _year(self, sentence: Sentence, own: list[Year], window: _Window) -> tuple[int | None, bool]:
        usable = [year for year in own if not year.base]
        local = [year for year in usable if window.start <= year.start < window.found.start]
        if window.origin:
            return (local[-1].year, False) if local else (None, False)
        earlier = [
            year
            for year in usable
            if year.start < window.found.start and not self._of_origin(year) and self._reaches(year, window.found.start, sentence.start)
        ]
        if earlier:
            return self._dealt(earlier, window) or earlier[-1].year, earlier[-1].goal
        text = self.shadow[sentence.start : sentence.end]
        if usable and _TRAILING_YEAR.search(text):
            return usable[-1].year, True
        return self._carried(sentence)

    def _dealt(self, earlier: list[Year], window: _Window) -> int | None:
        """到2025年和2030年,分别达到…: as many years, side by side, as numbers in the phrase."""
        place, count = window.place
        group = earlier[-count:]
        gaps = [self.shadow[a.end : b.start] for a, b in zip(group, group[1:], strict=False)]
        if count < 2 or len(group) < count or any(gap not in ("和", "、", "及", "与", "、到", "和到") for gap in gaps):
            return None
        return group[place].year

    def _reaches(self, year: Year, place: int, start: int) -> bool:
        """A year inside its phrase (占比到2025年…) goes no further than the next semicolon."""
        if ";" not in self.shadow[year.end : place]:
            return True
        before = re.split(r"[,;:。\n]", self.shadow[start : year.start])[-1]
        return len(before.strip()) <= _LEADS

    def _of_origin(self, year: Year) -> bool:
        """由2020年的A提高到B: that year is A's."""
        return self.shadow[year.start - 1 : year.start] in ("由", "从") and self.shadow[year.end : year.end + 1] not in ("起", "开")

    def _carried(self, sentence: Sentence) -> tuple[int | None, bool]:
        path = sentence.clause.path if sentence.clause else None
        if not self.carry.year or not self._within(path):
            return None, False
        if self.carry.open or self._is(GOAL_HEADING, sentence.clause):
            return self.carry.year.year, self.carry.year.goal
        return None, False

    def _subject(self, window: _Window) -> str:
        found = window.found
        if window.named:
            self.subjects[found.unit] = self.subjects[""] = window.named
            return window.named
        before, after = self.yearless[window.left : found.start], self.yearless[found.end : window.right]
        if window.origin or window.shift:
            first = window.previous.found if window.shift and window.previous else found
            before = _FROM_TAIL.sub("", self.yearless[window.start : first.start])
        named = tidy(before)
        ahead = drop_verb(named)
        behind = shared_after(after) if found.unit == "%" else counted_after(after, found.after in _BOUNDS)
        if found.unit in DURATIONS and found.unit != "分钟":
            subject = re.split(r"[、的且]", named)[-1].rstrip("满可在签订")
        elif found.counter and behind and not (found.unit == "次" and self._quoted(found)):
            subject = behind
        elif found.unit == "分钟" and behind:
            subject = ahead + behind
        else:
            subject = ahead or drop_verb(behind) or behind or (named if found.unit in _PEOPLE else "")
        if "最多跑" in before:
            subject = "政务服务跑动次数"
        subject = subject or self.subjects.get(found.unit) or self.subjects.get("") or named
        self.subjects[found.unit] = self.subjects[""] = subject
        return subject


_FROM_TAIL = re.compile(r"(?:由|从|自(?![来然主动费办]))[^,。;、]{0,16}$")
_BOUNDS = ("以上", "以下", "及以上", "及以下")
_PEOPLE = ("人", "人次", "名", "元")
