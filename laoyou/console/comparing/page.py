"""The comparison as the page shows it: one tab, narrowed by the address, every part with where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from laoyou.access.scope import Actor
from laoyou.plans.comparing_words import FAIRLY, kind_word, likeness_word, state_word, tab_word, verdict_word
from laoyou.plans.models import Plan
from laoyou.plans.queries import STATES, TABS, Comparison
from laoyou.plans.queries.comparing import Part, Row, Said
from laoyou.plans.queries.comparing.sides import KINDS, UnitRow
from laoyou.plans.rules.differences import Pieces, pieces
from laoyou.ui.listing import Filter, Listing, Pages
from laoyou.ui.numbers import number

NEAR: dict[str, str | Promise] = {
    "own": gettext_lazy("本地区和下级"),
    "above": gettext_lazy("上级"),
    "elsewhere": gettext_lazy("别处公开的"),
}
OVER_TIME = {
    "first_older": ("kept", "changed", "dropped", "new"),
    "second_older": ("kept", "changed", "new", "dropped"),
}


@dataclass(frozen=True)
class Tab:
    key: str
    word: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class Stand:
    """How many rows of the tab are in a state, and the list of just those."""

    mark: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class Shown:
    """A part and where it leads; '' where its reader may see no page of it."""

    part: Part
    url: str
    pieces: Pieces

    @property
    def label(self) -> str:
        """19、 but (一), which carries its own mark."""
        label = self.part.label
        return label if not label or label[-1] in ")）.．、" else label + _("、")


@dataclass(frozen=True)
class Line:
    """A row of the table, in words."""

    row: Row | UnitRow
    mark: str
    kind: str
    likeness: str
    verdict: str
    difference: str
    first: tuple[Shown, ...]
    second: tuple[Shown, ...]
    fixes: tuple["Fix", ...]


@dataclass(frozen=True)
class Fix:
    """A correction that the row offers."""

    word: str
    about: str
    url: str


class ComparisonPage:
    def __init__(self, actor: Actor, comparison: Comparison, query: QueryDict) -> None:
        self.actor, self.comparison, self.query = actor, comparison, query
        asked = query.get("tab", "")
        self.tab = asked if asked in TABS else self._first_tab()
        self.kind = KINDS.get(self.tab, "task")
        self.corrects = any(actor.may("plan.review", plan.division_id) for plan in self.plans)
        self.listing = Listing(query, self._filters(), keep={"tab": self.tab})
        self._rows = self._narrowed(self.listing.chosen)
        self.rows, self.pages = self._cut()

    def _first_tab(self) -> str:
        return next((tab for tab in TABS if self.comparison.of(tab)), "tasks")

    def _cut(self) -> tuple[list[Line], Pages]:
        rows, pages = self.listing.cut(self._rows)
        return [self._line(row) for row in rows], pages

    @property
    def plans(self) -> tuple[Plan, Plan]:
        return self.comparison.first, self.comparison.second

    @property
    def places_differ(self) -> bool:
        return self.comparison.first.division_id != self.comparison.second.division_id

    @property
    def names(self) -> tuple[str, str]:
        """What the two columns are called: the place, or the title where one place is compared with itself."""
        first, second = self.plans
        if self.places_differ:
            return first.division.name, second.division.name
        return first.title, second.title

    @property
    def url(self) -> str:
        return self._url("compare") + "?" + urlencode({"tab": self.tab})

    @property
    def turned_url(self) -> str:
        first, second = self.plans
        return reverse("compare", args=[second.pk, first.pk]) + self.listing.url(state="")

    @property
    def export_url(self) -> str:
        return self._url("compare-export")

    @property
    def correct_url(self) -> str:
        return self._url("compare-correct") + "?" + urlencode({"tab": self.tab})

    def _url(self, name: str) -> str:
        return reverse(name, args=[plan.pk for plan in self.plans])

    @property
    def relation(self) -> str:
        first, second = (plan.division.name for plan in self.plans)
        return {
            "first_upper": _("%(upper)s是%(lower)s的上级，指标对着上级的目标看。")
            % {"upper": first, "lower": second},
            "second_upper": _("%(upper)s是%(lower)s的上级，指标对着上级的目标看。")
            % {"upper": second, "lower": first},
            "first_older": _("同一个地区的前后两份方案：左边是前一份，右边是后一份。"),
            "second_older": _("同一个地区的前后两份方案：左边是后一份，右边是前一份。"),
            "peers": _("两地互不隶属，指标只说高低。"),
        }[self.comparison.relation]

    @property
    def stand_in(self) -> str:
        """Said where a plan without a table of tasks is compared by its clauses."""
        if not self.comparison.stand_in or self.tab != "tasks":
            return ""
        place = self.names[("first", "second").index(self.comparison.stand_in)]
        return _("%(place)s没有任务分工表，这里用它的条款来对照。") % {"place": place}

    @cached_property
    def tabs(self) -> list[Tab]:
        return [
            Tab(
                tab,
                tab_word(tab),
                len(self.comparison.of(tab)),
                "?" + urlencode({"tab": tab}),
                tab == self.tab,
            )
            for tab in TABS
        ]

    @cached_property
    def stands(self) -> list[Stand]:
        """The states of the tab, counted over what search and the other filters leave."""
        chosen = {name: value for name, value in self.listing.chosen.items() if name != "state"}
        left = [row.state for row in self._narrowed(chosen)]
        now = self.listing.chosen.get("state", "")
        return [
            Stand(
                self._mark(state),
                left.count(state),
                self.listing.url(state="" if state == now else state),
                state == now,
            )
            for state in STATES
            if self.tab != "only" or state.startswith("only")
        ]

    def choices(self, side: str) -> tuple[Part, ...]:
        """Every part of a plan that can stand in this tab, in the order of its document."""
        rows = self.comparison.rows.get(self.tab, self.comparison.rows["tasks"])
        found = [part for row in rows for part in getattr(row, side)]
        return tuple(sorted(found, key=lambda part: (part.id, part.start or 0)))

    def _filters(self) -> list[Filter]:
        states = [
            (state, state_word(state, self.comparison))
            for state in STATES
            if self.tab != "only" or state.startswith("only")
        ]
        filters = [Filter("state", _("结果"), states)]
        if self.tab in KINDS or self.tab == "only":
            rows = [row for row in self.comparison.of(self.tab) if isinstance(row, Row)]
            present = {nkey for row in rows for nkey in row.nkeys}
            nkeys = self.comparison.words.nkeys
            english = get_language() == "en"
            filters.append(
                Filter("nkey", _("主题"), [(k, words[english]) for k, words in nkeys.items() if k in present])
            )
        if self.tab == "only":
            kinds = [(KINDS[tab], tab_word(tab)) for tab in KINDS]
            filters.append(Filter("kind", _("种类"), kinds))
        return filters

    def _narrowed(self, chosen: dict[str, str]) -> Sequence[Row | UnitRow]:
        text = self.listing.text
        return [
            row
            for row in self.comparison.of(self.tab)
            if (not text or row.mentions(text))
            and ("state" not in chosen or row.state == chosen["state"])
            and ("nkey" not in chosen or (isinstance(row, Row) and chosen["nkey"] in row.nkeys))
            and ("kind" not in chosen or (isinstance(row, Row) and row.kind == chosen["kind"]))
        ]

    def _mark(self, state: str) -> str:
        over_time = OVER_TIME.get(self.comparison.relation)
        return "compare_" + (over_time[STATES.index(state)] if over_time else state)

    def _line(self, row: Row | UnitRow) -> Line:
        if isinstance(row, UnitRow):
            return Line(row, self._mark(row.state), "", "", "", "", (), (), ())
        both = bool(row.first and row.second)
        cut = _cut(row) if both else (None, None)
        return Line(
            row=row,
            mark=self._mark(row.state),
            kind=kind_word(row),
            likeness=likeness_word(row) if both else "",
            verdict=verdict_word(row, self.comparison),
            difference=_difference(row) if both else "",
            first=self._shown(row.first, self.comparison.first, cut[0]),
            second=self._shown(row.second, self.comparison.second, cut[1]),
            fixes=tuple(self._fixes(row)) if self.corrects else (),
        )

    def _shown(self, parts: Sequence[Part], plan: Plan, cut: Pieces | None) -> tuple[Shown, ...]:
        return tuple(Shown(part, self._part_url(part, plan), cut or ((part.text, False),)) for part in parts)

    def _part_url(self, part: Part, plan: Plan) -> str:
        """The part's page in the console, on the public pages where the plan is read only there."""
        inside = plan.division_id in self.actor.division_ids or (
            plan.division_id in self.actor.upper_ids and plan.state == Plan.State.LIVE
        )
        if part.kind == "clause":
            lit = urlencode({"from": part.start, "to": part.end})
            return reverse("source", args=[plan.pk]) + f"?{lit}#lit" if inside else ""
        names = {
            "task": ("task", "portal-task"),
            "target": ("target", "portal-goal"),
            "rule": ("rule", "portal-rules"),
        }[part.kind]
        name = names[0] if inside else names[1]
        return reverse(name, args=[plan.pk] if name == "portal-rules" else [plan.pk, part.id])

    def _fixes(self, row: Row) -> list[Fix]:
        tab = row.tab
        if not (row.first and row.second):
            side = "first" if row.first else "second"
            part = (row.first or row.second)[0]
            return [Fix(_("找对应"), part.text, self._fix_url(tab, {side: part.key, "verdict": "together"}))]
        pairs = {(said.first, said.second) for said in row.said}
        return [
            Fix(
                _("撤销认定") if (a.key, b.key) in pairs else _("不对应"),
                b.text if len(row.first) == 1 else a.text,
                self._fix_url(
                    tab,
                    {
                        "first": a.key,
                        "second": b.key,
                        "verdict": "likeness" if (a.key, b.key) in pairs else "apart",
                    },
                ),
            )
            for a in row.first
            for b in row.second
        ]

    def _fix_url(self, tab: str, given: dict[str, str]) -> str:
        return self._url("compare-correct") + "?" + urlencode({"tab": tab, **given})

    @property
    def said(self) -> list[tuple[Said, str, str, str]]:
        """What was said of parts of this tab, the newest first, with both wordings and where to undo it."""
        wording = [
            {part.key: part.text for part in parts}
            for parts in (self.choices("first"), self.choices("second"))
        ]
        return [
            (
                said,
                wording[0].get(said.first, said.first),
                wording[1].get(said.second, said.second),
                self._fix_url(self.tab, {"first": said.first, "second": said.second, "verdict": "likeness"})
                if said.stands and said.verdict != "likeness" and self.corrects
                else "",
            )
            for said in self.comparison.said
            if said.kind == self.kind
        ]


def _cut(row: Row) -> tuple[Pieces, Pieces] | tuple[None, None]:
    """Two like wordings with what differs; two that are only somewhat alike would be marked all over."""
    if len(row.first) > 1 or len(row.second) > 1 or row.likeness < FAIRLY:
        return None, None
    return pieces(row.first[0].text, row.second[0].text)


def _difference(row: Row) -> str:
    """By how much two targets differ; two shares differ by points of a hundred."""
    amount, measured = row.first[0].amount, row.measured
    if amount is None or measured is None or measured.yearly or not measured.difference:
        return ""
    away = Decimal(measured.difference.numerator) / Decimal(measured.difference.denominator)
    unit = amount.unit or next((part.amount.unit for part in row.second if part.amount), "")
    return number(abs(away), _("个百分点") if unit == "%" else unit)
