"""Leave to open the data of a child under fourteen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Approval(models.Model):
    """A member of staff asks to open a child's full data, and the person in charge decides: 未成年人网络保护条例 art. 36.

    It holds for the asker alone, from `since` to the day before `until`.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("待审批")
        APPROVED = "approved", _("已同意")
        REFUSED = "refused", _("未同意")
        WITHDRAWN = "withdrawn", _("已撤回")

    resident_ref = models.BigIntegerField()
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(_("用途"), max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    since = models.DateField(_("自"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="approval_by_another", condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="approval_has_its_days",
                condition=~Q(state="approved") | Q(since__isnull=False, until__gt=F("since")),
            ),
            models.CheckConstraint(
                name="approval_decided_by_someone",
                condition=Q(state="asked", decided_by=None)
                | Q(state__in=["approved", "refused"], decided_by__isnull=False)
                | Q(state="withdrawn"),
            ),
        ]
        indexes = [
            models.Index(fields=["resident_ref", "asked_by"], name="approval_of_resident"),
            models.Index(fields=["division"], name="approval_asked", condition=Q(state="asked")),
        ]

    def __str__(self) -> str:
        return f"approval {self.pk}"
