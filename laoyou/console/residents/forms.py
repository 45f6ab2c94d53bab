"""Forms of residents."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.people.facts import Facts, Number
from laoyou.people.models import Relation, Residency, Resident, Sex, Tie
from laoyou.people.revealing import PURPOSES
from laoyou.places.models import Division, Level
from laoyou.ui.divisions import DivisionField
from laoyou.ui.forms import DateInput, PageForm

SEXES = [("0", _("未知")), ("1", _("男")), ("2", _("女"))]


def below_the_county(ids: Iterable[int]) -> QuerySet[Division]:
    """Of these divisions the townships and villages in which somebody can be registered."""
    return Division.objects.filter(pk__in=list(ids), level__in=("township", "village"), until=None).order_by(
        "code"
    )


def only_one(found: QuerySet[Division]) -> int | None:
    """The village of somebody who keeps one village: not asked for."""
    first = list(found.values_list("pk", flat=True)[:2])
    return first[0] if len(first) == 1 else None


class FactsForm(PageForm):
    """`version` is the one that this person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("姓名"), max_length=120, help_text=_("生僻字照证件填写；没有汉字名的填证件上的写法。")
    )
    sex = forms.ChoiceField(label=_("性别"), choices=SEXES, required=False)
    birth_date = forms.DateField(label=_("出生日期"), required=False, widget=DateInput())
    lunar_birth = forms.CharField(
        label=_("农历生日"),
        max_length=20,
        required=False,
        help_text=_("例如 1950年腊月初八。写明年份的，换算成出生日期。"),
    )
    address = forms.CharField(label=_("住址"), max_length=200, required=False)
    note = forms.CharField(label=_("备注"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    differs_why = forms.CharField(
        label=_("与证件不符的依据"),
        max_length=200,
        required=False,
        help_text=_("只在性别或出生日期与证件号码不一致时填写。"),
    )

    def facts(self) -> Facts:
        names = ("name", "sex", "birth_date", "lunar_birth", "address", "note")
        return Facts(**{name: self.cleaned_data[name] for name in names})


def facts_form(person: Resident, data: Any) -> FactsForm:
    names = ("version", "name", "sex", "birth_date", "lunar_birth", "address", "note")
    initial = {name: getattr(person, name) for name in names} | {"differs_why": person.number_differs}
    form = FactsForm(data, initial=initial)
    if person.id_kind != Resident.IdKind.CITIZEN:
        del form.fields["differs_why"]
    return form


KINDS = [(Resident.IdKind.CITIZEN, _("居民身份证")), (Resident.IdKind.OTHER, _("其他证件"))]


class NumberForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    id_kind = forms.ChoiceField(label=_("证件类型"), choices=KINDS)
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        help_text=_("可以带空格。空着提交，就是去掉现在的号码。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    differs_why = forms.CharField(
        label=_("与证件不符的依据"),
        max_length=200,
        required=False,
        help_text=_("只在性别或出生日期与证件号码不一致时填写。"),
    )

    def number(self) -> Number:
        given = self.cleaned_data
        return Number(given["id_kind"], given["id_number"], given["differs_why"])


class PhoneForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )


class AddForm(FactsForm):
    id_kind = forms.ChoiceField(label=_("证件类型"), choices=KINDS, required=False)
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    division = DivisionField(label=_("责任村（社区）"))
    registered = forms.CharField(
        label=_("户籍地"), max_length=120, required=False, help_text=_("和责任村（社区）不同的才写，外县的写到乡镇、村。")
    )  # fmt: skip
    residence = forms.CharField(
        label=_("居住地"), max_length=120, required=False, help_text=_("和责任村（社区）不同的才写。")
    )  # fmt: skip
    order = (
        "name",
        "id_kind",
        "id_number",
        "sex",
        "birth_date",
        "lunar_birth",
        "differs_why",
        "division",
        "phone",
    )

    def __init__(self, divisions: Iterable[int], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, field_order=self.order)
        field = self.fields["division"]
        assert isinstance(field, DivisionField)
        field.queryset = below_the_county(divisions)
        self.initial.setdefault("division", only_one(field.queryset))

    def number(self) -> Number:
        given = self.cleaned_data
        return Number(given["id_kind"] or "citizen", given["id_number"], given["differs_why"])


class MoveForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("哪一项变了"), choices=Residency.Kind)
    division = DivisionField(label=_("新的村（社区）"), required=False)
    words = forms.CharField(
        label=_("外地地点"),
        max_length=120,
        required=False,
        help_text=_("不在下拉名单里的户籍地、居住地写在这里。"),
    )
    since = forms.DateField(label=_("从哪天开始"), widget=DateInput())
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)

    def __init__(self, divisions: Iterable[int], data: Any = None, initial: Any = None) -> None:
        super().__init__(
            data, initial={"since": timezone.localdate(), "kind": "responsible", **(initial or {})}
        )
        field = self.fields["division"]
        assert isinstance(field, DivisionField)
        field.queryset = below_the_county(divisions)


class CountyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """With the city above it, since several counties of the country have one name."""

    def label_from_instance(self, obj: Any) -> str:
        above = obj.parent if obj.parent and obj.parent.level != Level.NATIONAL else None
        return f"{above.name}{obj.name}" if above else str(obj.name)


class ReleaseForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    to = CountyField(
        Division.objects.none(), label=_("迁到哪个县（市、区）"), help_text=_("对方接收以前，仍由本地负责。")
    )
    since = forms.DateField(label=_("从哪天开始"), widget=DateInput())
    reason = forms.CharField(label=_("原因"), max_length=200)

    def __init__(self, own: Iterable[int], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate(), **(initial or {})})
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        elsewhere = Division.objects.filter(level="county", until=None).exclude(pk__in=list(own))
        field.queryset = elsewhere.select_related("parent").order_by("code")


class AcceptForm(PageForm):
    division = DivisionField(label=_("由哪个村（社区）负责"))

    def __init__(self, divisions: Iterable[int], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["division"]
        assert isinstance(field, DivisionField)
        field.queryset = below_the_county(divisions)
        self.initial.setdefault("division", only_one(field.queryset))


class DeathForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("去世日期"), widget=DateInput())


class EndForm(PageForm):
    on = forms.DateField(label=_("从哪天起"), widget=DateInput(), initial=timezone.localdate)


class ReasonForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("依据"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class DecideForm(ReasonForm):
    decision = forms.ChoiceField(label=_("这两份档案是"), widget=forms.RadioSelect)

    def __init__(self, choices: list[tuple[str, Any]], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        self.order_fields(["decision", "reason"])


class PurposeForm(PageForm):
    purpose = forms.ChoiceField(label=_("用途"), choices=[("", _("请选择")), *PURPOSES.items()])
    words = forms.CharField(
        label=_("办什么事"), max_length=120, help_text=_("例如：申请高龄补贴。本人和审计人员都能看到。")
    )


class TieForm(PageForm):
    role = forms.ChoiceField(label=_("登记为"), choices=Tie.Role)
    relation = forms.ChoiceField(
        label=_("与本人关系"), choices=[(one.value, one.label) for one in Relation if one != Relation.HEAD]
    )
    name = forms.CharField(
        label=_("姓名"), max_length=60, required=False, help_text=_("本地已登记的居民，在下面选。")
    )
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    other = forms.ChoiceField(label=_("已登记的居民"), required=False)
    since = forms.DateField(label=_("从哪天开始"), widget=DateInput())
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def __init__(self, people: Iterable[Resident], data: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate()})
        _people(self.fields["other"], people)


class JoinForm(PageForm):
    other = forms.ChoiceField(
        label=_("同户的人"), required=False, help_text=_("加入这个人的户。空着就是另立一户，本人为户主。")
    )
    relation = forms.ChoiceField(label=_("与户主关系"), choices=Relation)
    since = forms.DateField(label=_("从哪天开始"), widget=DateInput())

    def __init__(self, people: Iterable[Resident], data: Any = None) -> None:
        super().__init__(data, initial={"since": timezone.localdate(), "relation": Relation.HEAD})
        _people(self.fields["other"], people)


def _people(field: forms.Field, people: Iterable[Resident]) -> None:
    assert isinstance(field, forms.ChoiceField)
    shown = [(str(one.pk), f"{one.name}（{one.birth_date or Sex(one.sex).label}）") for one in people]
    field.choices = [("", _("请选择")), *shown]
