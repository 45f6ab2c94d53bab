"""The monthly lists as targets of sheets, and the same reading of a small table for the list page."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from laoyou.access.scope import Actor
from laoyou.packs.loader import read_pack
from laoyou.places.models import Division
from laoyou.sheets.faults import Bad
from laoyou.sheets.targets import Choice, Column, Counts, Fault, Row, Target, register
from laoyou.sheets.values import Setting, convert
from laoyou.statuses.actions import ListRow, bring_list
from laoyou.statuses.models import SourceItem
from laoyou.statuses.rules.declared import Kind, Label, Source, kinds_of

_HEADS = {
    "name": ("姓名", "名字", "name"),
    "number": ("身份证号", "身份证号码", "公民身份号码", "证件号码", "身份证", "id"),
    "since": ("自", "起始日期", "享受起始", "批准日期", "发证日期", "since"),
    "month": ("月份", "month"),
}


def declared() -> dict[str, Kind]:
    """As base declares them: targets are known before a database is."""
    content = read_pack(Path(settings.PACKS) / "base").content()
    return kinds_of(content["status_kinds"], content["status_sources"])


def register_targets() -> None:
    for kind in declared().values():
        for source in kind.listed:
            register(target_of(kind, source))


def _both(kind: Label, source: Label) -> str:
    return f"{kind}·{source}"


both = lazy(_both, str)
one_of = lazy(str, str)


def target_of(kind: Kind, source: Source) -> Target:
    return Target(
        key=f"status-list-{source.key}-{kind.key}",
        label=both(kind.label, source.label),
        permission="resident.edit",
        columns=tuple(columns_of(kind)),
        check=_check,
        apply=partial(_apply, kind.key, source.key),
        help=_("全部在册人员的月度名单。导入后先对比，逐条或一次确认后才变更身份。"),
        compares=dict(SourceItem.What.choices),
    )


def columns_of(kind: Kind) -> Iterator[Column]:
    yield Column("name", _("姓名"), required=True, also=_HEADS["name"], personal=True)
    yield Column("number", _("身份证号"), "id_number", also=_HEADS["number"], personal=True)
    for one in kind.attributes:
        choices = tuple(Choice(each.key, one_of(each.label), each.also) for each in one.choices)
        also = (one.label.zh, one.label.en)
        yield Column(one.key, one_of(one.label), "choice", required=one.required, also=also, choices=choices)
    yield Column("since", _("起始日期"), "date", also=_HEADS["since"])
    yield Column("month", _("月份"), "date", also=_HEADS["month"], help=_("不填即本月。"))


def _check(by: Actor, division: Division, rows: Sequence[Row]) -> Iterator[Fault]:
    """Whom the register does not know is no fault: the comparison says so."""
    return iter(())


def _apply(kind: str, source: str, by: Actor, division: Division, rows: Iterable[Row]) -> Counts:
    found = list(rows)
    month = next((row.values["month"] for row in found if row.values.get("month")), timezone.localdate())
    lines = [_line(row) for row in found]
    made = bring_list(by=by, division=division, source=source, kind=kind, month=month, rows=lines)
    waiting = dict.fromkeys(SourceItem.What.values, 0)
    for what in made.items.filter(state="open").values_list("what", flat=True):
        waiting[what] += 1
    stopped = {"stopped": 1} if made.holds_back else {}
    return Counts(same=made.same, details=waiting | stopped)


def _line(row: Row) -> ListRow:
    plain = {"name", "number", "since", "month"}
    attributes = {key: str(value) for key, value in row.values.items() if key not in plain and value}
    since: datetime.date | None = row.values.get("since")
    return ListRow(row.line, row.values["name"], row.values.get("number") or "", attributes, since)


_NUMBER = Column("number", _("身份证号"), "code")
_SINCE = Column("since", _("起始日期"), "date")


class Unreadable(ValueError):
    """The table is no list; the message says why and what to do."""


def rows_of_table(kind: Kind, table: Sequence[Sequence[Any]]) -> list[ListRow]:
    """Rows below the first line that has a head for the name; choices by their words. Raises Unreadable."""
    at, places = _head(kind, table)
    rows = []
    for number, cells in enumerate(table[at + 1 :], start=at + 2):
        there = {key: cells[place] for key, place in places.items() if place < len(cells)}
        if _text(there.get("name")):
            rows.append(_read(kind, number, there))
    return rows


def _head(kind: Kind, table: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    heads = dict(_HEADS) | {one.key: (one.label.zh, one.label.en, one.key) for one in kind.attributes}
    for at, cells in enumerate(table[:10]):
        said = [_text(cell).lower().replace(" ", "") for cell in cells]
        places = {
            key: said.index(word.lower().replace(" ", ""))
            for key, words in heads.items()
            for word in words
            if word.lower().replace(" ", "") in said
        }
        if "name" in places:
            return at, places
    raise Unreadable(_("前 10 行里没有“姓名”一列。请连表头一起粘贴或上传。"))


def _read(kind: Kind, line: int, there: dict[str, Any]) -> ListRow:
    """A number that Excel took for a number, or a day that is none, is refused as in any sheet."""
    number, since = (_cell(column, line, there.get(column.key)) for column in (_NUMBER, _SINCE))
    said, attributes = {key: _text(cell) for key, cell in there.items()}, {}
    for one in kind.attributes:
        text = said.get(one.key, "")
        found = one.read(text) if text else None
        if found:
            attributes[one.key] = found.key
        elif text:
            words = "、".join(str(each.label) for each in one.choices)
            raise Unreadable(
                _("第 %(line)d 行“%(label)s”填的是“%(text)s”，只能是：%(words)s。")
                % {"line": line, "label": one.label, "text": text[:20], "words": words}
            )
    return ListRow(line, said["name"], number or "", attributes, since)


def _cell(column: Column, line: int, raw: Any) -> Any:
    try:
        return convert(column, raw, Setting(timezone.localdate()))
    except Bad as bad:
        words = {"line": line, "label": column.label, "why": bad.why, "do": bad.do}
        raise Unreadable(_("第 %(line)d 行“%(label)s”%(why)s。%(do)s") % words) from bad


def _text(cell: Any) -> str:
    """Numbers that Excel took for numbers come without their decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
