"""What holds where and when, read from the releases: a release never changes, so its content is kept in memory."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from laoyou.packs.catalogues import catalogue_of
from laoyou.packs.loader import Content, merged
from laoyou.packs.models import PackRelease


class NoRelease(LookupError):
    """No pack was loaded that could answer."""


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A parameter as it holds on a day. `value` is None where the packs are unsure and an official must say."""

    key: str
    zh: str
    en: str
    class_key: str | None
    value: Any
    op: str
    unit: str
    per: str | None
    since: datetime.date
    until: datetime.date | None
    document: Content
    clause: str
    sureness: str
    note: Content | None
    pack: str
    release_id: int


@dataclass(frozen=True, slots=True)
class _Level:
    release_id: int
    code: str
    content: Content


@lru_cache(maxsize=64)
def _levels(release_id: int, digest: str) -> tuple[_Level, ...]:
    """The release and those that it extends, nearest first. The digest guards against a reused id."""
    levels: list[_Level] = []
    release: PackRelease | None = PackRelease.objects.get(id=release_id, digest=digest)
    while release is not None:
        levels.append(_Level(release.id, release.code, release.content))
        release = release.extends
    return tuple(levels)


def release_for(*, division_codes: Sequence[str]) -> PackRelease:
    """The newest release of the nearest pack, looking from the division up; base where none has a pack."""
    wanted = [*division_codes, "base"]
    newest = (
        PackRelease.objects.filter(code__in=wanted).order_by("code", "-id").distinct("code").defer("content")
    )
    by_code = {release.code: release for release in newest}
    for code in wanted:
        if code in by_code:
            return by_code[code]
    raise NoRelease("No pack is loaded. Run: laoyou packs load")


