"""Official counts of people, as published: what rates are divided by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Basis(models.TextChoices):
    RESIDENT = "resident", _("常住")
    REGISTERED = "registered", _("户籍")


class Sex(models.TextChoices):
    ALL = "all", _("合计")
    MALE = "male", _("男")
    FEMALE = "female", _("女")


class Figure(models.Model):
    """People of a division on a day, of a sex and from `age_from` to `age_to` whole years (None: and over).

    The total is the row of all sexes with age_from 0 and age_to None. A correction is a newer row that names the old one.
    """

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("时点"))
    basis = models.CharField(_("口径"), max_length=10, choices=Basis)
    sex = models.CharField(_("性别"), max_length=6, choices=Sex, default=Sex.ALL)
    age_from = models.PositiveSmallIntegerField(_("年龄自"), default=0)
    age_to = models.PositiveSmallIntegerField(_("年龄至"), null=True, blank=True)
    count = models.PositiveBigIntegerField(_("人数"))
    source = models.CharField(_("来源"), max_length=200)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        ordering = ["division_id", "-on", "basis", "sex", "age_from"]
        constraints = [
            models.CheckConstraint(
                name="census_ages", condition=Q(age_to=None) | Q(age_to__gte=F("age_from"))
            ),
            models.UniqueConstraint(
                fields=["division", "on", "basis", "sex", "age_from", "age_to"],
                condition=Q(supersedes=None),
                nulls_distinct=False,
                name="census_first_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division_id} {self.on} {self.count}"
