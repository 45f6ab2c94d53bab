"""Addresses where something is or could be: sites."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def every_change() -> tuple[pghistory.Tracker, ...]:
    """New trackers for each model: pghistory keeps the fields of the first model in a tracker that is shared."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def person() -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Ownership(models.TextChoices):
    STATE = "state", _("国有")
    COLLECTIVE = "collective", _("集体")
    PRIVATE = "private", _("私有")
    LEASED = "leased", _("租赁")
    UNKNOWN = "unknown", _("未查明")


@pghistory.track(*every_change())
class Site(models.Model):
    """An address with its land and rooms, from `since` to the day before `until`. `division` is the nearest known."""

    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("地区")
    )
    name = models.CharField(_("名称"), max_length=120)
    address = models.CharField(_("地址"), max_length=200)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    floor_area = models.DecimalField(
        _("建筑面积（平方米）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    land_area = models.DecimalField(
        _("用地面积（平方米）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    ownership = models.CharField(_("权属"), max_length=10, choices=Ownership, default=Ownership.UNKNOWN)
    land_use = models.CharField(_("土地用途"), max_length=60, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    version = models.IntegerField(default=1)
    updated_by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["division_id", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name", "address"], condition=Q(until=None), name="site_once"
            ),
            models.CheckConstraint(name="site_dates", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="site_point_has_both",
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90),
            ),
        ]

    def __str__(self) -> str:
        return self.name
