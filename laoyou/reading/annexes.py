"""The annexes that a document lists, and those that stand in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .lines import Line, squeezed

_WORD = r"附\s*(?:件|表|录)"
_HEAD = re.compile(
    rf"({_WORD})\s*([0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})?(?:[-—][0-9]+)?\s*[:.、]?\s*(.*)"
)
_LIST = re.compile(r"附\s*(?:件|表)?\s*:\s*(.*)")
_ITEM = re.compile(r"(?:附件)?(?:(?<!\d)(\d{1,2})\s*[.、](?!\d)|\((\d{1,2})\))\s*")
_NO_TITLE = re.compile(
    r"[。;|]|^[一二三四五六七八九十]+、|^为|^\(?20\d\d年(?!.{2,50}(?:表|单|分工|指标|方案)$)"
)
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Annex:
    """`start`/`end`: its entry in the list, or its heading. `body`: where its own text lies when it is present."""

    number: str
    title: str | None
    start: int
    end: int
    body: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Annexes:
    """`taken` are the starts of the lines that list or head annexes and are no clauses; `list_start` ends the body."""

    items: tuple[Annex, ...]
    taken: frozenset[int]
    list_start: int | None


def find_annexes(lines: Sequence[Line], length: int) -> Annexes:
    """`lines` are all lines of the text, tables included; `length` is that of the text."""
    listed, list_lines = _listed(lines)
    heads = list(_heads(lines, list_lines))
    orphans = _orphans(lines, heads)
    present = [_present(lines, heads, place, length) for place in range(len(heads))]
    loose = _titled_later(lines, listed, present, list_lines, length)
    items = _merged(listed, [*present, *loose])
    taken = frozenset([*list_lines, *(lines[index].start for index in orphans), *_title_lines(lines, heads)])
    starts = sorted(list_lines)
    return Annexes(tuple(items), taken, starts[0] if starts else None)


def _listed(lines: Sequence[Line]) -> tuple[list[Annex], set[int]]:
    """Entries of the list that follows 附件: at the end of the body."""
    entries: list[Annex] = []
    taken: set[int] = set()
    for index, line in enumerate(lines):
        found = _LIST.match(line.text)
        if not found or entries or len(line.text) > 400:
            continue
        block = [line, *_list_lines(lines, index, bool(found[1]))]
        if len(block) == 1 and not found[1]:
            continue
        entries = list(_entries(block, found.start(1)))
        taken = {part.start for part in block}
    if not entries:
        return _numbered_list(lines)
    return entries, taken


def _list_lines(lines: Sequence[Line], index: int, opened: bool) -> Iterator[Line]:
    for line in lines[index + 1 : index + 30]:
        numbered = _ITEM.match(line.text)
        if not numbered or len(line.text) > LONGEST_TITLE + 10 or line.text.endswith(("。", "|")):
            return
        yield line


def _numbered_list(lines: Sequence[Line]) -> tuple[list[Annex], set[int]]:
    """附件1:… and 附件2:… on lines that follow each other."""
    for index in range(len(lines) - 1):
        block = []
        for following in lines[index : index + 20]:
            found = _HEAD.fullmatch(following.text)
            if not found or not found[2] or not found[3] or len(following.text) > LONGEST_TITLE + 10:
                break
            block.append((following, found))
        if len(block) > 1:
            return (
                [
                    Annex(f"附件{found[2]}", squeezed(found[3]), part.start, part.end, None)
                    for part, found in block
                ],
                {part.start for part, _ in block},
            )
    return [], set()


def _entries(block: Sequence[Line], first: int) -> Iterator[Annex]:
    pieces: list[tuple[str | None, str, int, int]] = []
    for place, line in enumerate(block):
        begin = first if place == 0 else 0
        marks = list(_ITEM.finditer(line.text, begin))
        if not marks and line.text[begin:].strip():
            pieces.append((None, line.text[begin:], line.start, line.end))
        for mark, following in zip(marks, [*marks[1:], None], strict=False):
            stop = following.start() if following else len(line.text)
            pieces.append(
                (
                    mark[1] or mark[2],
                    line.text[mark.end() : stop],
                    line.start + mark.start(),
                    line.start + stop,
                )
            )
    for number, title, start, end in pieces:
        yield Annex(f"附件{number or ''}", squeezed(title).rstrip("。;"), start, end, None)


@dataclass(frozen=True, slots=True)
class _Heading:
    index: int
    number: str
    title: str | None


def _heads(lines: Sequence[Line], list_lines: set[int]) -> Iterator[_Heading]:
    for index, line in enumerate(lines):
        if line.start in list_lines or not line.text.startswith("附") or len(line.text) > LONGEST_TITLE:
            continue
        found = _HEAD.fullmatch(line.text)
        if (
            not found
            or line.text.endswith(("。", "|"))
            or (found[3] and line.text[found.start(3) - 1] not in " :、.\t")
        ):
            continue
        if found[3] and (found[2] is None and not re.match(rf"{_WORD}\s*[:\s]", line.text)):
            continue
        yield _Heading(index, squeezed(found[1]) + (found[2] or ""), squeezed(found[3]) or None)


def _title(lines: Sequence[Line], head: _Heading) -> tuple[str | None, int | None]:
    """The annex's title, and the index of the line that holds it when that is the one below the heading."""
    if head.title:
        return head.title, None
    if head.index + 1 >= len(lines):
        return None, None
    line = lines[head.index + 1]
    if len(line.text) > LONGEST_TITLE or _NO_TITLE.search(line.text) or "\t" in line.text:
        return None, None
    title = squeezed(line.text)
    below = lines[head.index + 2].text if head.index + 2 < len(lines) else ""
    if not _whole(title) and _whole(squeezed(below)) and len(below) < 30 and not _NO_TITLE.search(below):
        return title + squeezed(below), head.index + 2
    return title, head.index + 1


