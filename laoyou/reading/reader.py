"""A plan document read: everything that `read_text` returns is found on the shadow and quoted from the original."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .annexes import Annex, Annexes, find_annexes
from .blocks import Table, divide
from .bodies import find_bodies
from .cited import Cited
from .defects import find_defects, find_losses
from .duties import find_duties
from .fields import Found
from .heading import Heading, read_heading
from .indicators import Indicator, Value, read_indicators
from .jurisdiction import find_place, infer_named, infer_place
from .lines import split_lines, squeezed
from .listed import read_listed_tasks
from .model import Clause, Quantity, Task
from .outline import read_outline
from .quantities import find_quantities
from .reporting import find_reporting
from .shadow import Shadow, make_shadow
from .tables import read_tasks
from .titles import is_plan, is_title, plan_start
from .unread import find_unread, parent_paths

Item = dict[str, Any]
_BREAK = re.compile(r"[ \t\u3000]*[|]?[ \t\u3000]*\n[ \t\u3000]*")
NOTICE = "通知"
_NO_OFFSETS = ("start", "end", "confidence")


def read_text(text: str) -> Item:
    """The document as JSON-ready data, as `laoyou read` writes it; spans are half-open offsets into `text`."""
    return _Document(text).read()


class _Document:
    """One document on its way from text to items."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.shadow: Shadow = make_shadow(text)
        lines = split_lines(self.shadow.text)
        self.prose, self.tables = divide(lines)
        self.annexes: Annexes = find_annexes(lines, len(self.shadow.text))
        self.body_end = self._body_end()
        outlined = [line for line in self.prose if line.start not in self.annexes.taken]
        self.plan_start = plan_start(outlined)
        self.clauses = read_outline(outlined, self._regions())
        first = next(
            (clause.start for clause in self.clauses if clause.start >= self.plan_start), self.body_end
        )
        last = self._front_end()
        self.heading: Heading = read_heading(outlined, min(first, last), last)
        tasks, self.left_tasks = read_tasks(self._used("tasks"))
        listed = read_listed_tasks(self.shadow.text, self.annexes.items, self.clauses, self._table_spans())
        self.tasks = sorted([*tasks, *listed], key=lambda task: task.start)
        self.indicators, self.left_indicators = read_indicators(self._used("indicators"), self.shadow.text)

    def read(self) -> Item:
        quantities = self._quantities()
        prose = self._without_tables([])
        found = {
            "reporting": find_reporting(prose, self.clauses),
            "duties": find_duties(prose, self.clauses),
            "bodies": find_bodies(prose, self.clauses),
        }
        result: Item = {
            **self._front(),
            "clauses": [self._clause(clause) for clause in self.clauses],
            "tasks": [self._task(task) for task in self.tasks],
            "indicators": [self._indicator(indicator) for indicator in self.indicators],
            **{f"{kind}s": [] for kind in ("target", "fact", "forecast")},
            **{name: [self._found(item) for item in items] for name, items in found.items()},
        }
        for quantity in quantities:
            result[_LISTS[quantity.kind]].append(self._quantity(quantity))
        result["unread"] = self._unread(
            [*_spans(quantities), *(span for items in found.values() for span in _item_spans(items))]
        )
        result["defects"] = self._defects()
        return result

    def _front(self) -> Item:
        """What the document says of itself, and what is only inferred."""
        place, guess = self._place()
        inferred = {**(guess or {}), **self._guessed_title()}
        notice = self.heading.notice
        known = {name: found for name in _HEADING if (found := getattr(self.heading, name))}
        return {
            "title": _value(self.heading.title),
            "issuer": _value(self.heading.issuer),
            "doc_number": _value(self.heading.doc_number),
            "date": _value(self.heading.date),
            "jurisdiction": place,
            "based_on": [self._cited(cited) for cited in self.heading.based_on],
            "annexes": [self._annex(annex) for annex in self.annexes.items],
            "heading_spans": {name: self._span(found.start, found.end) for name, found in known.items()},
            **({"inferred": inferred} if inferred else {}),
            **({"notice_title": notice.value} if notice else {}),
        }

    def _used(self, use: str) -> list[Table]:
        return [table for table in self.tables if table.use == use]

    def _table_spans(self) -> list[tuple[int, int]]:
        return [(table.start, table.end) for table in self.tables]

    def _body_end(self) -> int:
        present = [annex.body[0] for annex in self.annexes.items if annex.body]
        starts = [*present, *([self.annexes.list_start] if self.annexes.list_start is not None else [])]
        return min(starts, default=len(self.shadow.text))

    def _front_end(self) -> int:
        """Where the first annex begins that is no plan put below a notice as its annex."""
        bodies = sorted((*annex.body, annex.title or "") for annex in self.annexes.items if annex.body)
        first = min(
            (clause.start for clause in self.clauses if clause.start >= self.plan_start),
            default=len(self.shadow.text),
        )
        return next(
            (start for start, end, title in bodies if not (start <= first < end and is_plan(title))),
            len(self.shadow.text),
        )

    def _regions(self) -> list[tuple[int, int, str]]:
        annexes = sorted((annex.body, annex.number) for annex in self.annexes.items if annex.body)
        begins = min(self.plan_start, self.body_end)
        notice = [(0, begins, NOTICE)] if begins else []
        regions = [*notice, (begins, self.body_end, "")]
        if annexes and self.body_end < annexes[0][0][0]:
            regions.append((self.body_end, annexes[0][0][0], ""))
        elif not annexes and self.body_end < len(self.shadow.text):
            regions.append((self.body_end, len(self.shadow.text), ""))
        return [*regions, *((start, end, number) for (start, end), number in annexes)]

    def _place(self) -> tuple[Item | None, Item | None]:
        """The jurisdiction, and the guess with its evidence where no place is said outright."""
        names = [
            *self.heading.named,
            *(annex.title for annex in self.annexes.items if annex.title),
            *self._own_titles(),
        ]
        place = find_place(names, self.shadow.text)
        if place:
            return {"name": place.name, "level": place.level, "confidence": 0.97}, None
        units = [item.unit for task in self.tasks for item in task.responsibilities]
        units += [unit for indicator in self.indicators for unit in indicator.units]
        guess = infer_place(units) or infer_named(self.shadow.text)
        if guess is None:
            return None, None
        item = {
            "name": guess.name,
            "level": guess.level,
            "inferred": True,
            "evidence": list(guess.evidence),
            "confidence": 0.7,
        }
        return item, {"jurisdiction": item}

    def _guessed_title(self) -> Item:
        """A title that only a sentence about the document names."""
        names = [] if self.heading.title else [name for name in self._own_titles() if is_title(name)]
        return {"title": {"value": names[0], "evidence": [f"《{names[0]}》"]}} if names else {}

    def _own_titles(self) -> list[str]:
        """The names in 《》 that the text speaks of as its own."""
        return [squeezed(name) for name in re.findall(r"《([^《》]{4,60})》(?:已|业)?经", self.shadow.text)]

    def _quantities(self) -> list[Quantity]:
        rows = [self._row_clause(task) for task in self.tasks]
        clauses = sorted([*self.clauses, *rows], key=lambda clause: clause.start)
        return find_quantities(self._without_tables(sorted(task.text_span for task in self.tasks)), clauses)

    def _row_clause(self, task: Task) -> Clause:
        annex = next(
            (a.number for a in self.annexes.items if a.body and a.body[0] <= task.start < a.body[1]), None
        )
        path = f"{annex}/{task.no}" if annex else str(task.no)
        return Clause(str(task.no), "", 2, path, task.text_span[0], task.text_span[0], task.text_span[1])

    def _without_tables(self, kept: Sequence[tuple[int, int]]) -> str:
        """The shadow with everything in tables but the `kept` spans blanked out, offsets unchanged."""
        text = self.shadow.text
        parts: list[str] = []
        done = 0
        for start, end in sorted(self._table_spans()):
            parts.append(text[done:start])
            done = start
            for low, high in (span for span in kept if start <= span[0] < end):
                parts += [_blank(text[done:low]), text[low:high].replace("\n", " ")]
                done = high
            parts.append(_blank(text[done:end]))
            done = end
        return "".join([*parts, text[done:]])

    def _unread(self, read: Sequence[tuple[int, int]]) -> list[Item]:
        rows = [*self.left_tasks, *self.left_indicators]
        found = find_unread(
            self.prose, rows, self._used("other"), self.clauses, parent_paths(self.clauses), read
        )
        return [{"span": self._span(item["start"], item["end"]), "why": item["why"]} for item in found]

    def _defects(self) -> list[Item]:
        found = find_defects(
            self.shadow.text,
            self.prose,
            self.clauses,
            self.annexes.items,
            self.tasks,
            self.indicators,
            self._table_spans(),
        )
        lost = find_losses(self.original, self.shadow.losses)
        defects = [(self._span(item["start"], item["end"]), item) for item in found] + [
            ([item["start"], item["end"]], item) for item in lost
        ]
        return [
            {"kind": item["kind"], "words": item["words"], "span": span}
            for span, item in sorted(defects, key=lambda pair: pair[0])
        ]

    def _span(self, start: int, end: int) -> list[int]:
        return list(self.shadow.span(start, end))

    def _quote(self, start: int, end: int) -> str:
        """The original's own words, with a line break that fell inside a cell or a sentence taken out."""
        first, last = self.shadow.span(start, end)
        return _BREAK.sub("", self.original[first:last]).strip()

    def _found(self, item: Item) -> Item:
        """An item that a finder gave with shadow offsets, with its span and its words as they stand."""
        rest = {key: value for key, value in item.items() if key not in _NO_OFFSETS}
        return {
            "text": self._quote(item["start"], item["end"]),
            **rest,
            "span": self._span(item["start"], item["end"]),
            "confidence": item.get("confidence", 0.9),
        }

    def _cited(self, cited: Cited) -> Item:
        return {
            "title": cited.title,
            "number": cited.number,
            "span": self._span(cited.start, cited.end),
            "confidence": 0.95,
        }

    def _annex(self, annex: Annex) -> Item:
        return {
            "number": annex.number,
            "title": annex.title,
            "present": annex.body is not None,
            "span": self._span(*(annex.body or (annex.start, annex.end))),
            "confidence": 0.97,
        }

    def _clause(self, clause: Clause) -> Item:
        return {
            "number": clause.number,
            "heading": clause.heading,
            "level": clause.level,
            "path": clause.path,
            "span": self._span(clause.start, clause.end),
            "confidence": 0.97,
        }

    def _task(self, task: Task) -> Item:
        return {
            "no": task.no,
            "text": self._quote(*task.text_span),
            "responsibilities": [{"unit": item.unit, "role": item.role} for item in task.responsibilities],
            "raw": ";".join(self._quote(*span) for span in task.raw_spans),
            "group": task.group,
            "span": self._span(task.start, task.end),
            "confidence": task.confidence,
        }

    def _indicator(self, indicator: Indicator) -> Item:
        return {
            "no": indicator.no,
            "name": indicator.name,
            "baseline": _without_op(indicator.baseline),
            "target": _measured(indicator.target),
            "binding": indicator.binding,
            "unit_responsible": "、".join(indicator.units) or None,
            "per": indicator.per,
            "milestones": [_measured(value) for value in indicator.milestones],
            "group": indicator.group,
            "span": self._span(indicator.start, indicator.end),
            "confidence": indicator.confidence,
        }

    def _quantity(self, quantity: Quantity) -> Item:
        return {
            "text": self._quote(quantity.start, quantity.end),
            "subject": quantity.subject,
            "value": quantity.value,
            "unit": quantity.unit,
            "op": quantity.op,
            "year": quantity.year,
            "per": quantity.per,
            "clause": quantity.clause,
            "kind": quantity.kind,
            "span": self._span(quantity.start, quantity.end),
            "confidence": quantity.confidence,
        }


_HEADING = ("title", "issuer", "doc_number", "date")
_LISTS = {"target": "targets", "rule": "targets", "fact": "facts", "forecast": "forecasts"}


def _spans(quantities: Iterable[Quantity]) -> Iterator[tuple[int, int]]:
    return ((quantity.start, quantity.end) for quantity in quantities)


def _item_spans(items: Iterable[Item]) -> Iterator[tuple[int, int]]:
    return ((item["start"], item["end"]) for item in items)


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _measured(value: Value | None) -> Item | None:
    if value is None:
        return None
    words = {"text": value.words} if value.words else {}
    return {"year": value.year, "op": value.op, "value": value.value, "unit": value.unit, **words}


def _without_op(value: Value | None) -> Item | None:
    return {"year": value.year, "value": value.value, "unit": value.unit} if value else None


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
