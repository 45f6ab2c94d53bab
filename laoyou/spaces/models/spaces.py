"""The space register: rooms at a site, how they are used and leased, and the steps of their conversion."""

from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.spaces.models.sites import Site, every_change, person


def of_division() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")


@pghistory.track(*every_change())
class Space(models.Model):
    """Rooms at a site. `division` is the site's. `grace_until`: the day from which the land use must be changed too."""

    class Kind(models.TextChoices):
        IDLE = "idle", _("闲置用房")
        SCHOOL = "school", _("闲置校舍")
        PUBLIC_RENTAL = "public_rental", _("公租房")
        TRAINING = "training", _("培训疗养资源")
        STATE_ASSET = "state_asset", _("其他国有资产")
        COMMUNITY = "community", _("社区配套用房")

    class Condition(models.TextChoices):
        GOOD = "good", _("完好")
        REPAIR = "repair", _("需要维修")
        DANGEROUS = "dangerous", _("危房")
        UNKNOWN = "unknown", _("未查明")

    class State(models.TextChoices):
        USABLE = "usable", _("可用")
        RESERVED = "reserved", _("已预留")
        IN_USE = "in_use", _("使用中")
        WITHDRAWN = "withdrawn", _("已退出")

    division = of_division()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="spaces")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=Kind)
    floor = models.CharField(max_length=40, blank=True)
    area = models.DecimalField(max_digits=12, decimal_places=2)
    owner = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact = models.CharField(max_length=120, blank=True)  # shown to all where the space is published
    condition = models.CharField(max_length=10, choices=Condition, default=Condition.UNKNOWN)
    former_use = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.USABLE)
    state_since = models.DateField()
    published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    use_changed_on = models.DateField(null=True, blank=True)
    grace_until = models.DateField(null=True, blank=True)
    grace_release = models.ForeignKey(
        "packs.PackRelease", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    version = models.IntegerField(default=1)
    updated_by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name", "floor"], name="space_once"),
            models.CheckConstraint(name="space_has_area", condition=Q(area__gt=0)),
            models.CheckConstraint(
                name="space_withdrawn_is_not_public", condition=~Q(state="withdrawn", published=True)
            ),
            models.CheckConstraint(
                name="space_grace_after_change",
                condition=Q(grace_until=None) | Q(grace_until__gt=F("use_changed_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["division", "state"], name="space_by_state"),
            models.Index(fields=["grace_until"], name="space_by_grace"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change())
class SpaceUse(models.Model):
    """Who uses a space for what, under which agreement, from `since` to the day before `until`; one at a time."""

    class Purpose(models.TextChoices):
        ELDER_CARE = "elder_care", _("养老服务")
        NURSERY = "nursery", _("托育服务")
        MEALS = "meals", _("老年助餐")
        ACTIVITIES = "activities", _("文体活动")
        OTHER = "other", _("其他")

    class Terms(models.TextChoices):
        FREE = "free", _("无偿使用")
        LEASE = "lease", _("租赁")
        TRANSFER = "transfer", _("划转")
        OWN = "own", _("自用")

    division = of_division()
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="uses")
    purpose = models.CharField(max_length=12, choices=Purpose)
    holder = models.CharField(max_length=120)
    terms = models.CharField(max_length=10, choices=Terms)
    agreement = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)
    by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(name="space_use_dates", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="space_use_agreed_dates",
                condition=Q(agreed_until=None) | Q(agreed_until__gt=F("since")),
            ),
            models.CheckConstraint(
                name="space_lease_has_term",
                condition=~Q(terms__in=("lease", "free")) | Q(agreed_until__isnull=False),
            ),
            ExclusionConstraint(
                name="space_one_use_a_day",
                expressions=[
                    (F("space"), "="),
                    (
                        Func(
                            F("since"),
                            F("until"),
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.holder


class SpaceStep(models.Model):
    """What happened to a space on a day. A mistake is put right by a further row that names the one it corrects."""

    append_only = True

    class Kind(models.TextChoices):
        SURVEY = "survey", _("摸底登记")
        APPLIED = "applied", _("提出改造申请")
        MEETING = "meeting", _("“一事一议”会议")
        DECISION = "decision", _("作出决定")
        TRANSFER = "transfer", _("移交划转")
        USE_CHANGED = "use_changed", _("改变用途")
        OPENED = "opened", _("开业运营")
        RESERVED = "reserved", _("预留")
        RELEASED = "released", _("恢复可用")
        WITHDRAWN = "withdrawn", _("退出")
        NOTE = "note", _("其他事项")

    division = of_division()
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    files = models.ManyToManyField("evidence.File", related_name="+", blank=True)
    by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["space", "kind"], name="space_step_by_kind")]

    def __str__(self) -> str:
        return self.kind
