from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Observation(models.Model):
    """What was counted for a division in a period: two counts, or a value that has no ratio.

    Append-only: a correction is a newer row that names the one it replaces. Each source is a series of its own.
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
    # The division whose office reported it itself: its level and those below need not accept it. None: a unit did.
    office_of = models.ForeignKey(
        "places.Division", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.ManyToManyField("evidence.File", blank=True, related_name="+")
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
                fields=["division", "indicator", "period", "source"],
                condition=Q(supersedes=None),
                name="observation_first_once",
            ),
        ]
        indexes = [models.Index(fields=["division", "indicator", "period"], name="observation_of_division")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}"


class Acceptance(models.Model):
    """What the office of a level decided about a figure. The newest row of a level holds; one that withdraws undoes it.

    `division` is the figure's own, so that whoever sees the figure sees what became of it.
    """

    append_only = True

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("审核通过")
        RETURNED = "returned", _("退回")
        WITHDRAWN = "withdrawn", _("撤销审核")

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="decisions")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    at_division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="returned_figure_says_why", condition=~Q(decision="returned") | ~Q(reason="")
            )
        ]
        indexes = [models.Index(fields=["observation", "at_division", "-id"], name="acceptance_newest")]

    def __str__(self) -> str:
        return f"{self.observation_id} {self.decision}"
