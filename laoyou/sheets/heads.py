"""Where the table of a sheet begins, and what its columns are called. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from laoyou.sheets.reading import Cells, Merged
from laoyou.sheets.words import OF_A_PERSON, bare, head, text

WITHIN = 25  # lines from the top in which the head is looked for
_MOST_WORDS = 40  # signs; a longer cell is a note, not a head


@dataclass(frozen=True, slots=True)
class Head:
    """`line` as Excel counts; `lines` 1 or 2; `names` by column, "" where a column has none."""

    line: int
    lines: int
    names: tuple[str, ...]

    @property
    def last(self) -> int:
        return self.line + self.lines - 1


def find(top: Sequence[tuple[int, Cells]], merged: Sequence[Merged], known: Collection[str]) -> Head | None:
    """The line (or two) with most heads that are known; with none known, the first that looks like heads."""
    heads = [found for place in range(len(top)) for found in _heads(top, place, merged)]
    if not heads:
        return None
    best = max(heads, key=lambda one: (_score(one, known), -one.line, one.lines))
    return best if _score(best, known) else next((one for one in heads if _looks(one)), heads[0])


def at(top: Sequence[tuple[int, Cells]], merged: Sequence[Merged], line: int, lines: int) -> Head | None:
    """The head that a person pointed at."""
    for place, (number, _cells) in enumerate(top):
        if number == line:
            both = _heads(top, place, merged)
            return next((one for one in both if one.lines == lines), None)
    return None


def _heads(top: Sequence[tuple[int, Cells]], place: int, merged: Sequence[Merged]) -> list[Head]:
    line, cells = top[place]
    upper = [text(cell) for cell in cells]
    while upper and not upper[-1]:
        upper.pop()
    if _names_somebody(upper):  # a sheet without a head: what stands in heads is kept as it is
        return []
    found = [Head(line, 1, tuple(upper))] if sum(map(bool, upper)) > 1 else []
    if place + 1 < len(top) and top[place + 1][0] == line + 1:
        lower = [text(cell) for cell in top[place + 1][1]]
        if not _names_somebody(lower) and (joined := _joined(line, upper, lower, merged)):
            found.append(Head(line, 2, joined))
    return found


def _names_somebody(cells: Sequence[str]) -> bool:
    return any(OF_A_PERSON.search(cell) for cell in cells)


def _joined(
    line: int, upper: list[str], lower: list[str], merged: Sequence[Merged]
) -> tuple[str, ...] | None:
    """Names over two lines, where each lower one stands under a head that spans several; None where it is not so."""
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    over = _over(line, upper, lower, merged)
    spanned = [column for column in range(width) if over[column] and lower[column]]
    alone = [column for column in range(width) if lower[column] and not over[column] and upper[column]]
    if len(spanned) < 2 or alone or any(_is_number(lower[column]) for column in spanned):
        return None
    names = []
    for column in range(width):
        above = over[column] or upper[column]
        names.append(f"{above} {lower[column]}".strip() if lower[column] != above else above)
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _over(line: int, upper: list[str], lower: list[str], merged: Sequence[Merged]) -> list[str]:
    """For each column the head that spans it; by the merged cells, or by the gaps after a head where none are told."""
    over = [""] * len(upper)
    for top, left, bottom, right in merged:
        if top == bottom == line - 1 and right > left:
            for column in range(left, min(right + 1, len(over))):
                over[column] = upper[left]
    if any(over) or merged:
        return over
    for column, name in enumerate(upper):
        end = column + 1
        while name and lower[column] and end < len(upper) and not upper[end] and lower[end]:
            end += 1
        if end > column + 1:
            over[column:end] = [name] * (end - column)
    return over


def _is_number(plain: str) -> bool:
    return any(sign.isdigit() for sign in plain) and not any(sign.isalpha() for sign in plain)


def _score(one: Head, known: Collection[str]) -> int:
    """How many are known, in full, without their brackets, or by the lower name alone."""
    return sum(any(word in known for word in ways(name)) for name in one.names if name)


def ways(name: str) -> tuple[str, ...]:
    """What a head may be found by, the surest first."""
    plain = head(name)
    last = head(name.rpartition(" ")[2])
    return tuple(dict.fromkeys((plain, bare(plain), last, bare(last))))


def _looks(one: Head) -> bool:
    words = [name for name in one.names if name]
    texts = [name for name in words if len(name) <= _MOST_WORDS and not _is_number(name)]
    return len(words) >= 2 and len(texts) == len(words) and len(set(words)) == len(words)
