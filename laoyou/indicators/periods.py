"""Periods that a figure may be of: 2025, 2025H1, 2025Q3, 2025-07."""

import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `first` to `last` month of `year`."""

    year: int
    last: int
    first: int

    @property
    def whole_year(self) -> bool:
        return self.first == 1 and self.last == 12

    @property
    def closes_year(self) -> bool:
        return self.last == 12


def parse_period(text: str) -> Period | None:
    found = _FORM.fullmatch(text)
    if not found:
        return None
    year = int(found["year"])
    if found["half"]:
        last = 6 * int(found["half"])
        return Period(year, last, last - 5)
    if found["quarter"]:
        last = 3 * int(found["quarter"])
        return Period(year, last, last - 2)
    if found["month"]:
        return Period(year, int(found["month"]), int(found["month"]))
    return Period(year, 12, 1)
