"""Departments with their history, people, the roles they hold, and the lines that say what was done."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Case, F, Func, Q, SmallIntegerField, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.rules import DEPARTMENT_ROLES, LANES, Role
from laoyou.places.models import Division


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who signs in. What they may do stands in Grant alone; there is no superuser."""

    username = models.CharField(
        _("用户名"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("这个用户名已有人使用，请换一个。")},
    )
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), blank=True)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, related_name="people", verbose_name=_("所属地区")
    )
    is_active = models.BooleanField(_("启用"), default=True)
    language = models.CharField(
        _("语言"), max_length=10, choices=[("zh-hans", "中文"), ("en", "English")], default="zh-hans"
    )
    elder_mode = models.BooleanField(_("大字模式"), default=False)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username


class Department(models.Model):
    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("部门")
        TOWNSHIP = "township", _("乡镇政府")
        OTHER = "other", _("其他单位")

    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="departments", verbose_name=_("所属地区")
    )
    name = models.CharField(_("全称"), max_length=80)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind, default=Kind.DEPARTMENT)
    since = models.DateField(_("设立日期"), null=True, blank=True)
    until = models.DateField(_("撤销日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("后继单位"),
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["division_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "name", "since"],
                nulls_distinct=False,
                name="department_once_in_a_division",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="department_dates"
            ),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="department_not_its_own_successor"),
        ]

    def __str__(self) -> str:
        return self.name


class DepartmentAlias(models.Model):
    """Another name under which documents mean this department."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(_("别名"), max_length=80)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["department", "alias"], name="department_alias_once")]

    def __str__(self) -> str:
        return self.alias


class DepartmentFunction(models.Model):
    """What a department answers for, and from when to when: functions move between departments."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="functions")
    function = models.CharField(_("职能"), max_length=80)
    since = models.DateField(_("自"), null=True, blank=True)
    until = models.DateField(_("至"), null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["function", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "function", "since"],
                nulls_distinct=False,
                name="department_function_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="function_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.function


LANE = Case(
    *(When(role=str(role), then=Value(number)) for role, number in LANES.items()),
    default=Value(0),
    output_field=SmallIntegerField(),
)
PERIOD = Func(F("since"), F("until"), Value("[)"), function="daterange", output_field=DateRangeField())


class Grant(models.Model):
    """A role that a person holds in a division and all below it, from `since` to the day before `until`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants", verbose_name=_("人员"))
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name=_("地区"))
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("单位"),
    )
    # The provider that a member of its staff works for; its table lies above this package.
    provider_ref = models.BigIntegerField(_("机构"), null=True, blank=True)
    since = models.DateField(_("自"), default=timezone.localdate)
    until = models.DateField(_("至"), null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["user_id", "since", "id"]
        constraints = [
            ExclusionConstraint(
                name="grant_administrators_are_separate",
                expressions=[(F("user"), "="), (LANE, "<>"), (PERIOD, "&&")],
                violation_error_message=_(
                    "系统、安全、审计管理员须由三人分任，也不能兼任业务角色。请先撤销原角色，或选另一人。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="grant_known_role"
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(DEPARTMENT_ROLES)) ^ Q(department__isnull=True),
                name="grant_department_where_needed",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.PROVIDER_STAFF) ^ Q(provider_ref__isnull=True),
                name="grant_provider_where_needed",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="grant_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.division_id}"


class AuditLine(models.Model):
    """What was done, by whom, to what. Written by access.actions.record alone; never changed.

    `user_id` and `division_id` are plain numbers with the name beside them, so that a line outlives what it names.
    """

    append_only = True

    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True)
    username = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    division = models.ForeignKey(
        Division, on_delete=models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    detail = models.JSONField(default=dict)
    ip = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["division", "-id"], name="audit_by_division"),
            models.Index(fields=["username", "-id"], name="audit_by_person"),
            models.Index(
                fields=["action", "-id"], name="audit_of_machine", condition=models.Q(division=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.username} {self.action}"


class AuditSeal(models.Model):
    """The digest of all audit lines after the previous seal up to line `last_id`, chained to that seal."""

    append_only = True

    at = models.DateTimeField()
    last_id = models.BigIntegerField(unique=True)
    lines = models.BigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.digest[:8]}"


class SignInEvent(models.Model):
    """A sign-in that failed or succeeded, or an unlocking: what the lock-out is counted from."""

    append_only = True

    class Kind(models.TextChoices):
        FAILED = "failed", _("未成功")
        SUCCEEDED = "succeeded", _("已登录")
        UNLOCKED = "unlocked", _("已解锁")

    at = models.DateTimeField()
    username = models.CharField(max_length=64)
    ip = models.GenericIPAddressField(null=True)
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["username", "-at"], name="sign_in_by_person")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.kind}"
