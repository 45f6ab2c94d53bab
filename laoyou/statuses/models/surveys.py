"""A village's survey of a day: who was seen, and which boxes were ticked."""

from django.db import models
from django.db.models.functions import Now

from laoyou.statuses.models.statuses import person


class Survey(models.Model):
    """What was entered at once from one village's sheet; corrected by the next survey, never edited."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    seen = models.PositiveIntegerField()
    unseen = models.PositiveIntegerField()
    opened = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    recorded_by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["division", "-day"], name="survey_of_division")]

    def __str__(self) -> str:
        return f"{self.division_id} {self.day}"


class SurveyLine(models.Model):
    """A person seen, with the boxes ticked: kind, or kind.choice where a kind has one box a choice."""

    append_only = True

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="lines")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey("people.Resident", on_delete=models.PROTECT, related_name="+")
    boxes = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "resident"], name="survey_line_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: resident {self.resident_id}"
