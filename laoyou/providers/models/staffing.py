"""Who works at a location, and the papers that allow it."""

import pghistory
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.providers.models.common import dates, every_change, once_a_day
from laoyou.providers.models.institutions import Location


class Post(models.TextChoices):
    HEAD = "head", _("负责人")
    CARER = "carer", _("养老护理员")
    CHILDCARER = "childcarer", _("保育（照护）人员")
    NURSE = "nurse", _("护士")
    DOCTOR = "doctor", _("医生")
    HEALTH = "health", _("保健人员")
    SOCIAL = "social", _("社会工作者")
    COOK = "cook", _("炊事人员")
    GUARD = "guard", _("安保人员")
    OTHER = "other", _("其他")


class PaperKind(models.TextChoices):
    HEALTH = "health", _("健康证明")
    SKILL = "skill", _("职业技能等级证书")
    LICENCE = "licence", _("执业（从业）资格证")
    TRAINING = "training", _("培训合格证")
    CLEAN = "clean", _("无违法犯罪记录证明")


@pghistory.track(*every_change())
class Staff(models.Model):
    """A person at work here from `since` to the day before `until`."""

    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, related_name="staff", verbose_name=_("服务点")
    )
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("岗位"), max_length=12, choices=Post)
    full_time = models.BooleanField(_("专职"), default=True)
    since = models.DateField(_("到岗日期"))
    until = models.DateField(_("离岗日期"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["location_id", "post", "name", "id"]
        constraints = [once_a_day("staff_once_a_day", ["location", "name", "post"]), dates("staff_dates")]
        indexes = [models.Index(fields=["division"], name="staff_of_division")]

    def __str__(self) -> str:
        return f"staff {self.pk}"


@pghistory.track(*every_change())
class Paper(models.Model):
    """A certificate or health check of a member of staff, valid from `since` to the day before `until`."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="papers", verbose_name=_("人员"))
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="+")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("证明"), max_length=10, choices=PaperKind)
    number = models.CharField(_("证号"), max_length=60, blank=True)
    since = models.DateField(_("发证日期"))
    until = models.DateField(_("有效期至"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["staff_id", "kind", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["staff", "kind", "since"], name="paper_once"),
            dates("paper_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
