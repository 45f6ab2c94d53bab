"""The grammar of a responsibility phrase: which unit plays which part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .cells import is_group
from .lines import squeezed

LONGEST_LIST = 1200
OPENING, CLOSING = "([{〔【《“‘<", ")]}〕】》”’>"

_SHARED = (
    r"(?:(?:依|按照?|根据|依据|依照)(?:各自|部门|各单位|有关|相关)?(?:工作)?(?:职责|职能|分工)(?:职责|职能|任务)?(?:分工)?(?:分别|共同|负责)*"
    r"(?:负责|落实|推进|实施|抓好落实|做好|承担|组织实施|推动)*(?:落实|实施)?|分别(?:牵头)?负责|分工负责|分头负责|共同(?:牵头)?负责|各负其责|各司其职)"
)
_LEAD = r"(?:共同|联合|分别|按职责(?:分工)?|按照职责(?:分工)?|具体|主要|统筹)?(?:负责)?(?:为)?(?:总)?牵头(?:负责|组织|实施|落实|推进|抓总|协调|组织实施|单位|部门|办理|做好)*|主办|主责|(?:为)?(?:主要)?责任单位"
_SUPPORT = r"(?:为)?(?:(?:积极|密切|共同|分别|按职责(?:分工)?|按照职责(?:分工)?)?(?:协同|协助|参与|参加|配合|协办|支持|协作|协调|指导)(?:配合|参与|参加|负责|实施|落实|做好|推进|单位|部门|支持)*)"
_PLAIN = r"(?:具体|共同|组织|抓好|主要)?(?:负责|落实|承担|组织实施|实施)(?:落实|实施|推进)?"
_WORD = re.compile(
    rf"(?:(?P<shared>{_SHARED})|(?P<support>{_SUPPORT})|(?P<lead>{_LEAD})|(?P<plain>{_PLAIN}))[。.;,\s]*$"
)
_STAR = "*★☆●△▲#"
_VERB_INSIDE = re.compile(r"(?<=[局委厅部办会院心司行联队署府处])(?P<word>负责|牵头)(?=[\u4e00-\u9fff]{2})")
_LABEL = re.compile(
    r"\s*[(\[【〔]?\s*(?:(?P<lead>(?:牵头|主要责任|主责|主办|牵头责任)(?:单位|部门)?)"
    r"|(?P<support>(?:协同配合|配合|参与|参加|协助|协同|协办|协作)(?:单位|部门)?)"
    r"|(?P<list>(?:责任|负责|承办|落实|分工|实施|主体责任)(?:单位|部门|主体|分工)?))\s*[】\])〕]?\s*:\s*[】\])〕]?"
)
_WITH = re.compile(r"^(?:会同|联合|商|协调|配合单位为|参与单位为)(?=[^\s])")
_FROM = re.compile(r"^(?:\(?\d{1,2}[.)]\s*|并?由|以及|其中|和|及|与|同时)(?=.)")
_ET_CETERA = re.compile(
    r"(?:等(?:市|县|省|州|区|市级|县级|省级|州级|区级|地方)?(?:各|多个|[一二三四五六七八九十\d]+个)?(?:有关|相关|责任|成员|涉及|职能|单位|部门|机构)*"
    r"(?:部门|单位|机构|方面)?(?:\((?:单位|部门)\)|[和及]单位)?)$"
)
_LEVEL = r"(?:省|自治区|市|州|盟|地区|县|区|旗|乡|镇|苏木|街道|园区|自治县|县市区|市县|村|社区)"
_BARE_LEVEL = re.compile(rf"各?(?:{_LEVEL}|\([^)]*\))+")
_LEVEL_BODY = re.compile(
    rf"各?(?:{_LEVEL}|\([^)]*\))+级?(?:党委|人民政府|政府|管委会|管理委员会|办事处|党工委|[和及、]|\([^)]*\))+"
)
_ORGAN = (
    r"(?:局|委|委员会|厅|部|办|办公室|会|院|中心|公司|行|联|联合会|队|署|处|政府|集团|所|馆|站|校|学校|大学|学院|医院|银行|支行|分行|协会|法院|检察院|"
    r"总工会|妇联|残联|科协|文联|工商联|侨联|红十字会|团委|共青团|团[省市县区州]委|管委会|街道|乡镇|镇|乡|园区|开发区|高新区|新区|机构|企业|单位|部门|机关|"
    r"县市区|县区|区县|市县|州县|[省市县区州])"
)
_ORGAN_END = re.compile(rf"{_ORGAN}(?:\([^)]*\))?$")
_JOINED = re.compile(
    rf"{_ORGAN}(?:\([^)]*\))?(?P<and>以及|及其?|和|与)(?=(?:各|省|自治区|市|州|盟|县|区|旗|团|共青团|中国|国家|国网|人行|人民银行|乡|镇|街道|有关|相关|其他|[\u4e00-\u9fff]{{1,10}}?(?:局|委|厅|办|会|院|部|政府|公司|中心)(?:$|[(牵配参负按协])))"
)
_GAP = re.compile(r"[\s\u3000]+")
_WHOLE_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2}(?:局|委|委员会|厅|部|办|办公室|会|院|中心|公司|支行|分行|联|联合会|队|署|政府|集团|学院|工会|办事处)(?:\([^()]*\))?$"
)
_OPENS_UNIT = re.compile(
    r"(?:各|省|自治区|市|县|区|州|盟|旗|团[省市县]|共青团|人行|中国|国网|牵头单位|配合单位|责任单位)[\u4e00-\u9fff(:]"
)
_BRACKETED_WORD = re.compile(
    r"[(\[〔](?P<word>(?:为)?(?:总)?(?:牵头|主责|主办)(?:单位|部门|负责)?|(?:协同)?(?:配合|参与|参加|协助|协办)(?:单位|部门)?|负责)[)\]〕]$"
)
_KEEP_AND = re.compile(r"(?:党委|县委|市委|省委|区委|州委)$")
_GOVERNMENT = re.compile(
    r"^(?:地方|各级|各地|各|有关|相关|属地|辖区|所在地|全市|全县|\d+个|基层|乡|镇|街道|县级|市级)"
)
_NO_UNIT = re.compile(
    r".*(?:时限|时间|20\d\d年|长期坚持|持续推进)|^长期$|^(?:其他)?(?:部门|单位)(?:\((?:单位|部门)\)|[和及、]单位)?$|^(?:按|依)?(?:职责|分工|职责分工)$|^等|^[—\-–/无\d.]+$"
)
_CLASS_ONLY = re.compile(
    r"^(?:等)?(?:有关|相关|各有关|各相关|其他有关|其他相关)(?:部门|单位)(?:\((?:单位|部门)\)|[和及、](?:单位|部门))?$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One name between two marks, with the mark that follows it, offsets within the phrase."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, where its name stands in the phrase, and its role."""

    start: int
    end: int
    unit: str
    role: str


