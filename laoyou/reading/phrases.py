"""Sentences and the units that are their subjects, for the readers of prose duties and reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .model import Clause
from .quantities.sentences import outside, split_sentences

ORGAN_END = (
    r"(?:局|委(?!办)|厅|部(?!门|分)|办(?!公室|事处)|政府(?!办)|委员会|管委会|办事处|街道|办公室|总工会|妇联|残联|科协|工商联|红十字会|关工委|中心|总队|支队|大队|公司|支行|银行|部门|单位|"
    r"乡镇|镇街|工作组|协调组|小组|专项组|工作专班|专班|联席会议|指挥部|机构|企业|开发区|高新区|新区|园区|党委|党组|县区|区县|县市区|市县|州市|盟市|地市|人大|常委会|人大常委会|国务院|党中央)"
)
_ENDS = re.compile(
    rf"{ORGAN_END}(?:\([一-龥、]{{1,14}}\))?$|各[一-龥]{{0,4}}(?:\([一-龥、]{{1,10}}\))[县区市]?$"
)
_CUT = re.compile(
    rf"(?:{ORGAN_END}(?:\([一-龥、]{{1,14}}\))?|^各[乡镇县区市街道]{{1,3}}\([一-龥、]{{1,14}}\))$"
)
_LEAD_IN = re.compile(
    r"[\s—·]*(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+[、是]|\d+[.、])?[\s]*(?:请|由|其中,?|同时,?)?"
)
_NOT_UNIT = re.compile(
    r"^(?:实行|对|将|把|在|为|以|通过|支持|鼓励|加强|完善|建立|推动|各类|引导|发挥|强化|坚持|落实|按|根据|经|纳入|组织|会同|实施|开展|制定|推进|充分|依托|健全|指导|督促|政府$|机构|企业|单位$|部门$|明确|压实|不|向|报|成立)"
)
_VAGUE = re.compile(r"^(?:等|其他)?(?:有关|相关)(?:部门|单位)(?:\((?:单位|部门)\))?$")
_CLASS = re.compile(r"^(?:各|地方各级|有关|相关|所在地)")
_INSIDE_WORD = re.compile(r"[,;:。对将把的需]|下各项|发布|日期|下设|分别|设办公室|^并")
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence without its leading mark."""

    start: int
    end: int
    text: str
    path: str | None


def stretches(
    shadow: str, clauses: Sequence[Clause], needed: re.Pattern[str], exclude: Sequence[tuple[int, int]] = ()
) -> Iterator[Stretch]:
    """Sentences outside tables in which `needed` occurs, each from its first word on."""
    for sentence in outside(split_sentences(shadow, clauses), exclude):
        if needed.search(shadow, sentence.start, sentence.end):
            lead = _LEAD_IN.match(shadow, sentence.start, sentence.end)
            start = lead.end() if lead else sentence.start
            end = sentence.start + len(shadow[sentence.start : sentence.end].rstrip(" \n。;|"))
            if end > start:
                yield Stretch(
                    start, end, shadow[start:end], sentence.clause.path if sentence.clause else None
                )


def unit_names(chain: str) -> list[str]:
    """The units of 县发改局、县民政局 or 各市、县(市、区)政府及某新区管委会; empty when it is no list of units."""
    names = [part for name in _items(chain) for part in _unjoined(name)]
    if not names or any(not _is_unit(name) for name in names):
        return []
    return [name for name in names if not _VAGUE.match(name)]


def _is_unit(name: str) -> bool:
    bare = re.sub(r"\([^()]*\)", "", name)
    return (
        len(name) > 1 and len(bare) <= _LONGEST and name.count("“") == name.count("”")
        and not _NOT_UNIT.search(name) and not _INSIDE_WORD.search(bare) and bool(_ENDS.search(name))
    )  # fmt: skip


def _items(chain: str) -> Iterator[str]:
    """The chain cut at its marks, but 文化和旅游局 and 各市、县政府 kept whole."""
    depth, start = 0, 0
    for place, sign in enumerate(chain):
        depth += (sign == "(") - (sign == ")")
        if (
            depth == 0
            and sign in "、和及与,"
            and (_CUT.search(chain, start, place) or chain[place + 1 : place + 2] == "各")
        ):
            yield chain[start:place].strip(" 以、和及与")
            start = place + 1
    yield chain[start:].strip(" 以、和及与")


def _unjoined(name: str) -> list[str]:
    """各乡镇(街道)各部门 are two."""
    inner = name.find("各", 1)
    joined = inner > 1 and name.startswith("各") and name[inner - 1] in ")镇道府门"
    return [name[:inner], name[inner:]] if joined else [name]


def is_class(name: str) -> bool:
    return bool(_CLASS.match(name))


def starts_of_phrases(text: str, start: int, end: int) -> list[int]:
    """A subject stands at the head of its sentence or behind a comma (坚持…,各部门要…)."""
    return [start, *(match.end() for match in _COMMA.finditer(text, start, end))]


_COMMA = re.compile(r"[,;:]")
