"""Who read whose data and why, and what a person agreed to. People are named by number: their table lies above."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ReadLine(models.Model):
    """One page or file that showed people: a list names many, an opened number one. Never changed.

    `purpose` is the person's own words, or the key of the page for what shows masked data only.
    """

    append_only = True

    class Kind(models.TextChoices):
        LISTED = "listed", _("列表查看")
        OPENED = "opened", _("查看档案")
        REVEALED = "revealed", _("查看完整号码")
        EXPORTED = "exported", _("导出")

    at = models.DateTimeField(db_default=Now())
    user_id = models.BigIntegerField(null=True)
    username = models.CharField(max_length=60)
    ip = models.GenericIPAddressField(null=True)
    kind = models.CharField(max_length=10, choices=Kind)
    division = models.ForeignKey(
        "places.Division", on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    residents = ArrayField(models.BigIntegerField())
    fields = ArrayField(models.CharField(max_length=30), default=list)
    purpose = models.CharField(max_length=200)
    minors = models.PositiveIntegerField(default=0)
    approval_ref = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["residents"], name="read_by_resident"),
            models.Index(fields=["division", "-id"], name="read_by_division"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.kind}"


class Consent(models.Model):
    """What a person, or a child's guardian, agreed to, from `since` to the day before `until`.

    `user` is the account of a family member whom it lets see the person's record.
    """

    class Kind(models.TextChoices):
        REGISTER = "register", _("登记个人信息")
        SHARE = "share", _("提供给服务机构")
        FAMILY = "family", _("家属查看")

    resident_ref = models.BigIntegerField()
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_by = models.CharField(_("同意人"), max_length=60)
    relation = models.CharField(_("与本人关系"), max_length=30, blank=True)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(
        "evidence.File", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(name="consent_dates", condition=Q(until=None) | Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="consent_of_family_names_the_account", condition=Q(kind="family") ^ Q(user=None)
            ),
        ]
        indexes = [
            models.Index(fields=["resident_ref"], name="consent_of_resident"),
            models.Index(fields=["user"], name="consent_for_user", condition=Q(kind="family")),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
