"""A source's full list of a month, and where it differs from what holds by that source's word."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laoyou.statuses.models.statuses import person


class SourceList(models.Model):
    """`total` lines came in, of which `same` said what is known. `before` stood here when the list came.

    Where it is shorter than the parameter allows, nobody is taken off until `allowed_by` says why that is right.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待确认")
        SETTLED = "settled", _("已办结")
        REPLACED = "replaced", _("已被新名单取代")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(_("来源"), max_length=30)
    kind = models.CharField(_("身份类别"), max_length=40)
    month = models.DateField(_("月份"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    digest = models.CharField(max_length=64)
    total = models.PositiveIntegerField()
    same = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField()
    limit_percent = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    stopped = models.BooleanField(default=False)
    allowed_by = person()
    allowed_at = models.DateTimeField(null=True, blank=True)
    allowed_why = models.CharField(_("理由"), max_length=200, blank=True)
    brought_by = person()
    brought_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "source", "kind", "month"],
                condition=~Q(state="replaced"),
                name="source_list_one_a_month",
            ),
            models.CheckConstraint(
                name="source_list_allowed_with_reason", condition=Q(allowed_at=None) ^ ~Q(allowed_why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source} {self.month:%Y-%m}"

    @property
    def holds_back(self) -> bool:
        """Whether departures wait for somebody who may let them through."""
        return self.stopped and self.allowed_at is None


class SourceItem(models.Model):
    """One difference. A person whom the register does not know is kept sealed, found again by the blind index."""

    class What(models.TextChoices):
        ARRIVAL = "arrival", _("新增")
        DEPARTURE = "departure", pgettext_lazy("of a list", "退出")
        CHANGE = "change", _("变化")
        UNKNOWN = "unknown", _("查无此人")
        DECEASED = "deceased", _("已去世仍在名单")

    class State(models.TextChoices):
        OPEN = "open", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        LEFT = "left", _("不办理")

    list = models.ForeignKey(SourceList, on_delete=models.PROTECT, related_name="items")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    resident = models.ForeignKey(
        "people.Resident", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.ForeignKey(
        "statuses.Status", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what = models.CharField(max_length=10, choices=What)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    line = models.PositiveIntegerField(null=True)
    attributes = models.JSONField(default=dict)
    since = models.DateField(null=True)
    sealed = models.BinaryField(null=True)
    id_index = models.BinaryField(max_length=32, null=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "resident"], name="source_item_once_a_person"),
            models.CheckConstraint(
                name="source_item_known_or_sealed",
                condition=Q(what="unknown", resident=None)
                | Q(resident__isnull=False, sealed=None) & ~Q(what="unknown"),
            ),
            models.CheckConstraint(
                name="source_item_status_where_one_stands",
                condition=Q(what__in=("arrival", "unknown", "deceased")) | Q(status__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["list", "what", "state"], name="source_item_of_list")]

    def __str__(self) -> str:
        return f"{self.list_id}/{self.what}"
