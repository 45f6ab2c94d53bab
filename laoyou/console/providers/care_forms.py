"""Forms of whoever keeps beds, stays and enrolments."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laoyou.console.providers.forms import day
from laoyou.providers.models import Bed, Group
from laoyou.providers.models.capacity import AgeClass
from laoyou.providers.models.stays import ENROLMENT_MODES, StayMode
from laoyou.ui.forms import PageForm


def offer(form: forms.Form, name: str, rows: list[Any]) -> None:
    """These rows as the choices of a field: loaded already, so no question more."""
    field = form.fields[name]
    assert isinstance(field, forms.TypedChoiceField)
    field.choices = [("", "—"), *((row.pk, str(row)) for row in rows)]
    known = {str(row.pk): row for row in rows}
    field.coerce = lambda value: known.get(value)
    if not rows:
        del form.fields[name]


class BedsForm(PageForm):
    room_list = forms.CharField(label=_("房间"), max_length=300, help_text=_("例如 101-110、201、203。"))
    per_room = forms.IntegerField(label=_("每间床数"), min_value=1, max_value=12, initial=2)
    nursing = forms.BooleanField(label=_("护理型床位"), required=False)
    since = day(_("自"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate()}, **more)


class RemoveBedsForm(PageForm):
    beds = forms.TypedMultipleChoiceField(
        label=_("撤掉哪些床"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    on = day(_("从哪天起"))

    def __init__(self, beds: list[Bed], *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **more)
        field = self.fields["beds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(bed.pk, str(bed)) for bed in beds]


class PersonForm(PageForm):
    """Whom it is about: by the card in hand."""

    name = forms.CharField(
        label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    number = forms.CharField(
        label=_("身份证号码"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("姓名和号码都要与身份证（户口簿）一致。号码只用来查找，不显示。"),
    )  # fmt: skip

    def __init__(self, *args: Any, chosen: bool = False, **more: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate(), "mode": "full"}, **more)
        if chosen:  # by name, among those whom the clerk sees
            del self.fields["name"], self.fields["number"]


class AdmitForm(PersonForm):
    mode = forms.ChoiceField(label=_("方式"), choices=StayMode.choices)
    bed = forms.TypedChoiceField(
        label=_("床位"), required=False, empty_value=None, help_text=_("只列空床。日托可以不选。")
    )
    since = day(_("自"))

    def __init__(self, beds: list[Bed], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "bed", beds)


class EnrolForm(PersonForm):
    mode = forms.ChoiceField(label=_("时段"), choices=ENROLMENT_MODES)
    group = forms.TypedChoiceField(label=_("班级"), required=False, empty_value=None)
    since = day(_("自"))

    def __init__(self, groups: list[Group], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "group", groups)


class MoveForm(PageForm):
    bed = forms.TypedChoiceField(label=_("换到"), empty_value=None)
    on = day(_("从哪天起"))

    def __init__(self, beds: list[Bed], *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **more)
        offer(self, "bed", beds)


class GroupForm(PageForm):
    name = forms.CharField(label=_("班级名称"), max_length=40)
    age_class = forms.ChoiceField(label=_("班型"), choices=[one for one in AgeClass.choices if one[0]])
    places = forms.IntegerField(label=_("人数"), min_value=1, max_value=60)
    since = day(_("自"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"since": timezone.localdate()}, **more)