def releases_for(*, division_codes: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """release_for of many divisions at once, by their number: the id of the release; those without any are left out."""
    wanted = {"base", *(code for codes in division_codes.values() for code in codes)}
    newest = PackRelease.objects.filter(code__in=wanted).order_by("code", "-id").distinct("code")
    by_code = dict(newest.values_list("code", "id"))
    found = {}
    for number, codes in division_codes.items():
        nearest = next((by_code[code] for code in [*codes, "base"] if code in by_code), None)
        if nearest is not None:
            found[number] = nearest
    return found


def _levels_of(release_id: int | None, division_codes: Sequence[str]) -> tuple[_Level, ...]:
    if release_id is None:
        release = release_for(division_codes=division_codes)
    else:
        release = PackRelease.objects.defer("content").get(id=release_id)
    return _levels(release.id, release.digest)


def parameter(
    *,
    key: str,
    on: datetime.date,
    division_codes: Sequence[str] = (),
    class_key: str | None = None,
    release_id: int | None = None,
) -> ParameterValue | None:
    """The value on a day: the nearest pack that has one wins. `release_id` asks as a record made under it would."""
    for value in parameters(on=on, division_codes=division_codes, release_id=release_id, key=key):
        if value.class_key == class_key:
            return value
    return None


def parameters(
    *,
    on: datetime.date,
    division_codes: Sequence[str] = (),
    release_id: int | None = None,
    key: str | None = None,
) -> list[ParameterValue]:
    """Every value that holds here on a day (of `key`, if given), one a parameter and class: the nearest pack's."""
    levels = _levels_of(release_id, division_codes)
    found: dict[tuple[str, str | None], ParameterValue] = {}
    for level in levels:
        for row in level.content["parameters"]:
            if key in {None, row["key"]}:
                for value in row["values"]:
                    name = (row["key"], value.get("class"))
                    if name not in found and _holds(value, on):
                        found[name] = _parameter_value(levels, level, row, value)
    return list(found.values())


def values_of(*, keys: Sequence[str], release_id: int) -> list[ParameterValue]:
    """Every value of these parameters, of all days, nearest pack first: for many days at the price of one release."""
    levels = _levels_of(release_id, ())
    return [
        _parameter_value(levels, level, row, value)
        for level in levels
        for row in level.content["parameters"]
        if row["key"] in keys
        for value in row["values"]
    ]


def parameter_definitions(
    *, division_codes: Sequence[str] = (), release_id: int | None = None
) -> list[Content]:
    """Every parameter that can be set here: key, labels, unit, kind, classes."""
    return _merged("parameters", release_id, division_codes)


def indicator_definitions(
    *, division_codes: Sequence[str] = (), release_id: int | None = None
) -> list[Content]:
    return _merged("indicators", release_id, division_codes)


def indicator_queries(
    *, division_codes: Sequence[str] = (), release_id: int | None = None
) -> dict[str, Content]:
    """By key, the indicators that can be computed from records here: the definition with its `sql`."""
    sql = {row["key"]: row["sql"] for row in _merged("queries", release_id, division_codes)}
    known = indicator_definitions(division_codes=division_codes, release_id=release_id)
    return {row["key"]: {**row, "sql": sql[row["key"]]} for row in known if row["key"] in sql}


def nkeys(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    """N0–N23, the common key of tasks and clauses, each with its group."""
    return _merged("nkeys", release_id, division_codes)


def nkey_groups(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    return _merged("groups", release_id, division_codes)


def plan_periods(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    return _merged("periods", release_id, division_codes)


def measures(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    return _merged("measures", release_id, division_codes)


def list_definitions(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    """The lists that can be kept here: fields, states and who sees what. The nearest pack's whole list wins."""
    return _merged("lists", release_id, division_codes)


def status_kinds(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    """What may hold of residents here: attributes, sources in precedence, ages. The nearest pack's whole kind wins."""
    return _merged("status_kinds", release_id, division_codes)


def status_sources(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    return _merged("status_sources", release_id, division_codes)


def retention(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    """Classes of records: how long each is kept by which clause, its document resolved."""
    levels = _levels_of(release_id, division_codes)
    rows = merged([level.content for level in levels], "retention")
    return [{**row, "document": _document(levels, row["document"])} for row in rows]


def provider_kinds(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    """Kinds of institutions: whom they serve, what is counted at them, by which act they are filed."""
    return _merged("provider_kinds", release_id, division_codes)


def functions(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    return _merged("functions", release_id, division_codes)


def function_moves(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> list[Content]:
    """Functions that passed from one kind of department to another, with the day and its source."""
    return [row for level in _levels_of(release_id, division_codes) for row in level.content["moves"]]


def units(*, code: str) -> list[Content]:
    """The departments of the pack's own jurisdiction, with aliases, dates and successors."""
    return _rows(code, "units")


def unit_classes(*, code: str) -> list[Content]:
    """Names that stand for many: 各乡镇人民政府(街道办事处) expands to the divisions of the pack."""
    return _rows(code, "classes")


def divisions(*, code: str) -> list[Content]:
    """The next level down: name, code in each of the two code systems, since and until."""
    return _rows(code, "divisions")


def population(*, code: str) -> list[Content]:
    """Official counts of the pack's people, each with the title of its document."""
    release = release_for(division_codes=[code])
    levels = _levels(release.id, release.digest)
    rows = _own(code)["population"]
    return [row | {"document": _document(levels, row["document"])} for row in rows]


def pack_head(*, code: str) -> Content:
    head: Content = _own(code)["pack"]
    return head


def plan_facts(*, code: str, period: str) -> Content | None:
    """The facts of a jurisdiction's plan of a period, its document resolved; None where the pack has none."""
    release = release_for(division_codes=[code])
    levels = _levels(release.id, release.digest)
    if release.code != code:
        return None
    for plan in levels[0].content["plans"]:
        if plan["period"] == period:
            return {**plan, "document": _document(levels, plan["document"]), "release_id": release.id}
    return None


def catalogue(*, division_codes: Sequence[str] = (), release_id: int | None = None) -> Content:
    """What laoyou.reading.catalogue needs to recognise parameters, indicators and N-keys in a text."""
    return catalogue_of([level.content for level in _levels_of(release_id, division_codes)])


def _own(code: str) -> Content:
    release = release_for(division_codes=[code])
    if release.code != code:
        raise NoRelease(f"No pack is loaded for {code}. Run: laoyou packs load {code}")
    return _levels(release.id, release.digest)[0].content


def _rows(code: str, section: str) -> list[Content]:
    rows: list[Content] = _own(code)[section]
    return rows


def _merged(section: str, release_id: int | None, division_codes: Sequence[str]) -> list[Content]:
    return merged([level.content for level in _levels_of(release_id, division_codes)], section)


def _holds(value: Content, on: datetime.date) -> bool:
    day = on.isoformat()
    return bool(value["since"] <= day <= value.get("until", day))


def _document(levels: Sequence[_Level], key: str) -> Content:
    return next(row for level in levels for row in level.content["documents"] if row["key"] == key)


def _parameter_value(levels: Sequence[_Level], level: _Level, row: Content, value: Content) -> ParameterValue:
    definition = next(
        each
        for each in merged([level.content for level in levels], "parameters")
        if each["key"] == row["key"]
    )
    until = value.get("until")
    return ParameterValue(
        key=row["key"],
        zh=definition["zh"],
        en=definition["en"],
        class_key=value.get("class"),
        value=value.get("value"),
        op=value.get("op", "="),
        unit=definition["unit"],
        per=value.get("per"),
        since=datetime.date.fromisoformat(value["since"]),
        until=datetime.date.fromisoformat(until) if until else None,
        document=_document(levels, value["document"]),
        clause=value["clause"],
        sureness=value["sureness"],
        note=value.get("note"),
        pack=level.code,
        release_id=level.release_id,
    )
