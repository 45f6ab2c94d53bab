from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Observation(models.Model):
    """What was counted for a division in a period: two counts, or a value that has no ratio.

    Append-only: a correction is a newer row that names the one it replaces.
    """

    append_only = True

    class Source(models.TextChoices):
        REPORTED = "reported", _("单位上报")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=120)
    period = models.CharField(max_length=8)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.REPORTED)
    as_of = models.DateField()
    note = models.TextField(blank=True)
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())
    pack_release = models.ForeignKey(
        "packs.PackRelease", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="observation_counts_or_value",
                condition=Q(numerator__isnull=False, denominator__gt=0, value=None)
                | Q(numerator=None, denominator=None, value__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["division", "indicator", "period"],
                condition=Q(supersedes=None),
                name="observation_first_once",
            ),
        ]
        indexes = [models.Index(fields=["division", "indicator", "period"], name="observation_of_division")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"
