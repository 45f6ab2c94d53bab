"""The words that belong to each number of a phrase."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .grammar import Found
from .marks import HIDDEN
from .subjects import tidy

_CHANGES = "提高|增加|提升|增长|上升|扩大|发展|降低|下降|减少|压减|压缩|缩短|延长|调整|升|降|增|减|拓展|变"
_SHIFT = re.compile(rf"^[^。;:]{{0,14}}?(?:{_CHANGES})?(?:到|至|为)[^。;]{{0,6}}$")
_FROM = re.compile(r"(?:由|从|自)[^,。;、]{0,24}$")
_FROM_REACH = 28
_JOINT = re.compile(r"以及|和(?!国|谐)|及(?!时|其他|以上)|与(?!会)")
_POINTS = "个百分点"  # 提高29.1个、14.5个和3.2个百分点
_INHERITED = (">=", "<=", ">", "<")


@dataclass(slots=True)
class Window:
    """One number with the words that belong to it.

    `start`, `end`: what is quoted; `phrase`: the phrase it stands in; `left`, `right`: the words that are its alone;
    `origin`: it is A of 从A增加到B; `shift`: it is B; `named`: its subject where 分别 deals them out; `per`: once read; `ruled`: its comparator is that of the number before it;
    `place`: which number of how many of its phrase.
    """

    found: Found
    start: int
    end: int
    left: int
    right: int
    phrase: tuple[int, int]
    previous: "Window | None"
    origin: bool = False
    shift: bool = False
    named: str = ""
    per: str | None = None
    ruled: bool = False
    place: tuple[int, int] = (0, 1)


class Cutter:
    """Cuts the phrases of one document: `hidden` has years and noise blanked, `yearless` the years only."""

    def __init__(self, shadow: str, yearless: str, hidden: str) -> None:
        self._shadow, self._yearless, self._hidden = shadow, yearless, hidden

    def cut(self, founds: Sequence[Found], phrase: tuple[int, int], previous: Window | None) -> list[Window]:
        """Each number with the words from the joint (、和) before it to the joint behind it."""
        windows: list[Window] = []
        left = phrase[0]
        for place, found in enumerate(founds):
            last = place + 1 == len(founds)
            following = phrase[1] if last else founds[place + 1].start
            joint = phrase[1] if last else self._joint(found.end, following)
            words = windows[-1].found.end if windows and left == windows[-1].start else left
            before = windows[-1] if windows else previous
            window = Window(found, left, joint or phrase[1], words, joint or following, phrase, before)
            if windows and self._shifts(windows[-1], found):
                _join(windows[-1], window)
            windows.append(window)
            left = joint + 1 if joint else window.start
        _share_points(windows)
        self._share_origins(windows)
        self._relate(windows, phrase[0])
        return windows

    def _joint(self, left: int, right: int) -> int:
        """Where the words of one number end and those of the next begin; 0 where nothing joins them."""
        gap = self._shadow[left:right]
        mark = gap.find("、")
        if mark < 0:
            mark = max((match.start() for match in _JOINT.finditer(gap)), default=-1)
        return left + mark if mark >= 0 else 0

    def _shifts(self, before: Window, found: Found) -> bool:
        lead = self._shadow[max(before.start, before.found.start - _FROM_REACH) : before.found.start]
        return bool(_SHIFT.match(self._hidden[before.found.end : found.start])) and bool(_FROM.search(lead))

    def _share_origins(self, windows: list[Window]) -> None:
        """分别从A、B下降到C、D: as many that things rise or fall to as they come from."""
        first = next((place for place, window in enumerate(windows) if self._from(window)), None)
        turn = next(
            (place for place in range(1, len(windows)) if self._turns(windows[place - 1], windows[place])),
            None,
        )
        if first is None or turn is None or turn <= first:
            return
        for place in range(first, min(2 * turn - first, len(windows))):
            window = windows[place]
            window.start, window.end = windows[first].start, windows[-1].end
            window.origin, window.shift = place < turn, place >= turn

    def _from(self, window: Window) -> bool:
        return bool(
            _FROM.search(
                self._shadow[max(window.start, window.found.start - _FROM_REACH) : window.found.start]
            )
        )

    def _turns(self, before: Window, window: Window) -> bool:
        return bool(_SHIFT.match(self._hidden[before.found.end : window.found.start]))

    def _relate(self, windows: list[Window], start: int) -> None:
        """Say each its place; a bare number takes the comparator of the one before; 分别 deals subjects out."""
        for place, window in enumerate(windows):
            window.place = (place, len(windows))
            between = self._hidden[window.left : window.found.start].strip()
            governing = windows[place - 1].found if place else None
            if (
                governing
                and not (window.found.marked or between or governing.after)
                and governing.op in _INHERITED
            ):
                window.found.op, window.ruled = governing.op, True
        lead = self._yearless[start : windows[0].found.start] if len(windows) > 1 else ""
        names = re.split(r"、|和|及|与|以及", lead.split("分别")[0].strip(HIDDEN)) if "分别" in lead else []
        if len(names) == len(windows):
            for window, name in zip(windows, names, strict=True):
                window.named, window.start, window.end = tidy(name), start, windows[-1].end


def _share_points(windows: list[Window]) -> None:
    """The unit that only the last of a list says whole."""
    for window, following in reversed(list(itertools.pairwise(windows))):
        if window.found.unit == "个" and following.found.unit == _POINTS:
            window.found.unit, window.found.counter = _POINTS, False


def _join(origin: Window, shift: Window) -> None:
    origin.origin, shift.shift = True, True
    shift.start = origin.start
    origin.end = shift.end
