import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def every_change() -> tuple[pghistory.Tracker, ...]:
    """New trackers for each model: pghistory keeps the fields of the first model in a tracker that is shared."""
    return pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()


class Document(models.Model):
    """A plan document as it came in. Its file, text and reading never change; a corrected file is another row."""

    class State(models.TextChoices):
        READ = "read", _("已读取")
        UNDER_REVIEW = "under_review", _("审核中")
        ADOPTED = "adopted", _("已采用")

    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    filename = models.TextField(blank=True)
    media = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    text = models.TextField()
    reading = models.JSONField()
    reader_version = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    defects = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=State, default=State.READ)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "sha256"], name="document_once_a_division")
        ]
        indexes = [models.Index(fields=["division", "-uploaded_at"], name="document_of_division")]

    def __str__(self) -> str:
        return self.title


@pghistory.track(*every_change(), exclude=["image"])
class Item(models.Model):
    """One thing found in, or added to, a document. `start`/`end` are offsets into its text; none: outside the text."""

    class Kind(models.TextChoices):
        TASK = "task", _("任务")
        INDICATOR = "indicator", _("指标")
        TARGET = "target", _("目标")
        RULE = "rule", _("标准")
        FACT = "fact", _("现状")
        FORECAST = "forecast", _("预测")
        REPORTING = "reporting", _("报送要求")
        DUTY = "duty", _("职责")
        BODY = "body", _("工作机构")
        CLAUSE = "clause", _("条款")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待确认")
        ACCEPTED = "accepted", _("已接受")
        REJECTED = "rejected", _("已剔除")

    class Origin(models.TextChoices):
        READ = "read", _("自动读取")
        SELECTED = "selected", _("原文选取")
        TYPED = "typed", _("手工录入")
        PASTED = "pasted", _("表格粘贴")
        DECIDED = "decided", _("会议议定")

    class Change(models.TextChoices):
        NONE = "", _("首次读取")
        ADDED = "added", _("新增")
        CHANGED = "changed", _("有改动")
        SAME = "same", _("未变")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="items")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=40, blank=True)
    label = models.TextField()
    payload = models.JSONField()
    as_read = models.JSONField(null=True, blank=True)  # the payload before anybody edited it
    start = models.IntegerField(null=True, blank=True)
    end = models.IntegerField(null=True, blank=True)
    clause = models.TextField(blank=True)
    confidence = models.FloatField(default=1.0)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    edited = models.BooleanField(default=False)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.READ)
    image = models.BinaryField(null=True, blank=True)
    image_media = models.CharField(max_length=40, blank=True)
    link_kind = models.CharField(
        max_length=12, blank=True, choices=[("parameter", _("标准参数")), ("indicator", _("指标"))]
    )
    link_key = models.CharField(max_length=120, blank=True)
    link_class = models.CharField(max_length=60, blank=True)  # of whom a parameter is set
    nkey = models.CharField(max_length=8, blank=True)
    group = models.CharField(max_length=40, blank=True)
    twin = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="twins")
    matched = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    change = models.CharField(max_length=8, blank=True, choices=Change, default=Change.NONE)
    order = models.IntegerField()
    version = models.IntegerField(default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="item_span_whole",
                condition=Q(start=None, end=None) | Q(start__gte=0, end__gt=F("start")),
            ),
            models.CheckConstraint(
                name="item_link_whole",
                condition=Q(link_kind="", link_key="") | (~Q(link_kind="") & ~Q(link_key="")),
            ),
            models.CheckConstraint(
                name="item_confidence_share", condition=Q(confidence__gte=0, confidence__lte=1)
            ),
        ]
        indexes = [models.Index(fields=["document", "order"], name="item_of_document")]

    def __str__(self) -> str:
        return self.label


class Unread(models.Model):
    """A table row or numbered paragraph from which the reader took nothing: kept in sight until a person decides."""

    class State(models.TextChoices):
        OPEN = "open", _("待处理")
        DISMISSED = "dismissed", _("无需处理")
        USED = "used", _("已补为条目")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="unread")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    start = models.IntegerField()
    end = models.IntegerField()
    why = models.TextField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(name="unread_span_whole", condition=Q(start__gte=0, end__gt=F("start"))),
            models.UniqueConstraint(fields=["document", "start", "end"], name="unread_once"),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


@pghistory.track(*every_change())
class UnitName(models.Model):
    """What a unit named by the document is here. An open set ("and other departments") is settled row by row."""

    class Kind(models.TextChoices):
        NAMED = "named", _("单位")
        CLASS = "class", _("一类单位")
        OPEN = "open", _("未列名单位")

    class Resolution(models.TextChoices):
        OPEN = "", _("待确认")
        DEPARTMENT = "department", _("对应本地单位")
        EXPANDED = "expanded", _("逐个展开")
        WAIVED = "waived", _("不指定")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="unit_names")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NAMED)
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE, related_name="open_units")
    counts = models.JSONField(default=dict)
    resolution = models.CharField(max_length=12, blank=True, choices=Resolution, default=Resolution.OPEN)
    note = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"],
                condition=Q(item=None),
                name="unit_name_once",
            ),
            models.UniqueConstraint(fields=["document", "name", "item"], name="open_unit_once_a_row"),
            models.CheckConstraint(
                name="waived_unit_has_reason", condition=~Q(resolution="waived") | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitChoice(models.Model):
    """A department that a named unit was found to be."""

    unit_name = models.ForeignKey(UnitName, on_delete=models.CASCADE, related_name="choices")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("access.Department", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_name", "department"], name="unit_choice_once")]

    def __str__(self) -> str:
        return f"{self.unit_name_id}: {self.department_id}"


class Assignment(models.Model):
    """Who answers for an item that no task row covers; without a department it is left open on purpose."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="assignments")
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "access.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=8, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "department"], name="assignment_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.department_id or '-'}"
