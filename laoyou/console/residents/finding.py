"""What an address of residents names; what was searched for, kept out of addresses; why numbers are opened."""

import secrets
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone

from laoyou.access.scope import Actor
from laoyou.console.loading import acting
from laoyou.lib.sealing import CannotOpen
from laoyou.people import queries
from laoyou.people.models import Resident
from laoyou.people.rules import is_child
from laoyou.privacy.keys import ring
from laoyou.privacy.reads import Seen
from laoyou.ui.listing import Listing

SEARCHES, PURPOSES = "resident_searches", "reveal_purposes"
KEPT_SEARCHES = 8
PURPOSE_SECONDS = 30 * 60


def person_or_404(request: HttpRequest, pk: int, permission: str = "resident.read") -> Resident:
    person = queries.resident(pk)
    if person is None or not (
        permission == "resident.read" or acting(request).may(permission, person.division_id)
    ):
        raise Http404
    return person


def seen(person: Resident) -> Seen:
    return Seen(person.pk, person.division_id, is_child(person.birth_date, timezone.localdate()))


def home_id(actor: Actor) -> int | None:
    """The division that a read of many people is recorded under."""
    return min(actor.home_ids, default=None)


def keep_search(request: HttpRequest, text: str) -> str:
    """A name or a number typed never stands in an address: it waits in the session under a word of no meaning."""
    known: dict[str, str] = dict(request.session.get(SEARCHES, {}))
    word = secrets.token_urlsafe(6)
    # Sealed: sessions are rows of the database, and what is typed here may be a whole ID number.
    sealed = ring().seal(text.replace("\0", "").strip()[:100], kind="search")
    known[word] = b64encode(sealed).decode()
    request.session[SEARCHES] = dict(list(known.items())[-KEPT_SEARCHES:])
    return word


def searched(request: HttpRequest) -> str:
    """Empty where it is none of this session, or where the key that sealed it was taken away since."""
    kept = request.session.get(SEARCHES, {}).get(request.GET.get("s", ""))
    if not kept:
        return ""
    try:
        return ring().open(b64decode(kept), kind="search")
    except CannotOpen:
        return ""


@dataclass(frozen=True)
class SearchListing(Listing):
    """A list whose search text is not in its address."""

    typed: str = ""

    @property
    def text(self) -> str:
        return self.typed

    def url(self, **changes: str) -> str:
        parts = {**self.keep, **self.chosen, "sort": self.query.get("sort", ""), **changes}
        if parts.pop("q", None) == "":
            parts.pop("s", None)
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def cleared(self) -> str:
        return "?" + urlencode({name: value for name, value in self.keep.items() if name != "s"})


def worklist(request: HttpRequest) -> str:
    """The list on which a purpose was chosen, named by the page that links here."""
    return request.GET.get("list", "residents")[:30]


def kept_purpose(request: HttpRequest) -> str:
    """The purpose chosen for this worklist in the last half hour; empty where it must be asked."""
    words, at = request.session.get(PURPOSES, {}).get(worklist(request), ("", 0))
    return str(words) if time.time() - at < PURPOSE_SECONDS else ""


def keep_purpose(request: HttpRequest, words: str) -> None:
    known: dict[str, Any] = dict(request.session.get(PURPOSES, {}))
    known[worklist(request)] = (words, time.time())
    request.session[PURPOSES] = known
