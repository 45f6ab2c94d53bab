"""Workbooks come in: kept first, looked at, then taken over whole or not at all."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.evidence.rules import MOST_BYTES, XLSX, NotEvidence, kind_of
from laoyou.lists.actions.common import open_edition
from laoyou.lists.actions.items import insert, next_number, refill, unsaved, update
from laoyou.lists.errors import Refused
from laoyou.lists.models import Edition, Sheet
from laoyou.lists.queries.known import declared
from laoyou.lists.workbooks.preview import Preview, preview
from laoyou.lists.workbooks.reading import Unreadable


@transaction.atomic
def bring_sheet(*, by: Actor, edition: Edition, name: str, content: bytes) -> Sheet:
    """Keep the file and read it once; refused where it is no workbook of this list."""
    locked = open_edition(by, edition)
    try:
        is_excel = kind_of(name, content) == XLSX
    except NotEvidence as fault:
        raise Refused(_said(fault.reason), "file") from fault
    if not is_excel:
        raise Refused(_said("other_kind"), "file")
    try:
        preview(locked, content)
    except Unreadable as fault:
        raise Refused(str(fault), "file") from fault
    digest = hashlib.sha256(content).hexdigest()
    sheet = Sheet.objects.create(
        edition=locked,
        division_id=locked.division_id,
        name=name[-200:],
        sha256=digest,
        content=content,
        uploaded_by_id=by.user_id,
    )
    record(by=by, action="lists.sheet.bring", obj=sheet, detail={"sha256": digest, "size": len(content)})
    return sheet


def _said(reason: str) -> str:
    words = {
        "empty": _("这是空文件。请重新选择。"),
        "large": _("文件超过 %(limit)d MB。请拆成几个文件。") % {"limit": MOST_BYTES >> 20},
        "macros": _("文件带有宏。请另存为不带宏的 .xlsx 再传。"),
        "damaged": _("文件打不开，可能已损坏或加了密码。请用 Excel 或 WPS 打开后另存再传。"),
    }
    return words.get(reason, _("这不是 Excel 文件（.xlsx）。请用本清单导出的表格填写后再传。"))


@transaction.atomic
def take_sheet(*, by: Actor, sheet: Sheet, seen: str) -> Preview:
    """Write every row that was seen. Refused whole when a row is wrong or the list changed since it was looked at."""
    edition = open_edition(by, sheet.edition)
    plan = preview(edition, bytes(sheet.content))
    if plan.seen != seen:
        raise Refused(_("您核对以后，有人改了这份清单。下面是按现在的内容重新比对的结果，请再看一遍后确认。"))
    if not plan.sound:
        raise Refused(
            _("文件里还有 %(n)d 处要改，一行都没有写入。请改好后重新上传。") % {"n": len(plan.problems)}
        )
    list_ = declared(edition.catalogue, edition)
    added = [
        unsaved(by, edition, list_, row.values, number)
        for number, row in enumerate(plan.added, start=next_number(edition))
    ]
    insert(by, added, timezone.localdate())
    update([refill(by, row.item, list_, row.values) for row in plan.changed if row.item])
    detail = {"added": len(plan.added), "changed": len(plan.changed), "sha256": sheet.sha256}
    record(by=by, action="lists.sheet.take", obj=sheet, detail=detail)
    return plan