_ENDS = re.compile(
    r"(?:表|单|分工|指标|方案|名单|清单|目标|任务|计划|标准|成员|小组|图|录|册|制度|办法|要求|措施|细则|流程|职责|安排|项目|汇总|解释|说明)(?:\([^)]*\))?$"
)


def _whole(title: str) -> bool:
    return _ENDS.search(title) is not None


def _title_lines(lines: Sequence[Line], heads: Sequence[_Heading]) -> Iterator[int]:
    for head in heads:
        yield lines[head.index].start
        _, last = _title(lines, head)
        if last is not None:
            yield from (line.start for line in lines[head.index + 1 : last + 1])


def _present(lines: Sequence[Line], heads: Sequence[_Heading], place: int, length: int) -> Annex:
    head = heads[place]
    end = lines[heads[place + 1].index].start if place + 1 < len(heads) else length
    title, _ = _title(lines, head)
    line = lines[head.index]
    return Annex(head.number, title, line.start, line.end, (line.start, end))


def _titled_later(
    lines: Sequence[Line],
    listed: Sequence[Annex],
    present: Sequence[Annex],
    list_lines: set[int],
    length: int,
) -> list[Annex]:
    """Annexes without a heading 附件, known by their listed title standing again below the list."""
    if not listed or present:
        return []
    titles = {annex.title: annex for annex in listed if annex.title}
    after = max(list_lines)
    found = [
        (line, titles[squeezed(line.text)])
        for line in lines
        if line.start > after and squeezed(line.text) in titles
    ]
    ends = [line.start for line, _ in found[1:]] + [length]
    return [replace(annex, body=(line.start, end)) for (line, annex), end in zip(found, ends, strict=False)]


def _orphans(lines: Sequence[Line], heads: Sequence[_Heading]) -> list[int]:
    """Lines like 2.… before the first annex that repeat an annex's title: what is left of the list."""
    if not heads:
        return []
    titles = {title for head in heads if (title := _title(lines, head)[0])}
    return [
        index
        for index, line in enumerate(lines[: heads[0].index])
        if (found := _ITEM.match(line.text)) and squeezed(line.text[found.end() :]) in titles
    ]


def _merged(listed: Sequence[Annex], present: Sequence[Annex]) -> list[Annex]:
    """The list completed by what stands in the text; an annex that is not listed comes after."""
    rest = list(present)
    items: list[Annex] = []
    for entry in listed:
        match = next((annex for annex in rest if _same(entry, annex, len(listed))), None)
        if match is None:
            items.append(entry)
            continue
        rest.remove(match)
        items.append(
            replace(
                match,
                number=entry.number if len(entry.number) > 2 else match.number,
                title=entry.title or match.title,
            )
        )
    return [*items, *rest]


def _same(entry: Annex, annex: Annex, count: int) -> bool:
    if entry.title and entry.title == annex.title:
        return True
    return entry.number[2:] == annex.number[2:] or (count == 1 and len(annex.number) == 2)
