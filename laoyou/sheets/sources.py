"""The sealed file of a batch, opened, and the table in it."""

from django.utils.translation import gettext as _

from laoyou.lib.refusal import Refused
from laoyou.privacy.keys import ring
from laoyou.sheets import heads, targets
from laoyou.sheets.known import setting_of
from laoyou.sheets.mapping import known_heads
from laoyou.sheets.models import Batch, File
from laoyou.sheets.reading import Book, open_book
from laoyou.sheets.table import Table
from laoyou.sheets.targets import Target

KIND = "sheet"  # bound into the seal


def seal(content: bytes) -> bytes:
    return ring().seal_bytes(content, kind=KIND)


def content_of(batch: Batch, kind: str = File.Kind.SOURCE) -> bytes:
    """Raises Refused when the file is gone."""
    file = File.objects.filter(batch=batch, kind=kind).first()
    if file is None:
        raise Refused(_("这份文件已经按期销毁，请重新上传。"))
    return ring().open_bytes(bytes(file.sealed), kind=KIND)


def book_of(batch: Batch) -> Book:
    return open_book(content_of(batch))


def target_of(batch: Batch) -> Target:
    found = targets.target(batch.target)
    if found is None:
        raise Refused(_("这类表现在不能导入了。"))
    return found


def head_of(book: Book, batch: Batch) -> heads.Head | None:
    """The head that is set, or the one that is found where none is yet."""
    top, merged = book.top(batch.sheet, heads.WITHIN), book.merged(batch.sheet)
    if batch.head_line:
        return heads.at(top, merged, batch.head_line, batch.head_lines)
    return heads.find(top, merged, known_heads(target_of(batch)))


def table_of(batch: Batch) -> Table:
    """The table as it is mapped. Raises Refused."""
    book = book_of(batch)
    head = head_of(book, batch)
    if head is None:
        raise Refused(_("在这张工作表里找不到表头。请选对工作表和表头所在的行。"))
    target = target_of(batch)
    keys = [column["key"] for column in batch.columns]
    said = {key: head.names[place] for place, key in enumerate(keys) if key and place < len(head.names)}
    setting = setting_of(target, batch.division, said, from_1904=book.from_1904)
    return Table(book, batch.sheet, head, keys, batch.fixed, target, setting)
