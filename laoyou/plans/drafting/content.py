"""What of a document is fact and goes into a pack: numbers, units, indicators, responsibilities, parameters."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date

from laoyou.plans.models import Document, Item
from laoyou.plans.rules import payloads, units

Content = dict[str, Any]
OPERATORS = ("=", ">=", ">", "<=", "<")
_PER = {"每周": "week", "每月": "month", "每季度": "quarter", "每半年": "half_year", "每年": "year"}
_KINDS = (
    ("enterprise", re.compile(r"公司|集团|企业")),
    ("group", re.compile(r"妇联|妇女联合会|残联|残疾人联合会|工会|团[省市州县区]?委|科协|红十字会")),
    ("party", re.compile(r"党委|[省市州县区]委(?!员)(?:.{0,6}(?:部|办|局))")),
    ("agency", re.compile(r"税务|人行|人民银行|银保监|金融监管总局|证监|铁路|民航|邮政")),
    ("congress", re.compile(r"人大")),
    ("government", re.compile(r"政府$")),
)
_LONGEST_TITLE = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """`files` by their names in the folder; `open` says what a person still has to do."""

    files: dict[str, Content]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the packs above know: N-key → Chinese name; keys of indicators; parameter key → its classes."""

    code: str
    name: str
    name_en: str
    level: str
    extends: str
    period: str
    since: datetime.date
    nkeys: Mapping[str, str]
    indicators: frozenset[str]
    parameters: Mapping[str, frozenset[str]]


def draft_pack(document: Document, items: Sequence[Item], setting: Setting, version: str) -> Draft:
    """A pack that the checks accept; what it cannot hold is listed in `open`."""
    key = f"{setting.code}-{setting.period}"
    issued = parse_date(str(document.reading.get("date") or "")) or setting.since
    indicators, strange = _indicators(document, items, setting)
    parameters, odd = _parameters(document, items, setting, key, issued)
    reporting, silent = _reporting(document, items)
    bodies, tasks = _bodies(document, items), _tasks(document, items, setting)
    used = [row["clause"] for row in (*tasks, *indicators, *reporting, *bodies)]
    used += [clause for _what, clause in strange]
    files: dict[str, Content] = {
        "pack.toml": _head(setting, version),
        "documents.toml": {"#": "The plan.", "documents": [_document(document, key)]},
        "units.toml": _units(items, reporting),
        f"plans/{setting.period}.toml": {
            "#": "Drafted from the document: edit the short titles; units, roles, numbers and clauses are its facts.",
            "period": setting.period,
            "document": key,
            "clauses": _clauses(document, items, setting, used),
            "tasks": tasks,
            "indicators": indicators,
            "reporting": reporting,
            "bodies": bodies,
            "missing": [{"what": what, "clause": clause} for what, clause in strange],
        },
    }
    if parameters:
        files["parameters/plan.toml"] = {"#": "What the plan sets.", "parameters": parameters}
    return Draft(files, (*(f"{what} ({clause})" for what, clause in strange), *odd, *silent))


def _head(setting: Setting, version: str) -> Content:
    name = {"zh": setting.name, "en": setting.name_en or setting.name}
    return {
        "code": setting.code,
        "version": version,
        "level": setting.level,
        "name": name,
        "extends": setting.extends,
    }


def _document(document: Document, key: str) -> Content:
    read = document.reading
    facts = {
        "issuer": read.get("issuer"),
        "number": read.get("doc_number"),
        "date": parse_date(str(read.get("date") or "")),
    }
    return {"key": key, "title": document.title, **{k: v for k, v in facts.items() if v}, "sureness": "S"}


def _units(items: Iterable[Item], reporting: Iterable[Content]) -> Content:
    names = [name for item in items for name, _r in payloads.units_named(item.kind, item.payload)]
    names += [name for row in reporting for name in [*row["who"], row["to"]]]
    named, classes = [], []
    for name in dict.fromkeys(names):
        if units.is_open(name):
            classes.append({"name": name, "expands": "departments"})
        elif units.is_class(name):
            classes.append({"name": name, "expands": "divisions"})
        else:
            named.append({"name": name, "kind": _kind(name)})
    return {
        "#": "Units as the document names them: add full names, functions and dates.",
        "units": named,
        "classes": classes,
    }


def _kind(name: str) -> str:
    return next((kind for kind, words in _KINDS if words.search(name)), "department")


def _title(item: Item, setting: Setting) -> Content:
    nkey = item.nkey if item.nkey in setting.nkeys else "N0"
    return {"title": setting.nkeys[nkey][:_LONGEST_TITLE], "nkey": nkey}


def _clauses(
    document: Document, items: Iterable[Item], setting: Setting, used: Iterable[str]
) -> list[Content]:
    """The outline, the annexes, and whatever else a row says that it stands in."""
    other = {"title": setting.nkeys["N0"][:_LONGEST_TITLE], "nkey": "N0"}
    rows = {item.clause: _title(item, setting) for item in items if item.kind == "clause" and item.clause}
    for annex in document.reading.get("annexes") or []:
        rows.setdefault(str(annex["number"]), other)
    for path in used:
        if path not in rows and path.rpartition("/")[0] not in rows:
            rows[path.rpartition("/")[0] or path] = other
    return [{"path": path, **row} for path, row in rows.items()]


