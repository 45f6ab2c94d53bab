"""What the review page shows: the marked text, and the items that its filters leave."""

import itertools
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laoyou.console.known import known_words
from laoyou.plans import queries
from laoyou.plans.models import Document, Item, Unread
from laoyou.plans.rules.payloads import BECOMES_PART
from laoyou.reading import unread as reading_unread
from laoyou.ui.listing import PAGE_SIZE, Filter, Listing, Pages
from laoyou.ui.marks import KINDS, MARKS

LEVELS = (0.95, 0.9, 0.8, 0.7)
WHY: dict[str, str | Promise] = {
    reading_unread.ROW: gettext_lazy("表里的这一行没有读懂"),
    reading_unread.OTHER_TABLE: gettext_lazy("这张表不是任务表，也不是指标表"),
    reading_unread.LOOSE: gettext_lazy("这一行不在任何认得出表头的表里"),
    reading_unread.CLAUSE: gettext_lazy("这一段里没有读出目标、标准或职责"),
}


@dataclass(frozen=True)
class KindTab:
    kind: str
    count: int
    open: int


@dataclass(frozen=True)
class Stretch:
    """A piece of the text: the innermost item it belongs to, if any, or the passage that nothing was read from; `anchor` of a defect."""

    text: str
    item: Item | None
    unread_id: int | None
    first: bool
    anchor: str


class ReviewPage:
    """One view of a document under review; its state is all in the address."""

    def __init__(self, document: Document, query: QueryDict) -> None:
        self.document = document
        self.query = query
        self.found = queries.review(document)

    @cached_property
    def listing(self) -> Listing:
        states = [(state, MARKS[state].word) for state in ("proposed", "accepted", "rejected")]
        levels = [(str(level), _("低于 %(level)s") % {"level": level}) for level in LEVELS]
        filters = [Filter("state", _("状态"), states), Filter("below", _("置信"), levels)]
        return Listing(self.query, filters, keep={"kind": self.kind} if self.kind else {})

    @property
    def kind(self) -> str:
        asked = self.query.get("kind", "")
        return asked if asked in KINDS else ""

    @property
    def confidence(self) -> float:
        """The one asked for; else the highest that any undecided item has."""
        asked = self.query.get("confidence", "")
        if asked in {str(level) for level in LEVELS}:
            return float(asked)
        best = max((item.confidence for item in self._undecided), default=0)
        return next((level for level in LEVELS if level <= best), LEVELS[-1])

    @cached_property
    def _undecided(self) -> list[Item]:
        items = [item for item in self.all_items if item.kind == self.kind] if self.kind else self.deciding
        return [item for item in items if item.state == Item.State.PROPOSED]

    @property
    def levels(self) -> tuple[float, ...]:
        return LEVELS

    @property
    def all_items(self) -> list[Item]:
        return list(self.found.items)

    @cached_property
    def deciding(self) -> list[Item]:
        """What a plan is made of. Facts, forecasts and headings are shown on their own tabs and hold nothing up."""
        return [item for item in self.all_items if item.kind in BECOMES_PART]

    @cached_property
    def items(self) -> list[Item]:
        """What the filters leave, in the order of the text."""
        text, chosen = self.listing.text, self.listing.chosen
        return [
            item
            for item in (self.all_items if self.kind else self.deciding)
            if (not self.kind or item.kind == self.kind)
            and (not text or text in item.label or text in item.number)
            and chosen.get("state", item.state) == item.state
            and item.confidence < float(chosen.get("below", "2"))
        ]

    @cached_property
    def pages(self) -> Pages:
        """The page asked for; the one that has the picked item where one is picked."""
        count = Pages(1, len(self.items))
        number = self.listing.number
        if self.picked in self.items and "page" not in self.query:
            number = self.items.index(self.picked) // PAGE_SIZE + 1
        return Pages(min(number, count.last), count.total)

    @property
    def cards(self) -> list[Item]:
        """The items of this page. All 4,000 of a long document at once would take seconds to open."""
        return self.items[(self.pages.number - 1) * PAGE_SIZE : self.pages.number * PAGE_SIZE]

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """What linked parameters and indicators are called, by kind:key."""
        return known_words(self.document.division)

    @cached_property
    def picked(self) -> Item | None:
        """The item that a click in the text asked for."""
        asked = self.query.get("item", "")
        return next((item for item in self.all_items if str(item.pk) == asked), None)

    @cached_property
    def tabs(self) -> list[KindTab]:
        count = Counter(item.kind for item in self.all_items)
        waiting = Counter(item.kind for item in self.all_items if item.state == "proposed")
        return [KindTab(kind, count[kind], waiting[kind]) for kind in KINDS if count[kind]]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(item.state for item in self.deciding)

    @property
    def total(self) -> int:
        return len(self.deciding)

    @cached_property
    def sure(self) -> list[Item]:
        """Those that "accept all above" would take."""
        return [item for item in self._undecided if item.confidence >= self.confidence]

    @cached_property
    def unread(self) -> list[tuple[Unread, str, str]]:
        """Passages nothing was read from and nobody decided on, with their first words and why."""
        text = self.document.text
        return [
            (one, text[one.start : one.end].strip()[:60], str(WHY.get(one.why, one.why)))
            for one in self.found.unread
            if one.state == "open"
        ]

    @cached_property
    def stretches(self) -> list[Stretch]:
        items = {item.pk: item for item in self.all_items}
        defects = {one["start"] for one in self.document.defects}
        seen: set[object] = set()
        found = []
        for segment in self.found.segments:
            item = items[segment.item_ids[0]] if segment.item_ids else None
            missed = segment.unread_ids[0] if segment.unread_ids else None
            key = ("item", item.pk) if item else ("unread", missed)
            inside = (start for start in defects if segment.start < start < segment.end)
            edges = sorted({segment.start, segment.end, *inside})
            for start, end in itertools.pairwise(edges):
                first = key not in seen and key != ("unread", None)
                seen.add(key)
                text = segment.text[start - segment.start : end - segment.start]
                anchor = f"defect-{start}" if start in defects else ""
                found.append(Stretch(text, item, missed if item is None else None, first, anchor))
        return found
