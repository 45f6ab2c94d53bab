"""The form of an item of each kind, in the terms of the reader's output, and what is wrong with one."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

Payload = dict[str, Any]
OPS = ("=", ">=", ">", "<=", "<", "≈")
ROLES = ("lead", "support", "shared")
DIRECTIONS = ("", "higher", "lower")
DECIMALS = 6  # as the columns hold; more would be rounded in silence
NOT_STATED = ("baseline", "binding", "owner")
QUANTIFIED = ("target", "rule", "fact", "forecast")
BECOMES_PART = ("task", "indicator", "target", "rule", "reporting", "duty", "body")
_LARGEST_NO = 99_999
_YEARS = range(1949, 2101)
_BETWEEN = re.compile("[、,\uff0c;\uff1b]")


@dataclass(frozen=True, slots=True)
class Fault:
    """`field` is a path in the payload, such as baseline.value."""

    field: str
    message: str


def faults(kind: str, payload: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong with a payload; empty when it may be stored."""
    return _CHECKS[kind](payload)


def label(kind: str, payload: Mapping[str, Any]) -> str:
    """One short line for lists."""
    if kind == "indicator":
        return str(payload.get("name", ""))
    if kind in QUANTIFIED:
        return str(payload.get("name") or payload.get("subject") or payload.get("text", ""))
    if kind == "body":
        return str(payload.get("name", ""))
    if kind == "clause":
        return f"{payload.get('number', '')}{payload.get('heading') or ''}"
    return str(payload.get("text") or payload.get("what", ""))


def number(kind: str, payload: Mapping[str, Any]) -> str:
    """The number printed beside it, where it has one."""
    if kind in {"task", "indicator"} and payload.get("no") is not None:
        return str(payload["no"])
    return str(payload.get("number", "")) if kind == "clause" else ""


def owner(payload: Mapping[str, Any]) -> str:
    return str(payload.get("unit_responsible") or "")


def unasked(kind: str, payload: Mapping[str, Any]) -> list[str]:
    """Of baseline, binding and owner: what a target says nothing of and nobody has marked "not stated"."""
    if kind not in {"indicator", "target"}:
        return []
    known = {
        "baseline": payload.get("baseline") is not None,
        "binding": payload.get("binding") is not None,
        "owner": bool(owner(payload)),
    }
    said = set(payload.get("not_stated", []))
    return [name for name in NOT_STATED if not known[name] and name not in said]


