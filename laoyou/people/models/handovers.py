"""A resident handed to another county: the old side lets go, the new side takes over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.people.models.residents import Resident


class Handover(models.Model):
    """Seen by both sides: `division` lets go, all below `to_division` may take over. `name_then` is all that the new
    side sees before it does."""

    class State(models.TextChoices):
        OPEN = "open", _("等待接收")
        ACCEPTED = "accepted", _("已接收")
        RETURNED = "returned", _("已退回")

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="handovers")
    division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("迁出")
    )
    to_division = models.ForeignKey(
        "places.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("迁入")
    )
    name_then = models.CharField(_("姓名"), max_length=60)
    since = models.DateField(_("自"))
    reason = models.CharField(_("原因"), max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.CharField(_("答复"), max_length=200, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(db_default=Now())
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(state="open"), name="handover_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"handover {self.pk} of resident {self.resident_id}"
