"""What a return says and how it is judged: lateness, its next desk, and the faults of what was typed. Pure."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from laoyou.progress.rules.cycles import begins_on, ends_on

EDITABLE = ("draft", "returned")
INSIDE = ("in_review", "to_sign")
HANDED_IN = ("submitted", "accepted")
TASK_FIELDS = ("text", "claims", "figures")
FIGURE_FIELDS = ("numerator", "denominator", "value", "as_of", "note")
LONGEST = 20_000
_LONGEST_FIGURE = 200
_STOPS = " ,.;:。、"
_FIGURE = re.compile(
    r"(?P<name>.*[^\d.,\s:=])[\s:=]*(?P<value>-?\d[\d,]*(?:\.\d+)?)[\s]*(?P<unit>[^\d\s]{0,12})"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """`row`: task:7, figure:3 or answer:0. A warning can be kept with a reason; an error cannot."""

    row: str
    field: str
    label: str
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that the return has: `label` as faults name it; for a figure its unit, for a task the unit's role."""

    id: int
    label: str
    role: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    tasks: Sequence[Wanted] = ()
    figures: Sequence[Wanted] = ()
    questions: Sequence[str] = ()
    faults: list[Fault] = field(default_factory=list)


def standing(
    state: str | None, *, exempt: bool, due: datetime.date, today: datetime.date, came: bool = False
) -> str:
    """How a unit stands in a cycle: the state of its return, or missing, or exempt.

    `came`: it has been submitted once, so that it is on its way again and not missing.
    """
    if exempt:
        return "exempt"
    if state in (*HANDED_IN, "returned") or (came and state in INSIDE):
        return str(state)
    if came:
        return "returned"
    if today > due:
        return "missing"
    return state or "waiting"


def days_late(due: datetime.date, submitted: datetime.date | None, today: datetime.date) -> int:
    """Days after the due day until the first submission, or until today."""
    return max(0, ((submitted or today) - due).days)


def next_state(state: str, *, reviewed: bool, signed: bool) -> str:
    """Where a return goes from here. A desk at which nobody sits is passed by."""
    if state in EDITABLE and reviewed:
        return "in_review"
    if state in (*EDITABLE, "in_review") and signed:
        return "to_sign"
    return "submitted"


def empty() -> dict[str, Any]:
    return {"tasks": [], "figures": [], "answers": []}


def cleaned(content: Mapping[str, Any], rows: Rows) -> dict[str, Any]:
    """What was typed, in the order of the rows that the return has; nothing else gets in. Texts stay as typed."""
    tasks = {int(each["task_id"]): each for each in content.get("tasks", [])}
    figures = {int(each["target_id"]): each for each in content.get("figures", [])}
    answers = list(content.get("answers", []))
    return {
        "tasks": [_task(row.id, tasks.get(row.id, {})) for row in rows.tasks],
        "figures": [_figure(row.id, figures.get(row.id, {})) for row in rows.figures],
        "answers": [_text(answers[at] if at < len(answers) else "") for at in range(len(rows.questions))],
    }


def _task(pk: int, typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "task_id": pk,
        "text": _text(typed.get("text", "")),
        "claims": bool(typed.get("claims")),
        "figures": _text(typed.get("figures", "")),
    }


def _figure(pk: int, typed: Mapping[str, Any]) -> dict[str, Any]:
    return {"target_id": pk, **{name: _text(typed.get(name, "")) for name in FIGURE_FIELDS}}


def _text(value: Any) -> str:
    """Line ends of one kind; a NUL can be pasted and PostgreSQL takes none."""
    text = "" if value is None else str(value)
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]


def frozen(content: Mapping[str, Any], rows: Rows) -> dict[str, Any]:
    """What is filed: figures as plain numbers, the figures of tasks read apart, rows with what they are called."""
    names = {row.id: row for row in rows.figures}
    tasks = {row.id: row for row in rows.tasks}
    return {
        "tasks": [
            {**each, "label": tasks[each["task_id"]].label, "figures": parse_figures(each["figures"])[0]}
            for each in content["tasks"]
        ],
        "figures": [
            {
                **each,
                **{name: plain(each[name]) for name in ("numerator", "denominator", "value")},
                "unit": names[each["target_id"]].unit,
                "label": names[each["target_id"]].label,
            }
            for each in content["figures"]
        ],
        "answers": list(content["answers"]),
        "questions": list(rows.questions),
    }


