"""What a person, or a child's guardian, agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """What a person, or a child's guardian, agreed to, from `since` to the day before `until`.

    `user` is the account of a family member whom it lets see the person's record. What holds of the person (低保, 残疾 …)
    is sensitive: the family sees it only where that was agreed to on its own, `statuses` (个人信息保护法 art. 29).
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
    statuses = models.BooleanField(_("也可以看身份"), default=False)
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
            models.CheckConstraint(
                name="consent_to_statuses_is_of_family", condition=Q(kind="family") | Q(statuses=False)
            ),
        ]
        indexes = [
            models.Index(fields=["resident_ref"], name="consent_of_resident"),
            models.Index(fields=["user"], name="consent_for_user", condition=Q(kind="family")),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
