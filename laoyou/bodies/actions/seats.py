"""Seats are given to posts and taken back."""

import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.bodies.actions.common import check, departments_by_name, locked, said
from laoyou.bodies.models import Body, Post, Seat
from laoyou.bodies.rules import department_of


@transaction.atomic
def give_seat(
    *, by: Actor, body: Body, role: str, since: datetime.date, post: Post | None = None, new_post: str = ""
) -> Seat:
    """To a post, or to one that is named here for the first time."""
    body = locked(by, body)
    post = post or _named(body, new_post)
    if post.division_id != body.division_id:
        raise Refused(_("职务须与机构在同一个地区。"), "post")
    if since < body.since or (body.until and since >= body.until):
        raise Refused(_("这一天机构还没有成立，或已经撤销。"), "since")
    held = body.seats.filter(Q(until=None) | Q(until__gt=since), post=post).first()
    if held is not None:
        raise Refused(
            _("“%(post)s”在这个机构已有席位（%(role)s）。要换分工，请先结束原来的席位。")
            % {"post": post.name, "role": held.get_role_display()},
            "post",
        )
    last = body.seats.aggregate(last=Max("order"))["last"] or 0
    seat = Seat.objects.create(
        body=body, division_id=body.division_id, post=post, role=role, since=since, order=last + 1
    )
    record(by=by, action="bodies.seat.give", obj=body, detail={"post": post.pk, "role": role})
    return seat


def _named(body: Body, name: str) -> Post:
    name = said(name, "post", _("请选择职务，或写一个新的职务。"))
    post, _new = Post.objects.get_or_create(
        division_id=body.division_id,
        name=name,
        defaults={"department_id": department_of(name, departments_by_name(body.division_id))},
    )
    return post


@transaction.atomic
def end_seat(*, by: Actor, seat: Seat, until: datetime.date) -> Seat:
    check(by, seat.division_id)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("body", "post").get(pk=seat.pk)
    if seat.until:
        raise Refused(_("这个席位已经结束。"))
    if until <= seat.since:
        raise Refused(_("结束日期须在开始日期之后。"), "until")
    seat.until = until
    seat.save(update_fields=["until"])
    record(by=by, action="bodies.seat.end", obj=seat.body, detail={"post": seat.post_id, "until": until})
    return seat
