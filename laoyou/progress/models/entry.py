"""Progress as units file it: a draft that passes three desks, then an entry that nobody changes."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import every_change
from laoyou.plans.models.plan import ROLES

USER = settings.AUTH_USER_MODEL


class Entry(models.Model):
    """What a unit did for a task up to a day. A correction is a newer entry that names the one it replaces.

    `figures` [{name, value, unit}]. `role` is the unit's in the task: support units file to the lead, whose entry
    `consolidates` theirs. `division` is the unit's own. `entered_for`: by the office, from paper or chat.
    """

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="entries")
    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, related_name="entries")
    measure = models.ForeignKey(
        "progress.Measure", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=ROLES)
    cycle = models.ForeignKey(
        "progress.Cycle", null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    on = models.DateField()
    text = models.TextField()
    figures = models.JSONField(default=list)
    claims = models.BooleanField(default=False)  # says that the task is complete
    files = models.ManyToManyField("evidence.File", related_name="+")
    consolidates = models.ManyToManyField("self", symmetrical=False, related_name="consolidated_in")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    entered_for = models.BooleanField(default=False)
    author = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["task", "-on"], name="entry_of_task"),
            models.Index(fields=["plan", "department", "-on"], name="entry_of_unit"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track(*every_change())
class Draft(models.Model):
    """An entry before it is filed. One is open for a unit and task at a time."""

    class Stage(models.TextChoices):
        DRAFT = "draft", _("拟稿")
        IN_REVIEW = "in_review", _("待审核")
        TO_SIGN = "to_sign", _("待签发")
        FILED = "filed", _("已报出")
        DISCARDED = "discarded", _("已作废")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, related_name="drafts")
    measure = models.ForeignKey(
        "progress.Measure", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    text = models.TextField(blank=True)
    figures = models.JSONField(default=list)
    claims = models.BooleanField(default=False)
    files = models.ManyToManyField("evidence.File", related_name="+")
    consolidates = models.ManyToManyField(Entry, related_name="+")
    corrects = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    entry = models.OneToOneField(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="draft")
    author = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "department"],
                condition=~Q(stage__in=["filed", "discarded"]),
                name="draft_once_open",
            ),
            models.CheckConstraint(
                name="filed_draft_has_entry",
                condition=Q(stage="filed", entry__isnull=False) | ~Q(stage="filed"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class DraftStep(models.Model):
    """Who moved a draft on, or back with a reason."""

    append_only = True

    class Kind(models.TextChoices):
        SUBMIT = "submit", _("提交审核")
        APPROVE = "approve", _("审核通过")
        SIGN = "sign", _("签发")
        RETURN = "return", _("退回修改")
        WITHDRAW = "withdraw", _("撤回")
        DISCARD = "discard", _("作废")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.kind}"
