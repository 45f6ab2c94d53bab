"""Housing projects with their care facilities, gaps of old districts, and the yearly supply of land."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.spaces.models.sites import every_change, person
from laoyou.spaces.models.spaces import Space, of_division


@pghistory.track(*every_change())
class HousingProject(models.Model):
    """A housing project and the care facilities it provides. Its quotas are those of `land_on`: land granted, plan approved."""

    class Kind(models.TextChoices):
        NEW = "new", _("新建居住区")
        OLD = "old", _("老城区和已建成居住区")

    division = of_division()
    name = models.CharField(max_length=120)
    developer = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=3, choices=Kind, default=Kind.NEW)
    households = models.PositiveIntegerField()
    residents = models.PositiveIntegerField()
    phases = models.PositiveSmallIntegerField(default=1)
    land_on = models.DateField()
    first_phase_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    elder_rooms = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    nursery_places = models.PositiveIntegerField(null=True, blank=True)
    elder_land = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    updated_by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-land_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["division", "name"], name="housing_project_once"),
            models.CheckConstraint(
                name="housing_project_dates",
                condition=(Q(completed_on=None) | Q(completed_on__gte=F("land_on")))
                & (Q(first_phase_on=None) | Q(first_phase_on__gte=F("land_on"))),
            ),
            models.CheckConstraint(name="housing_project_phases", condition=Q(phases__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change())
class ProjectStage(models.Model):
    """One of the four stages of a project's care facilities, with its day. The order is held by actions and nightly checks."""

    class Stage(models.IntegerChoices):
        PLANNED = 1, _("规划")
        BUILT = 2, _("建成")
        ACCEPTED = 3, _("验收")
        HANDED_OVER = 4, _("交付")

    division = of_division()
    project = models.ForeignKey(HousingProject, on_delete=models.PROTECT, related_name="stages")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    files = models.ManyToManyField("evidence.File", related_name="+", blank=True)
    by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["stage"]
        constraints = [
            models.UniqueConstraint(fields=["project", "stage"], name="project_stage_once"),
            models.CheckConstraint(name="project_stage_known", condition=Q(stage__gte=1, stage__lte=4)),
        ]

    def __str__(self) -> str:
        return str(self.stage)


@pghistory.track(*every_change())
class Gap(models.Model):
    """Care facilities that an old district lacks, and how they are made up for."""

    class Facility(models.TextChoices):
        ELDER = "elder", _("养老服务设施")
        NURSERY = "nursery", _("托育设施")

    class Way(models.TextChoices):
        BUY = "buy", _("购置")
        SWAP = "swap", _("置换")
        LEASE = "lease", _("租赁")
        CONVERT = "convert", _("改造")
        OPEN = "open", _("未定")

    class State(models.TextChoices):
        FOUND = "found", _("待补齐")
        UNDER_WAY = "under_way", _("正在补齐")
        FILLED = "filled", _("已补齐")

    division = of_division()
    place = models.CharField(max_length=120)
    facility = models.CharField(max_length=8, choices=Facility)
    short = models.DecimalField(max_digits=12, decimal_places=2)
    way = models.CharField(max_length=8, choices=Way, default=Way.OPEN)
    state = models.CharField(max_length=10, choices=State, default=State.FOUND)
    state_since = models.DateField()
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.PROTECT, related_name="fills")
    note = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    updated_by = person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["place", "facility"]
        constraints = [
            models.UniqueConstraint(fields=["division", "place", "facility"], name="gap_once"),
            models.CheckConstraint(name="gap_is_short", condition=Q(short__gt=0)),
        ]

    def __str__(self) -> str:
        return self.place


@pghistory.track(*every_change())
class LandSupply(models.Model):
    """Land for care of a year in hectares: asked for, planned, supplied."""

    division = of_division()
    year = models.PositiveSmallIntegerField()
    demand = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    planned = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    supplied = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)
    version = models.IntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-year", "division_id"]
        constraints = [
            models.UniqueConstraint(fields=["division", "year"], name="land_supply_once_a_year"),
            models.CheckConstraint(name="land_supply_year", condition=Q(year__gte=1990, year__lte=2200)),
            models.CheckConstraint(
                name="land_supply_not_negative",
                condition=(Q(demand=None) | Q(demand__gte=0))
                & (Q(planned=None) | Q(planned__gte=0))
                & (Q(supplied=None) | Q(supplied__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
