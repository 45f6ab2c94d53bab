"""What stands at the head and the foot of a document: title, issuer, number, date, and what it rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cells import is_group
from .fields import Found, has_field, read_fields
from .lines import Line, squeezed
from .numerals import parse_han

NUMBER = (
    r"[\u4e00-\u9fffA-Za-z]{1,14}(?:(?:\s?[〔\[(]\s?(?:19|20)\d\d\s?[〕\])]|(?:19|20)\d\d年?)\s?(?:第\s?)?\d{1,4}\s?号"
    r"|〔(?:19|20)\d\d\d{1,3}(?:号|(?=\)|$)))"  # a conversion dropped 〕, and 号 with it
)
_ALONE = re.compile(rf"[(]?({NUMBER})[)]?")
_SOMEWHERE = re.compile(NUMBER)
_DATE = re.compile(r"(20\d\d|19\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_HAN_DATE = re.compile(
    r"([一二三四五六七八九〇零]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_KIND = r"(?:方案|意见|通知|规划|计划|办法|细则|措施|规定|决定|报告|纲要|要点|条例|行动|指南|规程|通报|公告|批复|制度|标准|政策|规则|清单|指引|提纲|函)"
_TITLE = re.compile(rf"[^。;|]*{_KIND}(?:\([^)]{{1,14}}\))*》?")
_LIST_TITLE = re.compile(
    r"[^。;|,\t]{2,}(?:表|分工|分解|清单|指标|任务|名单|职责|台账|一览)(?:\([^)]{1,14}\))*"
)
LONGEST_LIST_TITLE = 60
_NOT_TITLE = re.compile(
    r"^[^《:]{0,14}:|^(?:‘|图解|解读|相关|为|现|根据|附|第|\d(?!\d{3}年)|经|《[^》]*》(?:已|业)|各|抄送|索引|首页|当前|您|关键词)|已经|印发给|如下|:$|,"
)
_OPENS_TITLE = re.compile(r"[\u4e00-\u9fff]{2,9}?(?:省|市|县|区|州|盟|旗)[^级委]|关于")
_PAGE_HEADER = re.compile(r"^(?:Page|P\.|第)\s*\d+\s*页?\s*[-—]*\s*")
_VALIDITY = re.compile(r"\((?:现行)?有效\)$|\((?:已)?(?:失效|废止|修改)\)$")
_YEARS = re.compile(r"\(20\d\d年?[—\-–~至]+20\d\d年?\)")
_ORGAN = re.compile(
    r"[^\d,。;:、]{2,40}(?:人民政府|办公室|办公厅|委员会|局|厅|委|部|院|会|办|中心|署|政府|领导小组|管委会|联社|公司|支行|总队|中共[^\d]{2,10}委)"
)
_BODY_FIRST = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:人民政府|办公室|办公厅|委员会|委|局|厅|部|会)(?:$|关于|印发)"
)
_PREAMBLE = re.compile(r"根据|贯彻|落实|按照|依据|遵照|精神|要求")
_CITED = re.compile(rf"《((?:[^《》]|《[^《》]*》){{1,200}})》(?:\s*\(\s*({NUMBER})?[^()]{{0,60}}\))?")
_SITE_NOTE = re.compile(r"提示:|继续有效|文件清理结果|规范性文件清理")
_BARE_NUMBER = re.compile(rf"(?<![\u4e00-\u9fff])({NUMBER})|(?:根据|落实|按照|依据)({NUMBER})")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that this one rests on."""

    title: str | None
    number: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """`title` is the plan's own; `notice` that of the notice which issued it, when there is one beside it."""

    title: Found | None
    notice: Found | None
    issuer: Found | None
    doc_number: Found | None
    date: Found | None
    based_on: tuple[Cited, ...]
    named: tuple[str, ...]


