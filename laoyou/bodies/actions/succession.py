"""递补备案: a post passes to the next holder, who takes each of its seats; the change is filed."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.models import User
from laoyou.access.scope import Actor
from laoyou.bodies.actions.common import check, locked, said, saved
from laoyou.bodies.models import Filing, Post, Tenure
from laoyou.bodies.queries.seats import seats_of_post
from laoyou.evidence.models import File
from laoyou.places.models import Division


@transaction.atomic
def succeed_post(
    *,
    by: Actor,
    post: Post,
    version: int,
    name: str,
    since: datetime.date,
    document: str,
    filed_to: str,
    filed_on: datetime.date,
    note: str = "",
    user: User | None = None,
    files: Sequence[File] = (),
) -> Filing:
    """`version` is that of the post as the preview of the seats showed it."""
    post = locked(by, post, version)
    name = said(name, "name", _("请填写接任人姓名。"))
    document = said(document, "document", _("请写明任免文件，如：×组干〔2025〕8号。"))
    filed_to = said(filed_to, "filed_to", _("请写明报哪里备案，如：领导小组办公室。"))
    if filed_on < since:
        raise Refused(_("备案日期不能早于任职日期。"), "filed_on")
    outgoing = _close(post, name, since)
    tenure = Tenure.objects.create(
        post=post, division_id=post.division_id, name=name, user=user, since=since, document=document
    )
    saved(post)
    filing = Filing.objects.create(
        division_id=post.division_id,
        post=post,
        tenure=tenure,
        year=filed_on.year,
        no=_next_number(post.division_id, filed_on.year),
        outgoing=outgoing,
        incoming=name,
        since=since,
        document=document,
        seats=_seats(post, since),
        filed_to=filed_to,
        filed_on=filed_on,
        note=note.strip(),
        filed_by_id=by.user_id,
    )
    filing.files.set(files)
    detail = {"filing": filing.pk, "seats": [seat["seat"] for seat in filing.seats]}
    record(by=by, action="bodies.post.succeed", obj=post, detail=detail)
    return filing


def _close(post: Post, name: str, since: datetime.date) -> str:
    """End the tenure before; the name of who held the post last, or nothing where nobody did."""
    before = post.tenures.order_by("-since").first()
    if before is None:
        return ""
    if before.since >= since:
        raise Refused(
            _("%(name)s自%(day)s起任此职，接任日期须在这之后。")
            % {"name": before.name, "day": before.since.isoformat()},
            "since",
        )
    if before.until is None and before.name == name:
        raise Refused(_("%(name)s已经担任这个职务。") % {"name": name}, "name")
    if before.until is not None:
        if before.until > since:
            raise Refused(_("这一天这个职务还有人担任。"), "since")
        return before.name
    before.until = since
    before.save(update_fields=["until"])
    return before.name


def _next_number(division_id: int, year: int) -> int:
    """Divisions file one after another: two that file at once must not take one number."""
    Division.objects.select_for_update(no_key=True).get(pk=division_id)
    last = Filing.objects.filter(division_id=division_id, year=year).aggregate(last=Max("no"))["last"]
    return int(last or 0) + 1


def _seats(post: Post, since: datetime.date) -> list[dict[str, Any]]:
    return [
        {"seat": seat.pk, "body": seat.body.name, "body_id": seat.body_id, "role": seat.role}
        for seat in seats_of_post(post, since)
    ]


@transaction.atomic
def add_evidence(*, by: Actor, filing: Filing, files: Sequence[File]) -> Filing:
    """A scan that came after the filing."""
    check(by, filing.division_id)
    if not files:
        raise Refused(_("请选择要附上的文件。"), "files")
    filing.files.add(*files)
    detail = {"files": [file.pk for file in files]}
    record(by=by, action="bodies.filing.evidence", obj=filing, detail=detail)
    return filing
