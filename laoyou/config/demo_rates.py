"""What invented people are drawn by: `demo/people.toml` of the county's pack, else of the base pack. Pure."""

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

OLDEST = 120
# A few thousand people of a county would leave its institutions empty: below so many, care is drawn up to so many times as often.
WHOLE, MOST_TIMES = 15_000, 5.0
ByAge = Sequence[float]  # a share for each whole year, 0 … OLDEST
Weighted = tuple[Sequence[str], Sequence[float]]


@dataclass(frozen=True, slots=True)
class StatusRate:
    """A status that some have: of an age, `from_age` the youngest, and where `household` or `infant` say so, of those alone."""

    kind: str
    source: str
    shares: ByAge
    from_age: int
    attributes: Mapping[str, Weighted]
    household: str
    infant: bool
    from_birthday: int | None


@dataclass(frozen=True, slots=True)
class Rates:
    on: datetime.date
    village_sizes: tuple[float, float]
    without_number: float
    registered_elsewhere: float
    elsewhere: Sequence[str]
    phones: ByAge
    married: ByAge
    husband_older: int
    younger: int
    older: int
    mother: tuple[int, int]
    most_children: int
    left_behind: float
    at_home: ByAge
    couples_with_child: float
    singles_with_child: float
    in_home: ByAge
    enrolled_months: tuple[int, int]
    enrolled: float
    statuses: Sequence[StatusRate]


def read_rates(packs: Path, code: str) -> Rates:
    own = packs / code / "demo" / "people.toml"
    path = own if own.exists() else packs / "base" / "demo" / "people.toml"
    said = tomllib.loads(path.read_text("utf-8"))
    living, care = said["households"], said["care"]
    return Rates(
        on=said["on"],
        village_sizes=_pair(said["village_sizes"]),
        without_number=said["without_number"],
        registered_elsewhere=said["registered_elsewhere"],
        elsewhere=said["elsewhere"],
        phones=by_age(said["phones"]),
        married=by_age(living["married"]),
        husband_older=living["husband_older"],
        younger=living["younger"],
        older=living["older"],
        mother=_pair(living["mother"]),
        most_children=living["most_children"],
        left_behind=living["left_behind"],
        at_home=by_age(living["at_home"]),
        couples_with_child=living["couples_with_child"],
        singles_with_child=living["singles_with_child"],
        in_home=by_age(care["in_home"]),
        enrolled_months=_pair(care["enrolled_months"]),
        enrolled=care["enrolled"],
        statuses=[_status(each) for each in said["statuses"]],
    )


def of_so_many(rates: Rates, count: int) -> Rates:
    """For a county of which only so many people are invented."""
    times = min(MOST_TIMES, max(1.0, WHOLE / count))
    in_home = [min(0.5, share * times) for share in rates.in_home]
    return replace(rates, in_home=in_home, enrolled=min(0.8, rates.enrolled * times))


def by_age(bands: Sequence[Mapping[str, Any]]) -> ByAge:
    """Of an age the first band that reaches it; beyond the last, nobody."""
    return [
        next((float(band["share"]) for band in bands if age <= band["up_to"]), 0.0)
        for age in range(OLDEST + 1)
    ]


def _status(said: Mapping[str, Any]) -> StatusRate:
    shares = by_age(said["shares"])
    return StatusRate(
        kind=said["kind"],
        source=said["source"],
        shares=shares,
        from_age=next((age for age, share in enumerate(shares) if share), 0),
        attributes={
            key: (list(weights), list(accumulate(weights.values())))
            for key, weights in said.get("attributes", {}).items()
        },
        household=said.get("household", ""),
        infant=said.get("infant", False),
        from_birthday=said.get("from_birthday"),
    )


def _pair(said: Sequence[Any]) -> tuple[Any, Any]:
    first, last = said
    return first, last
