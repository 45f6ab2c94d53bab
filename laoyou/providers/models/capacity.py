"""How many a location may take in, as filed; its beds and its nursery groups, as they stand."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.providers.models.common import dates, every_change, once_a_day
from laoyou.providers.models.institutions import Location


class Measure(models.TextChoices):
    BED = "bed", _("养老床位")
    NURSERY_PLACE = "nursery_place", _("托位")
    DAY_CARE_PLACE = "day_care_place", _("日间照料席位")


class Category(models.TextChoices):
    """Of which so many are; empty is the whole."""

    ALL = "", _("总数")
    NURSING = "nursing", _("其中护理型")
    BOTTOM_LINE = "bottom_line", _("其中兜底保障")
    INCLUSIVE = "inclusive", _("其中普惠")


OF_BEDS = frozenset({Category.NURSING, Category.BOTTOM_LINE})


class State(models.TextChoices):
    LICENSED = "licensed", _("备案（许可）")
    OPEN = "open", _("开放使用")
    SUBSIDISED = "subsidised", _("享受补助")


class AgeClass(models.TextChoices):
    ALL = "", _("不分班")
    INFANT = "infant", _("乳儿班")
    TODDLER = "toddler", _("托小班")
    SENIOR = "senior", _("托大班")
    MIXED = "mixed", _("混合班")


class Mode(models.TextChoices):
    ALL = "", _("不分时段")
    FULL = "full", _("全日")
    HALF = "half", _("半日")
    HOURLY = "hourly", _("计时")


@pghistory.track(*every_change())
class Capacity(models.Model):
    """An amount in force from `since` to the day before `until`. A further filing ends the one before it."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="capacities")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(_("项目"), max_length=16, choices=Measure)
    category = models.CharField(_("类别"), max_length=16, choices=Category, blank=True, default="")
    age_class = models.CharField(_("班型"), max_length=10, choices=AgeClass, blank=True, default="")
    mode = models.CharField(_("时段"), max_length=10, choices=Mode, blank=True, default="")
    state = models.CharField(_("口径"), max_length=12, choices=State)
    amount = models.PositiveIntegerField(_("数量"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)
    filed_on = models.DateField(_("申报日期"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["location_id", "measure", "state", "category", "age_class", "mode", "since"]
        constraints = [
            once_a_day(
                "capacity_once_a_day", ["location", "measure", "category", "age_class", "mode", "state"]
            ),
            dates("capacity_dates"),
            models.CheckConstraint(
                name="capacity_known",
                condition=Q(
                    measure__in=Measure.values, category__in=Category.values, state__in=State.values,
                    age_class__in=AgeClass.values, mode__in=Mode.values,
                ),
            ),
            models.CheckConstraint(
                name="capacity_class_of_nursery", condition=Q(measure="nursery_place") | Q(age_class="", mode="")
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["division", "measure", "state"], name="capacity_of_division")]

    def __str__(self) -> str:
        return f"{self.measure} {self.amount}"

    @property
    def part(self) -> str:
        """Of what it is the amount: 其中普惠 乳儿班 半日, or the whole."""
        given = (
            self.category and self.get_category_display(), self.age_class and self.get_age_class_display(),
            self.mode and self.get_mode_display(),
        )  # fmt: skip
        return " ".join(filter(None, given)) or str(Category.ALL.label)


@pghistory.track(*every_change())
class Bed(models.Model):
    """A bed where a home keeps them one by one; `number` is once at a location on any day."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="beds")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("床号"), max_length=20)
    room = models.CharField(_("房间"), max_length=20, blank=True)
    nursing = models.BooleanField(_("护理型"), default=False)
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        ordering = ["location_id", "room", "number"]
        constraints = [
            once_a_day("bed_number_once_a_day", ["location", "number"]),
            dates("bed_dates"),
            models.UniqueConstraint(fields=["id", "location"], name="bed_with_location"),
        ]
        indexes = [models.Index(fields=["division"], name="bed_of_division")]

    def __str__(self) -> str:
        return self.number


@pghistory.track(*every_change())
class Group(models.Model):
    """A class of a nursery."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="groups")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("班级名称"), max_length=40)
    age_class = models.CharField(_("班型"), max_length=10, choices=AgeClass)
    places = models.PositiveSmallIntegerField(_("人数"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        ordering = ["location_id", "name"]
        constraints = [
            once_a_day("group_name_once_a_day", ["location", "name"]),
            dates("group_dates"),
            models.UniqueConstraint(fields=["id", "location"], name="group_with_location"),
            models.CheckConstraint(
                name="group_known_class", condition=Q(age_class__in=["infant", "toddler", "senior", "mixed"])
            ),
        ]

    def __str__(self) -> str:
        return self.name
