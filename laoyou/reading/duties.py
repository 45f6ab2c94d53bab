"""Sentences that give a department a duty, and the responsible units named in brackets behind a measure."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .model import Clause
from .phrases import Stretch, is_class, starts_of_phrases, stretches, unit_names
from .units import read_units

_NEEDED = re.compile(r"负责|牵头|要|应当|须|配合|会同|承担|协助|制定|督促")
_ADVERB = re.compile(
    r"[,]?(?:按照|按|根据|依据|依照|结合|围绕|分别|共同|具体|主要|统一|全面|统筹|积极|密切)[^,。;、]{0,14},?$"
)
_VERB = re.compile(
    r"牵头负责|负责牵头|共同牵头|牵头|主要负责(?!人|同志)|具体负责|共同负责|分别负责|统一负责|全面负责|统筹负责|负责(?!人|同志)|承担"
    r"|(?:积极|密切|做好)?(?:配合|协助|参与)(?!的)|要(?![求素点件闻])|应当|应(?![急对用届变])|须"
    r"|(?<=部门)(?=[,]?(?:根据|按照|结合|制定|细化|明确|落实|加强|抓好|做好))|(?<=单位)(?=[,]?(?:根据|按照|结合|制定|细化|明确|落实|加强|抓好|做好))"
)
_HEAD, _NAMES = 240, 60
_WITH = re.compile(r"会同|联合|商(?=[省市县州区])")
_JOINT_WORK = re.compile(r"(?=(?:负责|牵头|制定|研究|组织|开展|做好|建立|落实|推进|完善|出台|抓好|指导))")
_LEADING_ADVERB = re.compile(r"^[,]?(?:按照|按|根据|依据|依照|结合)[^,。;]{2,14},")
_GROUP = re.compile(
    r"(?P<units>[一-龥]{2,14}(?:组|小组|专班))(?:由|在|设)[^。]{4,260}?,(?:主要)?负责(?P<what>[^。]{3,400})"
)
_ORGAN = r"[一-龥]{2,14}(?:局|委|厅|部|办|会|联|中心|公司|行)"
_NEXT = re.compile(
    rf"[、,;](?={_ORGAN}(?:牵头负责|负责牵头|主要负责|具体负责|负责(?!人)|牵头)(?![、,;]))"
    rf"|[,;](?=(?:{_ORGAN}、){{1,4}}{_ORGAN}(?:负责(?!人)|配合|协助)(?![、,;]))"
)
_NOTE = re.compile(
    r"[(\[【〔](?P<inside>(?:[^()\[\]【】〔〕。]|\([^()]{1,40}\)|。(?=[)\]】〕])){4,500})[)\]】〕]"
    r"|(?m:^[ ]*(?P<line>(?:责任单位|牵头单位|责任部门|牵头部门)[ ]*:[^\n]{3,400}))"
)
_LABELLED = re.compile(r"[ ]*(?:(?:主要)?责任|牵头|主办|负责|承办|落实)(?:责任)?(?:单位|部门|主体)?[ ]*:")
_ENDS_IN_ROLE = re.compile(
    r"(?:负责|牵头|配合|参加|参与|落实|分工负责|组织实施|协助)(?:落实|实施)?[。;]?[ ]*$"
)
_SUPPORTS = re.compile(r"配合|协助|参与")


def find_duties(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]] = ()
) -> list[dict[str, Any]]:
    notes = [
        note for note in _notes(shadow, clauses) if not any(a <= note["note"][0] < b for a, b in exclude)
    ]
    covered = [note.pop("note") for note in notes]
    found = [
        duty
        for duty in _prose(shadow, clauses, exclude)
        if not any(a <= duty["start"] < b for a, b in covered)
    ]
    return sorted([*notes, *found], key=lambda duty: (duty["start"], duty["end"]))


def _prose(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]]
) -> Iterator[dict[str, Any]]:
    for stretch in stretches(shadow, clauses, _NEEDED, exclude):
        position = 0
        for place in [*(match.start() for match in _NEXT.finditer(stretch.text)), len(stretch.text)]:
            yield from _of_part(stretch, position, place)
            position = place + 1


def _of_part(stretch: Stretch, start: int, end: int) -> Iterator[dict[str, Any]]:
    group = _GROUP.match(stretch.text, start, end)
    if group:
        yield _duty(
            (stretch.start + start, stretch.start + group.end()), [group["units"]], "lead", group["what"]
        )
        return
    for begin in starts_of_phrases(stretch.text, start, end)[:12]:
        duties = _from(stretch, begin, end)
        if duties:
            yield from duties
            return


def _from(stretch: Stretch, begin: int, end: int) -> list[dict[str, Any]]:
    """Duties of the subject that begins here, if units followed by a verb of duty do."""
    text = stretch.text
    pattern = _JOINT_WORK if _WITH.search(text, begin, min(end, begin + _NAMES)) else _VERB
    for count, verb in enumerate(pattern.finditer(text, begin, min(end, begin + _HEAD))):
        if count > 3:
            break
        head = _ADVERB.sub("", text[begin : verb.start()]).rstrip(",")
        leaders, *others = _WITH.split(head, maxsplit=1)
        units = unit_names(leaders.strip())
        if not units:
            continue
        what = _LEADING_ADVERB.sub("", text[verb.end() : end]).strip(" ,、。;:")
        cut_off = _SUPPORTS.search(verb.group()) and text[verb.end() : verb.end() + 1] in (";", ",", "。", "")
        if len(what) < 3 or cut_off or _is_cell(verb.group(), what):
            return []
        return _duties(
            (stretch.start + begin, stretch.start + end),
            units,
            unit_names(others[0]) if others else [],
            verb.group(),
            what,
        )
    return []


def _is_cell(verb: str, what: str) -> bool:
    """A牵头,B、C配合 is a cell of a table that lost its lines: it says who, not what."""
    first = re.split(r"[,;。]", what)[0]
    named = _ENDS_IN_ROLE.sub("", first)
    return verb == "牵头" and bool(unit_names(named) or unit_names(re.split("、", named)[0]))


def _duties(
    span: tuple[int, int], units: list[str], others: list[str], verb: str, what: str
) -> list[dict[str, Any]]:
    first = _duty(span, units, _role(units, verb, bool(others)), what)
    return [first, _duty(span, others, "support", what)] if others else [first]


def _role(units: Sequence[str], verb: str, leads: bool) -> str:
    if _SUPPORTS.search(verb):
        return "support"
    if leads or "牵头" in verb:
        return "lead"
    return "lead" if len(units) == 1 and not is_class(units[0]) else "shared"


def _duty(span: tuple[int, int], units: Sequence[str], role: str, what: str) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "units": list(units), "role": role, "what": what}


def _notes(shadow: str, clauses: Sequence[Clause]) -> Iterator[dict[str, Any]]:
    """(责任单位:…) and (市民政局牵头,市财政局配合): what they are responsible for stands before them."""
    previous = 0
    for match in _NOTE.finditer(shadow):
        inside = match["inside"] or match["line"]
        if not (_LABELLED.match(inside) or _ENDS_IN_ROLE.search(inside)) or "日期" in inside:
            continue
        named = read_units(inside)
        if not named:
            continue
        start = max([previous, *(clause.start for clause in clauses if clause.start <= match.start())][-2:])
        start = max(previous, start)
        what = shadow[start : match.start()].strip(" \n")
        previous = match.end()
        for role in dict.fromkeys(item.role for item in named):
            units = [item.unit for item in named if item.role == role]
            yield {**_duty((start, match.end()), units, role, _short(what)), "note": match.span()}


def _short(what: str) -> str:
    """A measure of more than 200 characters is named by its first sentence."""
    return what if len(what) <= 200 else re.split(r"(?<=[。\n])", what)[0].strip()
