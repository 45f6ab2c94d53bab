"""Three values of each column, for choosing what it is. Masked unless the column is known to be of nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from laoyou.sheets.faults import shown
from laoyou.sheets.models import Batch
from laoyou.sheets.reading import Book
from laoyou.sheets.sources import target_of
from laoyou.sheets.words import letters, text

_FROM = 30  # lines of which the samples are taken
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Seen:
    letters: str
    head: str
    samples: Sequence[str]


def columns(batch: Batch, book: Book) -> list[Seen]:
    """What stands under heads that are not known may be anyone's; it is masked as well."""
    last = batch.head_line + batch.head_lines - 1
    rows = [cells for line, cells in book.top(batch.sheet, last + _FROM) if line > last]
    known = {column.key: column for column in target_of(batch).columns}
    seen = []
    for place, column in enumerate(batch.columns):
        cells = [row[place] for row in rows if place < len(row) and text(row[place])]
        said = dict.fromkeys(shown(known.get(column["key"]), cell) for cell in cells)
        seen.append(Seen(letters(place), column["head"], list(said)[:_SHOWN]))
    return seen
