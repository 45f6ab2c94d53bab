"""An institution under one licence, its recognitions, and the places where it works."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.providers.models.common import dates, every_change, once_a_day


class Operation(models.TextChoices):
    PUBLIC = "public", _("公办")
    PUBLIC_PRIVATE = "public_private", _("公建民营")
    PRIVATE = "private", _("民办")


class LegalForm(models.TextChoices):
    INSTITUTION = "institution", _("事业单位")
    NONPROFIT = "nonprofit", _("社会服务机构（民办非企业单位）")
    COMPANY = "company", _("企业")
    INDIVIDUAL = "individual", _("个体工商户")
    ASSOCIATION = "association", _("社会团体")
    COMMITTEE = "committee", _("村（居）民委员会")
    NONE = "none", _("未单独登记")


@pghistory.track(*every_change())
class Provider(models.Model):
    """`kind` is a key of the packs' provider_kinds. `division` is where it is registered; it may work elsewhere too."""

    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("登记地区")
    )
    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    kind = models.CharField(_("类型"), max_length=40)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, null=True, blank=True, unique=True)
    no_uscc_why = models.CharField(_("没有代码的原因"), max_length=120, blank=True)
    operation = models.CharField(_("运营方式"), max_length=16, choices=Operation)
    legal_form = models.CharField(_("登记形式"), max_length=16, choices=LegalForm)
    licence_no = models.CharField(_("备案（许可）编号"), max_length=60, blank=True)
    licensed_on = models.DateField(_("备案（许可）日期"), null=True, blank=True)
    operator = models.CharField(_("运营方"), max_length=120, blank=True)
    contract_no = models.CharField(_("委托运营合同"), max_length=120, blank=True)
    contract_since = models.DateField(_("合同自"), null=True, blank=True)
    contract_until = models.DateField(_("合同至"), null=True, blank=True)
    phone = models.CharField(_("服务电话"), max_length=30, blank=True)
    opened_on = models.DateField(_("开业日期"))
    closed_on = models.DateField(_("停业日期"), null=True, blank=True)
    version = models.IntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="provider_code_or_why", condition=Q(uscc=None) ^ Q(no_uscc_why="")),
            models.CheckConstraint(
                name="provider_known_forms",
                condition=Q(operation__in=Operation.values, legal_form__in=LegalForm.values),
            ),
            models.CheckConstraint(
                name="provider_contract_where_run_for_public",
                condition=~Q(operation="public_private")
                | Q(contract_since__isnull=False, contract_until__gt=F("contract_since"))
                & ~Q(contract_no=""),
            ),
            models.CheckConstraint(
                name="provider_dates", condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["division", "kind"], name="provider_of_division"),
            models.Index(fields=["contract_until"], name="provider_contract_end"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change())
class Recognition(models.Model):
    """A provider is recognised as inclusive (普惠) by a document, for a time."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="recognitions")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, default="inclusive")
    document = models.CharField(_("认定文件"), max_length=160)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["provider_id", "-since"]
        constraints = [once_a_day("recognition_once_a_day", ["provider", "kind"]), dates("recognition_dates")]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


@pghistory.track(*every_change())
class Location(models.Model):
    """A site where the provider works, under the one licence. Row security of all it holds follows `division`."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="locations")
    site = models.ForeignKey(
        "spaces.Site", on_delete=models.PROTECT, related_name="+", verbose_name=_("场所地址")
    )
    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("所在地区")
    )
    name = models.CharField(_("服务点名称"), max_length=120)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["provider_id", "since", "id"]
        constraints = [
            once_a_day("location_once_a_day", ["provider", "site"]),
            dates("location_dates"),
            # What hangs on a location names both, so that its division cannot be another.
            models.UniqueConstraint(fields=["id", "division"], name="location_with_division"),
        ]
        indexes = [models.Index(fields=["division"], name="location_of_division")]

    def __str__(self) -> str:
        return self.name
