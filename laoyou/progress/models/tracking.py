"""A task as it is followed: its kind, its yearly measures, and the events that change its state."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import every_change


@pghistory.track(*every_change())
class Tracking(models.Model):
    """How a task is followed; a task without one has not been sorted yet. `state` is what the last event made it."""

    class Kind(models.TextChoices):
        DELIVERABLE = "deliverable", _("限期完成")
        STANDING = "standing", _("长期坚持")
        EXPLORATORY = "exploratory", _("鼓励探索")

    class State(models.TextChoices):
        OPEN = "open", _("推进中")
        CLAIMED = "claimed", _("申请完成")
        DONE = "done", _("已完成")
        STRUCK = "struck", _("已销号")
        CARRIED = "carried", _("已结转")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="trackings")
    task = models.OneToOneField("plans.Task", on_delete=models.PROTECT, related_name="tracking")
    kind = models.CharField(max_length=12, choices=Kind)
    completion_mark = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["task_id"]
        indexes = [models.Index(fields=["plan", "state"], name="tracking_by_state")]
        constraints = [
            models.CheckConstraint(
                name="deliverable_says_when_done", condition=~Q(kind="deliverable") | ~Q(completion_mark="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"


class StateChange(models.Model):
    """What changed the state of a task. Only `confirm` makes it done: evidence, and the office's word."""

    append_only = True

    class Kind(models.TextChoices):
        CLAIM = "claim", _("申请完成")
        CONFIRM = "confirm", _("确认完成")
        RETURN = "return", _("退回")
        STRIKE = "strike", _("销号")
        REOPEN = "reopen", _("重新打开")
        CARRY = "carry", _("结转")
        FOLLOW = "follow", _("转入更正稿")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, related_name="state_changes")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.TextField(blank=True)
    entry = models.ForeignKey(
        "progress.Entry", null=True, blank=True, on_delete=models.PROTECT, related_name="state_changes"
    )
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["task", "id"], name="state_change_of_task")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"


@pghistory.track(*every_change())
class Measure(models.Model):
    """A task's part in one year, with the unit that answers for it. `division` is the unit's own."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("拟定")
        AGREED = "agreed", _("已下达")
        DONE = "done", _("已完成")
        DROPPED = "dropped", _("已取消")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="measures")
    task = models.ForeignKey("plans.Task", on_delete=models.PROTECT, related_name="measures")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    completion_mark = models.TextField()
    due = models.DateField()
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    note = models.TextField(blank=True)
    carried_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["year", "due", "id"]
        indexes = [
            models.Index(fields=["plan", "year"], name="measure_of_year"),
            models.Index(fields=["department", "due"], name="measure_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                name="dropped_measure_says_why", condition=~Q(state="dropped") | ~Q(note="")
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
