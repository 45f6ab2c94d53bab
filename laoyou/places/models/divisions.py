"""Administrative divisions, the codes that each source gives them, and which lies in which."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    NATIONAL = "national", _("国家")
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("市州级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇级")
    VILLAGE = "village", _("村级")


class Division(models.Model):
    """`code` is the one that the rest of the program uses; other sources' codes stand in DivisionCode."""

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    since = models.DateField(_("自"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("后继"),
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="division_dates"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="division_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class DivisionCode(models.Model):
    """The ministry of civil affairs and the bureau of statistics give one township two codes.

    A code with `until` is a former one, and may be given to another division later.
    """

    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="codes")
    source = models.CharField(max_length=30)
    code = models.CharField(max_length=20)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "code"], condition=Q(until=None), name="division_code_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.code}"


class DivisionTree(models.Model):
    """Each division with each that lies in it, itself at depth 0. Kept by places.actions."""

    ancestor = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ancestor", "descendant"], name="division_tree_once")]
        indexes = [models.Index(fields=["descendant", "depth"], name="division_tree_upwards")]

    def __str__(self) -> str:
        return f"{self.ancestor_id} > {self.descendant_id}"
