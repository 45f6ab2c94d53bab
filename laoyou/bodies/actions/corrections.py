"""Who held a post was written down wrongly, and is put right; what stood there stays beside it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.bodies.actions.common import locked, said, saved
from laoyou.bodies.models import Post, Tenure, TenureCorrection


@transaction.atomic
def correct_tenure(
    *,
    by: Actor,
    tenure: Tenure,
    version: int,
    name: str,
    since: datetime.date,
    document: str,
    reason: str,
) -> Tenure:
    """`version` is that of the post. Filings stay as they were filed; their page names the correction."""
    post = locked(by, tenure.post, version)
    tenure = post.tenures.select_for_update().get(pk=tenure.pk)
    name = said(name, "name", _("请填写任职人姓名。"))
    reason = said(reason, "reason", _("请写明为什么更正，如：姓名写错。"))
    document = document.strip()
    if (name, since, document) == (tenure.name, tenure.since, tenure.document):
        raise Refused(_("与现在记的一样，没有要更正的。"), "name")
    TenureCorrection.objects.create(
        tenure=tenure,
        division_id=tenure.division_id,
        name=tenure.name,
        since=tenure.since,
        document=tenure.document,
        reason=reason,
        by_id=by.user_id,
    )
    tenure.name, tenure.document = name, document
    tenure.save(update_fields=["name", "document"])
    if since != tenure.since:
        _begin(post, tenure, since)
    saved(post)
    record(by=by, action="bodies.post.correct", obj=post, detail={"tenure": tenure.pk, "reason": reason})
    return tenure


def _begin(post: Post, tenure: Tenure, since: datetime.date) -> None:
    """Move the first day. A tenure that ended on it ends on the new one; no day has two holders meanwhile."""
    if tenure.until and since >= tenure.until:
        raise Refused(_("任职日期须在离任日期之前。"), "since")
    before = post.tenures.filter(since__lt=tenure.since).order_by("-since").first()
    joined = before is not None and before.until == tenure.since
    if before is not None and since <= before.since:
        said_ = {"name": before.name, "day": before.since.isoformat()}
        raise Refused(_("%(name)s自%(day)s起任此职，接任日期须在这之后。") % said_, "since")
    if before is not None and not joined and before.until and since < before.until:
        raise Refused(_("这一天这个职务还有人担任。"), "since")
    changes = [(tenure, "since")]
    if before is not None and joined:
        changes.insert(0 if since < tenure.since else 1, (before, "until"))
    for row, field in changes:
        setattr(row, field, since)
        row.save(update_fields=[field])
