"""How each kind of item in ../shared/plan-json.md is held to be right; strict, but for spaces, width and script."""

import re
from typing import Any

from tests.conformance.reading.matching import Score, agrees, choices, number_agrees, overlaps, pair
from tests.conformance.reading.truth import Case, Json, plain

_UNIT_WORDS = {"个托位": "个", "张床位": "张", "个百分点": "%", "百分点": "%"}


def _unit(value: object) -> str:
    word = plain(value)
    return _UNIT_WORDS.get(word, word)


def _quantity_shown(item: Json, text: str) -> str:
    start, end = item.get("span", (0, 0))
    quote = item.get("text") or text[start:end]
    figures = (
        f"{item.get('op')} {item.get('value')} {item.get('unit')} {item.get('year')} per={item.get('per')}"
    )
    return f"@{start} {item['list']}/{item.get('kind')} {figures} clause={item.get('clause')} 「{quote}」"


def quantity_agrees(truth: Json, got: Json, text: str) -> bool:
    kinds = choices(truth, "kind") if truth.get("kind") else [None]
    return (
        got["list"] in choices(truth, "list")
        and overlaps(truth, got, text)
        and number_agrees(truth, got)
        and _unit(got.get("unit")) in {_unit(unit) for unit in choices(truth, "unit")}
        and got.get("op") in choices(truth, "op")
        and got.get("year") in choices(truth, "year")
        and (got["list"] != "targets" or truth["list"] != "targets" or got.get("kind") in kinds)
    )


def quantities(case: Case, read: Json) -> dict[str, Score]:
    """Targets, facts and forecasts in one pass, since an item in the wrong list is both a miss and an extra."""
    lists = ("targets", "facts", "forecasts")
    wanted = [{**item, "list": name} for name in lists for item in case.truth.get(name, [])]
    got = [{**item, "list": name} for name in lists for item in read.get(name, [])]
    scores, notes = {}, []
    whole, pairs = pair(
        wanted,
        got,
        lambda t, g: quantity_agrees(t, g, case.text),
        lambda t, g: overlaps(t, g, case.text) and number_agrees(t, g),
        lambda item: _quantity_shown(item, case.text),
    )
    for truth, match in pairs:
        for key in ("per", "clause"):
            if key in truth and not agrees(truth, match, key):
                notes.append(
                    f"{key}: wanted {truth[key]}, got {match.get(key)}: {_quantity_shown(match, case.text)}"
                )
    for name in lists:
        scores[name] = Score(
            sum(1 for truth, _ in pairs if truth["list"] == name),
            [line for line in whole.misses if f" {name}/" in line],
            [line for line in whole.extras if f" {name}/" in line],
        )
    scores["targets"].notes = notes
    return scores


def tasks(case: Case, read: Json) -> dict[str, Score]:
    def same(truth: Json, got: Json) -> bool:
        return truth["no"] == got["no"] and plain(truth["text"]).rstrip("。;") == plain(got["text"]).rstrip(
            "。;"
        )

    score, pairs = pair(
        case.truth.get("tasks", []), read.get("tasks", []), same, same, lambda t: f"{t['no']} 「{t['text']}」"
    )
    for truth, match in pairs:
        if "raw" in truth and plain(truth["raw"]).rstrip("。") not in plain(match.get("raw")):
            score.notes.append(f"raw of task {truth['no']}: {match.get('raw')}")
    pairs_wanted = [{**r, "no": t["no"]} for t in case.truth.get("tasks", []) for r in t["responsibilities"]]
    pairs_got = [{**r, "no": t["no"]} for t in read.get("tasks", []) for r in t["responsibilities"]]
    roles, _ = pair(
        pairs_wanted, pairs_got, _role_agrees, _role_agrees, lambda r: f"{r['no']} {r['unit']} {r['role']}"
    )
    return {"tasks": score, "responsibilities": roles}


