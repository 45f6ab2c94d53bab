"""Forms of places. A form that changes a row carries the version that the person saw."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.access.errors import Refused
from laoyou.access.scope import Actor
from laoyou.console.evidence_forms import EvidenceField
from laoyou.places.models import Level
from laoyou.spaces import queries
from laoyou.spaces.actions.common import EDIT
from laoyou.spaces.errors import Stale
from laoyou.spaces.models import (
    Gap,
    HousingProject,
    Ownership,
    ProjectStage,
    Space,
    SpaceStep,
    SpaceUse,
)
from laoyou.ui.divisions import DivisionField, in_full
from laoyou.ui.forms import AmountField, DateInput, PageForm


class RowForm(PageForm):
    """`row` fills the form; without it the form makes a row. Where a colleague was faster, what stands now is shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    meanwhile: list[tuple[Any, Any]] = []
    # These take a row for themselves.
    wide: tuple[str, ...] = (
        "division", "address", "note", "files", "reason", "contact", "space", "document",
    )  # fmt: skip

    def __init__(self, actor: Actor, row: Any, *args: Any, **kwargs: Any) -> None:
        if row is not None:
            names = {*self.base_fields, "version"} - {"files"}  # files are added to, never filled in
            known = {name: _typed(getattr(row, name, None)) for name in names}
            kwargs["initial"] = {**known, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if "division" in self.fields:
            places: Any = self.fields["division"]
            places.queryset = queries.divisions(actor, EDIT)
            places.initial = self.home(actor)
        self.actor, self.row = actor, row

    def home(self, actor: Actor) -> Any:
        """A township's clerk writes of the township; a county's is asked, lest everything lie in the county as such."""
        own = queries.divisions(actor, EDIT).filter(pk__in=actor.home_ids)
        return own.filter(level__in=(Level.TOWNSHIP, Level.VILLAGE)).first()

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "files"}}

    def refuse(self, refused: Refused) -> None:
        super().refuse(refused)
        if isinstance(refused, Stale):
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["version"] = str(refused.version)  # type: ignore[index]
            self.meanwhile = [(one.label, one.initial) for one in self.visible_fields()]


