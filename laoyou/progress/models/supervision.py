"""Supervision orders (督办单): a problem, a unit, a deadline, and what was done until a re-check passed it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import every_change


@pghistory.track(*every_change())
class Order(models.Model):
    """Numbered within the issuing division and year. `division` is the unit's own, which has to see it."""

    class State(models.TextChoices):
        OPEN = "open", _("待整改")
        RECTIFIED = "rectified", _("待复查")
        CLOSED = "closed", _("已办结")
        WITHDRAWN = "withdrawn", _("已撤销")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="orders")
    task = models.ForeignKey(
        "plans.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="orders"
    )
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    problem = models.TextField()
    requirement = models.TextField()
    issued_on = models.DateField()
    deadline = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["issued_by", "year", "number"], name="order_number_once"),
            models.CheckConstraint(name="order_deadline_later", condition=Q(deadline__gte=F("issued_on"))),
        ]
        indexes = [models.Index(fields=["plan", "state", "deadline"], name="order_open")]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class OrderStep(models.Model):
    """Issue, extension, rectification, re-check. `deadline`: the one that an extension set."""

    append_only = True

    class Kind(models.TextChoices):
        ISSUE = "issue", _("下达")
        EXTEND = "extend", _("延期")
        RECTIFY = "rectify", _("报整改")
        PASS = "pass", _("复查通过")
        FAIL = "fail", _("复查未通过")
        WITHDRAW = "withdraw", _("撤销")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(blank=True)
    deadline = models.DateField(null=True, blank=True)
    files = models.ManyToManyField("evidence.File", related_name="+")
    entered_for = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}"
