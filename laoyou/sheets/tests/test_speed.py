"""What keeps reading as quick as the library beneath it: benchmarks/sheets.py has the figures."""

import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laoyou.sheets import heads, reading
from laoyou.sheets.words import narrow, text
from tests.world.sheets import planted_sheet


@given(st.text(st.characters(exclude_categories=()), max_size=12))
@example("  王\u3000桂\u200b花\t\u2003")
@example("a\u00ad\u0000b")
@example("'0123")
@example("'")
@example("it's")
def test_the_quick_way_to_plain_text_gives_the_same(raw: str) -> None:
    plain = raw[1:] if raw.startswith("'") and "'" not in raw[1:] else raw
    spaced = "".join(" " if sign in "\t\r\n\xa0\u3000" else sign for sign in plain)
    kept = "".join(sign for sign in spaced if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    assert text(raw) == " ".join(kept.split())
    assert narrow(raw) == unicodedata.normalize("NFKC", text(raw)).strip()


class Counted:
    """A workbook that counts how often a sheet of it is parsed."""

    def __init__(self, book: Any) -> None:
        self.book, self.parsed = book, 0

    def get_sheet_by_name(self, name: str) -> Any:
        self.parsed += 1
        return self.book.get_sheet_by_name(name)


def test_a_sheet_is_parsed_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    content, _faults = planted_sheet()
    book = reading.open_book(content)
    counted = Counted(book._book)
    monkeypatch.setattr(book, "_book", counted)
    sheet = book.sheets[0]
    found = heads.find(book.top(sheet, heads.WITHIN), book.merged(sheet), {"姓名"})
    assert found is not None
    assert found.lines == 2
    first, again = list(book.lines(sheet)), list(book.lines(sheet))
    assert first == again
    assert len(first) > 90
    assert counted.parsed == 1
    assert list(book.lines(book.sheets[1]))
    assert counted.parsed == 2