def _typed(value: Any) -> Any:
    """A number as a person would type it: without the zeros that fill the column."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def text(label: Any, longest: int = 120, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput(), **more)


def long_text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), **more)


class SiteForm(RowForm):
    wide = (*RowForm.wide, "name")
    division = DivisionField(label=_("地区"))
    name = text(_("名称"))
    address = text(_("地址"), 200)
    ownership = forms.ChoiceField(label=_("权属"), choices=Ownership.choices, initial=Ownership.UNKNOWN)
    land_use = text(_("土地用途"), 60, required=False, help_text=_("如：教育用地、社会福利用地"))
    floor_area = AmountField(label=_("建筑面积（平方米）"), required=False, min_value=0)
    land_area = AmountField(label=_("用地面积（平方米）"), required=False, min_value=0)
    longitude = AmountField(
        label=_("经度"), required=False, min_value=-180, max_value=180, help_text=_("小数，如 107.722")
    )
    latitude = AmountField(
        label=_("纬度"), required=False, min_value=-90, max_value=90, help_text=_("小数，如 31.353")
    )
    since = day(_("自哪天起"))


class SpaceForm(RowForm):
    name = text(_("名称"), help_text=_("如：一号教学楼、102 室"))
    kind = forms.ChoiceField(label=_("类别"), choices=Space.Kind.choices)
    floor = text(_("楼层"), 40, required=False)
    area = AmountField(label=_("面积（平方米）"), min_value=0)
    owner = text(_("权属单位"), required=False)
    former_use = text(_("原用途"), required=False)
    condition = forms.ChoiceField(
        label=_("房屋状况"), choices=Space.Condition.choices, initial=Space.Condition.UNKNOWN
    )
    since = day(_("自哪天起"))
    contact = text(_("联系单位和电话"), required=False, help_text=_("公开以后群众看得到。"))


class UseForm(RowForm):
    purpose = forms.ChoiceField(label=_("用途"), choices=SpaceUse.Purpose.choices)
    holder = text(_("使用单位"))
    terms = forms.ChoiceField(label=_("方式"), choices=SpaceUse.Terms.choices)
    agreement = text(_("协议编号或名称"), required=False)
    since = day(_("自哪天起"))
    agreed_until = day(
        _("协议到期日"), required=False, help_text=_("租赁和无偿使用必填；从这一天起协议不再有效。")
    )


class EndForm(RowForm):
    until = day(_("从哪天起不再使用"), help_text=_("前一天还算。"))


class SiteEndForm(RowForm):
    until = day(_("从哪天起停用"), help_text=_("前一天还算。"))
    reason = long_text(_("为什么"))


class ConfirmForm(RowForm):
    """Asks again."""


class StepForm(RowForm):
    kind = forms.ChoiceField(label=_("发生了什么"), choices=SpaceStep.Kind.choices)
    on = day(_("哪一天"))
    document = text(_("文件或会议名称"), 200, required=False)
    note = long_text(_("说明"), required=False)
    files = EvidenceField()  # type: ignore[assignment]


class ProjectForm(RowForm):
    division = DivisionField(label=_("地区"))
    name = text(_("项目名称"))
    developer = text(_("开发单位"), required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=HousingProject.Kind.choices)
    land_on = day(_("供地或规划批准日期"), help_text=_("配建标准按这一天的算。"))
    households = forms.IntegerField(label=_("规划户数"), min_value=1)
    residents = forms.IntegerField(label=_("规划人数"), min_value=1)
    phases = forms.IntegerField(label=_("分几期"), min_value=1, initial=1)
    first_phase_on = day(_("首期竣工日期"), required=False)
    completed_on = day(_("竣工日期"), required=False)
    elder_rooms = AmountField(label=_("配建养老用房（平方米）"), required=False, min_value=0)
    nursery_places = forms.IntegerField(label=_("配建托位（个）"), required=False, min_value=0)
    elder_land = AmountField(label=_("养老设施用地（平方米）"), required=False, min_value=0)
    note = long_text(_("说明"), required=False)


class StageForm(RowForm):
    stage = forms.TypedChoiceField(label=_("阶段"), choices=ProjectStage.Stage.choices, coerce=int)
    on = day(_("哪一天"))
    document = text(_("文件名称或文号"), 200, required=False)
    reason = text(_("为什么更正"), 200, required=False, help_text=_("这一阶段已登记过时才要填。"))
    files = EvidenceField()  # type: ignore[assignment]


class SpaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{in_full(obj.division)} · {obj.site.name} · {obj.name}"


class GapForm(RowForm):
    division = DivisionField(label=_("地区"))
    place = text(_("小区"))
    facility = forms.ChoiceField(label=_("设施"), choices=Gap.Facility.choices)
    short = AmountField(label=_("缺口（平方米）"), min_value=0)
    way = forms.ChoiceField(label=_("补齐方式"), choices=Gap.Way.choices, initial=Gap.Way.OPEN)
    state = forms.ChoiceField(label=_("进度"), choices=Gap.State.choices)
    state_since = day(_("进度自哪天起"), initial=timezone.localdate)
    space = SpaceField(Space.objects.none(), label=_("用哪处空间"), required=False, empty_label=_("还没有定"))
    note = long_text(_("说明"), required=False)

    def __init__(self, actor: Actor, row: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, row, *args, **kwargs)
        chosen: Any = self.fields["space"]
        chosen.queryset = queries.spaces(actor).exclude(state=Space.State.WITHDRAWN)
        chosen.queryset = chosen.queryset.order_by("division__code", "site__name", "name")


class LandForm(RowForm):
    division = DivisionField(label=_("地区"))
    year = forms.IntegerField(label=_("年度"), min_value=1990, max_value=2200)
    demand = AmountField(label=_("需求（公顷）"), required=False, min_value=0)
    planned = AmountField(label=_("计划（公顷）"), required=False, min_value=0)
    supplied = AmountField(label=_("供应（公顷）"), required=False, min_value=0)
    document = text(_("依据文件"), 200, required=False)

    def home(self, actor: Actor) -> Any:
        """Supply of land is the county's affair."""
        return queries.divisions(actor, EDIT).filter(pk__in=actor.home_ids).first()
