"""What an address names, as far as the person may see it; all else is 404."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest

from laoyou.access.scope import Actor, actor_of
from laoyou.evidence.actions import store_file
from laoyou.evidence.models import File
from laoyou.places.models import Division
from laoyou.plans import queries
from laoyou.plans.models import Document, Plan


def acting(request: HttpRequest) -> Actor:
    """The actor of a page that is open to signed-in people only."""
    actor = actor_of(request)
    if actor is None:
        raise Http404
    return actor


def document_or_404(request: HttpRequest, pk: int) -> Document:
    """A document that this person reviews."""
    actor = acting(request)
    document = queries.document(actor, pk)
    if document is None or not actor.may("plan.review", document.division_id):
        raise Http404
    return document


def plan_or_404(request: HttpRequest, pk: int, permission: str = "plan.read") -> Plan:
    actor = acting(request)
    plan = queries.plan(actor, pk)
    if plan is None or not (permission == "plan.read" or actor.may(permission, plan.division_id)):
        raise Http404
    return plan


def kept_files(
    actor: Actor, division: Division, files: Iterable[Any], *, of_people: bool = False
) -> list[File]:
    """Uploaded files as evidence of a division; refused where one is not what its name says."""
    return [
        store_file(by=actor, division=division, name=one.name or "", content=one.read(), of_people=of_people)
        for one in files
    ]
