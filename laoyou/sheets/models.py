"""A file that was brought, what was wrong in it, and how a county's own sheet is read. Cells are kept in no table."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from laoyou.places.models import Division


class Mapping(models.Model):
    """Which column of a county's own sheet is which column of a target. Found again by the sheet's heads.

    `columns` is a list of {"head", "key"}, one for each column of the sheet, key "" for one that is not read; `fixed` are texts by
    key for columns that the sheet does not have, never personal ones.
    """

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=40)
    name = models.CharField(_("名称"), max_length=80)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    fixed = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-used_at"]
        constraints = [
            models.UniqueConstraint(fields=["division", "target", "fingerprint"], name="sheet_mapping_once")
        ]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """One file on its way into a register."""

    class State(models.TextChoices):
        BROUGHT = "brought", _("待对应列")
        CHECKING = "checking", _("正在核对")
        CHECKED = "checked", _("待确认写入")
        APPLYING = "applying", _("正在写入")
        APPLIED = "applied", _("已写入")
        FAILED = "failed", _("中断")
        DROPPED = "dropped", _("已放弃")

    RUNNING = (State.CHECKING, State.APPLYING)
    OPEN = (State.BROUGHT, State.CHECKING, State.CHECKED, State.APPLYING, State.FAILED)

    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name=_("地区"))
    target = models.CharField(max_length=40)
    name = models.CharField(_("文件名"), max_length=200)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.BROUGHT)
    # Where the table lies: sheet, first line of its head, lines of its head.
    sheet = models.CharField(max_length=80, blank=True)
    head_line = models.PositiveIntegerField(default=0)
    head_lines = models.PositiveSmallIntegerField(default=1)
    columns = models.JSONField(default=list)
    fixed = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    details = models.JSONField(default=dict)
    # Lines that were skipped, as [line, why].
    skipped = models.JSONField(default=list)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["division", "-id"], name="sheet_batch_by_division")]

    def __str__(self) -> str:
        """For audit lines: without the file's name, which may be a person's."""
        return f"{self.target} {self.pk}"


class Progress(models.Model):
    """How far a running batch is. Written through a connection of its own, so that it is seen before the work is kept."""

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="progress")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=10, blank=True)
    read = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.read}"


class File(models.Model):
    """The sealed file of a batch; after the batch is written, the sealed sheet of its bad lines. Destroyed after a time."""

    class Kind(models.TextChoices):
        SOURCE = "source", _("原表")
        MEND = "mend", _("待改表")

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="file")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.SOURCE)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind}"


class Fault(models.Model):
    """What is wrong with one cell. `shown` is masked where it is personal."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("必填项为空")
        UNREADABLE = "unreadable", _("内容不合格式")
        UNKNOWN = "unknown", _("不在可选范围")
        NUMBER = "number", _("证件号码有误")
        DATE = "date", _("日期有误")
        DIVISION = "division", _("地区认不出")
        REPEATED = "repeated", _("表内重复")
        REGISTER = "register", _("与登记册不符")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="faults")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    cell = models.CharField(max_length=12)
    column = models.CharField(max_length=40, blank=True)
    head = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    shown = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300)
    do = models.CharField(max_length=300)

    class Meta:
        ordering = ["line", "id"]
        indexes = [models.Index(fields=["batch", "line"], name="sheet_fault_by_line")]

    def __str__(self) -> str:
        return self.cell
