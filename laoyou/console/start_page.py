"""What waits for one person: documents to review, indicators missed, clauses without a unit."""

from collections import Counter
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laoyou.access.models import Department
from laoyou.access.scope import Actor
from laoyou.console.doors import Need, doors
from laoyou.console.register_needs import register_needs
from laoyou.console.server.page import server_needs
from laoyou.console.since import Since, since_last_visit
from laoyou.console.start_needs import progress_needs
from laoyou.indicators import waiting
from laoyou.places.models import Division
from laoyou.plans import queries
from laoyou.plans.models import Plan

IN_REVIEW = ("read", "under_review")
MOST_GOALS = 8


class StartPage:
    """A page of a person; each part asks only for what the person may see."""

    def __init__(self, actor: Actor, days: int | None = None) -> None:
        self.actor, self.days = actor, days
        self.reviews = actor.holds("plan.review")
        self._rows: dict[int, list[queries.TargetRow]] = {}

    @cached_property
    def place(self) -> str:
        names = Division.objects.filter(pk__in=self.actor.home_ids).values_list("name", flat=True)
        return " · ".join(names)

    @cached_property
    def plans(self) -> list[queries.PlanRow]:
        return queries.plans(self.actor, state="live") if self.actor.holds("plan.read") else []

    @property
    def empty(self) -> bool:
        """There is no plan yet, and the person is one who works with plans."""
        return self.actor.holds("plan.read") and not self.plans and not self.needs

    @cached_property
    def doors(self) -> list[Need]:
        """What an administrator keeps, with how much there is of it."""
        return doors(self.actor)

    @cached_property
    def needs(self) -> list[Need]:
        found = [
            *progress_needs(self.actor),
            *register_needs(self.actor),
            *server_needs(self.actor),
            *self._values(),
            *self._documents(),
            *self._own_plans(),
        ]
        return [need for need in found if need.count]

    @cached_property
    def mine(self) -> list[tuple[Department, Plan]]:
        """My departments with each live plan in which they have something to do."""
        own = set(self.actor.department_ids)
        if not own:
            return []
        return [
            (unit, row.plan)
            for row in self.plans
            for unit in queries.departments_of(row.plan)
            if unit.pk in own
        ]

    @cached_property
    def since(self) -> Since | None:
        """What others did since this person's last visit; for those who work with plans."""
        return since_last_visit(self.actor, self.days) if self.actor.holds("plan.read") else None

    @property
    def goals_of(self) -> Plan:
        return self.plans[0].plan

    @cached_property
    def goals(self) -> list[queries.TargetRow]:
        """The indicators of the first plan, binding ones that will miss first."""
        if not self.plans:
            return []
        return self._judged(self.goals_of)[:MOST_GOALS]

    def _judged(self, plan: Plan) -> list[queries.TargetRow]:
        if plan.pk not in self._rows:
            self._rows[plan.pk] = queries.board_indicators(plan)
        return self._rows[plan.pk]

    def _documents(self) -> list[Need]:
        if not self.reviews:
            return []
        rows = queries.documents(self.actor, size=100).rows
        open_ = [row for row in rows if row.document.state in IN_REVIEW]
        needs = []
        for row in open_[:5]:
            count = row.proposed
            words = ngettext("条待确认", "条待确认", count) if count else _("可以采用了")
            name = "review" if count else "adopt"
            verb = _("去审阅") if count else _("去采用")
            url = reverse(name, args=[row.document.pk])
            needs.append(Need(count or 1, words, row.document.title, verb, url))
        return needs

    def _own_plans(self) -> list[Need]:
        return [need for row in self.plans[:4] for need in self._plan(row.plan)]

    def _values(self) -> list[Need]:
        """Figures that wait for this person's office, or came back to their unit."""
        if not self.actor.holds("value.report"):
            return []
        waits, back = len(waiting.waiting_ids(self.actor)), len(waiting.returned_to(self.actor))
        url = reverse("values")
        return [
            Need(waits, _("条上报数据待审核"), self.place, _("去审核"), f"{url}?view=waiting"),
            Need(back, _("条数据被退回"), self.place, _("去更正"), f"{url}?view=returned"),
        ]

    def _plan(self, plan: Plan) -> list[Need]:
        states = Counter(row.judgement.state for row in self._judged(plan))
        board = reverse("plan", args=[plan.pk])
        needs = [
            Need(
                states["missed"],
                _("项指标未达标"),
                plan.title,
                _("看指标"),
                f"{board}?view=indicators&state=missed",
            ),
            Need(
                states["behind"],
                _("项指标进度落后"),
                plan.title,
                _("看指标"),
                f"{board}?view=indicators&state=behind",
            ),
        ]
        if self.actor.may("value.report", plan.division_id):
            url = f"{board}?view=indicators&state=no_data"
            needs.append(Need(states["no_data"], _("项指标还没有数据"), plan.title, _("去填报"), url))
        if self.actor.may("plan.adopt", plan.division_id):
            nobody = len(queries.board_parameters(plan, responsible="none"))
            url = f"{board}?view=parameters&responsible=none"
            needs.append(Need(nobody, _("条标准还没有责任单位"), plan.title, _("去指定"), url))
        return needs
