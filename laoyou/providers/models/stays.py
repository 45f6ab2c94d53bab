"""Who stays with a home, and which infant is enrolled where: rows about people."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.providers.models.capacity import Bed, Group, Mode
from laoyou.providers.models.common import dates, every_change, once_a_day
from laoyou.providers.models.institutions import Location

ENROLMENT_MODES = [mode for mode in Mode.choices if mode[0]]


class StayMode(models.TextChoices):
    FULL = "full", _("全托")
    DAY = "day", _("日托")
    RESPITE = "respite", _("短期（喘息）")


@pghistory.track(*every_change())
class Stay(models.Model):
    """A person with a home from `since` to the day before `until`. A move to another bed is a further row."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="stays")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey("people.Resident", on_delete=models.PROTECT, related_name="stays")
    bed = models.ForeignKey(Bed, null=True, blank=True, on_delete=models.PROTECT, related_name="stays")
    mode = models.CharField(_("方式"), max_length=8, choices=StayMode)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["location_id", "since", "id"]
        constraints = [
            once_a_day("stay_one_in_a_bed_a_day", ["bed"], ~Q(bed=None)),
            once_a_day("stay_one_full_a_day", ["resident"], Q(mode__in=["full", "respite"])),
            once_a_day("stay_once_at_a_location_a_day", ["resident", "location"]),
            dates("stay_dates"),
            models.CheckConstraint(name="stay_known_mode", condition=Q(mode__in=StayMode.values)),
        ]
        indexes = [
            models.Index(fields=["location"], condition=Q(until=None), name="stay_at_location"),
            models.Index(fields=["division", "since"], name="stay_of_division"),
        ]

    def __str__(self) -> str:
        return f"resident {self.resident_id} {self.mode}"


@pghistory.track(*every_change())
class Enrolment(models.Model):
    """An infant with a nursery from `since` to the day before `until`."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="enrolments")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey("people.Resident", on_delete=models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="enrolments"
    )
    mode = models.CharField(_("时段"), max_length=8, choices=ENROLMENT_MODES)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["location_id", "since", "id"]
        constraints = [
            once_a_day("enrolment_one_full_a_day", ["resident"], Q(mode="full")),
            once_a_day("enrolment_once_at_a_location_a_day", ["resident", "location"]),
            dates("enrolment_dates"),
            models.CheckConstraint(
                name="enrolment_known_mode", condition=Q(mode__in=["full", "half", "hourly"])
            ),
        ]
        indexes = [
            models.Index(fields=["location"], condition=Q(until=None), name="enrolment_at_location"),
            models.Index(fields=["division", "since"], name="enrolment_of_division"),
        ]

    def __str__(self) -> str:
        return f"resident {self.resident_id} {self.mode}"