def read_units(phrase: str, role: str | None = None, first_leads: bool = False) -> list[Named]:
    """The units of a phrase and their roles. `role` is the one that a column head or a label gives."""
    phrase = _unbroken(phrase)
    runs = [run for label, part in _labelled(phrase) for run in _runs(phrase, part, label or role)]
    named = _roles(runs)
    if first_leads and named and not any(item.role == "lead" for item in named):
        rest = [Named(item.start, item.end, item.unit, "support") for item in named[1:]]
        return [Named(named[0].start, named[0].end, named[0].unit, "lead"), *rest]
    return named


def _unbroken(phrase: str) -> str:
    """The phrase without blanks: one between two units is a mark, any other is layout."""
    if not _GAP.search(phrase):
        return phrase
    parts = [part for part in _GAP.split(phrase) if part]
    whole = parts[0] if parts else ""
    for part in parts[1:]:
        whole += ("、" if _WHOLE_UNIT.search(whole) and _is_unit_start(part) else "") + part
    return whole


def _is_unit_start(text: str) -> bool:
    item = re.split(r"[、,;。/]", text, maxsplit=1)[0]
    name = _strip_word(item)[0]
    return _OPENS_UNIT.match(text) is not None or (len(name) > 2 and _ORGAN_END.search(name) is not None)


def looks_like_units(text: str) -> bool:
    """Whether a table cell reads as a list of units."""
    return unit_share(text) > 0.5


@lru_cache(maxsize=4096)
def unit_share(text: str) -> float:
    """The part of the names in a cell that end as the names of units do."""
    if len(text) > LONGEST_LIST or is_group(text):
        return 0.0
    text = _unbroken(text)
    items = list(_items(text, 0, len(text)))
    hits = sum(1 for item in items if _is_unit_item(text[item.start : item.end]))
    return hits / len(items) if items else 0.0


def _is_unit_item(item: str) -> bool:
    bare = squeezed(_strip_word(item)[0])
    return 1 < len(bare) <= 30 and bool(_ORGAN_END.search(bare) or _CLASS_ONLY.search(bare))


@dataclass(frozen=True, slots=True)
class Run:
    """Names that one word governs; `word` is None when none does. `forced` is a role from a label or column."""

    names: tuple[tuple[int, int, str], ...]
    word: str | None
    forced: str | None


def _labelled(phrase: str) -> Iterator[tuple[str | None, tuple[int, int]]]:
    """Stretches under a label such as 配合单位: with the role that the label gives."""
    start, role = 0, None
    for piece_start, piece_end in _pieces(phrase):
        label = _LABEL.match(phrase, piece_start, piece_end)
        if not label:
            continue
        if piece_start > start:
            yield role, (start, piece_start)
        role = "lead" if label["lead"] else "support" if label["support"] else None
        start = label.end()
    yield role, (start, len(phrase))


_PIECE = re.compile(
    r"(?:^|[,;。\n\s、)】\]])(?=[(\[【〔]?(?:牵头|主要责任|主责|主办|协同|配合|参与|参加|协助|协办|协作|责任|负责|承办|落实|分工|实施|主体)[^,;。、]{0,6}:)"
)


