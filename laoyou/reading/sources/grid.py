"""Ruling lines to tables: fields of a lattice that no line parts are one merged cell."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from laoyou.reading.sources.sheet import Rule, Sign

_NEAR = 3.0
MOST_RULES = 2_000


@dataclass
class Box:
    """One cell: its place in the lattice, how far it reaches, and the characters in it."""

    row: int
    column: int
    down: int = 1
    across: int = 1
    signs: list[Sign] = field(default_factory=list)


@dataclass
class Grid:
    """A table's column and row boundaries, and who owns each field."""

    xs: list[float]
    ys: list[float]
    owners: list[list[Box]]

    @property
    def top(self) -> float:
        return self.ys[0]

    def holds(self, sign: Sign) -> bool:
        middle = (sign.x0 + sign.x1) / 2
        return self.xs[0] < middle < self.xs[-1] and self.ys[0] < sign.middle < self.ys[-1]

    def take(self, sign: Sign) -> None:
        row = min(bisect_right(self.ys, sign.middle), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, (sign.x0 + sign.x1) / 2), len(self.xs) - 1) - 1
        self.owners[row][column].signs.append(sign)

    def rows(self) -> list[list[Box]]:
        """Each cell once, in the row where it begins."""
        return [
            [box for column, box in enumerate(line) if (box.row, box.column) == (row, column)]
            for row, line in enumerate(self.owners)
        ]


def find_grids(rules: list[Rule]) -> list[Grid]:
    merged = _merge(rule for rule in rules if rule.horizontal) + _merge(r for r in rules if not r.horizontal)
    if len(merged) > MOST_RULES:
        return []
    grids = [_grid(group) for group in _touching(merged)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.top)


def _merge(rules: Iterable[Rule]) -> list[Rule]:
    """Borders are drawn cell by cell, and often twice: pieces of one line become one line."""
    merged: list[Rule] = []
    for line in _lines(list(rules)):
        line.sort(key=_start)
        position = sum(map(_position, line)) / len(line)
        begin, end = _start(line[0]), _end(line[0])
        for rule in line[1:]:
            if _start(rule) > end + _NEAR:
                merged.append(_rule(rule.horizontal, position, begin, end))
                begin = _start(rule)
                end = _end(rule)
            end = max(end, _end(rule))
        merged.append(_rule(line[0].horizontal, position, begin, end))
    return merged


def _lines(rules: list[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=_position):
        if lines and _position(rule) - _position(lines[-1][-1]) <= _NEAR / 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


def _position(rule: Rule) -> float:
    return rule.top if rule.horizontal else rule.x0


def _start(rule: Rule) -> float:
    return rule.x0 if rule.horizontal else rule.top


def _end(rule: Rule) -> float:
    return rule.x1 if rule.horizontal else rule.bottom


def _rule(horizontal: bool, position: float, begin: float, end: float) -> Rule:
    if horizontal:
        return Rule(begin, end, position, position, True)
    return Rule(position, position, begin, end, False)


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of lines that meet, directly or through others."""
    waiting = list(rules)
    groups = []
    while waiting:
        group, edge = [], [waiting.pop()]
        while edge:
            rule = edge.pop()
            group.append(rule)
            met = [other for other in waiting if _meet(rule, other)]
            waiting = [other for other in waiting if not _meet(rule, other)]
            edge += met
        groups.append(group)
    return groups


def _meet(a: Rule, b: Rule) -> bool:
    if a.horizontal == b.horizontal:
        return False
    across, down = (a, b) if a.horizontal else (b, a)
    return (
        across.x0 - _NEAR <= down.x0 <= across.x1 + _NEAR
        and down.top - _NEAR <= across.top <= down.bottom + _NEAR
    )


def _grid(rules: list[Rule]) -> Grid | None:
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    if len(level) < 2 or not upright:
        return None
    xs = _distinct([rule.x0 for rule in upright] + [min(r.x0 for r in level), max(r.x1 for r in level)])
    # A row cut by the page break often has no line at the cut, so the upright lines say where it ends.
    ys = _distinct(
        [rule.top for rule in level] + [min(r.top for r in upright), max(r.bottom for r in upright)]
    )
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(xs, ys, _owners(xs, ys, level, upright))


def _distinct(places: list[float]) -> list[float]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def _owners(xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> list[list[Box]]:
    owners: list[list[Box]] = []
    for row in range(len(ys) - 1):
        owners.append([])
        for column in range(len(xs) - 1):
            middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            left = any(abs(r.x0 - xs[column]) <= _NEAR and r.top < middle_y < r.bottom for r in upright)
            above = any(abs(r.top - ys[row]) <= _NEAR and r.x0 < middle_x < r.x1 for r in level)
            if column and not left:
                box = owners[row][column - 1]
                box.across = max(box.across, column - box.column + 1)
            elif row and not above:
                box = owners[row - 1][column]
                box.down = max(box.down, row - box.row + 1)
            else:
                box = Box(row, column)
            owners[row].append(box)
    return owners
