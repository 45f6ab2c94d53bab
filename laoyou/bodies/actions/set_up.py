"""Bodies come into being: by hand, or from what a plan says; they change and they end."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.bodies import rules
from laoyou.bodies.actions.common import check, departments_by_name, locked, said, saved
from laoyou.bodies.models import Body, Post, Seat
from laoyou.places.models import Division
from laoyou.plans.models import Body as PlanBody
from laoyou.plans.models import Plan


@transaction.atomic
def add_body(
    *,
    by: Actor,
    division: Division,
    name: str,
    kind: str,
    since: datetime.date,
    parent: Body | None = None,
    basis: str = "",
    clause: str = "",
) -> Body:
    check(by, division.pk)
    body = _make(division.pk, name, kind, since, parent, basis, clause)
    record(by=by, action="bodies.body.add", obj=body)
    return body


@transaction.atomic
def set_up_from_plan(
    *,
    by: Actor,
    source: PlanBody,
    name: str,
    kind: str,
    since: datetime.date,
    parent: Body | None = None,
) -> Body:
    """With a seat for each post that the plan names; a post met before is the same post."""
    plan = source.plan
    check(by, plan.division_id)
    if Body.objects.filter(source=source).exists():
        raise Refused(_("“%(name)s”已经从方案建立过了。") % {"name": source.name}, "name")
    basis = f"{plan.title} {plan.doc_number}".strip()[:200]
    body = _make(plan.division_id, name, kind, since, parent, basis, source.clause[:80], source)
    seats = _seats(body, plan)
    detail = {"source": source.pk, "posts": [seat.post_id for seat in seats]}
    record(by=by, action="bodies.body.set_up", obj=body, detail=detail)
    return body


def _make(
    division_id: int,
    name: str,
    kind: str,
    since: datetime.date,
    parent: Body | None,
    basis: str,
    clause: str,
    source: PlanBody | None = None,
) -> Body:
    name = said(name, "name", _("请填写机构名称。"))
    if Body.objects.filter(division_id=division_id, name=name, until=None).exists():
        raise Refused(_("已有名为“%(name)s”的机构。请换一个名称，或修改原来的。") % {"name": name}, "name")
    _parent_fits(parent, division_id, since)
    return Body.objects.create(
        division_id=division_id,
        name=name,
        kind=kind,
        since=since,
        parent=parent,
        basis=basis.strip(),
        clause=clause.strip(),
        source=source,
    )


def _parent_fits(parent: Body | None, division_id: int, since: datetime.date) -> None:
    if parent is None:
        return
    if parent.division_id != division_id:
        raise Refused(_("上级机构须与它在同一个地区。"), "parent")
    if parent.since > since or (parent.until and parent.until <= since):
        raise Refused(
            _("上级机构“%(name)s”在这一天还没有成立，或已经撤销。") % {"name": parent.name}, "since"
        )


def _named(body: Body) -> Iterator[tuple[str, str]]:
    """Each post that the plan names, with its role."""
    for said_of in body.source.posts if body.source else ():
        for words in rules.posts_in(str(said_of.get("post") or "")):
            if words:
                yield words[:80], rules.role_of(str(said_of.get("role") or ""))


def _seats(body: Body, plan: Plan) -> list[Seat]:
    known = departments_by_name(plan.division_id)
    seats: dict[int, Seat] = {}
    for order, (words, role) in enumerate(_named(body), start=1):
        post, _new = Post.objects.get_or_create(
            division_id=plan.division_id,
            name=words,
            defaults={"department_id": rules.department_of(words, known)},
        )
        # A post that the plan names twice keeps the higher of its roles, which stands first.
        seats.setdefault(
            post.pk,
            Seat(
                body=body, division_id=body.division_id, post=post, role=role, order=order, since=body.since
            ),
        )
    return Seat.objects.bulk_create(seats.values())


@transaction.atomic
def change_body(*, by: Actor, body: Body, version: int, **values: Any) -> Body:
    """Name, kind, parent, basis, clause, since."""
    body = locked(by, body, version)
    for name, value in values.items():
        setattr(body, name, value.strip() if isinstance(value, str) else value)
    said(body.name, "name", _("请填写机构名称。"))
    twins = Body.objects.filter(division_id=body.division_id, name=body.name, until=None).exclude(pk=body.pk)
    if twins.exists():
        raise Refused(_("已有名为“%(name)s”的机构。请换一个名称。") % {"name": body.name}, "name")
    if body.parent is not None:
        _no_ring(body)
        _parent_fits(body.parent, body.division_id, body.since)
    if body.seats.filter(since__lt=body.since).exists():
        raise Refused(_("有的席位比这一天更早。请先改正席位，或填更早的成立日期。"), "since")
    saved(body)
    record(by=by, action="bodies.body.change", obj=body, detail={"fields": sorted(values)})
    return body


def _no_ring(body: Body) -> None:
    above, seen = body.parent, {body.pk}
    while above is not None:
        if above.pk in seen:
            raise Refused(_("“%(name)s”在它下面，不能又作它的上级。") % {"name": above.name}, "parent")
        seen.add(above.pk)
        above = above.parent


@transaction.atomic
def end_body(*, by: Actor, body: Body, until: datetime.date) -> Body:
    """撤销: the body and its seats end on that day; its meetings, decisions and history stay."""
    body = locked(by, body)
    if body.until:
        raise Refused(_("这个机构已经撤销。"))
    if until <= body.since:
        raise Refused(_("撤销日期须在成立日期之后。"), "until")
    below = body.children.filter(until=None).first()
    if below is not None:
        raise Refused(_("“%(name)s”还在它下面。请先撤销，或改到别的上级下面。") % {"name": below.name})
    later = body.seats.filter(since__gte=until).first()
    if later is not None:
        raise Refused(_("有的席位在这一天之后才开始。请填更晚的日期。"), "until")
    seats = body.seats.filter(until=None).update(until=until)
    body.until = until
    saved(body)
    record(by=by, action="bodies.body.end", obj=body, detail={"until": until.isoformat(), "seats": seats})
    return body
