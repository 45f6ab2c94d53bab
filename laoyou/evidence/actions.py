"""Files come in here; nothing else writes them."""

import hashlib
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.evidence.models import File
from laoyou.evidence.rules import MOST_BYTES, Kind, NotEvidence, kind_of
from laoyou.places.models import Division

_LONGEST_NAME = 120


@transaction.atomic
def store_file(*, by: Actor, division: Division, name: str, content: bytes, of_people: bool = False) -> File:
    """Keep a file of the division, or find the same content kept before. Refused with what to do."""
    if division.pk not in by.division_ids:
        raise Refused(_("您不能为该地区上传文件。"))
    name = _clean(name)
    try:
        kind = kind_of(name, content)
    except NotEvidence as fault:
        raise Refused(_said(name, fault), "files") from fault
    digest = hashlib.sha256(content).hexdigest()
    kept, made = File.objects.get_or_create(
        division=division,
        sha256=digest,
        of_people=of_people,
        defaults={
            "name": name,
            "media": kind.media,
            "size": len(content),
            "content": content,
            "uploaded_by_id": by.user_id,
        },
    )
    if made:
        record(by=by, action="evidence.file.store", obj=kept, detail={"sha256": digest, "size": len(content)})
    return kept


def _clean(name: str) -> str:
    """The last part of a path, short enough, without signs that a header or a file system takes amiss."""
    plain = "".join(
        sign
        for sign in PurePath(name.replace("\\", "/")).name
        if sign.isprintable() and sign not in '"<>|:*?'
    )
    path = PurePath(plain or "file")
    return path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix


def _said(name: str, fault: NotEvidence) -> str:
    words = {
        "empty": _("“%(name)s”是空文件。请重新选择。"),
        "large": _("“%(name)s”超过 %(limit)d MB。请压缩图片或拆分后再传。"),
        "macros": _("“%(name)s”带有宏，不能作为佐证。请另存为不带宏的文件再传。"),
        "damaged": _("“%(name)s”打不开，可能已损坏或加了密码。请用原软件打开，另存后再传。"),
        "unknown": _("“%(name)s”不是可以作为佐证的文件。可以传 PDF、图片、Word、Excel、PPT、OFD 或纯文本。"),
        "other_kind": _(
            "“%(name)s”的内容其实是 %(kind)s 文件，与文件名不符。请核对是否选错了文件，或改正后缀。"
        ),
    }
    found = fault.kind
    return words[fault.reason] % {"name": name, "limit": MOST_BYTES >> 20, "kind": _label(found)}


def _label(kind: Kind | None) -> str:
    return kind.key.upper() if kind else ""
