"""Every line of a table checked: its cells, its like in the same file, and what the register says. Memory stays flat,
but for a target that must see all its lines at once (Target.whole)."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import connection
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.sheets.faults import CellFault
from laoyou.sheets.table import Parsed, Table
from laoyou.sheets.targets import Row
from laoyou.sheets.words import text

BLOCK = 1000
_MAKE = "create temporary table sheets_seen (digest bytea, line integer) on commit drop"
# The second and further lines of each digest, with the line that had it first.
_REPEATED = """
select line, first from (select line, min(line) over (partition by digest) as first from pg_temp.sheets_seen) as seen
where line <> first order by line
"""
Tell = Callable[[int], None]
Keep = Callable[[Sequence[CellFault]], None]


class Checking:
    """One pass over a table; faults go to `keep` in blocks. `bad` holds the lines that may not go in."""

    def __init__(self, table: Table, by: Actor, division: Division, keep: Keep, tell: Tell) -> None:
        self.table, self.by, self.division = table, by, division
        self._keep, self._tell = keep, tell
        self._salt = os.urandom(16)  # digests of ID numbers could be guessed without it
        self.bad: set[int] = set()
        self.total = 0

    def run(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("drop table if exists pg_temp.sheets_seen")
            cursor.execute(_MAKE)
        lines, size = self.table.parsed(), None if self.table.target.whole else BLOCK
        while block := list(islice(lines, size)):
            self.total += len(block)
            self._say([fault for parsed in block for fault in parsed.faults])
            self._say(list(self._of_register(block)))
            self._remember(block)
            self._tell(self.total)
        self._say(list(self._repeated()))

    def _say(self, faults: Sequence[CellFault]) -> None:
        self.bad.update(fault.line for fault in faults)
        if faults:
            self._keep(faults)

    def _of_register(self, block: Sequence[Parsed]) -> Iterator[CellFault]:
        whole = {parsed.row.line: parsed for parsed in block if not parsed.faults}
        if whole:
            for fault in self.table.target.check(self.by, self.division, [one.row for one in whole.values()]):
                value = fault.shown or self.table.shown(whole[fault.line].cells, fault.column)
                yield self.table.fault(fault.line, fault.column, "register", value, fault.why, fault.do)

    def _remember(self, block: Sequence[Parsed]) -> None:
        with connection.cursor() as cursor, cursor.copy("copy pg_temp.sheets_seen from stdin") as copy:
            for parsed in block:
                if digest := self._digest(parsed):
                    copy.write_row((digest, parsed.row.line))

    def _digest(self, parsed: Parsed) -> bytes | None:
        """Of what names the record; of all cells that are read, where the target does not say what does."""
        unique, row = self.table.target.unique, parsed.row
        if unique:
            values = [row.values[key] for key in unique]
            if values[0] is None:
                return None
            said = ["" if value is None else str(value) for value in values]
        else:
            cells = parsed.cells
            said = [text(cells[place]) if place < len(cells) else "" for place in self.table.places.values()]
        return hashlib.blake2b("\x1f".join(said).encode(), digest_size=16, key=self._salt).digest()

    def _repeated(self) -> Iterator[CellFault]:
        with connection.cursor() as cursor:
            cursor.execute(_REPEATED)
            found = cursor.fetchall()
        key = next(iter(self.table.target.unique), "")
        for line, first in found:
            why = _("和第 %(line)d 行重复") % {"line": first}
            yield self.table.fault(line, key, "repeated", "", why, _("请只留一行，把另一行删去。"))

    def good(self) -> Iterator[Row]:
        """A second pass for `apply`. No queries here: the rows go into a COPY that is under way."""
        for parsed in self.table.parsed():
            if parsed.row.line not in self.bad:
                yield parsed.row