def read_heading(lines: Sequence[Line], first_clause: int, body_end: int) -> Heading:
    """`lines` are the prose lines; `first_clause` is where the outline begins, `body_end` where the first annex does."""
    body = [line for line in lines if line.start < body_end]
    front = [line for line in body if line.start < first_clause]
    fields = read_fields(front[:40])
    titles = list(_titles(front[:60])) or list(_first_line(lines[:1]))
    notice = next((title for title in titles if re.search(r"(?:印发|转发).*通知$", title.value)), None)
    plan = next((title for title in titles if title is not notice and not title.value.endswith("通知")), None)
    title = plan or notice or (titles[0] if titles else None) or fields.get("标题") or fields.get("名称")
    signed, dated = _signature(body)
    issuer = fields.get("发文机关") or signed or _issuer_of(notice or title) or _publisher(fields)
    date = dated or _field_date(fields)
    number = next(
        (
            _number(fields[name])
            for name in ("文号", "发文字号", "文件编号", "文件字号", "发文号")
            if name in fields and _number(fields[name])
        ),
        None,
    )
    return Heading(
        title,
        notice if notice is not title else None,
        issuer,
        number or _doc_number(front[:40]),
        date,
        tuple(_based_on(front, title, notice)),
        tuple(found.value for found in (issuer, notice, title) if found),
    )


_ISSUES = re.compile(r"(?:印发|转发)《?(.{4,60}?)》?的?通知$")


def plan_start(lines: Sequence[Line]) -> int:
    """Where the plan begins that a notice issues; 0 without a notice, or where the notice has nothing else before it."""
    for place, title in enumerate(_titles(lines[:40])):
        issued = _ISSUES.search(title.value)
        if issued and place < 3:
            name = issued[1]
            below = (line for line in lines if line.start > title.end and squeezed(line.text) == name)
            return next((line.start for line in below), 0)
    return 0


def is_title(text: str) -> bool:
    return _TITLE.fullmatch(text) is not None


def is_plan(text: str) -> bool:
    """The title of what is carried out, not of a table or list beside it."""
    return re.search(r"(?:方案|意见|规划|计划|办法|细则|措施|纲要|行动)(?:\([^)]*\))*$", text) is not None


def _titles(lines: Sequence[Line]) -> Iterator[Found]:
    """Titles as they stand, each once; one that breaks off before its 通知 is left to the line that ends it."""
    seen: set[str] = set()
    for place, line in enumerate(lines):
        text = squeezed(line.text) if len(line.text) < 8 else line.text
        if len(text) > 120 or has_field(text) or not _TITLE.fullmatch(text) or _NOT_TITLE.search(text):
            continue
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        if _breaks_off(text) and following.endswith("通知"):
            continue
        start = line.start
        above = place - 1
        while above >= 0 and place - above < 4 and _goes_before(lines[above].text, text):
            start, text = (
                lines[above].start,
                lines[above].text + " " * _organ_above(lines[above].text, text) + text,
            )
            above -= 1
        value = _dated(_tidy(text), lines[place + 1 : place + 2])
        if 5 < len(value) < 120 and value not in seen:
            seen.add(value)
            yield Found(value, start, line.end)


def _first_line(lines: Sequence[Line]) -> Iterator[Found]:
    """The title of a table or list that is a document of its own."""
    for line in lines:
        if (
            len(line.text) < LONGEST_LIST_TITLE
            and _LIST_TITLE.fullmatch(line.text)
            and not _NOT_TITLE.search(line.text)
            and not is_group(line.text)
        ):
            yield Found(_tidy(line.text), line.start, line.end)


def _breaks_off(text: str) -> bool:
    return bool(re.search(r"关于(?:印发|转发)", text)) and not re.search(r"通知(?:\([^)]*\))?$", text)


def _dated(title: str, below: Sequence[Line]) -> str:
    """The title with the years printed on the line below it, without marks of validity and without 《》 around all of it."""
    title = _VALIDITY.sub("", re.sub(rf"^{NUMBER}(?=《)", "", title))
    if title.startswith("《") and title.endswith("》") and "《" not in title[1:]:
        title = title[1:-1].replace("〈", "《").replace("〉", "》")
    years = squeezed(below[0].text) if below else ""
    return title + years if _YEARS.fullmatch(years) else title


def _organ_above(above: str, text: str) -> bool:
    return bool(_ORGAN.fullmatch(above) and _ORGAN.match(text) and not text.startswith("关于"))


