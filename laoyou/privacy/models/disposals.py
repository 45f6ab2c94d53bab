"""What must be destroyed, on whose word, and that it was."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Disposal(models.Model):
    """A list of records that are past their time, approved to be destroyed. Afterwards `ids` is empty and `counts`
    says how many rows of which table went: nobody can be told from it."""

    class State(models.TextChoices):
        APPROVED = "approved", _("已批准，待销毁")
        DONE = "done", _("已销毁")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    clause = models.CharField(max_length=200)
    ids = ArrayField(models.BigIntegerField())
    asked = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.APPROVED)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(db_default=Now())
    counts = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="disposal_done_names_nobody",
                condition=Q(state="approved", done_at=None) | Q(state="done", ids=[], done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"disposal {self.pk} {self.kind}"


class Deletion(models.Model):
    """A person, or who speaks for them, asks that their record be deleted: 个人信息保护法 arts 47, 50."""

    class Ground(models.TextChoices):
        PURPOSE = "purpose", _("处理目的已实现、无法实现或不再必要")
        STOPPED = "stopped", _("已停止提供服务，或保存期限已届满")
        WITHDRAWN = "withdrawn", _("撤回同意")
        UNLAWFUL = "unlawful", _("违反法律法规或约定处理")
        OTHER = "other", _("法律、行政法规规定的其他情形")

    class State(models.TextChoices):
        ASKED = "asked", _("待决定")
        GRANTED = "granted", _("已同意")
        REFUSED = "refused", _("未同意")

    resident_ref = models.BigIntegerField()
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("情形"), max_length=10, choices=Ground)
    relation = models.CharField(_("与本人关系"), max_length=30, blank=True)
    asked_on = models.DateField(_("提出日期"))
    note = models.CharField(_("说明"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    disposal = models.ForeignKey(
        Disposal, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="deletion_refused_with_reason", condition=~Q(state="refused") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="deletion_granted_leads_to_a_disposal",
                condition=Q(state="granted", disposal__isnull=False) | ~Q(state="granted") & Q(disposal=None),
            ),
            models.UniqueConstraint(
                fields=["resident_ref"], condition=Q(state="asked"), name="deletion_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"deletion {self.pk}"
