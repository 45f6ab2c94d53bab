"""Lists of a division in editions. What an item holds is declared by the pack; see laoyou.lists.rules.declared."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def every_change() -> tuple[pghistory.Tracker, ...]:
    """New trackers for each model: pghistory keeps the fields of the first model in a tracker that is shared."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


def _person() -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


@pghistory.track(*every_change())
class Catalogue(models.Model):
    """A list that a division keeps; `key` names its declaration. Until its owner is named the office keeps it."""

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    owner = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)
    opened_by = _person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["division_id", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "key"], condition=Q(until=None), name="catalogue_one_open_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="catalogue_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(*every_change())
class Edition(models.Model):
    """One state of a list. A fixed edition holds from `effective_from` to the day before `effective_until`.

    A draft that is given up is kept as dropped: its number and what it said stay.
    Items of a fixed edition never change, and the database refuses it; those of a living list do, with history.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        FIXED = "fixed", _("已定稿")
        DROPPED = "dropped", _("已放弃")

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="editions")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    living = models.BooleanField(default=False)
    effective_from = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    release = models.ForeignKey(
        "packs.PackRelease", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    begun_by = _person()
    begun_at = models.DateTimeField(db_default=Now())
    fixed_by = _person()
    fixed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["catalogue_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["catalogue"], condition=Q(state="draft"), name="edition_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "dropped"), effective_from=None, published=False)
                | Q(state="fixed", effective_from__isnull=False),
                name="edition_draft_is_not_in_force",
            ),
            models.CheckConstraint(
                condition=Q(effective_until=None) | Q(effective_until__gt=F("effective_from")),
                name="edition_dates",
            ),
            ExclusionConstraint(
                name="edition_one_in_force_a_day",
                condition=Q(state="fixed"),
                expressions=[
                    (F("catalogue"), "="),
                    (
                        Func(
                            F("effective_from"),
                            F("effective_until"),
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
        return f"{self.catalogue_id}/{self.number}"


@pghistory.track(*every_change())
class Item(models.Model):
    """One row of an edition; `number` stays the same through all editions. `public`: its state may be shown to all."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="items")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.TextField()
    fields = models.JSONField(default=dict)
    words = models.TextField(blank=True)  # what a search looks through
    public_words = models.TextField(blank=True)  # the same for visitors: public fields alone
    state = models.CharField(max_length=40, blank=True)
    state_since = models.DateField(null=True, blank=True)
    public = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    files = models.ManyToManyField("evidence.File", related_name="+", blank=True)
    updated_by = _person()
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="item_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="item_has_title"),
        ]
        indexes = [models.Index(fields=["edition", "state"], name="list_item_by_state")]

    def __str__(self) -> str:
        return self.title


class StateChange(models.Model):
    """An item came into a state on a day; a mistake is put right by a further row that names the one it corrects."""

    append_only = True

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="changes")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=40)
    since = models.DateField()
    note = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    by = _person()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.state}"


class Sheet(models.Model):
    """A workbook that came in for an edition, kept whole: what was looked at is what is taken over."""

    append_only = True

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sheets")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_by = _person()
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
