import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.bodies.models.body import Body, Seat
from laoyou.plans.models.document import every_change
from laoyou.plans.models.plan import ROLES as UNIT_ROLES


@pghistory.track(*every_change())
class Meeting(models.Model):
    """A meeting of a body. Once its minutes are issued, only corrections are added."""

    class State(models.TextChoices):
        PLANNED = "planned", _("待召开")
        HELD = "held", _("已召开")
        ISSUED = "issued", _("纪要已印发")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=160)
    on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="chaired")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    minutes = models.TextField(blank=True)
    minutes_number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now())
    files = models.ManyToManyField("evidence.File", blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="issued_minutes_have_words_and_day",
                condition=~Q(state="issued") | (~Q(minutes="") & Q(issued_on__gte=F("on"))),
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(*every_change())
class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField()
    text = models.TextField()
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["meeting", "no"], name="agenda_number_once")]

    def __str__(self) -> str:
        return self.text


@pghistory.track(*every_change())
class Attendance(models.Model):
    """Whether a seat was taken that day, and by whom in its holder's stead."""

    class How(models.TextChoices):
        ATTENDED = "attended", _("出席")
        DEPUTY = "deputy", _("委托他人")
        ABSENT = "absent", _("缺席")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    how = models.CharField(max_length=8, choices=How)
    deputy = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once"),
            models.CheckConstraint(name="deputy_has_name", condition=~Q(how="deputy") | ~Q(deputy="")),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.how}"


class Correction(models.Model):
    """What minutes that are issued should have said."""

    append_only = True

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


@pghistory.track(*every_change())
class Decision(models.Model):
    """What a meeting decided. It becomes a task of a plan, or `no_follow_up` says why it needs none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField()
    text = models.TextField()
    due = models.DateField(null=True, blank=True)
    task = models.OneToOneField(
        "plans.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="decision"
    )
    no_follow_up = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "no"], name="decision_number_once"),
            models.CheckConstraint(
                name="decision_followed_or_not", condition=Q(task=None) | Q(no_follow_up="")
            ),
        ]

    def __str__(self) -> str:
        return self.text


@pghistory.track(*every_change())
class DecisionUnit(models.Model):
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="units")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=UNIT_ROLES)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["decision", "department"], name="decision_unit_once")]

    def __str__(self) -> str:
        return f"{self.department_id} {self.role}"
