"""Rows from a spreadsheet, for tables that were pictures or never came with the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.plans import catalogue
from laoyou.plans.actions.common import open_document, under_review
from laoyou.plans.actions.items import insert_items
from laoyou.plans.actions.naming import sync_units
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Item
from laoyou.plans.rules.pasting import CellError, Table, as_pasted, parse_table


@dataclass(frozen=True, slots=True)
class Pasted:
    """What went in, and the cells that kept a row out; rows that are right go in."""

    items: tuple[Item, ...]
    errors: tuple[CellError, ...]


@transaction.atomic
def paste_rows(*, by: Actor, document: Document, text: str, image: bytes | None = None) -> Pasted:
    """Rows with their head, as copied from a spreadsheet. `image` is the picture that they were typed off."""
    document = open_document(by, document)
    if not text.strip():
        raise Refused(_("还没有内容。请在表格软件中选中带表头的区域，复制后粘贴到这里。"), "text")
    table = parse_table(text)
    fresh = _without_known(document, table)
    payloads = [as_pasted(payload) if table.kind == "indicator" else payload for payload in fresh]
    items = (
        insert_items(by, document, table.kind, payloads, Item.Origin.PASTED, image=image) if payloads else []
    )
    catalogue.link_items(items, document.division)
    if items:
        sync_units(document)
        under_review(document)
        detail = {"kind": table.kind, "rows": len(items), "errors": len(table.errors)}
        record(by=by, action="plans.item.paste", obj=document, detail=detail)
    return Pasted(tuple(items), (*table.errors, *_known_rows(table, fresh)))


def _without_known(document: Document, table: Table) -> list[dict[str, object]]:
    """A second paste of the same rows, after errors were mended, adds only what is not there yet."""
    there = document.items.filter(kind=table.kind or "-", origin=Item.Origin.PASTED)
    known = {
        _said(table.kind, payload)
        for payload in there.exclude(state="rejected").values_list("payload", flat=True)
    }
    return [payload for payload in table.payloads if _said(table.kind, payload) not in known]


def _said(kind: str, payload: dict[str, object]) -> str:
    return str(payload.get("name") if kind == "indicator" else payload.get("text"))


def _known_rows(table: Table, fresh: Sequence[object]) -> list[CellError]:
    doubled = len(table.payloads) - len(fresh)
    if not doubled:
        return []
    return [CellError(0, "", "", _("有 %(count)d 行以前粘贴过，没有重复添加。") % {"count": doubled})]
