"""What a unit that a document names may be here."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

_OPEN = re.compile(
    r"等?(?:(?:[省市州县区]级?|地方)?(?:各|其他)?(?:有关|相关)|各|各级)(?:责任|职能)?(?:部门|单位|机构)(?:[(](?:单位|部门)[)]|[和及、](?:单位|部门))?$"
)
_CLASS = re.compile(
    r"^(?:地方)?各(?!部门|单位|有关|相关)|^地方(?:各级)?(?:人民)?政府"
    r"|^(?:县级|乡镇|乡镇街道|[县市区](?:、?[县市区])+|[县市区][(][^)]*[)])(?:人民)?政府$"
)
_LEVELS = (
    ("village", re.compile(r"村|社区|居委会")),
    ("township", re.compile(r"乡|镇|街道|苏木")),
    ("county", re.compile(r"县|区|旗|县市")),
    ("prefecture", re.compile(r"市|州|盟")),
)
_PREFIX = re.compile(r"^(?:省|自治区|市|州|自治州|县|自治县|区|盟|旗)(?=..)")
_OPEN_PHRASE = re.compile(
    r"等(?:[省市州县区]级?|地方)?(?:各|其他)?(?:有关|相关)?(?:责任)?(?:部门|单位|机构)(?:[(](?:单位|部门)[)]|[和及、](?:单位|部门))?"
)
_NARROW = {0xFF08: "(", 0xFF09: ")", 0xFF0C: ","}
_SURE, _UNSURE = 3, 5


@dataclass(frozen=True, slots=True)
class Known:
    """A department as the books have it; `functions` are (key, since, until)."""

    id: int
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    successor_id: int | None = None
    division_name: str = ""
    functions: tuple[tuple[str, datetime.date | None, datetime.date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`certain`: its name, short name or alias is the one in the document, and it still exists."""

    department_id: int
    name: str
    why: str
    certain: bool


def _narrow(text: str) -> str:
    """Full-width brackets and commas as the patterns have them; every sign keeps its place."""
    return text.translate(_NARROW)


def is_open(name: str) -> bool:
    """有关部门, 相关单位: whoever it may concern."""
    return bool(_OPEN.fullmatch(_narrow(name)))


def open_phrase(raw: str) -> str:
    """The 等有关部门(单位) in a responsibility cell, or ''."""
    found = _OPEN_PHRASE.search(_narrow(raw))
    return raw[found.start() : found.end()] if found else ""


def is_class(name: str) -> bool:
    """各乡镇人民政府(街道办事处), 地方各级人民政府: one for each division below."""
    return not is_open(name) and bool(_CLASS.search(_narrow(name)))


def class_level(name: str) -> str:
    """The level that a class stands for; '' is the next level down."""
    if "各级" in name:
        return ""
    return next((level for level, words in _LEVELS if words.search(name)), "")


def suggestions(
    name: str, known: Sequence[Known], *, today: datetime.date, function_names: Mapping[str, str]
) -> list[Suggestion]:
    """Best first. One that was abolished gives way to its successor; functions that moved away are named."""
    by_id = {each.id: each for each in known}
    found: dict[int, Suggestion] = {}
    for rank, each in sorted(((_rank(name, each), each) for each in known), key=lambda pair: pair[0]):
        if rank > _UNSURE:
            continue
        for suggestion in _standing(each, rank, by_id, today, function_names):
            found.setdefault(suggestion.department_id, suggestion)
    return list(found.values())


def _rank(name: str, each: Known) -> int:
    """0 to 3: no doubt; 4 and 5: may be; 9: no."""
    names = [other for other in (each.name, each.short_name, *each.aliases) if other]
    for rank, known in enumerate(
        (names[:1], [each.short_name], each.aliases, [_local(other, each) for other in names])
    ):
        if name in known:
            return rank
    stem = _stem(name, each.division_name)
    if stem in {_stem(other, each.division_name) for other in names}:
        return 4
    return 5 if any(_abbreviates(stem, _stem(other, each.division_name)) for other in names) else 9


def _local(name: str, each: Known) -> str:
    """甲县民政局 as a document of the county itself says it: 县民政局."""
    return each.division_name[-1:] + name.removeprefix(each.division_name)


def _stem(name: str, division: str) -> str:
    """县民政局 and 甲县民政局 are 民政局."""
    short = name.removeprefix(division) if division else name
    return _PREFIX.sub("", short)


def _abbreviates(short: str, long: str) -> bool:
    """发改局 for 发展和改革局: the same first and last sign, and all its signs in that order."""
    if not 3 <= len(short) < len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    signs = iter(long)
    return all(sign in signs for sign in short)


def _standing(
    each: Known, rank: int, by_id: Mapping[int, Known], today: datetime.date, names: Mapping[str, str]
) -> list[Suggestion]:
    why = _why(rank)
    if each.until is None or each.until > today:
        return [Suggestion(each.id, each.name, why, rank <= _SURE), *_movers(each, by_id, today, names)]
    heir = _heir(each, by_id, today)
    if heir is None:
        return [
            Suggestion(
                each.id, each.name, _("该单位已于%(day)s撤销，没有登记承接单位") % {"day": each.until}, False
            )
        ]
    ended = _("%(name)s已于%(day)s撤销，由%(heir)s承接") % {
        "name": each.name,
        "day": each.until,
        "heir": heir.name,
    }
    return [Suggestion(heir.id, heir.name, ended, rank <= _SURE), *_movers(each, by_id, today, names)]


def _heir(each: Known, by_id: Mapping[int, Known], today: datetime.date) -> Known | None:
    seen = {each.id}
    following = by_id.get(each.successor_id or 0)
    while following and following.until and following.until <= today and following.id not in seen:
        seen.add(following.id)
        following = by_id.get(following.successor_id or 0)
    return following if following and following.id not in seen else None


def _movers(
    each: Known, by_id: Mapping[int, Known], today: datetime.date, names: Mapping[str, str]
) -> list[Suggestion]:
    """Departments that took over a function which this one has had."""
    gone = {key: until for key, _since, until in each.functions if until and until <= today}
    moved = []
    for other in by_id.values():
        for key, since, until in other.functions:
            if (
                other.id != each.id
                and key in gone
                and since
                and since >= gone[key]
                and not (until and until <= today)
            ):
                why = _("“%(what)s”自%(day)s起由%(name)s承担") % {
                    "what": names.get(key, key),
                    "day": since,
                    "name": other.name,
                }
                moved.append(Suggestion(other.id, other.name, why, False))
    return moved


def _why(rank: int) -> str:
    return (
        _("名称相同"),
        _("简称相同"),
        _("别名相同"),
        _("本地单位的通常写法"),
        _("去掉地名后相同"),
        _("像是简称"),
    )[rank]
