"""What a location charges, takes in advance, insures, and whether it has a clinic of its own."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.providers.models.common import dates, every_change, once_a_day
from laoyou.providers.models.institutions import Location


class FeeItem(models.TextChoices):
    BED = "bed", _("床位费")
    CARE = "care", _("护理费")
    MEAL = "meal", _("伙食费")
    NURSERY = "nursery", _("托育费")
    OTHER = "other", _("其他")


class AdvanceKind(models.TextChoices):
    CARE = "care", _("预收服务费")
    DEPOSIT = "deposit", _("押金")
    MEMBERSHIP = "membership", _("会员费")


class CoverKind(models.TextChoices):
    LIABILITY = "liability", _("机构综合责任险")
    ACCIDENT = "accident", _("意外伤害险")
    PROPERTY = "property", _("财产险")


class ClinicKind(models.TextChoices):
    ROOM = "room", _("医务室")
    STATION = "station", _("护理站")
    CLINIC = "clinic", _("诊所")
    POST = "post", _("卫生所（室）")


class Dated(models.Model):
    """What holds at a location from `since` to the day before `until`."""

    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("服务点")
    )
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


@pghistory.track(*every_change())
class Fee(Dated):
    """Yuan a month for one person; `grade` names the room or the level of care."""

    item = models.CharField(_("收费项目"), max_length=8, choices=FeeItem)
    grade = models.CharField(_("档次"), max_length=40, blank=True)
    amount = models.DecimalField(_("每月金额（元）"), max_digits=10, decimal_places=2)

    class Meta:
        ordering = ["location_id", "item", "grade", "-since"]
        constraints = [
            once_a_day("fee_once_a_day", ["location", "item", "grade"]),
            dates("fee_dates"),
            models.CheckConstraint(name="fee_not_below_nought", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.amount}"


@pghistory.track(*every_change())
class Advance(Dated):
    """What one person is asked for in advance: months of the care fee, or yuan."""

    kind = models.CharField(_("项目"), max_length=10, choices=AdvanceKind)
    months = models.PositiveSmallIntegerField(_("预收月数"), null=True, blank=True)
    amount = models.DecimalField(_("每人金额（元）"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["location_id", "kind", "-since"]
        constraints = [
            once_a_day("advance_once_a_day", ["location", "kind"]),
            dates("advance_dates"),
            models.CheckConstraint(
                name="advance_in_months_or_yuan",
                condition=Q(kind="care", months__isnull=False)
                | ~Q(kind="care") & Q(months=None, amount__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


@pghistory.track(*every_change())
class Cover(Dated):
    """An insurance policy."""

    kind = models.CharField(_("险种"), max_length=10, choices=CoverKind)
    insurer = models.CharField(_("保险公司"), max_length=80)
    policy_no = models.CharField(_("保单号"), max_length=60)

    class Meta:
        ordering = ["location_id", "kind", "-since"]
        constraints = [once_a_day("cover_once_a_day", ["location", "policy_no"]), dates("cover_dates")]

    def __str__(self) -> str:
        return self.policy_no


@pghistory.track(*every_change())
class Clinic(Dated):
    """A medical unit inside the institution, filed with the county's health authority."""

    kind = models.CharField(_("类别"), max_length=8, choices=ClinicKind)
    licence_no = models.CharField(_("备案（许可）编号"), max_length=60)

    class Meta:
        ordering = ["location_id", "-since"]
        constraints = [once_a_day("clinic_once_a_day", ["location", "kind"]), dates("clinic_dates")]

    def __str__(self) -> str:
        return self.licence_no
