"""What people say about which parts of two plans correspond."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.plan import Plan


class AlignmentCorrection(models.Model):
    """One word of one person on one pair; the latest on a pair stands. `first` is the plan with the smaller id.

    A part is written `task:12`, `clause:二/(三)`, `rule:7`, `target:9`: clauses have no row of their own.
    """

    append_only = True

    class Kind(models.TextChoices):
        TASK = "task", _("任务")
        CLAUSE = "clause", _("条款")
        RULE = "rule", _("标准")
        TARGET = "target", _("指标")

    class Verdict(models.TextChoices):
        TOGETHER = "together", _("对应")
        APART = "apart", _("不对应")
        LIKENESS = "likeness", _("按相似程度判断")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    first = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    first_part = models.CharField(max_length=200)
    second_part = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="correction_of_two_plans", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="correction_has_a_reason", condition=~Q(reason="")),
        ]
        indexes = [models.Index(fields=["first", "second"], name="correction_of_plans")]

    def __str__(self) -> str:
        return f"{self.first_part} / {self.second_part}"
