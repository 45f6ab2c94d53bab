"""A status of a resident: its kind, attributes and sources are declared by the pack (status_kinds.toml)."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

PERIOD = Func(F("since"), F("until"), Value("[)"), function="daterange", output_field=DateRangeField())


def every_change() -> tuple[pghistory.Tracker, ...]:
    """New trackers for each model: pghistory keeps the fields of the first model in a tracker that is shared."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def person() -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


@pghistory.track(*every_change())
class Status(models.Model):
    """One source's word that a kind holds from `since` to the day before `until`; empty where both are one day.

    `division` is the resident's, kept so by a trigger when they move; `recorded_division` is where it was recorded,
    whose people go on reading it. A corrected row is `withdrawn` and stays; the new one names it.
    """

    resident = models.ForeignKey("people.Resident", on_delete=models.PROTECT, related_name="statuses")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    recorded_division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("身份类别"), max_length=40)
    source = models.CharField(_("来源"), max_length=30)
    attributes = models.JSONField(default=dict)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    why_ended = models.CharField(_("终止原因"), max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    reason = models.CharField(_("更正原因"), max_length=200, blank=True)
    evidence = models.ForeignKey(
        "evidence.File", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    brought_by = models.ForeignKey(
        "statuses.SourceList", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_in = models.ForeignKey(
        "statuses.Survey", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            ExclusionConstraint(
                name="status_one_of_a_kind_and_source_a_day",
                condition=Q(withdrawn=False),
                expressions=[
                    (F("resident"), "="),
                    (F("kind"), "="),
                    (F("source"), "="),
                    (PERIOD, "&&"),
                ],
            ),
            models.CheckConstraint(name="status_dates", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]
        indexes = [
            models.Index(
                fields=["division", "kind"], condition=Q(until=None, withdrawn=False), name="status_standing"
            ),
            models.Index(fields=["recorded_division", "kind"], name="status_recorded"),
        ]

    def __str__(self) -> str:
        return f"resident {self.resident_id} {self.kind}"
