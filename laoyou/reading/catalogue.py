"""Which known parameters and indicators a reading sets, and which N-key a text belongs to.

What is known comes in a catalogue of plain data, so that no name of a policy stands in code:

    {"parameters": [{"key", "rules"}],
     "indicators": [{"key", "names", "units", "rules"}],
     "nkeys": [{"key", "terms": {term: weight}}]}

A rule names forms (divided by |) of which one of each entry of `all` must stand in the item, one of each entry of
`context` in its sentence or heading, one entry of `any`, and none of `none`; and what the item's `unit`, `per`, `op`
and `kind` may be. `item` lists the kinds of item that it is for; `class` says of whom the parameter is set.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Any

from .shadow import make_shadow

Data = dict[str, Any]

_SIGNS = re.compile(r"[\s“”‘’\"'「」『』《》〈〉()（）\[\]【】、，,。;；:：·—-]+")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SENTENCE_END = re.compile(r"[。\n|]")

# A shorter name is too common to be trusted inside a longer phrase: it must be the whole subject.
_LEAST_INSIDE = 6
_LIKE_ENOUGH = 0.82
_SURE_WEIGHT = 6  # of terms; a lone weak term is no ground
_CLOSE_BY = 3  # characters between two items of one sentence

SAME, SAME_BUT_BRACKETS, INSIDE, BY_RULE, BY_NEIGHBOUR, ALIKE = 0.99, 0.97, 0.92, 0.88, 0.75, 0.65


@dataclass(frozen=True, slots=True)
class Match:
    """Item `index` of the reading's `item` list (target, indicator or reporting) sets `key`, a parameter or indicator."""

    item: str
    index: int
    kind: str
    key: str
    class_key: str | None
    confidence: float


@dataclass(frozen=True)
class _Item:
    """One item as matching sees it: words in simplified characters, without signs."""

    kind: str
    index: int
    subject: str
    own: str
    around: str
    neighbour: str
    data: Data = field(hash=False)

    @property
    def unit(self) -> str:
        return str(self.data.get("unit") or (self.data.get("target") or {}).get("unit") or "")

    @cached_property
    def unbracketed(self) -> str:
        return squash(_IN_BRACKETS.sub("", str(self.data.get("name", ""))))


@lru_cache(maxsize=8192)  # the catalogue's few thousand words come again with every item
def squash(text: str) -> str:
    """Simplified, and without blanks, brackets, quotation marks and stops: 「“三社联动” 机制」 is 三社联动机制."""
    return _SIGNS.sub("", make_shadow(text).text)


def recognise(reading: Data, catalogue: Data, text: str = "") -> list[Match]:
    """Every target, rule, indicator row and dated reporting duty that sets something known.

    `text` is the document read: with it, the sentence around an item counts too.
    """
    matches: list[Match] = []
    for item in _items(reading, text):
        matches.extend(_indicator_matches(item, catalogue["indicators"]))
        matches.extend(_parameter_matches(item, catalogue["parameters"]))
    return matches


def nkey_of(text: str, catalogue: Data) -> tuple[str | None, float]:
    """The N-key whose terms weigh most in a task or clause; (None, 0.0) where no term stands in it."""
    squashed = squash(text)
    weights = sorted(
        ((_weight(squashed, row["terms"]), row["key"]) for row in catalogue["nkeys"]), reverse=True
    )
    best, key = weights[0] if weights else (0.0, None)
    if best == 0:
        return None, 0.0
    second = weights[1][0] if len(weights) > 1 else 0.0
    return key, round(min(0.97, best / (best + second) * min(1.0, best / _SURE_WEIGHT)), 2)


def _weight(text: str, terms: dict[str, float]) -> float:
    return sum(weight for term, weight in terms.items() if squash(term) in text)


def _items(reading: Data, text: str) -> Iterator[_Item]:
    headings = {clause["path"]: str(clause.get("heading") or "") for clause in reading.get("clauses", [])}
    before: Data | None = None
    for index, data in enumerate(reading.get("targets", [])):
        near = before is not None and data["span"][0] - before["span"][1] <= _CLOSE_BY
        neighbour = squash(str(before["text"])) if near and before is not None else ""
        around = _sentence(text, data["span"]) + headings.get(data.get("clause") or "", "")
        yield _item("target", index, data, around=squash(around), neighbour=neighbour)
        before = data
    for index, data in enumerate(reading.get("indicators", [])):
        yield _item("indicator", index, data)
    for index, data in enumerate(reading.get("reporting", [])):
        if data.get("deadlines"):
            yield _item("reporting", index, data)


