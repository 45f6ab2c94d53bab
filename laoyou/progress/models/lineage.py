"""Which part of a corrected plan goes on from which part of the versions before it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Lineage(models.Model):
    """A task or target, and one that it goes on from. Every earlier version has a row of its own: one look-up is enough."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("plans.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(
        "plans.Target", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    before_plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    before_task = models.ForeignKey(
        "plans.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    before_target = models.ForeignKey(
        "plans.Target", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "before_task"], name="lineage_task_once"),
            models.UniqueConstraint(fields=["plan", "before_target"], name="lineage_target_once"),
            models.CheckConstraint(
                name="lineage_of_one_part",
                condition=Q(task__isnull=False, before_task__isnull=False, target=None, before_target=None)
                | Q(task=None, before_task=None, target__isnull=False, before_target__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_task_id or self.before_target_id} → {self.task_id or self.target_id}"
