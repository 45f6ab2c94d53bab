"""Forms of institutions and of their places."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.console.office.forms import divisions_where
from laoyou.places.models import Division
from laoyou.providers.actions import Facts, Filing
from laoyou.providers.models import LegalForm, Operation, Provider
from laoyou.providers.models.capacity import OF_BEDS, AgeClass, Category, Measure, Mode, State
from laoyou.providers.rules import Kind
from laoyou.spaces.models import Site
from laoyou.ui.forms import DateInput, PageForm

FACTS = tuple(Facts.__dataclass_fields__)


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput(), **more)


def word(kind: Kind) -> str:
    return kind.en if get_language() == "en" else kind.zh


class ProviderForm(PageForm):
    """An institution as its certificate and its filing say."""

    name = forms.CharField(label=_("名称"), max_length=120, help_text=_("与登记证书一致的全称。"))
    short_name = forms.CharField(label=_("简称"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("类型"))
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=30, required=False, help_text=_("18位，登记证书上有。")
    )
    no_uscc_why = forms.CharField(
        label=_("没有代码的原因"),
        max_length=120,
        required=False,
        help_text=_("没有代码才填，例如“村委会办，未单独登记”。"),
    )
    legal_form = forms.ChoiceField(label=_("登记形式"), choices=LegalForm.choices)
    operation = forms.ChoiceField(
        label=_("运营方式"), choices=Operation.choices, help_text=_("公建民营的，下面的合同和起止日期必填。")
    )
    operator = forms.CharField(label=_("运营方"), max_length=120, required=False)
    contract_no = forms.CharField(label=_("委托运营合同"), max_length=120, required=False)
    contract_since = day(_("合同自"), required=False)
    contract_until = day(_("合同至"), required=False)
    licence_no = forms.CharField(label=_("备案（许可）编号"), max_length=60, required=False)
    licensed_on = day(_("备案（许可）日期"), required=False)
    phone = forms.CharField(label=_("服务电话"), max_length=30, required=False)
    opened_on = day(_("开业日期"))

    def __init__(self, kinds: dict[str, Kind], *args: Any, of: Provider | None = None, **more: Any) -> None:
        initial = {name: getattr(of, name) for name in FACTS} if of else {"opened_on": timezone.localdate()}
        super().__init__(*args, initial=initial, **more)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *((kind.key, word(kind)) for kind in kinds.values())]

    @property
    def facts(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in FACTS})


class NewProviderForm(ProviderForm):
    division = forms.ModelChoiceField(Division.objects.none(), label=_("登记地区"))
    field_order = ["division"]

    def __init__(self, actor: Actor, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["division"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = divisions_where(actor, "provider.edit")
        field.initial = field.queryset.first()


class OnForm(PageForm):
    on = day(_("日期"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **more)


class RecogniseForm(PageForm):
    document = forms.CharField(label=_("认定文件"), max_length=160)
    since = day(_("自"))
    until = day(_("至"), required=False, help_text=_("没有期限的不填。"))


class LocationForm(PageForm):
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label=_("场所地址"),
        empty_label=_("请选择"),
        help_text=_("先在“场地”里登记地址。"),
    )
    name = forms.CharField(
        label=_("服务点名称"), max_length=120, required=False, help_text=_("不填就用场所的名称。")
    )
    since = day(_("自"))

    def __init__(self, actor: Actor, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate()}, **more)
        field = self.fields["site"]
        assert isinstance(field, forms.ModelChoiceField)
        within = actor.divisions_for("provider.edit")
        field.queryset = Site.objects.filter(division__in=within, until=None)


class CapacityForm(PageForm):
    measure = forms.ChoiceField(label=_("申报项目"))
    state = forms.ChoiceField(label=_("口径"), choices=State.choices)
    category = forms.ChoiceField(label=_("类别"), choices=Category.choices, required=False)
    age_class = forms.ChoiceField(label=_("班型"), choices=AgeClass.choices, required=False)
    mode = forms.ChoiceField(label=_("时段"), choices=Mode.choices, required=False)
    amount = forms.IntegerField(label=_("数量"), min_value=0, max_value=100_000)
    since = day(_("自"), help_text=_("从这一天起算；原来的数到前一天为止，不会改掉历史。"))
    filed_on = day(_("申报日期"), required=False)

    def __init__(self, kind: Kind | None, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate(), "state": "open"}, **more)
        measures = kind.measures if kind else ()
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.label) for one in Measure if one in measures]
        if "bed" not in measures:
            category = self.fields["category"]
            assert isinstance(category, forms.ChoiceField)
            category.choices = [(one.value, one.label) for one in Category if one not in OF_BEDS]
        if "nursery_place" not in measures:
            del self.fields["age_class"], self.fields["mode"]

    @property
    def filing(self) -> Filing:
        return Filing(**self.cleaned_data)
