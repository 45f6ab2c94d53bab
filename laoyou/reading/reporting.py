"""Who reports what to whom, and by when."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .model import Clause
from .numerals import parse_number
from .phrases import ORGAN_END, Stretch, starts_of_phrases, stretches, unit_names

_NEEDED = re.compile(r"报")
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_FREQUENT = r"定期|及时|适时|按时|每半年|每半年度|每季度(?:末|初|结束后)?(?:次?月\d{1,2}日)?|每季末?|每季度首月|每周[一二三四五六日天]?|每年(?:末|初|底)?|每月(?:末|初|底)?|每两年|每周|半年|按季度?|按月|按年(?:度)?|年度|逐月|逐季|年底前|年终"
_DATE = rf"(?:(?:每年|次年|当年|翌年|同年|来年|每季度首月|每季度|每月|(?:19|20)\d\d年)?(?:{_DAY}月)?(?:{_DAY}[日号]|底|末|上旬|中旬|下旬))"
_WHEN = re.compile(
    rf"(?:于|在|请于)?(?P<when>(?:{_FREQUENT})?(?:第[一二三四]季度)?(?:{_DATE}(?:(?:和|及|、|与|以及|至){_DATE})*)(?:之?前|以前|内)?|(?:{_FREQUENT})(?:之?前)?|每{_DAY}?个?(?:年|月|季度|半年)(?:[一两\d]次)?|(?:\d+|[一二三四五六七八九十]+)个?(?:工作日|日|小时|天)(?:之)?内)"
)
_TOWARDS = re.compile(
    r"(?<![导方面一])向(?P<to>[^,。;:向]{2,36}?)(?:进行)?(?P<verb>书面报告|专题报告|报告|汇报|报送|上报|述职|反馈|通报)(?P<what>[^,。;]{0,40})"
)
# What follows 委 or 政府 in the name of a body: 健康促进委员会办公室, 市政府残疾人工作委员会.
_OFFICE = r"(?:员会)?(?:[一-龥]{2,10}?(?:委员会|领导小组|联席会议|专班))?(?:办公室)?"
_SENT = re.compile(
    r"(?P<verb>报送至?|上报至?|抄报|抄送|报至|反馈至?|报(?![告经批名备考表道警刊纸价销酬复请送]))"
    rf"(?P<to>[一-龥“”]{{1,18}}?{ORGAN_END}(?!办){_OFFICE}(?:\([一-龥、]{{1,14}}\))?(?:[、和及][一-龥]{{1,14}}?{ORGAN_END}(?!办))*)"
    r"(?P<rest>[^,。;]{0,12})"
)
_APPROVAL = re.compile(r"备案|审批|审定|批准|审核|同意|研究|审议|核准|批复|许可")
_PUBLIC = re.compile(r"社会(?!保障|保险|救助|工作|组织)|公众")  # told to everybody: publication, no report
_MANNER = re.compile(r"(?:书面|专题|专项|定期|及时|如实|统一|一并|做出|作出|做|作|进行)+$")
_SEEN, _LONGEST = 400, 120
_SUBJECT_ENDS = re.compile(
    r"汇总|要|应|须|负责|请|于|将|把|每|定期|及时|推动|根据|按照|,|对|在|结合|建立|分别|并|统筹"
)
_DEADLINE = re.compile(
    rf"(?:(?P<month>{_DAY})月(?:(?P<day>{_DAY})[日号]|(?P<end>底|末))?)|(?:每月|首月)(?P<only>{_DAY})[日号]"
)
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ASKED = re.compile(r"(?:将|把)(?P<what>[^,。;]{2,40}?)$")


def find_reporting(
    shadow: str, clauses: Sequence[Clause], exclude: Sequence[tuple[int, int]] = ()
) -> list[dict[str, Any]]:
    return [
        item
        for stretch in stretches(shadow, clauses, _NEEDED, exclude)
        for part in _parts(stretch)
        for match in sorted(
            [*_TOWARDS.finditer(part.text), *_SENT.finditer(part.text)], key=lambda match: match.start()
        )
        if (item := _report(part, match))
    ]


def _parts(stretch: Stretch) -> Iterator[Stretch]:
    """Stretches between semicolons; each may name its own who and to."""
    start = 0
    for match in re.finditer(r"[;]|$", stretch.text):
        if match.start() > start:
            text = stretch.text[start : match.start()]
            yield Stretch(stretch.start + start, stretch.start + match.start(), text, stretch.path)
        start = match.end()


def _report(stretch: Stretch, match: re.Match[str]) -> dict[str, Any] | None:
    text = stretch.text
    to = _MANNER.sub("", match["to"])
    if _APPROVAL.search(match.groupdict().get("rest") or "") or _PUBLIC.search(to):
        return None
    phrase = max(text.rfind(mark, 0, match.start()) for mark in ",;。") + 1
    timed = _WHEN.search(text, phrase, match.end()) or _WHEN.search(text, max(0, phrase - 30), match.end())
    if timed is None and match["verb"] in ("反馈", "通报", "抄送", "报"):
        return None
    when = timed["when"] if timed else None
    return {
        "start": stretch.start + phrase,
        "end": stretch.start + match.end("verb" if match.re is _SENT and not match["to"] else 0),
        "who": _who(text, match.start()),
        "to": to,
        "when": when,
        "deadlines": _deadlines(when or ""),
        "what": _what(text, phrase, match),
    }


def _who(text: str, end: int) -> list[str]:
    """The nearest subject before the verb: behind a comma, else at the head of the sentence."""
    for place in reversed(starts_of_phrases(text, max(0, end - _SEEN), end)):
        for stop in _SUBJECT_ENDS.finditer(text, place + 1, min(end + 1, place + _LONGEST)):
            names = unit_names(text[place : stop.start()].strip())
            if names:
                return names
    return []


_OBJECT = re.compile(
    r"(?:将|把)(?P<what>[^,。;将把]{2,40}?)(?=(?:于|在)?(?:每|\d|次年|向|报|书面|及时|定期|统一|上报|反馈|,|$))"
)
_MATTER = re.compile(r"(?:.*[对将把并]|^)([一-龥“”《》]{2,18}?(?:情况|成效|进展|问题|结果|总结|信息))")


def _what(text: str, phrase: int, match: re.Match[str]) -> str | None:
    """What follows 报告, else what 将 names, else the matter in this phrase or in the one before it."""
    behind = (match.groupdict().get("what") or "").strip(" 的")
    if behind:
        return behind
    named = _OBJECT.search(text, phrase, match.start() + 1)
    if named:
        return named["what"].strip()
    before = re.split(r"[,;:]", text[:phrase].rstrip(",;:"))[-1]
    for place in (text[phrase : match.start()], before):
        matter = _MATTER.search(place.strip())
        if matter:
            return matter[1]
    return before.strip() or None


def _deadlines(when: str) -> list[dict[str, int | None]]:
    return [deadline for match in _DEADLINE.finditer(when) if (deadline := _deadline(match))]


def _deadline(match: re.Match[str]) -> dict[str, int | None] | None:
    if match["only"]:
        return {"month": None, "day": _number(match["only"])}
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    return {"month": month, "day": _number(match["day"]) if match["day"] else _LAST_DAY[month - 1]}


def _number(text: str) -> int:
    value = parse_number(text)
    return int(value) if value is not None else 0
