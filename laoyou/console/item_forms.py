"""One form for each kind of item: from the reader's payload to fields a clerk knows, and back."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laoyou.ui.forms import AmountField, PageForm
from laoyou.ui.numbers import OPS, whole

Payload = dict[str, Any]
LONG = {"rows": 3}
OP_CHOICES = [(op, word) for op, word in OPS.items()]
BINDING = [("", _("还没问清")), ("true", _("约束性")), ("false", _("预期性"))]
DIRECTION = [("", _("不清楚")), ("higher", _("越高越好")), ("lower", _("越低越好"))]
NOT_STATED = [("baseline", _("基期值")), ("binding", _("性质")), ("owner", _("责任单位"))]


def _year(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1990, max_value=2100, **kwargs)


# What a clerk writes after a unit's name, in the language of the screen.
ROLE_LINES = {"lead": _("牵头"), "support": _("配合"), "shared": _("共同负责")}


class ItemForm(PageForm):
    """`payload` merges what was typed into what the reader gave, so that keys without a field are kept."""

    def __init__(self, data: Any = None, *, payload: Payload | None = None) -> None:
        self.before = payload or {}
        super().__init__(data, initial=self.fields_of(self.before))

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        return dict(payload)

    def payload(self) -> Payload:
        return {**self.before, **self.cleaned_data}


class TaskForm(ItemForm):
    no = forms.IntegerField(label=_("序号"), required=False, min_value=1, max_value=99_999)
    text = forms.CharField(label=_("任务内容"), widget=forms.Textarea(attrs={"rows": 5}))
    responsibilities = forms.CharField(
        label=_("责任单位"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("一行一个单位，后面空一格写分工：牵头、配合或共同负责。"),
    )

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        lines = [f"{one['unit']} {ROLE_LINES[one['role']]}" for one in payload.get("responsibilities", [])]
        return {**payload, "responsibilities": "\n".join(lines)}

    def clean_responsibilities(self) -> list[dict[str, str]]:
        roles = {str(word).casefold(): role for role, word in ROLE_LINES.items()}
        found = []
        for line in _lines(self.cleaned_data["responsibilities"]):
            unit, _space, word = line.rpartition(" ")
            if word.casefold() not in roles or not unit:
                message = _("“%(line)s”缺少分工。请在单位后空一格写：牵头、配合或共同负责。")
                raise forms.ValidationError(message, params={"line": line[:40]})
            found.append({"unit": unit.strip(), "role": roles[word.casefold()]})
        return found


class QuantityForm(ItemForm):
    """A target, standing rule, fact or forecast in prose."""

    subject = forms.CharField(
        label=_("什么"), max_length=200, help_text=_("如：每千人口拥有 3 岁以下婴幼儿托位数")
    )
    op = forms.ChoiceField(label=_("要求"), choices=OP_CHOICES)
    value = AmountField(label=_("数值"))
    unit = forms.CharField(label=_("单位"), required=False, max_length=40, help_text=_("如：个、张、%"))
    per = forms.CharField(
        label=_("按什么计"), required=False, max_length=40, help_text=_("如：每千人口、每周、每年")
    )
    year = _year(_("年份"))
    text = forms.CharField(label=_("原文"), required=False, widget=forms.Textarea(attrs=LONG))

    def clean_value(self) -> float | int:
        return _plain(self.cleaned_data["value"])

    def payload(self) -> Payload:
        merged = super().payload()
        return {**merged, "per": merged["per"] or None}


class StatedForm(ItemForm):
    """What a goal is judged by and who owns it; each may be marked as not stated in the document."""

    baseline_value = AmountField(label=_("基期值"), required=False)
    baseline_year = _year(_("基期年份"))
    binding = forms.ChoiceField(label=_("性质"), choices=BINDING, required=False)
    direction = forms.ChoiceField(
        label=_("方向"), choices=DIRECTION, required=False, help_text=_("“达到”按方向判断：超过也算达到。")
    )
    unit_responsible = forms.CharField(label=_("责任单位"), required=False, max_length=200)
    not_stated = forms.MultipleChoiceField(
        label=_("文件没有写明的"), choices=NOT_STATED, required=False, widget=forms.CheckboxSelectMultiple
    )

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        baseline, binding = payload.get("baseline") or {}, payload.get("binding")
        return {
            **payload,
            "baseline_value": baseline.get("value"),
            "baseline_year": baseline.get("year"),
            "binding": "" if binding is None else str(binding).lower(),
        }

    def payload(self) -> Payload:
        return {**self.before, **self.stated()}

    def stated(self) -> Payload:
        typed, baseline = self.cleaned_data, None
        if typed["baseline_value"] is not None:
            unit = (self.before.get("target") or self.before).get("unit")
            baseline = {
                "year": typed["baseline_year"],
                "value": _plain(typed["baseline_value"]),
                "unit": unit,
            }
        return {
            "baseline": baseline,
            "binding": {"true": True, "false": False}.get(typed["binding"]),
            "direction": typed["direction"],
            "unit_responsible": typed["unit_responsible"] or None,
            "not_stated": typed["not_stated"],
        }


class TargetForm(StatedForm, QuantityForm):
    """A goal in prose: its number, and what an indicator table would have said beside it."""

    field_order = ["subject", "op", "value", "unit", "per", "year", "text"]

    def payload(self) -> Payload:
        typed = self.cleaned_data
        numbers = {name: typed[name] for name in ("subject", "op", "value", "unit", "year", "text")}
        return {**self.before, **numbers, "per": typed["per"] or None, **self.stated()}


class IndicatorForm(StatedForm):
    field_order = ["no", "name", "op", "value", "unit", "year"]
    no = forms.IntegerField(label=_("序号"), required=False, min_value=1, max_value=99_999)
    name = forms.CharField(label=_("指标名称"), max_length=200)
    op = forms.ChoiceField(label=_("目标要求"), choices=OP_CHOICES)
    value = AmountField(label=_("目标值"))
    unit = forms.CharField(label=_("单位"), required=False, max_length=40)
    year = _year(_("目标年份"))

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        target = payload.get("target") or {}
        return {
            **StatedForm.fields_of(payload),
            **{key: target.get(key) for key in ("op", "value", "unit", "year")},
        }

    def payload(self) -> Payload:
        typed = self.cleaned_data
        goal = {
            "year": typed["year"],
            "op": typed["op"],
            "value": _plain(typed["value"]),
            "unit": typed["unit"],
        }
        return {**self.before, "no": typed["no"], "name": typed["name"], "target": goal, **self.stated()}


class DutyForm(ItemForm):
    units = forms.CharField(label=_("单位"), widget=forms.Textarea(attrs=LONG), help_text=_("一行一个。"))
    role = forms.ChoiceField(
        label=_("分工"),
        choices=[("lead", _("牵头")), ("support", _("配合")), ("shared", _("按职责分工负责"))],
    )
    what = forms.CharField(label=_("做什么"), widget=forms.Textarea(attrs=LONG))

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        return {**payload, "units": "\n".join(payload.get("units", []))}

    def clean_units(self) -> list[str]:
        return _lines(self.cleaned_data["units"])


class ReportingForm(ItemForm):
    who = forms.CharField(
        label=_("谁报送"), widget=forms.Textarea(attrs={"rows": 2}), help_text=_("一行一个。")
    )
    to = forms.CharField(label=_("报给谁"), required=False, max_length=200)
    what = forms.CharField(label=_("报什么"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    when = forms.CharField(
        label=_("什么时候"),
        required=False,
        max_length=200,
        help_text=_("照文件写，如：每年1月20日和7月20日前"),
    )
    deadlines = forms.CharField(
        label=_("截止日"), required=False, max_length=100, help_text=_("月-日，用空格隔开，如：1-20 7-20")
    )

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        days = [f"{one['month']}-{one['day']}" for one in payload.get("deadlines", [])]
        return {**payload, "who": "\n".join(payload.get("who", [])), "deadlines": " ".join(days)}

    def clean_who(self) -> list[str]:
        return _lines(self.cleaned_data["who"])

    def clean_deadlines(self) -> list[dict[str, int]]:
        found = []
        for day in unicodedata.normalize("NFKC", self.cleaned_data["deadlines"]).split():
            month, number = (whole(part) or 0 for part in day.partition("-")[::2])
            if not (1 <= month <= 12 and 1 <= number <= 31):
                raise forms.ValidationError(
                    _("“%(day)s”不是月-日。请写成 7-20 这样。"), params={"day": day[:20]}
                )
            found.append({"month": month, "day": number})
        return found


class BodyForm(ItemForm):
    name = forms.CharField(label=_("名称"), max_length=200)
    posts = forms.CharField(
        label=_("职务"),
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("一行一个，先写组内角色，空一格写职务，不写人名。如：组长 副县长"),
    )

    @staticmethod
    def fields_of(payload: Payload) -> dict[str, Any]:
        lines = [f"{one['role']} {one['post']}" for one in payload.get("posts", [])]
        return {**payload, "posts": "\n".join(lines)}

    def clean_posts(self) -> list[dict[str, str]]:
        parts = [line.partition(" ") for line in _lines(self.cleaned_data["posts"])]
        return [{"role": role, "post": post.strip()} for role, _space, post in parts]


class ClauseForm(ItemForm):
    number = forms.CharField(label=_("编号"), required=False, max_length=40)
    heading = forms.CharField(label=_("标题"), max_length=300)


FORMS: dict[str, type[ItemForm]] = {
    "task": TaskForm,
    "indicator": IndicatorForm,
    "target": TargetForm,
    "rule": QuantityForm,
    "fact": QuantityForm,
    "forecast": QuantityForm,
    "duty": DutyForm,
    "reporting": ReportingForm,
    "body": BodyForm,
    "clause": ClauseForm,
}
ADDABLE = ("target", "rule", "indicator", "task", "duty", "reporting", "body")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(value: Any) -> float | int:
    """A number as JSON has it: 4.5, and 13 rather than 13.0."""
    return int(value) if value == value.to_integral_value() else float(value)


class PasteForm(PageForm):
    """Rows copied from a spreadsheet, and the picture they were typed from."""

    text = forms.CharField(
        label=_("从 Excel 复制的行"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "连同表头一起复制。认得的表头：序号、指标、基期年份、基期值、目标年份、目标值、单位、性质、责任单位；"
            "任务表：序号、任务、责任单位。"
        ),
    )
    image = forms.FileField(
        label=_("原表的图片"),
        required=False,
        help_text=_("文件里的表是图片时，把图片一并存下，以后能对照。PNG 或 JPEG。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )

    def table(self) -> dict[str, Any]:
        """Keyword arguments of actions.paste_rows."""
        picture = self.cleaned_data["image"]
        return {"text": self.cleaned_data["text"], "image": picture.read() if picture else None}
