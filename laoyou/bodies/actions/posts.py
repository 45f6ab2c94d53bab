"""Posts, and who holds them. The next holder after another comes by succeed_post."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.models import Department, User
from laoyou.access.scope import Actor
from laoyou.bodies.actions.common import check, locked, said, saved
from laoyou.bodies.models import Post, Tenure
from laoyou.places.models import Division


@transaction.atomic
def add_post(*, by: Actor, division: Division, name: str, department: Department | None = None) -> Post:
    check(by, division.pk)
    name = said(name, "name", _("请填写职务。"))
    _once(name, division.pk)
    post = Post.objects.create(division=division, name=name, department=department)
    record(by=by, action="bodies.post.add", obj=post)
    return post


@transaction.atomic
def change_post(*, by: Actor, post: Post, version: int, name: str, department: Department | None) -> Post:
    post = locked(by, post, version)
    post.name = said(name, "name", _("请填写职务。"))
    post.department = department
    _once(post.name, post.division_id, post.pk)
    saved(post)
    record(by=by, action="bodies.post.change", obj=post)
    return post


def _once(name: str, division_id: int, besides: int = 0) -> None:
    if Post.objects.filter(division_id=division_id, name=name).exclude(pk=besides).exists():
        raise Refused(_("已有“%(name)s”这个职务。请直接使用。") % {"name": name}, "name")


@transaction.atomic
def appoint(
    *,
    by: Actor,
    post: Post,
    name: str,
    since: datetime.date,
    document: str = "",
    user: User | None = None,
) -> Tenure:
    """Who holds a post that nobody holds yet."""
    post = locked(by, post)
    name = said(name, "name", _("请填写任职人姓名。"))
    other = post.tenures.filter(Q(until=None) | Q(until__gt=since)).first()
    if other is not None:
        raise Refused(
            _("这个职务已由%(name)s担任。换人请用“变更任职”，席位和备案会一起办好。") % {"name": other.name},
            "name",
        )
    tenure = Tenure.objects.create(
        post=post,
        division_id=post.division_id,
        name=name,
        user=user,
        since=since,
        document=document.strip(),
    )
    saved(post)
    record(by=by, action="bodies.post.appoint", obj=post, detail={"tenure": tenure.pk})
    return tenure


@transaction.atomic
def vacate_post(*, by: Actor, post: Post, version: int, until: datetime.date) -> Tenure:
    """The holder leaves and nobody follows yet; the seats stay with the post and show as vacant."""
    post = locked(by, post, version)
    tenure = post.tenures.filter(until=None).first()
    if tenure is None:
        raise Refused(_("这个职务现在没有人担任。"))
    if until <= tenure.since:
        raise Refused(_("离任日期须在任职日期之后。"), "until")
    tenure.until = until
    tenure.save(update_fields=["until"])
    saved(post)
    record(by=by, action="bodies.post.vacate", obj=post, detail={"tenure": tenure.pk, "until": until})
    return tenure