def parse_figures(text: str) -> tuple[list[dict[str, str]], list[str]]:
    """培训 120 人次；开班 4 期 → [{name, value, unit}], and the pieces in which no number was found."""
    found, unread = [], []
    for piece in _pieces(text):
        match = _figure_in(piece)
        if match:
            value = match["value"].replace(",", "")
            unit = match["unit"].strip(_STOPS)
            found.append({"name": match["name"].strip(), "value": value, "unit": unit})
        elif piece.strip():
            unread.append(piece.strip())
    return found, unread


def _pieces(text: str) -> Iterable[str]:
    """A comma parts two figures where each side is one: 培训 120 人次，开班 4 期."""
    for piece in re.split(r"[;；\n]", text):
        parts = re.split(r"[，、]", piece)
        yield from parts if all(map(_figure_in, parts)) else [piece]


def _figure_in(piece: str) -> re.Match[str] | None:
    said = unicodedata.normalize("NFKC", piece).strip()
    return _FIGURE.fullmatch(said) if len(said) <= _LONGEST_FIGURE else None


def over_whole(figure: Mapping[str, str]) -> bool:
    """A share above 100 %."""
    return figure["unit"] == "%" and Decimal(figure["value"]) > 100


def plain(typed: str) -> str:
    """A number as a clerk types it, in plain digits; "" for none. ValueError for what is no number."""
    said = unicodedata.normalize("NFKC", typed).replace(",", "").replace(" ", "").rstrip("%")
    if not said:
        return ""
    try:
        number = Decimal(said)
    except InvalidOperation as fault:
        raise ValueError(typed) from fault
    if not number.is_finite():
        raise ValueError(typed)
    return format(number, "f")


def date_of(typed: str) -> datetime.date | None:
    """2025-12-31, 2025/12/31, 2025.12.31, 2025年12月31日; None for nothing typed. ValueError otherwise."""
    said = unicodedata.normalize("NFKC", typed).strip()
    if not said:
        return None
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", said)
    if not parts:
        raise ValueError(typed)
    return datetime.date(int(parts[1]), int(parts[2]), int(parts[3]))


def faults(content: Mapping[str, Any], rows: Rows, period: str, today: datetime.date) -> list[Fault]:
    """Everything wrong with a return at once, row by row."""
    found: list[Fault] = []
    for row, typed in zip(rows.tasks, content["tasks"], strict=True):
        found.extend(_task_faults(row, typed))
    for row, typed in zip(rows.figures, content["figures"], strict=True):
        found.extend(_figure_faults(row, typed, period, today))
    for at, (question, answer) in enumerate(zip(rows.questions, content["answers"], strict=True)):
        if not answer.strip():
            found.append(Fault(f"answer:{at}", "answer", question, _("这个问题还没有回答。"), True))
    return found


def _task_faults(row: Wanted, typed: Mapping[str, Any]) -> Iterable[Fault]:
    at = f"task:{row.id}"
    if typed["claims"] and not typed["text"].strip():
        yield Fault(at, "text", row.label, _("说已经完成，却没有写做了什么。请写明完成情况。"))
    elif not typed["text"].strip() and row.role != "support":
        yield Fault(at, "text", row.label, _("由本单位牵头或负责，本期没有填进展。"), True)
    read, unread = parse_figures(typed["figures"])
    for figure in read:
        if not figure["unit"]:
            words = _("“%(name)s %(value)s”没有写计量单位。请写成“培训 120 人次”这样。") % figure
            yield Fault(at, "figures", row.label, words)
        elif over_whole(figure):
            words = _("“%(name)s %(value)s%%”超过了 100%%，请核对。") % figure
            yield Fault(at, "figures", row.label, words, True)
    for piece in unread:
        said = _("“%(piece)s”读不出数字。请写成“培训 120 人次；开班 4 期”这样。") % {"piece": piece}
        yield Fault(at, "figures", row.label, said)


def _figure_faults(
    row: Wanted, typed: Mapping[str, Any], period: str, today: datetime.date
) -> Iterable[Fault]:
    at = f"figure:{row.id}"
    numbers: dict[str, Decimal | None] = {}
    for name in ("numerator", "denominator", "value"):
        try:
            said = plain(typed[name])
            numbers[name] = Decimal(said) if said else None
        except ValueError:
            said = _("“%(typed)s”不是数。请只填数字，例如 4293 或 95.5。") % {"typed": typed[name]}
            yield Fault(at, name, row.label, said)
            return
    yield from _amount_faults(at, row, numbers)
    yield from _day_faults(at, row, typed["as_of"], period, today)