def _goes_before(above: str, text: str) -> bool:
    """Whether a short line is the first part of a title that was broken over lines."""
    if (
        len(above) > 50
        or has_field(above)
        or _ALONE.fullmatch(above)
        or _DATE.search(above)
        or ":" in above
        or "。" in above
    ):
        return False
    if _breaks_off(above) and text.endswith("通知"):
        return True
    if _TITLE.fullmatch(above):
        return False
    if (
        _OPENS_TITLE.match(above)
        and not _ORGAN.fullmatch(above)
        and not _OPENS_TITLE.match(text)
        and not re.search(r"[,;、》)]$|[\s|]", above)
    ):
        return True
    if above.endswith(
        ("关于", "关于印发", "印发", "关于转发", "促进", "的", "推进", "进一步", "加强", "关于促进")
    ):
        return True
    if text.startswith(("关于", "印发", "转发")):
        return _ORGAN.fullmatch(above) is not None
    return (
        "关于" in above
        and not above.startswith("《")
        and len(text) < 30
        and not re.match(r"[\u4e00-\u9fff]{2,9}(?:省|市|县|区|州)", text)
    )


def _tidy(text: str) -> str:
    """A title without a page header and layout blanks, save those between issuing bodies."""
    whole, last = "", ""
    for part in _PAGE_HEADER.sub("", text).split():
        apart = last and _ORGAN.fullmatch(last) and _BODY_FIRST.match(part)
        whole, last = whole + (" " if apart else "") + part, part
    return whole


def _date_of(text: str) -> str | None:
    if found := _DATE.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif han := _HAN_DATE.search(squeezed(text)):
        digits = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
        year = int("".join(str(digits[sign]) for sign in han[1]))
        month, day = parse_han(han[2]) or 0, parse_han(han[3]) or 0
    else:
        return None
    return f"{year:04}-{month:02}-{day:02}" if 0 < month < 13 and 0 < day < 32 else None


def _signature(lines: Sequence[Line]) -> tuple[Found | None, Found | None]:
    """The bodies that signed and the day, which stands alone on the line below them."""
    alone: tuple[Found | None, Found | None] = (None, None)
    for place, line in enumerate(lines):
        if len(line.text) > 60:
            continue
        organ, day = _split_day(line.text)
        if day is None and place and _ORGAN.fullmatch(squeezed(lines[place - 1].text)):
            day = _bare_day(line.text)
        if day is None:
            continue
        date = Found(day, line.start, line.end)
        if organ:
            return Found(_bodies(organ), line.start, line.start + len(organ)), date
        above = _signers(lines, place)
        if above:
            return Found(
                " ".join(_bodies(signer.text) for signer in above), above[0].start, above[-1].end
            ), date
        if alone[1] is None:
            alone = (None, date)
    return alone


def _bare_day(text: str) -> str | None:
    """2024312 for 2024年3月12日, where it can be read in one way only."""
    found = re.fullmatch(r"(20\d\d)(\d{2,4})", text)
    if not found:
        return None
    cuts = ((found[2][:cut], found[2][cut:]) for cut in (1, 2))
    days = [
        (int(month), int(day))
        for month, day in cuts
        if day and month[0] != "0" != day[0] and int(month) < 13 and int(day) < 32
    ]
    days += [(int(found[2][:2]), int(found[2][2:]))] if len(found[2]) == 4 and not days else []
    return (
        f"{found[1]}-{days[0][0]:02}-{days[0][1]:02}"
        if len(days) == 1 and 0 < days[0][0] < 13 and 0 < days[0][1] < 32
        else None
    )


def _bodies(text: str) -> str:
    """Two bodies on one line are told by the blank between them; blanks within a name are layout."""
    parts = text.split()
    return (
        " ".join(parts) if all(len(part) > 3 and _ORGAN.fullmatch(part) for part in parts) else squeezed(text)
    )


def _split_day(text: str) -> tuple[str | None, str | None]:
    found = re.fullmatch(
        r"[(]?(.{0,40}?)\s*((?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)|(?:[一二三四五六七八九〇零]{4}\s*年.{1,3}\s*月.{1,3}\s*日))[)]?",
        text,
    )
    if not found or (found[1] and not _ORGAN.fullmatch(found[1].strip())):
        return None, None
    return found[1].strip() or None, _date_of(found[2])


def _signers(lines: Sequence[Line], place: int) -> list[Line]:
    signers: list[Line] = []
    for line in reversed(lines[max(0, place - 12) : place]):
        apart = all(_ORGAN.fullmatch(part) for part in line.text.split()) and not _TITLE.fullmatch(line.text)
        if len(line.text) > 60 or not (apart or _ORGAN.fullmatch(squeezed(line.text))):
            break
        signers.append(line)
    return signers[::-1]


