"""What others did since a person's last visit, each line leading to the thing itself."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from laoyou.access import queries
from laoyou.access.scope import Actor
from laoyou.console.office.action_words import word_of
from laoyou.plans.models import Target

FIRST_VISIT_DAYS = 7
# Beginnings of the actions that a person who works with plans wants to hear of.
TOLD = (
    "plans.plan.",
    "plans.part.",
    "plans.document.",
    "indicators.",
    "progress.",
    "bodies.",
    "lists.",
    "reports.",
)

Address = Callable[[list[int]], dict[int, str]]


def _by_number(name: str) -> Address:
    return lambda pks: {pk: reverse(name, args=[pk]) for pk in pks}


def _of_rows(model: type[Model], name: str, *fields: str) -> Address:
    """For addresses that name more than the row's own number; one query for all rows."""

    def addresses(pks: list[int]) -> dict[int, str]:
        rows: Any = model._default_manager.filter(pk__in=pks).values_list("pk", *fields)
        return {pk: reverse(name, args=rest) for pk, *rest in rows}

    return addresses


ADDRESSES: dict[str, Address] = {
    "plans.plan": _by_number("plan"),
    "plans.target": _of_rows(Target, "target", "plan_id", "pk"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of thing that was done: how often, and the newest as (label, address or '')."""

    word: str | Promise
    count: int
    last: datetime.datetime
    newest: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """`first`: there was no visit before; the last days are shown instead."""

    moment: datetime.datetime
    first: bool
    changes: tuple[Change, ...]


def since_last_visit(actor: Actor) -> Since:
    visit = queries.previous_visit(actor.username)
    moment = visit or timezone.now() - datetime.timedelta(days=FIRST_VISIT_DAYS)
    done = queries.done_since(actor, moment, TOLD)
    found = _addresses(done)
    changes = tuple(
        Change(
            word_of(one.action),
            one.count,
            one.last,
            tuple((label, found.get((kind, pk), "")) for kind, pk, label in one.newest if label),
        )
        for one in done
    )
    return Since(moment, visit is None, changes)


def _addresses(done: list[queries.Done]) -> dict[tuple[str, str], str]:
    """Where each object is shown, as far as the reader still sees it; one query for each type."""
    asked: dict[str, set[int]] = {}
    for one in done:
        for kind, pk, _label in one.newest:
            if kind in ADDRESSES and pk.isdigit():
                asked.setdefault(kind, set()).add(int(pk))
    return {
        (kind, str(pk)): url
        for kind, pks in asked.items()
        for pk, url in ADDRESSES[kind](sorted(pks)).items()
    }
