"""Forms of units, people and settings."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.models import Department, User
from laoyou.access.queries import departments, not_ended
from laoyou.access.rules import Role
from laoyou.access.scope import Actor
from laoyou.places.models import Division
from laoyou.places.rules import level_of
from laoyou.ui.forms import DateInput, PageForm


def divisions_where(actor: Actor, permission: str) -> QuerySet[Division]:
    return Division.objects.filter(pk__in=actor.divisions_for(permission), until=None).exclude(
        level="village"
    )


class DepartmentForm(PageForm):
    """A unit; its aliases one on a line."""

    division = forms.ModelChoiceField(Division.objects.none(), label=_("所属地区"))
    name = forms.CharField(label=_("全称"), max_length=80)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=Department.Kind.choices)
    aliases = forms.CharField(
        label=_("别名"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("文件里对它的其他叫法，每行一个。改名后，旧名自动留作别名。"),
    )
    since = forms.DateField(label=_("设立日期"), required=False, widget=DateInput())
    until = forms.DateField(label=_("撤销日期"), required=False, widget=DateInput())
    successor = forms.ModelChoiceField(Department.objects.none(), label=_("后继单位"), required=False)

    def __init__(self, actor: Actor, *args: Any, department: Department | None = None, **kwargs: Any) -> None:
        if department is not None:
            kwargs["initial"] = _values(department)
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = divisions_where(actor, "unit.manage")  # type: ignore[attr-defined]
        others = departments(actor).exclude(pk=department.pk if department else 0)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
        if department is not None:
            del self.fields["division"]

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "aliases": self.cleaned_data["aliases"].splitlines()}


def _values(department: Department) -> dict[str, Any]:
    names = ("name", "short_name", "kind", "since", "until", "successor")
    aliases = department.aliases.values_list("alias", flat=True)
    return {name: getattr(department, name) for name in names} | {"aliases": "\n".join(aliases)}


class FunctionForm(PageForm):
    function = forms.CharField(label=_("职能"), max_length=80, help_text=_("如：老龄工作、托育服务管理。"))
    since = forms.DateField(label=_("自何日起"), required=False, widget=DateInput())


class MoveForm(PageForm):
    to = forms.ModelChoiceField(Department.objects.none(), label=_("划转到"))
    since = forms.DateField(label=_("自何日起"), widget=DateInput())

    def __init__(self, others: QuerySet[Department], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class PersonForm(PageForm):
    username = forms.CharField(label=_("用户名"), max_length=60, help_text=_("登录时输入，建好后不能改。"))
    name = forms.CharField(label=_("姓名"), max_length=60)
    division = forms.ModelChoiceField(Division.objects.none(), label=_("所属地区"))

    def __init__(self, actor: Actor, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        if user is not None:
            kwargs["initial"] = {"name": user.name, "division": user.division}
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = divisions_where(actor, "people.manage")  # type: ignore[attr-defined]
        if user is not None:
            del self.fields["username"]


class GrantForm(PageForm):
    role = forms.ChoiceField(label=_("角色"), choices=[("", _("请选择")), *Role.choices])
    division = forms.ModelChoiceField(
        Division.objects.none(), label=_("地区"), help_text=_("角色及于该地区及以下。")
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("单位"), required=False, help_text=_("部门和乡镇的角色须选。")
    )
    since = forms.DateField(label=_("自"), initial=timezone.localdate, widget=DateInput())
    until = forms.DateField(
        label=_("至"), required=False, widget=DateInput(), help_text=_("这一天起不再生效；不填为长期。")
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].queryset = divisions_where(actor, "people.manage")  # type: ignore[attr-defined]
        self.fields["department"].queryset = departments(actor).filter(not_ended())  # type: ignore[attr-defined]


class SettingsForm(PageForm):
    language = forms.ChoiceField(label=_("语言"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    elder_mode = forms.BooleanField(label=_("大字模式"), required=False)


class DivisionForm(PageForm):
    """A new division; its level follows from the code."""

    parent = forms.ModelChoiceField(Division.objects.none(), label=_("上级"))
    code = forms.RegexField(
        r"^\d{6}(\d{3}){0,2}\Z", label=_("代码"), help_text=_("县级 6 位，乡镇级 9 位，村级 12 位数字。"),
        error_messages={"invalid": _("代码应为 6、9 或 12 位数字。")},
    )  # fmt: skip
    name = forms.CharField(label=_("名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=80, required=False)
    since = forms.DateField(label=_("设立日期"), required=False, widget=DateInput())

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = divisions_where(actor, "division.manage")  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Division.objects.filter(code=code).exists():
            raise forms.ValidationError(_("这个代码已有行政区划。请核对代码。"))
        return code

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        parent = values.pop("parent")
        return values | {"parent_code": parent.code, "level": level_of(values["code"])}
