"""What others did since a person's last visit, each line leading to the thing itself."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from laoyou.access import queries
from laoyou.access.scope import Actor
from laoyou.console.office.action_words import word_of
from laoyou.console.where import FINDERS, Place, places_of

CHOICES = (7, 30)
AT_ONCE = 8
# Beginnings of the actions that a person who works with plans wants to hear of: what was done, never what lies on a
# desk. Drafts and unsigned returns are their unit's own until they are filed.
TOLD = (
    "plans.plan.",
    "plans.part.",
    "plans.document.",
    "indicators.",
    "progress.plan.",
    "progress.task.",
    "progress.measure.",
    "progress.entry.",
    "progress.order.",
    "progress.unit.",
    "progress.cycle.",
    "progress.return.submit",
    "progress.return.accept",
    "progress.return.give_back",
    "bodies.",
    "lists.",
    "reports.",
    "people.resident.register",
    "people.resident.death",
    "people.handover.",
    "people.double.",
    "privacy.deletion.",
    "privacy.opening.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of thing that was done: how often, and the newest as (label, address or '')."""

    word: str | Promise
    count: int
    last: datetime.datetime
    newest: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Since:
    """`back`: so many days are shown; None: all since the last visit. `visited`: there was one."""

    moment: datetime.datetime
    visited: bool
    back: int | None
    changes: tuple[Change, ...]
    more: tuple[Change, ...] = ()


def since_last_visit(actor: Actor, days: int | None = None) -> Since:
    """`days` (of CHOICES) looks back so far instead; at a first visit it is a week."""
    visit = queries.previous_visit(actor.username)
    back = days if days in CHOICES else None
    if visit is None or back:
        back = back or CHOICES[0]
        moment = timezone.now() - datetime.timedelta(days=back)
    else:
        moment = visit
    done = queries.done_since(actor, moment, TOLD)
    found = places_of((kind, pk) for one in done for kind, pk, _label in one.newest)
    changes = tuple(_change(one, found) for one in done)
    return Since(moment, visit is not None, back, changes[:AT_ONCE], changes[AT_ONCE:])


def _change(one: queries.Done, found: Mapping[tuple[str, str], Place]) -> Change:
    """The same thing done to one object twice is named once; what has no page keeps the label of its line."""
    newest = dict.fromkeys(
        found.get((kind, pk), (label if kind not in FINDERS else "", "")) for kind, pk, label in one.newest
    )
    return Change(word_of(one.action), one.count, one.last, tuple(place for place in newest if place[0]))
