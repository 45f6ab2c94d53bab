"""A part of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
SIZES = (25, 50, 100, 500)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`page` counts from 1 and is never beyond `pages`."""

    rows: tuple[Row, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def page_of(rows: Sequence[Row], page: int, size: int) -> Page[Row]:
    pages = max(1, -(-len(rows) // size))
    page = min(max(1, page), pages)
    return Page(tuple(rows[(page - 1) * size : page * size]), len(rows), page, size)