def _amount_faults(at: str, row: Wanted, numbers: Mapping[str, Decimal | None]) -> Iterable[Fault]:
    above, below, value = (numbers[name] for name in ("numerator", "denominator", "value"))
    if value is not None and (above is not None or below is not None):
        yield Fault(at, "value", row.label, _("填了分子分母就不用再填数值。请留一种。"))
    elif (above is None) != (below is None):
        missing = "denominator" if below is None else "numerator"
        yield Fault(at, missing, row.label, _("分子和分母要一起填。"))
    elif below is not None and below <= 0:
        yield Fault(at, "denominator", row.label, _("分母必须大于 0。"))
    elif above is None and value is None:
        yield Fault(at, "value", row.label, _("本期没有填数。"), True)
    elif any(number is not None and number < 0 for number in (above, value)):
        yield Fault(at, "value", row.label, _("数不能小于 0。"))
    elif row.unit == "%" and _share(above, below, value) > 100:
        yield Fault(at, "value", row.label, _("超过了 100%，请核对分子和分母。"), True)


def _share(above: Decimal | None, below: Decimal | None, value: Decimal | None) -> Decimal:
    if above is not None and below:
        return above / below * 100
    return value or Decimal(0)


def _day_faults(at: str, row: Wanted, typed: str, period: str, today: datetime.date) -> Iterable[Fault]:
    try:
        day = date_of(typed)
    except ValueError:
        said = _("“%(typed)s”不是日期。请写成 2025-12-31 这样。") % {"typed": typed}
        yield Fault(at, "as_of", row.label, said)
        return
    if day is None:
        return
    if day > today:
        yield Fault(at, "as_of", row.label, _("数据截止日不能晚于今天。"))
    elif not begins_on(period) <= day <= ends_on(period):
        yield Fault(at, "as_of", row.label, _("截止日不在这一期里面。"), True)


def merged(
    base: Mapping[str, Any], online: Mapping[str, Any], form: Mapping[str, Any]
) -> tuple[dict[str, Any], list["Clash"], list["Clash"]]:
    """Three versions of one return: what stands after the form is taken in, what the form changes, what both changed.

    `online` has every row of today; rows of the form that are no longer there drop out.
    """
    changes: list[Clash] = []
    conflicts: list[Clash] = []
    was, now, came = flat(base), flat(online), flat(form)
    result = dict(now)
    for name in sorted(now, key=_place):
        before, typed = was.get(name, ""), now[name]
        said = came.get(name, before)
        if said in (before, typed):
            continue
        clash = Clash(name, before, typed, said)
        (changes if typed == before else conflicts).append(clash)
        result[name] = said
    return unflat(result, online), changes, conflicts


@dataclass(frozen=True, slots=True)
class Clash:
    """One field: as it was when the form went out, as it stands online, as the form says."""

    name: str
    before: Any
    online: Any
    form: Any


def flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """Field by field: task:7:text."""
    found: dict[str, Any] = {}
    for each in content.get("tasks", []):
        found |= {f"task:{each['task_id']}:{name}": each.get(name, "") for name in TASK_FIELDS}
    for each in content.get("figures", []):
        found |= {f"figure:{each['target_id']}:{name}": each.get(name, "") for name in FIGURE_FIELDS}
    found |= {f"answer:{at}:text": answer for at, answer in enumerate(content.get("answers", []))}
    return found


def unflat(fields: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    """Content again, with the rows that `like` has."""
    return {
        "tasks": [
            {"task_id": pk, **{name: fields.get(f"task:{pk}:{name}", "") for name in TASK_FIELDS}}
            for pk in (each["task_id"] for each in like.get("tasks", []))
        ],
        "figures": [
            {"target_id": pk, **{name: fields.get(f"figure:{pk}:{name}", "") for name in FIGURE_FIELDS}}
            for pk in (each["target_id"] for each in like.get("figures", []))
        ],
        "answers": [fields.get(f"answer:{at}:text", "") for at in range(len(like.get("answers", [])))],
    }


def _place(name: str) -> tuple[int, int, str]:
    kind, row, field_ = name.split(":")
    return ("task", "figure", "answer").index(kind), int(row), field_
