"""A report that an office writes, and each time that it was issued."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import every_change
from laoyou.reports.kinds import KINDS

USER = settings.AUTH_USER_MODEL


@pghistory.track(*every_change(), exclude=["facts"])
class Report(models.Model):
    """`facts` is the snapshot that figures are taken from; `words` by section, where the office wrote its own.

    `state` draft, issued, or restating: it was issued, and a further version is being written.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        ISSUED = "issued", _("已印发")
        RESTATING = "restating", _("修订中")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="reports")
    cycle = models.ForeignKey(
        "progress.Cycle", null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.CharField(max_length=12, choices=[(each.key, each.label) for each in KINDS.values()])
    period = models.CharField(max_length=8, blank=True)
    on = models.DateField()
    title = models.TextField()
    organ = models.TextField()
    recipient = models.TextField(blank=True)
    copies = models.TextField(blank=True)
    printer = models.TextField(blank=True)
    facts = models.JSONField()
    facts_digest = models.CharField(max_length=64)
    facts_at = models.DateTimeField(db_default=Now())
    words = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["division", "-updated_at"], name="report_of_division")]

    def __str__(self) -> str:
        return self.title


class Issue(models.Model):
    """A report as it went out: everything that it is built from, with its digest. `note`: what a later one changed."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField()
    doc_number = models.TextField()
    issued_on = models.DateField()
    content = models.JSONField()  # kind, title, organ, recipient, copies, printer, facts, words
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["report_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="issue_number_once"),
            models.CheckConstraint(name="restatement_says_what_changed", condition=Q(number=1) | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}-{self.number}"
