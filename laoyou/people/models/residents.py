"""A resident: who it is. Where they live, whom they live with and what holds of them are rows of their own."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def every_change() -> tuple[pghistory.Tracker, ...]:
    """New trackers for each model: pghistory keeps the fields of the first model in a tracker that is shared."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", _("未知")
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    UNSTATED = "9", _("未说明")


# Numbers stay out of the history: destroying or re-sealing one would otherwise leave copies. The index tells that it changed.
@pghistory.track(*every_change(), exclude=["id_sealed", "phone_sealed"])
class Resident(models.Model):
    """`division` is the responsible village, or the lowest division known: row security follows it.

    Numbers are sealed by privacy.keys; `id_index` and `phone_index` are their blind indexes, `id_hint` the last sign.
    """

    class IdKind(models.TextChoices):
        CITIZEN = "citizen", _("居民身份证")
        OTHER = "other", _("其他证件")
        NONE = "none", _("没有证件号码")

    class BirthKnown(models.TextChoices):
        DAY = "day", _("到日")
        MONTH = "month", _("到月")
        YEAR = "year", _("到年")

    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("责任村（社区）")
    )
    name = models.CharField(_("姓名"), max_length=60)
    initials = ArrayField(models.CharField(max_length=30), default=list)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    birth_known = models.CharField(max_length=5, choices=BirthKnown, default=BirthKnown.DAY)
    lunar_birth = models.CharField(_("农历生日"), max_length=20, blank=True)
    id_kind = models.CharField(_("证件"), max_length=10, choices=IdKind, default=IdKind.NONE)
    id_sealed = models.BinaryField(null=True, blank=True)
    id_index = models.BinaryField(max_length=32, null=True, blank=True)
    id_hint = models.CharField(max_length=1, blank=True)
    # Why birth date or sex are not what the number says, confirmed by whoever recorded it.
    number_differs = models.CharField(max_length=200, blank=True)
    phone_sealed = models.BinaryField(null=True, blank=True)
    phone_index = models.BinaryField(max_length=32, null=True, blank=True)
    address = models.CharField(_("住址"), max_length=200, blank=True)
    died_on = models.DateField(_("去世日期"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    note = models.TextField(_("备注"), blank=True)
    version = models.IntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"], condition=Q(merged_into=None), name="resident_number_once"
            ),
            models.CheckConstraint(
                name="resident_number_whole",
                condition=Q(id_sealed=None, id_index=None, id_kind="none")
                | Q(id_sealed__isnull=False, id_index__isnull=False) & ~Q(id_kind="none"),
            ),
            models.CheckConstraint(
                name="resident_dies_after_birth",
                condition=Q(died_on=None) | Q(birth_date=None) | Q(died_on__gte=F("birth_date")),
            ),
            models.CheckConstraint(name="resident_not_its_own", condition=~Q(merged_into=F("id"))),
        ]
        indexes = [
            models.Index(fields=["division", "birth_date"], name="resident_of_division"),
            models.Index(fields=["phone_index"], name="resident_by_phone"),
            GinIndex(
                Func(
                    F("name"),
                    Value(None),
                    function="string_to_array",
                    output_field=ArrayField(models.TextField()),
                ),
                name="resident_by_sign",
            ),
            GinIndex(fields=["initials"], name="resident_by_initials"),
        ]

    def __str__(self) -> str:
        """Never the name: this string goes into audit lines and error pages."""
        return f"resident {self.pk}"