def _item(kind: str, index: int, data: Data, *, around: str = "", neighbour: str = "") -> _Item:
    subject = squash(str(data.get("subject") or data.get("name") or ""))
    own = subject + squash(str(data.get("text") or data.get("name") or ""))
    return _Item(kind, index, subject, own, own + around, neighbour, data)


def _sentence(text: str, span: Sequence[int]) -> str:
    start, end = span
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - 400), start)]
    after = _SENTENCE_END.search(text, end)
    return text[before[-1] if before else max(0, start - 400) : after.start() if after else end]


def _indicator_matches(item: _Item, indicators: Sequence[Data]) -> list[Match]:
    """By name where any name fits, several where the subject lists several; else by rule; else by likeness."""
    if item.kind == "reporting":
        return []
    named = _longest([found for row in indicators for found in _by_name(item, row)])
    if named:
        return [_match(item, "indicator", key, None, sure) for key, _, sure in named]
    ruled = _best_rule(item, indicators)
    if ruled is not None:
        return [_match(item, "indicator", *ruled)]
    return _alike(item, indicators) if item.kind == "indicator" else []


def _parameter_matches(item: _Item, parameters: Sequence[Data]) -> list[Match]:
    ruled = _best_rule(item, parameters)
    return [] if ruled is None else [_match(item, "parameter", *ruled)]


def _match(item: _Item, kind: str, key: str, class_key: str | None, sure: float) -> Match:
    return Match(item.kind, item.index, kind, key, class_key, sure)


def _by_name(item: _Item, row: Data) -> Iterator[tuple[str, str, float]]:
    if item.unit and row["units"] and item.unit not in row["units"]:
        return
    for name in map(squash, row["names"]):
        if name == item.subject:
            yield row["key"], name, SAME
        elif name == item.unbracketed:
            yield row["key"], name, SAME_BUT_BRACKETS
        elif len(name) >= _LEAST_INSIDE and name in item.own:
            yield row["key"], name, INSIDE


def _longest(found: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Names that lie inside no longer name found, one a key."""
    kept: dict[str, tuple[str, str, float]] = {}
    for key, name, sure in sorted(found, key=lambda each: (-each[2], -len(each[1]))):
        if key not in kept and not any(name in longer for _, longer, _ in kept.values()):
            kept[key] = (key, name, sure)
    return list(kept.values())


def _best_rule(item: _Item, rows: Sequence[Data]) -> tuple[str, str | None, float] | None:
    best: tuple[int, tuple[str, str | None, float]] | None = None
    for own, sure in ((item.own, BY_RULE), (item.own + item.neighbour, BY_NEIGHBOUR)):
        for row in rows:
            for rule in row["rules"]:
                if _holds(rule, item, own):
                    strength = sum(
                        len(rule.get(part, [])) > 0 for part in ("any", "none", "unit", "per", "op", "kind")
                    )
                    strength += 2 * len(rule["all"]) + len(rule.get("context", []))
                    if best is None or strength > best[0]:
                        best = strength, (row["key"], rule.get("class"), sure)
        if best is not None:
            return best[1]
    return None


def _holds(rule: Data, item: _Item, own: str) -> bool:
    given = {
        "unit": item.unit,
        "per": item.data.get("per"),
        "op": item.data.get("op"),
        "kind": item.data.get("kind", "target"),
    }
    if item.kind not in rule.get("item", ["target", "indicator"]):
        return False
    if any(part in rule and given[part] not in rule[part] for part in given):
        return False
    if any(_stands(forms, own) for forms in rule.get("none", [])):
        return False
    if "any" in rule and not any(_stands(forms, own) for forms in rule["any"]):
        return False
    context = item.around + own
    return all(_stands(forms, own) for forms in rule["all"]) and all(
        _stands(forms, context) for forms in rule.get("context", [])
    )


def _stands(forms: str, text: str) -> bool:
    return any(squash(form) in text for form in forms.split("|"))


def _alike(item: _Item, indicators: Sequence[Data]) -> list[Match]:
    """The most similar name, for a table that words an indicator in its own way."""
    best, key = 0.0, ""
    for row in indicators:
        if item.unit and row["units"] and item.unit not in row["units"]:
            continue
        for name in map(squash, row["names"]):
            ratio = SequenceMatcher(None, name, item.subject, autojunk=False).ratio()
            if ratio > best:
                best, key = ratio, row["key"]
    return [_match(item, "indicator", key, None, ALIKE)] if best >= _LIKE_ENOUGH else []
