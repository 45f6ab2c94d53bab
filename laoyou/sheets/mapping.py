"""Which column of a sheet is which column of a target: proposed by head, by likeness, by what the cells hold. Pure."""

import hashlib
from collections.abc import Sequence
from difflib import SequenceMatcher

from laoyou.sheets.faults import Bad
from laoyou.sheets.heads import ways
from laoyou.sheets.reading import Cells
from laoyou.sheets.targets import Column, Target
from laoyou.sheets.values import Setting, convert
from laoyou.sheets.words import head, text

# The head of the column that a sheet to mend has besides the county's own; in both languages, as exported.
NOTE_HEADS = ("问题（改好后不用删这一列）", "What to mend (leave this column)")
_NOTES = frozenset(map(head, NOTE_HEADS))
_ALIKE = 0.75
_SAMPLE = 50
_HOLD = 0.8  # of the sampled cells must be values of the kind
_TOLD_BY_CELLS = ("id_number", "phone")


def known_heads(target: Target) -> dict[str, str]:
    """Every head under which a column may stand → its key."""
    known: dict[str, str] = {}
    for column in target.columns:
        for word in (str(column.label), *column.also, column.key):
            known.setdefault(head(word), column.key)
    return known


def fingerprint(names: Sequence[str]) -> str:
    """The same for next month's sheet: its heads in their order, notes of mending left out."""
    plain = [head(name) for name in names]
    kept = [one for one in plain if one not in _NOTES]
    while kept and not kept[-1]:
        kept.pop()
    return hashlib.sha256("\x1f".join(kept).encode()).hexdigest()


def is_note(name: str) -> bool:
    return head(name) in _NOTES


def propose(names: Sequence[str], rows: Sequence[Cells], target: Target, setting: Setting) -> list[str]:
    """For each column of the sheet the key it probably is, "" for none; each key once, the surest first."""
    found = [""] * len(names)
    known = known_heads(target)
    free = {column.key for column in target.columns}
    for rank in range(4):  # as in ways(): in full, without brackets, the lower name, that without brackets
        for place, name in enumerate(names):
            said = ways(name)
            key = known.get(said[rank]) if rank < len(said) and name and not found[place] else None
            if key in free and not is_note(name):
                found[place] = key
                free.discard(key)
    _by_likeness(names, found, free, target)
    _by_cells(names, rows, found, free, target, setting)
    return found


def _by_likeness(names: Sequence[str], found: list[str], free: set[str], target: Target) -> None:
    pairs = []
    for place, name in enumerate(names):
        if name and not found[place] and not is_note(name):
            for word, key in known_heads(target).items():
                if key in free and (near := _likeness(ways(name)[-1], word)) >= _ALIKE:
                    pairs.append((near, place, key))
    for _near, place, key in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if key in free and not found[place]:
            found[place] = key
            free.discard(key)


def _likeness(one: str, other: str) -> float:
    # Two short words share half their signs by chance: 出生地 and 出生日期.
    return SequenceMatcher(None, one, other).ratio() if min(len(one), len(other)) > 2 else 0


def _by_cells(
    names: Sequence[str], rows: Sequence[Cells], found: list[str], free: set[str], target: Target, setting: Setting
) -> None:  # fmt: skip
    for column in target.columns:
        if column.key not in free or column.kind not in _TOLD_BY_CELLS:
            continue
        for place, name in enumerate(names):
            if not found[place] and not is_note(name) and _holds(rows, place, column, setting):
                found[place] = column.key
                free.discard(column.key)
                break


def _holds(rows: Sequence[Cells], place: int, column: Column, setting: Setting) -> bool:
    cells = [row[place] for row in rows[:_SAMPLE] if place < len(row) and text(row[place])]
    return len(cells) > 1 and sum(_fits(cell, column, setting) for cell in cells) >= _HOLD * len(cells)


def _fits(cell: object, column: Column, setting: Setting) -> bool:
    try:
        return convert(column, cell, setting) is not None
    except Bad:
        return False