def _tasks(document: Document, items: Iterable[Item], setting: Setting) -> list[Content]:
    rows = []
    taken: set[int] = set()
    for item in items:
        if item.kind != "task":
            continue
        no = item.payload.get("no")
        if not isinstance(no, int) or no in taken:
            no = max(taken, default=0) + 1
        taken.add(no)
        row: Content = {"no": no, **_title(item, setting), "clause": _place(document, item, no)}
        for role in payloads.ROLES:
            held = [
                each["unit"] for each in item.payload.get("responsibilities") or [] if each["role"] == role
            ]
            if held:
                row[role] = list(dict.fromkeys(held))
        if units.open_phrase(str(item.payload.get("raw") or "")):
            row["open"] = True
        rows.append(row)
    return rows


def _place(document: Document, item: Item, no: object = None) -> str:
    """The clause that an item stands in: of the outline, or 附件2/7, the annex and the number of the row."""
    if item.clause:
        return item.clause
    annexes = document.reading.get("annexes") or []
    inside = (
        a["number"] for a in annexes if item.start is not None and a["span"][0] <= item.start < a["span"][1]
    )
    where = str(next(inside, "附表" if no else "正文"))
    return f"{where}/{no}" if no else where


def _indicators(
    document: Document, items: Iterable[Item], setting: Setting
) -> tuple[list[Content], list[tuple[str, str]]]:
    """Rows for the indicators that the packs define, and the others, which have no key to stand under."""
    rows: dict[tuple[str, str], Content] = {}
    strange = []
    for item in items:
        if (
            item.kind not in {"indicator", "target"}
            or item.twin_id
            or payloads.faults(item.kind, item.payload)
        ):
            continue
        clause = _place(document, item, item.number)
        goal = payloads.goal(item.kind, item.payload)
        known = item.link_kind == "indicator" and item.link_key in setting.indicators
        if known and goal["op"] in OPERATORS and (item.link_key, clause) not in rows:
            rows[item.link_key, clause] = _indicator(item, goal, clause)
        elif item.link_kind != "parameter":
            strange.append((f"{item.label} {goal['op']} {goal['value']}{goal.get('unit') or ''}", clause))
    return list(rows.values()), strange


def _indicator(item: Item, goal: Mapping[str, Any], clause: str) -> Content:
    said = item.payload
    baseline = said.get("baseline") or {}
    facts: Content = {
        "no": said.get("no"),
        "key": item.link_key,
        "baseline": baseline.get("value"),
        "baseline_year": baseline.get("year"),
        "target": goal["value"],
        "target_year": goal.get("year"),
        "op": goal["op"],
        "binding": said.get("binding"),
        "owner": next(iter(payloads.split_owners(payloads.owner(said))), None),
        "clause": clause,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _parameters(
    document: Document, items: Iterable[Item], setting: Setting, key: str, since: datetime.date
) -> tuple[list[Content], list[str]]:
    rows: dict[str, dict[str, Content]] = {}
    odd = []
    for item in items:
        classes = setting.parameters.get(item.link_key)
        if (
            item.link_kind != "parameter"
            or classes is None
            or item.twin_id
            or item.kind not in {"rule", "target"}
        ):
            continue
        if item.payload.get("op") not in OPERATORS or (item.link_class or "") not in (classes or {""}):
            odd.append(f"{item.label}: {item.link_key} ({item.clause})")
            continue
        value: Content = {
            "since": since,
            "class": item.link_class,
            "value": item.payload["value"],
            "op": item.payload["op"],
        }
        value |= {"per": _PER.get(str(item.payload.get("per") or "")), "document": key}
        value |= {"clause": _place(document, item), "sureness": "S"}
        kept = {name: each for name, each in value.items() if each not in {None, ""}}
        rows.setdefault(item.link_key, {}).setdefault(item.link_class, kept)
    return [{"key": key, "values": list(values.values())} for key, values in rows.items()], odd


def _reporting(document: Document, items: Iterable[Item]) -> tuple[list[Content], list[str]]:
    rows = []
    silent = []
    for item in items:
        if item.kind != "reporting":
            continue
        said = item.payload
        what = str(said.get("what") or "")[:40]
        if not (said.get("who") and said.get("to") and what):
            silent.append(f"{item.label[:30]} ({item.clause})")
            continue
        row: Content = {
            "who": list(said["who"]),
            "to": said["to"],
            "what": what,
            "clause": _place(document, item),
        }
        dates = [
            f"{each['month']:02}-{each['day']:02}" for each in said.get("deadlines") or [] if each.get("day")
        ]
        rows.append(
            row | ({"dates": dates} if dates else {}) | ({"when": said["when"]} if said.get("when") else {})
        )
    return rows, silent


def _bodies(document: Document, items: Iterable[Item]) -> list[Content]:
    return [
        {
            "name": item.label,
            "clause": _place(document, item),
            "posts": [
                {"role": each["role"], "post": each["post"]}
                for each in item.payload.get("posts") or []
                if each.get("role") and each.get("post")
            ],
        }
        for item in items
        if item.kind == "body"
    ]
