"""What is open before a document can be adopted, as a list of steps."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from laoyou.plans import queries
from laoyou.plans.models import Document, Item
from laoyou.plans.queries import Uncovered, UnitRow


@dataclass(frozen=True)
class Step:
    """One thing to settle; `left` of `total` are open."""

    title: str
    hint: str
    url: str
    left: int
    total: int
    required: bool = True

    @property
    def state(self) -> str:
        if self.left == 0:
            return "done"
        return "open" if self.required else "optional"


class AdoptionPage:
    """The state of an adoption: what the domain says is missing, with this person's draft of period and title."""

    def __init__(self, document: Document, draft: Mapping[str, str]) -> None:
        self.document = document
        self.draft = draft
        self.state = queries.adoption_state(document)

    @property
    def period(self) -> str:
        return self.draft.get("period") or self.state.period

    @property
    def title(self) -> str:
        return self.draft.get("title") or self.state.title

    @cached_property
    def counts(self) -> Counter[str]:
        """Accepted items by kind: what will be made."""
        return Counter(item.kind for item in self.state.items)

    @cached_property
    def waiting(self) -> int:
        return sum(len(one.item_ids) for one in self.state.missing if one.code == "undecided")

    @property
    def goals(self) -> list[Item]:
        return [item for item in self.state.items if item.kind in {"indicator", "target"}]

    @property
    def period_words(self) -> str:
        key = "en" if get_language() == "en" else "zh"
        return next((one[key] for one in self.state.periods if one["key"] == self.period), self.period)

    def units_of(self, kind: str) -> list[UnitRow]:
        return [row for row in self.state.units if row.unit.kind == kind]

    def open_units(self, kind: str) -> list[UnitRow]:
        return [row for row in self.units_of(kind) if not row.unit.resolution]

    @property
    def unassigned(self) -> list[Uncovered]:
        return [row for row in self.state.uncovered if not row.settled]

    @property
    def ready(self) -> bool:
        return bool(self.period and self.title) and self.state.ready

    @cached_property
    def steps(self) -> list[Step]:
        return [self._review(), self._about(), *self._unit_steps(), self._targets(), self._clauses()]

    def _review(self) -> Step:
        return Step(
            _("审阅条目"),
            _("只有接受的条目会进入方案。"),
            reverse("review", args=[self.document.pk]) + "?state=proposed",
            self.waiting,
            self.waiting + len(self.state.items),
        )

    def _about(self) -> Step:
        left = int(not self.period) + int(not self.title)
        return Step(
            _("规划期和标题"),
            f"{self.period_words or '—'} · {self.title or '—'}",
            self._url("adopt-about"),
            left,
            2,
        )

    def _unit_steps(self) -> list[Step]:
        words = {
            "named": (_("单位对应本地哪一家"), _("文件里的单位名，对应我们的哪个单位。")),
            "class": (_("一类单位"), _("如各乡镇人民政府：每个乡镇各一份。")),
            "open": (_("没有点名的单位"), _("如“等有关部门”：定下是谁，或说明不指定。")),
        }
        steps = []
        for kind, (title, hint) in words.items():
            rows = self.units_of(kind)
            if rows:
                left = len(self.open_units(kind))
                steps.append(Step(title, hint, self._url("adopt-units", kind), left, len(rows)))
        return steps

    def _targets(self) -> Step:
        return Step(
            _("目标的基期、性质和责任单位"),
            _("文件没有写的，补上或记为没有写明。"),
            self._url("adopt-targets"),
            len(self.state.unstated),
            len(self.goals),
        )

    def _clauses(self) -> Step:
        return Step(
            _("没有任务覆盖的条款"),
            _("正文里有要求、任务表里没有人负责的。可以现在定责任单位，也可以先空着。"),
            self._url("adopt-clauses"),
            len(self.unassigned),
            len(self.state.uncovered),
            required=any(row.required for row in self.unassigned),
        )

    def _url(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.document.pk, *more])