def _pieces(phrase: str) -> Iterator[tuple[int, int]]:
    for match in _PIECE.finditer(phrase):
        yield match.end(), len(phrase)


def _items(phrase: str, start: int, end: int) -> Iterator[Item]:
    """Names between marks outside brackets, with names that only look divided put together again."""
    items = list(_divided(phrase, start, end))
    index = 0
    while index < len(items):
        item = items[index]
        while index + 1 < len(items) and item.mark == "、" and _goes_on(phrase, item, items[index + 1]):
            index += 1
            item = Item(item.start, items[index].end, items[index].mark)
        yield item
        index += 1


def _goes_on(phrase: str, item: Item, following: Item) -> bool:
    first = squeezed(phrase[item.start : item.end])
    second = _strip_word(squeezed(phrase[following.start : following.end]))[0]
    return (
        first.startswith("各")
        and _BARE_LEVEL.fullmatch(first) is not None
        and (_LEVEL_BODY.fullmatch(second) is not None or second.startswith("县(市、区)"))
        and not second.startswith("各")
    )


def _divided(phrase: str, start: int, end: int) -> Iterator[Item]:
    depth, begin = 0, start
    for index in range(start, end):
        sign = phrase[index]
        if sign in OPENING:
            depth += 1
        elif sign in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and sign in "、,;。\n/":
            yield from _trimmed(phrase, begin, index, sign)
            begin = index + 1
    yield from _trimmed(phrase, begin, end, "")


def _trimmed(phrase: str, start: int, end: int, mark: str) -> Iterator[Item]:
    while start < end and phrase[start].isspace():
        start += 1
    while end > start and phrase[end - 1].isspace():
        end -= 1
    together = phrase.find("会同", start + 2, end)
    if together > 0:
        yield Item(start, together, "、")
        start = together
    for joined in _JOINED.finditer(phrase, start, end):
        if start <= joined.start() and not _KEEP_AND.search(phrase, start, joined.start("and")):
            yield Item(start, joined.start("and"), "、")
            start = joined.end("and")
    if end > start:
        yield Item(start, end, mark)


def _strip_word(text: str) -> tuple[str, str | None]:
    """The text without the role word at its end, and which kind of word that was."""
    found = _WORD.search(text)
    if not found and (inside := _VERB_INSIDE.search(text)):
        return text[: inside.start()], "shared" if inside["word"] == "负责" else "lead"
    if not found:
        bracketed = _BRACKETED_WORD.search(text)
        return (text[: bracketed.start()], _strip_word(bracketed["word"])[1]) if bracketed else (text, None)
    return text[: found.start()], found.lastgroup


def _runs(phrase: str, part: tuple[int, int], forced: str | None) -> list[Run]:
    runs: list[Run] = []
    names: list[tuple[int, int, str]] = []
    accompanied = False
    for item in _items(phrase, *part):
        name, word = _strip_word(phrase[item.start : item.end])
        opened = _WITH.match(name)
        if opened and names:
            runs.append(Run(tuple(names), "lead", forced))
            names = []
        accompanied = accompanied or opened is not None
        begin = item.start + (opened.end() if opened else 0)
        names.extend(_name(phrase, begin, item.start + len(name)))
        if word or item.mark == ";":
            runs.append(Run(tuple(names), "support" if accompanied else word, forced))
            names, accompanied = [], False
    if names:
        runs.append(Run(tuple(names), "support" if accompanied else None, forced))
    return runs


def _name(phrase: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    text = phrase[start:end].rstrip()
    if found := _FROM.match(text):
        start += found.end()
        text = text[found.end() :]
    if not _CLASS_ONLY.match(text):
        text = _ET_CETERA.sub("", text)
    text = text.rstrip(" :,、(〔[" + _STAR)
    bare = squeezed(text).lstrip("(〔[:)】") if text[:1] in "(〔[:)】" else squeezed(text)
    bare = _closed(bare)
    if bare and not _NO_UNIT.match(bare) and len(bare) > 1:
        offset = len(text) - len(text.lstrip("(〔[:)】 "))
        yield start + offset, start + len(text), bare


def _closed(name: str) -> str:
    """A closing bracket whose opening one enclosed the whole phrase is not part of the name."""
    while (
        name
        and name[-1] in ")〕]】"
        and name.count("(") + name.count("〔") + name.count("[")
        < (name.count(")") + name.count("〕") + name.count("]") + name.count("】"))
    ):
        name = name[:-1]
    return name


def _roles(runs: list[Run]) -> list[Named]:
    named: list[Named] = []
    led = False
    for index, run in enumerate(runs):
        role = _role(run, led, index)
        led = led or role == "lead"
        named.extend(Named(start, end, unit, role) for start, end, unit in run.names)
    return named


def _role(run: Run, led: bool, index: int) -> str:
    if run.word in {"lead", "support", "shared"}:
        return run.word
    if run.word == "plain":
        alone = len(run.names) == 1 and not led and index == 0
        return "lead" if alone else "shared"
    if run.forced:
        return run.forced
    return "support" if led else "shared"
