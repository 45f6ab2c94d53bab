"""The words of a section: text with placeholders, read into blocks.

{{figure:KEY}} a bound figure · {{list:KEY}} the names of the rows behind it · {{table:KEY}} or {{chart:KEY}} alone on a line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from laoyou.reports import figures
from laoyou.reports.content import Block, Heading, Missing, Paragraph, Run, Text
from laoyou.reports.facts import Facts

PLACEHOLDER = re.compile(r"\{\{\s*(figure|list|table|chart)\s*:\s*([^{}]+?)\s*\}\}")
_ALONE = re.compile(r"\{\{\s*(table|chart)\s*:\s*([^{}]+?)\s*\}\}")
_BROKEN = re.compile(r"\{\{[^{}]*(?:\}\}?)?|\}\}")
_SECOND = re.compile(r"（[一二三四五六七八九十]+）")
MOST_NAMED = 30

Make = Callable[[Facts], Block]


@dataclass(frozen=True, slots=True)
class Read:
    """`unknown` placeholders that nothing answers to, as they stand in the text."""

    blocks: tuple[Block, ...]
    unknown: tuple[str, ...]


def placeholders(text: str) -> list[str]:
    """As kind:key, in order, each once."""
    return list(dict.fromkeys(f"{kind}:{key}" for kind, key in PLACEHOLDER.findall(text)))


def read(text: str, facts: Facts, makers: dict[str, Make]) -> Read:
    """Blocks of a section. `makers` by table:KEY and chart:KEY."""
    blocks: list[Block] = []
    unknown: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        alone = _ALONE.fullmatch(line)
        make = makers.get(f"{alone[1]}:{alone[2]}") if alone else None
        if make:
            blocks.append(make(facts))
            continue
        runs = tuple(_runs(line, facts))
        unknown += [run.placeholder for run in runs if isinstance(run, Missing)]
        blocks.append(_block(line, runs))
    return Read(tuple(blocks), tuple(unknown))


def _block(line: str, runs: tuple[Run, ...]) -> Block:
    titled = _SECOND.match(line) and not line.endswith(("。", "；", "："))
    if titled and all(isinstance(run, Text) for run in runs):
        return Heading(2, line)
    return Paragraph(runs)


def _runs(line: str, facts: Facts) -> Iterator[Run]:
    at = 0
    for found in PLACEHOLDER.finditer(line):
        yield from _plain(line[at : found.start()])
        yield _answer(found[1], found[2], found[0], facts)
        at = found.end()
    yield from _plain(line[at:])


def _plain(text: str) -> Iterator[Run]:
    """Half a placeholder is told too: somebody deleted a brace."""
    at = 0
    for found in _BROKEN.finditer(text):
        if found.start() > at:
            yield Text(text[at : found.start()])
        yield Missing(found[0])
        at = found.end()
    if at < len(text):
        yield Text(text[at:])


def _answer(kind: str, key: str, as_typed: str, facts: Facts) -> Run:
    found = figures.select(facts, key)
    if found is None or kind in {"table", "chart"}:
        return Missing(as_typed)
    return Text(_names(found)) if kind == "list" else found.figure


def _names(found: figures.Selection) -> str:
    named = [name_of(row) for row in found.rows[:MOST_NAMED]]
    more = f"等{len(found.rows)}{found.unit}" if len(found.rows) > MOST_NAMED else ""
    return (
        "；".join(named)
        if found.of in {figures.TASKS, figures.INDICATORS, figures.ORDERS, figures.MEASURES}
        else "、".join(named)
    ) + more


def name_of(row: object) -> str:
    """A row in a sentence: what it is and who answers for it."""
    if isinstance(row, str):
        return row
    text = str(getattr(row, "name", "") or getattr(row, "problem", "") or getattr(row, "text", ""))
    number = getattr(row, "no", None)
    text = first_clause(text) if number else text.rstrip("。")
    who = getattr(row, "owner", "") or (getattr(row, "unit", "") if text else "")
    if not text:
        return str(getattr(row, "unit", ""))
    now = _standing(row)
    first = f"第{number}项“{text}”" if number and not now else text
    inner = "，".join(part for part in (now, who) if part)
    return f"{first}（{inner}）" if inner else first


def first_clause(text: str) -> str:
    """Enough to know a task by; the whole stands in the annex."""
    return re.split("[，,；;。]", text)[0]


def _standing(row: object) -> str:
    goal, now = getattr(row, "goal", ""), getattr(row, "now", "")
    if not goal:
        return ""
    return f"目标{goal}，现为{now}" if now else f"目标{goal}，暂无数据"