def _issuer_of(title: Found | None) -> Found | None:
    if title is None:
        return None
    found = re.match(
        r"(.{3,120}?(?:人民政府|办公室|办公厅|委员会|局|厅|委|部|政府|等\S{1,6}部门))(?=\s?(?:关于|印发|转发))",
        title.value,
    )
    return Found(" ".join(found[1].split()), title.start, title.end) if found else None


def _publisher(fields: dict[str, Found]) -> Found | None:
    """The body that a site says published the document; a web site is none."""
    found = fields.get("发布机构")
    return found if found and _ORGAN.fullmatch(found.value) else None


def _field_date(fields: dict[str, Found]) -> Found | None:
    for name in ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期"):
        if name in fields and (day := _date_of(fields[name].value)):
            return Found(day, fields[name].start, fields[name].end)
    return None


def tidy_number(text: str) -> str:
    """A document number with the brackets of its year as 〔 〕 and without blanks."""
    whole = re.sub(r"〔((?:19|20)\d\d)(\d{1,3})号?$", r"〔\1〕\2号", squeezed(text))
    return re.sub(r"[〔\[(]?((?:19|20)\d\d)[〕\])]", r"〔\1〕", whole, count=1)


def _number(found: Found) -> Found | None:
    match = _SOMEWHERE.search(found.value)
    return (
        Found(tidy_number(match.group()), found.start + match.start(), found.start + match.end())
        if match
        else None
    )


def _doc_number(lines: Sequence[Line]) -> Found | None:
    for line in lines:
        if found := _ALONE.fullmatch(line.text):
            return Found(tidy_number(found[1]), line.start + found.start(1), line.start + found.end(1))
    for line in lines:
        if (
            len(line.text) < 60
            and not re.search(r"[《》,。;]|根据|贯彻", line.text)
            and (found := _SOMEWHERE.search(line.text))
        ):
            return Found(tidy_number(found.group()), line.start + found.start(), line.start + found.end())
    return None


def _based_on(lines: Sequence[Line], title: Found | None, notice: Found | None) -> Iterator[Cited]:
    own = {found.value for found in (title, notice) if found}
    seen: set[str] = set()
    for line in lines:
        if (
            _SITE_NOTE.search(line.text)
            or not _PREAMBLE.search(line.text)
            or (len(line.text) < 40 and "《" not in line.text)
        ):
            continue
        if _TITLE.fullmatch(line.text) and "," not in line.text:
            continue
        for cited in _cited(line):
            key = cited.number or cited.title or ""
            if key not in seen and not any(cited.title and _is_own(cited.title, name) for name in own):
                seen.add(key)
                yield cited


def _is_own(cited: str, own: str) -> bool:
    """Whether the name is the document's own, or that of the plan its notice issues."""
    issued = _ISSUES.search(own)
    return own.startswith(cited) or f"《{cited}" in own or bool(issued and issued[1].startswith(cited))


def _cited(line: Line) -> Iterator[Cited]:
    last = 0
    for found in _CITED.finditer(line.text):
        before, after = (
            line.text[max(0, found.start() - 6) : found.start()],
            line.text[found.end() : found.end() + 8],
        )
        yield from _bare_numbers(line, last, found.start())
        last = found.end()
        if re.search(r"简称|现将|现印发|(?:制[定订]|印发|转发|出台)了?$", before) or re.match(
            r"(?:已|业)?经|印发|\(?以下简称", after
        ):
            continue
        title, number = found[1], found[2]
        inner = re.search(rf"\(({NUMBER})\)$", title)
        if inner and not number:
            title, number = title[: inner.start()], inner[1]
        yield Cited(
            squeezed(title),
            tidy_number(number) if number else None,
            line.start + found.start(),
            line.start + found.end(),
        )
    yield from _bare_numbers(line, last, len(line.text))


def _bare_numbers(line: Line, start: int, end: int) -> Iterator[Cited]:
    for found in _BARE_NUMBER.finditer(line.text, start, end):
        group = 1 if found[1] else 2
        yield Cited(
            None, tidy_number(found[group]), line.start + found.start(group), line.start + found.end(group)
        )
