"""Adoption: from reviewed items to a live plan, all at once or not at all."""

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from laoyou.access.actions import record
from laoyou.access.scope import Actor
from laoyou.packs import queries as packs
from laoyou.packs.models import PackRelease
from laoyou.places.models import Division
from laoyou.plans.actions.adding import carry_decided
from laoyou.plans.actions.common import check, open_document
from laoyou.plans.actions.obliging import oblige
from laoyou.plans.actions.parts import make_parts
from laoyou.plans.catalogue import codes_of
from laoyou.plans.errors import Refused
from laoyou.plans.models import Document, Plan
from laoyou.plans.queries.adoption import AdoptionState, adoption_state

_SAID_AT_ONCE = 3


@transaction.atomic
def adopt(
    *, by: Actor, document: Document, period: str, title: str = "", division: Division | None = None
) -> Plan:
    """Make the accepted items a live plan. Refused, saying what is missing, until adoption_state is ready."""
    document = open_document(by, document, "plan.adopt")
    division = division or document.division
    check(by, "plan.adopt", division.pk)
    state = adoption_state(document)
    title = title.strip() or state.title.strip()
    _refuse_unready(state, period, title)
    plan = _make_plan(by, document, division, period, title)
    parts = make_parts(plan, state)
    oblige(by, plan, state, parts)
    carry_decided(plan)
    _finish(document)
    counts = {"tasks": plan.tasks.count(), "targets": plan.targets.count(), "rules": plan.rules.count()}
    record(by=by, action="plans.plan.adopt", obj=plan, detail={**counts, "period": period})
    return plan


def _refuse_unready(state: AdoptionState, period: str, title: str) -> None:
    if not title:
        raise Refused(_("文中没有标题，请填写方案名称。"), "title")
    known = [each["key"] for each in state.periods]
    if not period or (known and period not in known):
        raise Refused(_("请选择方案所属的规划期，例如“十四五”或“十五五”。"), "period")
    if state.missing:
        first = " ".join(each.message for each in state.missing[:_SAID_AT_ONCE])
        more = len(state.missing) - _SAID_AT_ONCE
        rest = _(" 另有 %(n)d 处。") % {"n": more} if more > 0 else ""
        raise Refused(_("还不能采用：%(first)s%(rest)s") % {"first": first, "rest": rest})


def _make_plan(by: Actor, document: Document, division: Division, period: str, title: str) -> Plan:
    previous = _superseded(by, document)
    return Plan.objects.create(
        division=division,
        period=period,
        title=title,
        document=document,
        doc_number=str(document.reading.get("doc_number") or ""),
        issued=parse_date(str(document.reading.get("date") or "")),
        state=Plan.State.LIVE,
        adopted_by_id=by.user_id,
        adopted_at=timezone.now(),
        pack_release=_release(division),
        previous=previous,
    )


def _superseded(by: Actor, document: Document) -> Plan | None:
    """The plan of the version that this document corrects: it stays with all its rows, but no longer runs.

    One that was closed stays closed; the link makes publishing the correction take it off the public pages.
    """
    earlier = document.previous
    while earlier is not None:
        plan = Plan.objects.select_for_update().filter(document=earlier).first()
        if plan and plan.state == Plan.State.LIVE:
            check(by, "plan.adopt", plan.division_id)
            plan.state, plan.superseded_at = Plan.State.SUPERSEDED, timezone.now()
            plan.save(update_fields=["state", "superseded_at"])
            return plan
        if plan and plan.state == Plan.State.CLOSED:
            check(by, "plan.adopt", plan.division_id)
            return plan
        earlier = earlier.previous
    return None


def _release(division: Division) -> PackRelease | None:
    try:
        return packs.release_for(division_codes=codes_of(division))
    except packs.NoRelease:
        return None


def _finish(document: Document) -> None:
    document.state = Document.State.ADOPTED
    document.save(update_fields=["state"])
