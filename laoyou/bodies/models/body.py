import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import every_change

DAYS = Func(F("since"), F("until"), function="daterange", output_field=DateRangeField())


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("组长（召集人）")
    VICE = "vice", _("副组长（副召集人）")
    DIRECTOR = "director", _("办公室主任")
    VICE_DIRECTOR = "vice_director", _("办公室副主任")
    MEMBER = "member", _("成员")
    CONTACT = "contact", _("联络员")


ROLES = tuple(SeatRole.values)  # in the order in which a list of members is printed


@pghistory.track(*every_change())
class Body(models.Model):
    """A leading group, a joint meeting or a group under one. `source`: the row of the plan that founds it."""

    class Kind(models.TextChoices):
        LEADING = "leading", _("领导小组")
        JOINT = "joint", _("联席会议")
        GROUP = "group", _("工作专班（工作组）")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    clause = models.CharField(max_length=80, blank=True)
    source = models.OneToOneField(
        "plans.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="set_up"
    )
    version = models.IntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(name="body_dates", condition=Q(until=None) | Q(until__gt=F("since"))),
            models.CheckConstraint(name="body_not_its_own_parent", condition=~Q(parent=F("id"))),
            models.UniqueConstraint(
                fields=["division", "name"], condition=Q(until=None), name="body_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change())
class Post(models.Model):
    """An office that somebody holds: seats are given to it, never to a person."""

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=80)
    version = models.IntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["division", "name"], name="post_once_a_division")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*every_change())
class Tenure(models.Model):
    """Who holds a post from `since` up to the day before `until`; one person may hold several posts."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(name="tenure_dates", condition=Q(until=None) | Q(until__gt=F("since"))),
            ExclusionConstraint(name="one_holder_of_a_post", expressions=[("post", "="), (DAYS, "&&")]),
        ]

    def __str__(self) -> str:
        return self.name


class TenureCorrection(models.Model):
    """A tenure was written down wrongly: what stood there before, and why it was put right."""

    append_only = True

    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="corrections")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    since = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.tenure_id}: {self.name}"


@pghistory.track(*every_change())
class Seat(models.Model):
    """A post's place on a body, from `since` up to the day before `until`."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=16, choices=SeatRole)
    order = models.PositiveIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(name="seat_dates", condition=Q(until=None) | Q(until__gt=F("since"))),
            ExclusionConstraint(
                name="one_seat_of_a_post_on_a_body",
                expressions=[("body", "="), ("post", "="), (DAYS, "&&")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.get_role_display()}"


class Filing(models.Model):
    """递补备案: that a post passed to another holder, with the seats that went with it, as filed on that day."""

    append_only = True

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="filings")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="filings")
    year = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    outgoing = models.CharField(max_length=40, blank=True)
    incoming = models.CharField(max_length=40)
    since = models.DateField()
    document = models.CharField(max_length=200)
    seats = models.JSONField()  # [{seat, body, body_id, role}] at that day
    filed_to = models.CharField(max_length=120)
    filed_on = models.DateField()
    note = models.TextField(blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())
    files = models.ManyToManyField("evidence.File", blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "-no"]
        constraints = [models.UniqueConstraint(fields=["division", "year", "no"], name="filing_number_once")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"〔{self.year}〕{self.no}"
