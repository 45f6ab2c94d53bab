"""What was decided about two rows that look like one person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.people.models.residents import Resident


class Different(models.Model):
    """These two are two people: the pair is not shown again. `first` has the lower number."""

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("依据"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="different_once"),
            models.CheckConstraint(name="different_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"residents {self.first_id} and {self.second_id}"


class Merge(models.Model):
    """`gone` became `kept`. `moved` names each row that was re-pointed: {"table.column": [ids]}; `filled` the fields
    that `kept` took from `gone`. Undoing it puts exactly these back."""

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="merges_away")
    reason = models.CharField(_("依据"), max_length=200)
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=list)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merge_once"),
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("gone"))),
        ]

    def __str__(self) -> str:
        return f"resident {self.gone_id} into {self.kept_id}"


class Turned(models.Model):
    """A day on which everyone who came to an age was told of: not twice."""

    day = models.DateField(unique=True)
    people = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()
