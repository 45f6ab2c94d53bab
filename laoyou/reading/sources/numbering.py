"""Word's automatic list numbers, which stand nowhere in the text of a paragraph but are read by everyone."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanDigital2",
}


def chinese(number: int) -> str:
    """1 to 9999 as a heading writes it: 十二, 二十, 一百〇五."""
    if number < 10:
        return _DIGITS[number]
    text = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += _DIGITS[digit] + unit
        elif text and not text.endswith("〇"):
            text += "〇"
    text = text.rstrip("〇")
    return text[1:] if text.startswith("一十") else text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        text += sign * (number // value)
        number %= value
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, chinese),
    "bullet": lambda number: "",
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": str,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else f"({number})",
    "decimalEnclosedCircleChinese": lambda number: chr(0x245F + number) if number <= 20 else f"({number})",
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
    "ideographZodiac": lambda number: "子丑寅卯辰巳午未申酉戌亥"[(number - 1) % 12],
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass
class _List:
    """`group` is shared by lists that count on together (one abstract numbering)."""

    group: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


def _value(element: Element | None, child: str, default: str = "") -> str:
    found = element.find(W + child) if element is not None else None
    return default if found is None else found.get(W + "val", default)


def _integer(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _levels(elements: Iterable[Element]) -> dict[int, _Level]:
    return {
        _integer(level.get(W + "ilvl", "0"), 0): _Level(
            _integer(_value(level, "start", "1"), 1),
            _value(level, "numFmt", "decimal"),
            _value(level, "lvlText"),
            level.find(W + "isLgl") is not None,
        )
        for level in elements
    }


class Numbering:
    """Counts the lists of one document, paragraph by paragraph in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = (
            {} if styles is None else {s.get(W + "styleId", ""): s for s in styles.iter(W + "style")}
        )
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def is_contents(self, properties: Element | None) -> bool:
        """Whether this paragraph is of a table of contents, whose lines repeat the headings."""
        style = self._styles.get(_value(properties, "pStyle"))
        return re.match(r"toc \d", _value(style, "name"), re.IGNORECASE) is not None

    def label(self, properties: Element | None) -> str:
        """The number that Word shows before this paragraph, with its brackets or point."""
        name, level = self._reference(properties)
        listed = self._lists.get(name)
        if listed is None or level not in listed.levels:
            return ""
        counts = self._counts.setdefault(listed.group, {})
        if level in listed.restarts and (name, level) not in self._begun:
            counts[level] = listed.restarts[level]
        else:
            counts[level] = counts.get(level, listed.levels[level].start - 1) + 1
        self._begun.add((name, level))
        for deeper in [deep for deep in counts if deep > level]:
            del counts[deeper]
        return self._shown(listed, level, counts)

    def _reference(self, properties: Element | None) -> tuple[str, int]:
        """The paragraph's own list, or its style's, or that of the style it is based on."""
        seen: set[str] = set()
        name, level = "", ""
        while properties is not None:
            numbered = properties.find(W + "numPr")
            name = name or _value(numbered, "numId")
            level = level or _value(numbered, "ilvl")
            style = _value(properties, "pStyle") or _value(properties, "basedOn")
            if name or not style or style in seen:
                break
            seen.add(style)
            properties = self._style(style)
        return name, _integer(level, 0)

    def _style(self, name: str) -> Element | None:
        style = self._styles.get(name)
        if style is None:
            return None
        both = Element("style")
        both.extend(list(style.find(W + "pPr") or ()))
        both.extend(style.findall(W + "basedOn"))
        return both

    @staticmethod
    def _shown(listed: _List, level: int, counts: dict[int, int]) -> str:
        own = listed.levels[level]
        if own.form == "bullet":
            return ""

        def number(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            rule = listed.levels.get(other, _Level())
            form = str if own.legal else _FORMATS.get(rule.form, str)
            return form(max(1, min(counts.get(other, rule.start), 9999)))

        return re.sub(r"%([1-9])", number, own.text)


def _lists(numbering: Element) -> dict[str, _List]:
    abstract = {
        item.get(W + "abstractNumId", ""): _levels(item.findall(W + "lvl"))
        for item in numbering.findall(W + "abstractNum")
    }
    lists = {}
    for item in numbering.findall(W + "num"):
        group = _value(item, "abstractNumId")
        listed = _List(group, dict(abstract.get(group, {})))
        for override in item.findall(W + "lvlOverride"):
            level = _integer(override.get(W + "ilvl", "0"), 0)
            listed.levels.update(_levels(override.findall(W + "lvl")))
            if start := _value(override, "startOverride"):
                listed.restarts[level] = _integer(start, 1)
        lists[item.get(W + "numId", "")] = listed
    return lists
