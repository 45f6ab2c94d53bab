"""From sentences to quantities: the number, its unit and comparator, its subject, year, per and kind."""

import re
from collections.abc import Iterator, Sequence

from ..model import Clause, Quantity
from .acceptance import acceptable
from .dates import document_year
from .grammar import PER, Found, find_units
from .headings import Headings
from .kinds import Setting, kind_of
from .marks import Year, find_years, hide_noise, hide_years
from .sentences import Sentence, outside, split_phrases, split_sentences
from .squeeze import Squeezed
from .subjects import Subjects
from .tenses import Leads, Time, turn
from .windows import Cutter, Window
from .years import Years

_NUMBER_SIGN = re.compile(r"\d|[一二两三四五六七八九十半百千]")
_SEEN_BEFORE, _SEEN_AFTER = 120, 40
_JOINED = frozenset(("、", "和", "及", ""))
_CONFIDENCE = 0.9
_LONGEST_QUOTE = 160


def find_quantities(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """In the order of the text. `exclude`: ranges that are not prose (tables of indicators)."""
    squeezed = Squeezed(
        shadow, {clause.start for clause in clauses} | {clause.body_start for clause in clauses}
    )
    within = squeezed.clauses(clauses)
    reader = _Reader(squeezed.text, within)
    barred = [(squeezed.inward(start), squeezed.inward(end)) for start, end in exclude]
    sentences = outside(split_sentences(squeezed.text, within), barred)
    return [squeezed.back(quantity) for sentence in sentences for quantity in reader.read(sentence)]


class _Reader:
    def __init__(self, shadow: str, clauses: Sequence[Clause]) -> None:
        self.shadow = shadow
        self.yearless = hide_years(shadow)
        self.hidden = hide_noise(self.yearless)
        self.headings = Headings(clauses)
        years = find_years(shadow)
        self.years = Years(shadow, years, self.headings)
        self.written = document_year(shadow, years)
        self.cutter = Cutter(shadow, self.yearless, self.hidden)
        self.subjects = Subjects(self.yearless)
        self.past_in: tuple[str | None] | None = None
        self.leads = Leads("")
        self.kind = ""  # of the number before this one
        self.told = False  # whether the number before this one, in its sentence, is a fact

    def read(self, sentence: Sentence) -> Iterator[Quantity]:
        own = self.years.of_sentence(sentence)
        self._turn(sentence, own)
        if _NUMBER_SIGN.search(self.hidden, sentence.start, sentence.end):
            self.subjects.begin()
            self.told = False
            self.leads = Leads(self.hidden[sentence.start : sentence.end])
            for window in self._windows(sentence):
                yield self._quantity(sentence, own, window)
        self.years.carry_on(sentence, own)

    def _turn(self, sentence: Sentence, own: list[Year]) -> None:
        """A sentence that tells the past makes those after it in its clause tell it, until one looks forward."""
        path = (sentence.clause.path if sentence.clause else None,)
        turned = turn(self.hidden[sentence.start : sentence.end], own, self.written)
        if turned:
            self.past_in = path
        elif turned is False or self.past_in != path:
            self.past_in = None

    def _windows(self, sentence: Sentence) -> Iterator[Window]:
        previous: Window | None = None
        for start, end in split_phrases(self.shadow, self.hidden, sentence.start, sentence.end):
            founds = list(self._founds(start, end))
            for window in self.cutter.cut(founds, (start, end), previous):
                yield window
                previous = window
            if not founds:
                self.subjects.pass_over(start, end)

    def _founds(self, start: int, end: int) -> Iterator[Found]:
        if not _NUMBER_SIGN.search(self.hidden, start, end):
            return
        for found in find_units(self.hidden, start, end):
            before = self.hidden[max(start, found.start - _SEEN_BEFORE) : found.start]
            after = self.hidden[found.end : min(end, found.end + _SEEN_AFTER)]
            per = [match.group() for match in PER.finditer(before)]
            if acceptable(found, before, after, self._quoted(found), per[-1] if per else None):
                yield found

    def _quoted(self, found: Found) -> bool:
        left = self.shadow[max(0, found.start - 12) : found.start]
        return left.rfind("“") > left.rfind("”") and "”" in self.shadow[found.end : found.end + 14]

    def _quantity(self, sentence: Sentence, own: list[Year], window: Window) -> Quantity:
        found = window.found
        year, goal = self.years.of(sentence, own, window)
        per = window.per = self._per(window)
        setting = Setting(
            found,
            self.hidden[max(window.left, found.start - _SEEN_BEFORE) : found.start],
            self.hidden[found.end : min(window.phrase[1], found.end + _SEEN_BEFORE)],
            self.shadow[
                max(window.phrase[0], found.start - _SEEN_BEFORE) : min(window.end, found.end + _SEEN_BEFORE)
            ],
            self.leads.before(found.start - sentence.start),
            per,
            year,
        )
        carried = self.past_in is not None or self.told
        time = Time(year, goal, self.written, carried, self.headings.speak_of_past(sentence.clause))
        slogan = found.unit == "次" and self._quoted(found)
        start, end = self._quote(window, slogan)
        subject = self.subjects.of(window, slogan)
        path = sentence.clause.path if sentence.clause else None
        kind = self.kind if window.ruled else kind_of(setting, time, window.origin)
        self.kind = kind
        self.told = kind == "fact" and not window.origin
        return Quantity(
            kind, start, end, subject, found.value, found.unit, found.op, year, per, path, _CONFIDENCE
        )

    def _quote(self, window: Window, slogan: bool) -> tuple[int, int]:
        """The phrase around the number, or its part between 、; of a slogan the words in quotation marks."""
        found = window.found
        start, end = (
            max(window.start, found.start - _LONGEST_QUOTE),
            min(window.end, found.end + _LONGEST_QUOTE),
        )
        if slogan:
            return self.shadow.rfind("“", 0, found.start), self.shadow.index("”", found.end) + 1
        while start < found.start and self.shadow[start] in " \n、,—和及并":
            start += 1
        while end > found.end and self.shadow[end - 1] in " \n、,。;|!":
            end -= 1
        bare = end - start <= found.end - found.start
        return (max(window.phrase[0], found.start - _LONGEST_QUOTE) if bare else start), end

    def _per(self, window: Window) -> str | None:
        """每千人口 and the like before the number, or those of the number that 、 joins it to."""
        if window.found.slash:
            return window.found.slash
        place = window.found.start
        near = max(window.start, place - _SEEN_BEFORE), min(window.end, place + _SEEN_AFTER)
        before_it = [match for match in PER.finditer(self.shadow, *near) if match.start() < place]
        if before_it:
            return before_it[-1].group()
        before = window.previous
        if before and before.found.unit == window.found.unit:
            joined = self.shadow[before.end : window.start].strip(" \n") in _JOINED
            return before.per if joined else None
        return None
