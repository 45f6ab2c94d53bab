"""Reporting cycles: units to the office (collection), the office to whom it reports (onward); and each unit's return."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import every_change

USER = settings.AUTH_USER_MODEL


@pghistory.track(*every_change())
class Cycle(models.Model):
    """`period` as of figures: 2025H2. Its dates come from a duty of the plan, or `basis` says why the office set them."""

    class Kind(models.TextChoices):
        COLLECTION = "collection", _("部门报送")
        ONWARD = "onward", _("对外报告")

    class State(models.TextChoices):
        PLANNED = "planned", _("未开始")
        OPEN = "open", _("进行中")
        CLOSED = "closed", _("已结束")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="cycles")
    kind = models.CharField(max_length=10, choices=Kind)
    period = models.CharField(max_length=8)
    title = models.TextField()
    recipient = models.TextField(blank=True)  # of an onward report: to whom
    opens = models.DateField()
    due = models.DateField()
    duty = models.ForeignKey("plans.Duty", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    basis = models.TextField(blank=True)
    questions = models.JSONField(default=list)  # sentences that every unit answers
    collects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="feeds"
    )  # the collection that an onward report draws on
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)  # of an onward report
    files = models.ManyToManyField("evidence.File", related_name="+")  # that prove the delivery
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-due", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "period", "recipient"], name="cycle_once"),
            models.CheckConstraint(name="cycle_dates", condition=Q(due__gte=F("opens"))),
            models.CheckConstraint(
                name="cycle_dates_have_a_basis", condition=Q(duty__isnull=False) | ~Q(basis="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(*every_change())
class Return(models.Model):
    """What a unit owes in a collection. `content`: what is typed now; what was submitted stands in Filed.

    `division` is the unit's own. `late` by the date of the first submission, and it stays so.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("填报中")
        IN_REVIEW = "in_review", _("待审核")
        TO_SIGN = "to_sign", _("待签发")
        SUBMITTED = "submitted", _("已报送")
        RETURNED = "returned", _("已退回")
        ACCEPTED = "accepted", _("已接收")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="returns")
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    content = models.JSONField(default=dict)
    files = models.ManyToManyField("evidence.File", related_name="+")
    note = models.TextField(blank=True)  # why it was returned
    entered_for = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["cycle_id", "department_id"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "department"], name="return_once"),
            models.CheckConstraint(
                name="submitted_return_says_when",
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.department_id}"


class Filed(models.Model):
    """A return as it was submitted, frozen with the digest of its content. The newest stands."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="filed")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    entered_for = models.BooleanField(default=False)
    reviewer = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["of_id", "number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="filed_number_once")]

    def __str__(self) -> str:
        return f"{self.of_id}-{self.number}"


class Exemption(models.Model):
    """A unit that the office lets off in a cycle, and why."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="exemptions")
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    lifted = models.BooleanField(default=False)  # a later row takes an earlier one back
    reason = models.TextField()
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.department_id}"
