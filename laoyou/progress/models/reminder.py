"""That a unit was reminded (催办), and in which words."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class Reminder(models.Model):
    """The text went out by chat or telephone: the program only keeps that it did. `division` is the unit's own."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="reminders")
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["plan", "department", "-at"], name="reminder_of_unit")]

    def __str__(self) -> str:
        return f"{self.department_id} {timezone.localdate(self.at)}"
