import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.plans.models.document import Document, Item, every_change

ROLES = [("lead", _("牵头")), ("support", _("配合")), ("shared", _("按职责分工负责"))]


@pghistory.track(*every_change())
class Plan(models.Model):
    """A plan in force. A corrected version is a further row, and the one before stays with all its rows."""

    class State(models.TextChoices):
        LIVE = "live", _("执行中")
        SUPERSEDED = "superseded", _("已被新版替代")
        CLOSED = "closed", _("已收官")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    title = models.TextField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="plan")
    doc_number = models.TextField(blank=True)
    issued = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.LIVE)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    adopted_at = models.DateTimeField(null=True, blank=True)
    published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)
    pack_release = models.ForeignKey(
        "packs.PackRelease", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    previous = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_version"
    )

    class Meta:
        ordering = ["-adopted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="closed_plan_says_when_and_why",
                condition=~Q(state="closed") | (Q(closed_on__isnull=False) & ~Q(closed_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """What every part of a plan has: where in the document it stands and which reviewed item it came from."""

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    clause = models.TextField(blank=True)
    start = models.IntegerField(null=True, blank=True)
    end = models.IntegerField(null=True, blank=True)
    origin = models.CharField(max_length=12, choices=Item.Origin, default=Item.Origin.READ)
    nkey = models.CharField(max_length=8, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


@pghistory.track(*every_change())
class Task(Part):
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    no = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    group = models.CharField(max_length=40, blank=True)
    raw = models.TextField(blank=True)

    class Meta:
        ordering = ["no"]
        constraints = [models.UniqueConstraint(fields=["plan", "no"], name="task_number_once")]


@pghistory.track(*every_change())
class Target(Part):
    """An indicator with what it must reach. `binding` None and a missing baseline or owner: see `not_stated`."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="targets")
    no = models.PositiveIntegerField(null=True, blank=True)
    indicator = models.CharField(max_length=120, blank=True)
    name = models.TextField()
    baseline_value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    baseline_year = models.IntegerField(null=True, blank=True)
    baseline_unit = models.CharField(max_length=40, blank=True)
    op = models.CharField(max_length=4)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=40, blank=True)
    per = models.CharField(max_length=40, blank=True)
    year = models.IntegerField(null=True, blank=True)
    binding = models.BooleanField(null=True, blank=True)
    direction = models.CharField(
        max_length=8, blank=True, choices=[("higher", _("越高越好")), ("lower", _("越低越好"))]
    )
    owner = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_name = models.TextField(blank=True)
    not_stated = models.JSONField(default=list)
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")

    class Meta:
        ordering = ["id"]


@pghistory.track(*every_change())
class Milestone(models.Model):
    """What the office asks of a target at the end of a period on the way. Without any the way is a straight line."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="milestones")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=8)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    note = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["period"]
        constraints = [models.UniqueConstraint(fields=["target", "period"], name="milestone_once_a_period")]

    def __str__(self) -> str:
        return f"{self.period} {self.value}"


@pghistory.track(*every_change())
class Rule(Part):
    """A standing rule. `task` is the row that covers it; without one and without an obligation nobody answers for it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rules")
    parameter = models.CharField(max_length=120, blank=True)
    parameter_class = models.CharField(max_length=60, blank=True)
    subject = models.TextField(blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=40, blank=True)
    op = models.CharField(max_length=4)
    per = models.CharField(max_length=40, blank=True)
    year = models.IntegerField(null=True, blank=True)
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="rules")

    class Meta:
        ordering = ["id"]


@pghistory.track(*every_change())
class Duty(Part):
    """A duty in prose, or one to report: `deadlines` [{month, day}]."""

    class Kind(models.TextChoices):
        DUTY = "duty", _("职责")
        REPORTING = "reporting", _("报送要求")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DUTY)
    what = models.TextField(blank=True)
    to = models.TextField(blank=True)
    when = models.TextField(blank=True)
    deadlines = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]


class Body(Part):
    """A working group: `posts` [{role, post}], never a person's name."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="bodies")
    name = models.TextField()
    posts = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]


@pghistory.track(*every_change())
class Obligation(models.Model):
    """A unit that answers for one part of a plan; `division` is the unit's own. No department: waived, `note` says why."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="obligations")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations"
    )
    rule = models.ForeignKey(
        Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations"
    )
    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations"
    )
    duty = models.ForeignKey(
        Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="obligations"
    )
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=8, choices=ROLES)
    named_as = models.TextField()
    note = models.TextField(blank=True)
    by_office = models.BooleanField(default=False)  # given by the office; the document names nobody
    since = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="obligation_of_one_part",
                condition=Q(task__isnull=False, rule=None, target=None, duty=None)
                | Q(task=None, rule__isnull=False, target=None, duty=None)
                | Q(task=None, rule=None, target__isnull=False, duty=None)
                | Q(task=None, rule=None, target=None, duty__isnull=False),
            ),
            models.CheckConstraint(
                name="obligation_without_unit_says_why", condition=Q(department__isnull=False) | ~Q(note="")
            ),
        ]
        indexes = [models.Index(fields=["plan", "department"], name="obligation_of_unit")]

    def __str__(self) -> str:
        return f"{self.named_as} {self.role}"
