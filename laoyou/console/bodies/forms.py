"""Forms of bodies, seats and posts."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from laoyou.access.models import Department
from laoyou.access.queries import not_ended
from laoyou.access.scope import Actor
from laoyou.bodies import rules
from laoyou.bodies.models import Body, Post, SeatRole, Tenure
from laoyou.console.bodies.asking import LAST_DAY, VersionedForm
from laoyou.console.evidence_forms import EvidenceField
from laoyou.console.office.forms import divisions_where
from laoyou.places.models import Division
from laoyou.plans.models import Body as PlanBody
from laoyou.ui.forms import DateInput, PageForm


def choose(form: forms.Form, name: str, found: Any) -> None:
    """The rows that a choice of a form offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = found


def units_of(division_id: int) -> Any:
    return Department.objects.filter(not_ended(), division_id=division_id)


class BodyFields(PageForm):
    name = forms.CharField(
        label=_("名称"), max_length=120, help_text=_("用成立文件里的全称，如：××县“一老一小”工作领导小组。")
    )
    kind = forms.ChoiceField(label=_("类型"), choices=Body.Kind.choices)
    parent = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("上级机构"),
        required=False,
        empty_label=_("没有上级"),
        help_text=_("工作专班、工作组设在哪个领导小组或联席会议下面。"),
    )
    since = forms.DateField(label=_("成立日期"), widget=DateInput())


class BasisFields(PageForm):
    basis = forms.CharField(
        label=_("成立依据"), max_length=200, required=False, help_text=_("文件名称和文号。")
    )
    clause = forms.CharField(
        label=_("条款"), max_length=80, required=False, help_text=_("如：三、组织领导（一）。")
    )


class BodyForm(BodyFields, BasisFields):
    division = forms.ModelChoiceField(Division.objects.none(), label=_("所属地区"))
    field_order = ("division", "name", "kind", "parent", "since", "basis", "clause")

    def __init__(self, actor: Actor, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        places = divisions_where(actor, "body.manage").filter(pk__in=actor.division_ids)
        choose(self, "division", places)
        choose(self, "parent", Body.objects.filter(division__in=places, until=None))
        homes = places.filter(pk__in=actor.home_ids)
        self.initial.setdefault("division", homes.first())


class BodyEditForm(BodyFields, BasisFields, VersionedForm):
    field_order = ("name", "kind", "parent", "since", "basis", "clause")

    def __init__(self, body: Body, data: Any = None) -> None:
        names = ("name", "kind", "parent", "since", "basis", "clause", "version")
        super().__init__(data, initial={name: getattr(body, name) for name in names})
        others = Body.objects.filter(division_id=body.division_id).exclude(pk=body.pk)
        choose(self, "parent", others.filter(Q(until=None) | Q(pk=body.parent_id or 0)))


class SetUpForm(BodyFields):
    """A body that a plan names: its kind guessed from the name, its day from the plan."""

    def __init__(self, source: PlanBody, data: Any = None) -> None:
        guessed = {
            "name": source.name,
            "kind": rules.kind_of(source.name),
            "since": source.plan.issued or timezone.localdate(),
        }
        super().__init__(data, initial=guessed)
        choose(self, "parent", Body.objects.filter(division_id=source.plan.division_id, until=None))


class EndForm(PageForm):
    until = forms.DateField(
        label=pgettext_lazy("last day", "截止日期"), widget=DateInput(), help_text=LAST_DAY
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate()})


class SeatForm(PageForm):
    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("职务"), required=False, empty_label=_("请选择职务")
    )
    new_post = forms.CharField(
        label=_("新的职务"),
        max_length=80,
        required=False,
        help_text=_("上面没有的，写在这里，如：县民政局局长。席位给职务，不给个人。"),
    )
    role = forms.ChoiceField(label=_("在机构中任"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    since = forms.DateField(label=_("自何日起"), widget=DateInput())

    def __init__(self, body: Body, data: Any = None) -> None:
        super().__init__(data, initial={"since": max(body.since, timezone.localdate())})
        seated = body.seats.filter(until=None).values("post")
        free = Post.objects.filter(division_id=body.division_id).exclude(pk__in=seated).order_by("name")
        choose(self, "post", free)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("post")) == bool(typed.get("new_post", "").strip()):
            self.add_error("post", _("请选择一个职务，或写一个新的职务，只用一种。"))
        return typed


class PostFields(PageForm):
    name = forms.CharField(label=_("职务"), max_length=80, help_text=_("如：县民政局局长。"))
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("所在单位"), required=False, empty_label=_("不属于哪个单位")
    )


class PostForm(PostFields):
    division = forms.ModelChoiceField(Division.objects.none(), label=_("所属地区"))
    field_order = ("division", "name", "department")

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        places = divisions_where(actor, "body.manage")
        choose(self, "division", places)
        choose(self, "department", Department.objects.filter(not_ended(), division__in=places))
        self.initial.setdefault("division", places.filter(pk__in=actor.home_ids).first())


class PostEditForm(PostFields, VersionedForm):
    def __init__(self, post: Post, data: Any = None) -> None:
        names = ("name", "department", "version")
        super().__init__(data, initial={name: getattr(post, name) for name in names})
        choose(self, "department", units_of(post.division_id))


class AppointForm(PageForm):
    name = forms.CharField(label=_("任职人姓名"), max_length=40)
    since = forms.DateField(label=_("任职日期"), widget=DateInput())
    document = forms.CharField(label=_("任免文件"), max_length=200, required=False)


class VacateForm(VersionedForm):
    until = forms.DateField(label=_("离任日期"), widget=DateInput(), help_text=LAST_DAY)

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data, initial={"until": timezone.localdate(), "version": post.version})


class CorrectForm(VersionedForm):
    name = forms.CharField(label=_("任职人姓名"), max_length=40)
    since = forms.DateField(label=_("任职日期"), widget=DateInput())
    document = forms.CharField(label=_("任免文件"), max_length=200, required=False)
    reason = forms.CharField(label=_("为什么更正"), max_length=300, help_text=_("如：姓名写错。"))

    def __init__(self, tenure: Tenure, data: Any = None) -> None:
        names = ("name", "since", "document")
        stands = {name: getattr(tenure, name) for name in names} | {"version": tenure.post.version}
        super().__init__(data, initial=stands)


class SucceedForm(VersionedForm):
    name = forms.CharField(label=_("接任人姓名"), max_length=40)
    since = forms.DateField(label=_("任职日期"), widget=DateInput())
    document = forms.CharField(
        label=_("任免文件"),
        max_length=200,
        help_text=_("如：××组干〔2025〕8号。没有文号的写文件名称和日期。"),
    )
    filed_to = forms.CharField(label=_("报哪里备案"), max_length=120, help_text=_("如：领导小组办公室。"))
    filed_on = forms.DateField(label=_("备案日期"), widget=DateInput())
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, post: Post, data: Any = None) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"version": post.version, "since": today, "filed_on": today})


class EvidenceForm(PageForm):
    files = EvidenceField(label=_("佐证文件"), required=True)  # type: ignore[assignment]