def _role_agrees(truth: Json, got: Json) -> bool:
    return truth["no"] == got["no"] and agrees(truth, got, "unit") and got["role"] in choices(truth, "role")


def _figure_agrees(truth: Json | None, got: Json | None, keys: tuple[str, ...]) -> bool:
    if truth is None or got is None:
        return truth is None and got is None
    units = {_unit(unit) for unit in choices(truth, "unit")}
    same_keys = all(got.get(key) in choices(truth, key) for key in keys)
    return number_agrees(truth, got) and _unit(got.get("unit")) in units and same_keys


def indicators(case: Case, read: Json) -> dict[str, Score]:
    def same(truth: Json, got: Json) -> bool:
        return (
            truth.get("no") == got.get("no")
            and agrees(truth, got, "name")
            and _figure_agrees(truth["baseline"], got["baseline"], ("year",))
            and _figure_agrees(truth["target"], got["target"], ("year", "op"))
            and got.get("binding") in choices(truth, "binding")
            and agrees(truth, got, "unit_responsible")
        )

    keys = ("no", "name", "baseline", "target", "binding", "unit_responsible")
    score, _ = pair(
        case.truth.get("indicators", []),
        read.get("indicators", []),
        same,
        lambda t, g: agrees(t, g, "name"),
        lambda i: " ".join(str(i.get(key)) for key in keys),
    )
    return {"indicators": score}


def _number(value: object) -> str:
    return re.sub(r"[.、.()《》\[\]:::]|^附件", "", plain(value))


def clauses(case: Case, read: Json) -> dict[str, Score]:
    def same(truth: Json, got: Json) -> bool:
        heading = plain(truth["heading"]).rstrip("。:")
        return (
            _number(truth["number"]) == _number(got["number"])
            and got["level"] in choices(truth, "level")
            and plain(got["path"]) in {plain(path) for path in choices(truth, "path")}
            and plain(got["heading"]).rstrip("。:") == heading
        )

    score, _ = pair(
        case.truth.get("clauses", []),
        read.get("clauses", []),
        same,
        lambda t, g: agrees(t, g, "path"),
        lambda c: f"{c['number']} {c['path']} level {c['level']} 「{c['heading']}」",
    )
    return {"clauses": score}


def _field(score: Score, name: str, truths: list[Any], got: object) -> None:
    if plain(got) in {plain(truth) for truth in truths}:
        score.right += 1
    else:
        score.misses.append(f"{name}: wanted {truths}, got {got}")
        if got:
            score.extras.append(f"{name}: {got}")


def metadata(case: Case, read: Json) -> dict[str, Score]:
    truth, score = case.truth, Score()
    for name in ("title", "issuer", "doc_number", "date"):
        _field(score, name, [truth.get(name), *truth.get(f"{name}_acceptable", [])], read.get(name))
    place, got = truth.get("jurisdiction") or {}, read.get("jurisdiction") or {}
    absent = [None] if place.get("inferred") else []
    _field(score, "place", [place.get("name"), *place.get("name_acceptable", []), *absent], got.get("name"))
    _field(score, "level", [place.get("level"), *place.get("level_alt", []), *absent], got.get("level"))
    score.add(_listed(truth.get("based_on", []), read.get("based_on", []), ("title", "number")))
    score.add(_listed(truth.get("annexes", []), read.get("annexes", []), ("number", "title", "present")))
    return {"metadata": score}


def _listed(wanted: list[Json], got: list[Json], keys: tuple[str, ...]) -> Score:
    def same(truth: Json, item: Json) -> bool:
        numbers = {_number(choice) for choice in choices(truth, "number")}
        return _number(item.get("number")) in numbers and all(
            agrees(truth, item, k) for k in keys if k != "number"
        )

    def near(truth: Json, item: Json) -> bool:
        return agrees(truth, item, "title")

    return pair(
        wanted, got, same, near, lambda i: "annex or basis: " + " ".join(str(i.get(k)) for k in keys)
    )[0]
