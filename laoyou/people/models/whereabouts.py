"""Where a resident belongs, day by day, and with whom they stay."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.people.models.residents import Resident, every_change

PERIOD = Func(F("since"), F("until"), Value("[)"), function="daterange", output_field=DateRangeField())


@pghistory.track(*every_change())
class Residency(models.Model):
    """A resident's registered village, village of residence or responsible village in a period; `place` where it is no
    division of ours. `division` is whose row it is: the one named, or for a place outside the responsible one then."""

    class Kind(models.TextChoices):
        REGISTERED = "registered", _("户籍地")
        RESIDENCE = "residence", _("居住地")
        RESPONSIBLE = "responsible", _("责任村（社区）")

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="residencies")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    # What the old side may still call the person by, kept when a move ends its responsibility.
    name_then = models.CharField(max_length=60, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["resident_id", "kind", "since"]
        constraints = [
            ExclusionConstraint(
                name="residency_one_of_a_kind_a_day",
                expressions=[(F("resident"), "="), (F("kind"), "="), (PERIOD, "&&")],
            ),
            models.CheckConstraint(name="residency_dates", condition=Q(until=None) | Q(until__gt=F("since"))),
        ]
        indexes = [models.Index(fields=["division", "kind"], name="residency_of_division")]

    def __str__(self) -> str:
        return f"resident {self.resident_id} {self.kind}"


class Presence(models.Model):
    """A stay or an enrolment as people see it: written by the providers' actions alone, so that their staff see whom
    they care for. `division` is the provider's place; `away` says that the resident belongs to another county."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="presences")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    provider_ref = models.BigIntegerField()
    stay_ref = models.CharField(max_length=30, unique=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    away = models.BooleanField(default=False)

    class Meta:
        ordering = ["resident_id", "since"]
        constraints = [
            models.CheckConstraint(name="presence_dates", condition=Q(until=None) | Q(until__gte=F("since")))
        ]
        indexes = [
            models.Index(fields=["provider_ref"], condition=Q(until=None), name="presence_at_provider"),
            models.Index(fields=["division"], condition=Q(until=None, away=True), name="presence_from_away"),
        ]

    def __str__(self) -> str:
        return f"resident {self.resident_id}"
