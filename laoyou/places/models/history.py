"""What became of divisions: events that are only added, the names they had, and the shares that recast old figures."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.places.models.divisions import Division


class EventKind(models.TextChoices):
    MERGE = "merge", _("合并")
    SPLIT = "split", _("拆分")
    RENAME = "rename", _("更名")
    UPGRADE = "upgrade", _("改设")


class DivisionEvent(models.Model):
    """One change on a day, by a document. `division` is what it leads to; of a split, what was split."""

    append_only = True

    kind = models.CharField(_("变更"), max_length=10, choices=EventKind)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="events")
    on = models.DateField(_("生效日期"))
    document = models.CharField(_("批准文件"), max_length=200)
    was = models.CharField(_("原名称、代码"), max_length=120, blank=True)
    now = models.CharField(_("现名称、代码"), max_length=120, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.division_id} {self.on}"


class DivisionShare(models.Model):
    """The part of an old division's figures that a new one takes over. Of one event, those of an old one add up to 1."""

    append_only = True

    event = models.ForeignKey(DivisionEvent, on_delete=models.PROTECT, related_name="shares")
    old = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="heirs")
    new = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="inherited")
    share = models.DecimalField(_("占比"), max_digits=9, decimal_places=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "old", "new"], name="division_share_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="division_share_part"),
        ]
        indexes = [models.Index(fields=["old"], name="division_share_old")]

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id} {self.share}"


class DivisionMove(models.Model):
    """A division that came to lie in another by an event: the villages of a merged township, and the township itself."""

    append_only = True

    event = models.ForeignKey(DivisionEvent, on_delete=models.PROTECT, related_name="moves")
    moved = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="moves")
    before = models.ForeignKey(Division, on_delete=models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "moved"], name="division_move_once")]

    def __str__(self) -> str:
        return f"{self.moved_id}: {self.before_id} > {self.after_id}"


class FormerName(models.Model):
    """A name that a division had until a day; found by the search as the present one is."""

    append_only = True

    event = models.ForeignKey(DivisionEvent, on_delete=models.PROTECT, related_name="names")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(_("曾用名"), max_length=60)
    until = models.DateField(_("用至"))

    class Meta:
        ordering = ["-until", "-id"]
        indexes = [models.Index(fields=["name"], name="division_former_name")]

    def __str__(self) -> str:
        return self.name
