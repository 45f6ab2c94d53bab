"""Old figures told for the divisions of a later day. Pure: events in, counts out, nothing lost on the way."""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """From day `on`, `new` has `share` of what was `old`'s. `event` keeps apart what happened on one day, in order."""

    event: int
    on: datetime.date
    old: int
    new: int
    share: Decimal


def recast(
    counts: Mapping[int, int], shares: Iterable[Share], *, was: datetime.date, now: datetime.date
) -> dict[int, int]:
    """Counts by division as of `was`, for the divisions as of `now`. The sum stays what it was.

    An event holds from its own day: figures of that very day are already those of the new divisions.
    """
    found = dict(counts)
    steps: dict[tuple[datetime.date, int], list[Share]] = defaultdict(list)
    for share in shares:
        if was < share.on <= now:
            steps[share.on, share.event].append(share)
    for _when, parts in sorted(steps.items(), key=lambda step: step[0]):
        found = _step(found, parts)
    return found


def _step(counts: Mapping[int, int], parts: Iterable[Share]) -> dict[int, int]:
    by_old: dict[int, list[Share]] = defaultdict(list)
    for part in parts:
        by_old[part.old].append(part)
    found: dict[int, int] = defaultdict(int)
    for division, count in counts.items():
        if division not in by_old:
            found[division] += count
            continue
        heirs = by_old[division]
        for part, given in zip(heirs, apportion(count, [each.share for each in heirs]), strict=True):
            found[part.new] += given
    return dict(found)


def apportion(count: int, shares: list[Decimal]) -> list[int]:
    """Whole numbers in these shares that add up to `count`; what is left over goes to the largest remainders."""
    whole = sum(shares)
    exact = [count * share / whole for share in shares]
    given = [math.floor(each) for each in exact]
    by_remainder = sorted(range(len(shares)), key=lambda each: (given[each] - exact[each], each))
    for each in by_remainder[: count - sum(given)]:
        given[each] += 1
    return given
