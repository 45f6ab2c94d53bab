"""Who read whose data and why. People are named by number: their table lies above."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
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
