"""A list held against the register: what is new, what is one with a known division, and what a person must decide."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from laoyou.places.lists.reading import Line
from laoyou.places.lists.register import Node, Register
from laoyou.places.rules import level_of, significant

_WHOLE_CODE = re.compile(r"\d{6}(\d{3}){0,2}\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` of the file, the value that stands there, why it is not taken, and what to do."""

    line: int
    value: str
    why: str
    do: str


@dataclass(slots=True)
class Matched:
    """`new`, and `coded`: known divisions that get this source's code. `past`: abolished, by the list or by us."""

    source: str
    new: list[Node] = field(default_factory=list)
    coded: list[tuple[Node, str]] = field(default_factory=list)
    same: int = 0
    past: int = 0
    outside: int = 0
    faults: list[Fault] = field(default_factory=list)


def match(lines: Iterable[Line], source: str, under: str = "") -> Matched:
    """`under`: only what lies in this division, by the digits of its code; the rest of the list is left aside."""
    found, register = Matched(source), Register()
    inside = significant(under)
    wanted: list[Line] = []
    seen: dict[str, Line] = {}
    for line in lines:
        if not _WHOLE_CODE.match(line.code) or not line.name:
            found.faults.append(_misread(line))
        elif inside and not (significant(line.code).startswith(inside) and significant(line.code) != inside):
            found.outside += 1
        elif seen.setdefault(significant(line.code), line) is line:
            wanted.append(line)
        elif seen[significant(line.code)].name != line.name:
            found.faults.append(_twice(line, seen[significant(line.code)]))
    orphans: dict[str, list[Line]] = {}
    for line in sorted(wanted, key=lambda line: len(significant(line.code))):
        _place(line, found, register, orphans)
    found.faults.extend(_orphaned(code, of, source) for code, of in orphans.items())
    found.faults.sort(key=lambda fault: fault.line)
    return found


def _place(line: Line, found: Matched, register: Register, orphans: dict[str, list[Line]]) -> None:
    known = register.by_source.get((found.source, significant(line.code)))
    if line.abolished or (known is not None and known.past):
        found.past += 1
    elif known is not None and known.is_called(line.name):
        found.same += 1
    elif known is not None:
        found.faults.append(_other_name(line, known))
    else:
        level = level_of(line.code)
        parent = register.parent(found.source, line.code, line.parent, level)
        if parent is None:
            orphans.setdefault(_wanted_parent(line, level), []).append(line)
        else:
            _by_name(line, level, parent, found, register)


def _by_name(line: Line, level: str, parent: Node, found: Matched, register: Register) -> None:
    called = register.named(parent, line.name, level)
    if len(called) > 1:
        found.faults.append(_ambiguous(line, called))
    elif called and found.source in called[0].codes:
        found.faults.append(_other_code(line, called[0]))
    elif called:
        register.note(called[0], found.source, line.code)
        found.coded.append((called[0], _written(line.code)))
    elif _written(line.code) in register.by_code:
        found.faults.append(_taken(line, register.by_code[_written(line.code)]))
    else:
        node = Node(None, _written(line.code), line.name, level, parent)
        register.add(node, found.source)
        found.new.append(node)


def _written(code: str) -> str:
    """Down to the county in six digits, below in twelve."""
    digits = significant(code)
    return digits.ljust(6 if len(digits) <= 6 else 12, "0")


def _wanted_parent(line: Line, level: str) -> str:
    return line.parent or (line.code[:9] if level == "village" else line.code[:6])


def _misread(line: Line) -> Fault:
    return Fault(
        line.number,
        line.code or line.name,
        _("代码应为 6、9 或 12 位数字，名称不能空。"),
        _("在名单里改正这一行。若代码末尾的 0 被 Excel 改掉，把该列设为文本后重新粘贴。"),
    )


def _twice(line: Line, first: Line) -> Fault:
    return Fault(
        line.number,
        f"{line.code} {line.name}",
        _("第 %(line)d 行用同一代码，名称却是“%(name)s”。") % {"line": first.number, "name": first.name},
        _("核对后只留一行。"),
    )


def _other_name(line: Line, known: Node) -> Fault:
    return Fault(
        line.number,
        f"{line.code} {line.name}",
        _("这个来源的代码在册是“%(name)s”。") % {"name": known.name},
        _("若已更名，先在该行政区划的页面登记更名；若来源选错了，换成另一个来源。"),
    )


def _other_code(line: Line, known: Node) -> Fault:
    return Fault(
        line.number,
        f"{line.code} {line.name}",
        _("同一上级下的“%(name)s”在这个来源里已有代码 %(code)s。")
        % {"name": known.name, "code": ", ".join(known.codes.values())},
        _("核对是否选错来源。确是换了代码的，先登记改设。"),
    )


def _ambiguous(line: Line, called: list[Node]) -> Fault:
    return Fault(
        line.number,
        f"{line.code} {line.name}",
        _("同一上级下有 %(count)d 个同名的：%(codes)s。")
        % {"count": len(called), "codes": "、".join(each.code for each in called)},
        _("在名单里写明上级代码，或先把其中一个更名。"),
    )


def _taken(line: Line, other: Node) -> Fault:
    return Fault(
        line.number,
        f"{line.code} {line.name}",
        _("这几位数字已是“%(name)s”在本系统的代码。") % {"name": other.name},
        _("两个来源的代码不同。先导入另一来源的乡镇名单，再导入这一份。"),
    )


def _orphaned(code: str, lines: list[Line], source: str) -> Fault:
    return Fault(
        lines[0].number,
        f"{lines[0].code} {lines[0].name}",
        _("它的上级 %(code)s 不在册，这样的有 %(count)d 行。") % {"code": code, "count": len(lines)},
        _("先导入同一来源的上一级名单（乡镇要有代码和名称），再导入这一份。")
        if source == "statistics"
        else _("先添加上级，或核对来源是否选对。"),
    )