def goal(kind: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """op, value, unit and year of an indicator row or of a target in prose."""
    target: Mapping[str, Any] = payload.get("target") or {} if kind == "indicator" else payload
    return target


def decimal(value: Any) -> Decimal | None:
    """A finite number, or None. A yes/no is no number."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 18 else None


def same(kind: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two payloads say the same, wherever they stand."""
    return {key: first.get(key) for key in _SAID[kind]} == {key: second.get(key) for key in _SAID[kind]}


def changes(kind: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """The fields in which they differ."""
    return [key for key in _SAID[kind] if first.get(key) != second.get(key)]


_SAID: dict[str, tuple[str, ...]] = {
    "task": ("no", "text", "responsibilities", "raw"),
    "indicator": ("no", "name", "baseline", "target", "binding", "unit_responsible"),
    **{kind: ("text", "subject", "value", "unit", "op", "year", "per") for kind in QUANTIFIED},
    "reporting": ("text", "who", "to", "when", "deadlines", "what"),
    "duty": ("units", "role", "what"),
    "body": ("name", "posts"),
    "clause": ("number", "heading", "level"),
}


def _text(payload: Mapping[str, Any], field: str, message: str) -> list[Fault]:
    value = payload.get(field)
    return [] if isinstance(value, str) and value.strip() else [Fault(field, message)]


def _task(payload: Mapping[str, Any]) -> list[Fault]:
    found = _text(payload, "text", _("请填写任务内容。"))
    found += _no(payload)
    for row in payload.get("responsibilities") or []:
        if not str(row.get("unit") or "").strip() or row.get("role") not in ROLES:
            found.append(
                Fault("responsibilities", _("每个责任单位都要有名称和分工（牵头、配合或按职责分工负责）。"))
            )
            break
    return found


def _no(payload: Mapping[str, Any]) -> list[Fault]:
    no = payload.get("no")
    if no is None or (isinstance(no, int) and not isinstance(no, bool) and 1 <= no <= _LARGEST_NO):
        return []
    return [Fault("no", _("序号应是 1 到 99999 的整数，没有序号可以留空。"))]


def _goal(target: Mapping[str, Any], prefix: str) -> list[Fault]:
    found = []
    value = decimal(target.get("value"))
    if value is None:
        found.append(Fault(f"{prefix}value", _("请填写数值，只用数字，例如 95 或 4.5；单位另填。")))
    elif value != round(value, DECIMALS):
        found.append(Fault(f"{prefix}value", _("小数最多 6 位。")))
    if target.get("op") not in OPS:
        found.append(Fault(f"{prefix}op", _("请选择比较方式：等于、不低于、高于、不高于、低于或左右。")))
    return found + _year(target.get("year"), f"{prefix}year")


def _year(year: Any, field: str) -> list[Fault]:
    if year is None or (isinstance(year, int) and not isinstance(year, bool) and year in _YEARS):
        return []
    return [Fault(field, _("年份应是四位数字，例如 2025；没有年份可以留空。"))]


def _stated(payload: Mapping[str, Any]) -> list[Fault]:
    """Baseline, kind, direction and what is marked "not stated"."""
    found = []
    baseline = payload.get("baseline")
    if baseline is not None:
        if decimal(baseline.get("value")) is None:
            found.append(Fault("baseline.value", _("请填写基期数值，或选“文中未说明”。")))
        found += _year(baseline.get("year"), "baseline.year")
    if payload.get("binding") not in {True, False, None}:
        found.append(Fault("binding", _("请选择约束性、预期性，或“文中未说明”。")))
    if payload.get("direction", "") not in DIRECTIONS:
        found.append(Fault("direction", _("请选择越高越好或越低越好。")))
    if not set(payload.get("not_stated", [])) <= set(NOT_STATED):
        found.append(Fault("not_stated", _("只有基期、属性和责任单位可以标为“文中未说明”。")))
    return found


def _indicator(payload: Mapping[str, Any]) -> list[Fault]:
    found = _text(payload, "name", _("请填写指标名称。"))
    return found + _no(payload) + _goal(payload.get("target") or {}, "target.") + _stated(payload)


def _quantity(payload: Mapping[str, Any]) -> list[Fault]:
    subject = payload.get("name") or payload.get("subject")
    found = [] if subject else [Fault("subject", _("请填写是什么的数值，例如“护理型床位占比”。"))]
    return found + _goal(payload, "") + _stated(payload)


def _reporting(payload: Mapping[str, Any]) -> list[Fault]:
    found = [] if payload.get("what") or payload.get("text") else [Fault("what", _("请填写报送什么。"))]
    for day in payload.get("deadlines") or []:
        if not _is_day(day):
            found.append(Fault("deadlines", _("报送日期应是月和日，例如 7 月 20 日。")))
            break
    return found


def _is_day(day: Mapping[str, Any]) -> bool:
    month, number = day.get("month"), day.get("day")
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (
        isinstance(month, int)
        and 1 <= month <= 12
        and (number is None or (isinstance(number, int) and 1 <= number <= longest[month - 1]))
    )


def _duty(payload: Mapping[str, Any]) -> list[Fault]:
    found = [] if payload.get("what") or payload.get("text") else [Fault("what", _("请填写职责内容。"))]
    if payload.get("role") not in {*ROLES, None, ""}:
        found.append(Fault("role", _("请选择牵头、配合或按职责分工负责。")))
    return found


def _body(payload: Mapping[str, Any]) -> list[Fault]:
    return _text(payload, "name", _("请填写工作机构名称。"))


def _clause(payload: Mapping[str, Any]) -> list[Fault]:
    return _text(payload, "number", _("请填写条款编号。"))


_CHECKS: dict[str, Callable[[Mapping[str, Any]], list[Fault]]] = {
    "task": _task,
    "indicator": _indicator,
    **dict.fromkeys(QUANTIFIED, _quantity),
    "reporting": _reporting,
    "duty": _duty,
    "body": _body,
    "clause": _clause,
}


def units_named(kind: str, payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The units that an item names, each with its role; the owner of a target leads it."""
    if kind == "task":
        return [(row["unit"], row["role"]) for row in payload.get("responsibilities") or []]
    if kind in {"indicator", "target"}:
        return [(name, "lead") for name in split_owners(owner(payload))]
    if kind == "duty":
        return [(name, payload.get("role") or "shared") for name in payload.get("units") or []]
    if kind == "reporting":
        return [(name, "shared") for name in payload.get("who") or []]
    return []


def split_owners(text: str) -> Sequence[str]:
    """甲局、乙局 are two."""
    return [name for part in _BETWEEN.split(text) if (name := part.strip())]
