"""What the packs declare of kinds and sources, and whether attributes fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """Two languages; shows in that of the page."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh

    @classmethod
    def of(cls, row: Content) -> "Label":
        return cls(row["zh"], row["en"])


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: Label
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    key: str
    label: Label
    choices: tuple[Choice, ...]
    required: bool = False

    def choice(self, key: str) -> Choice | None:
        return next((one for one in self.choices if one.key == key), None)

    def read(self, text: str) -> Choice | None:
        """What a sheet means, by key, label or another word for it."""
        return next(
            (one for one in self.choices if text in {one.key, one.label.zh, one.label.en, *one.also}), None
        )


@dataclass(frozen=True, slots=True)
class Source:
    """`listed`: sends its full list every month. `derived`: never chosen by a person."""

    key: str
    label: Label
    listed: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a survey sheet: a kind, with the choice of its attribute where it has one box a choice."""

    kind: str
    label: str
    attribute: str = ""
    choice: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.choice}" if self.choice else self.kind

    @property
    def attributes(self) -> dict[str, str]:
        return {self.attribute: self.choice} if self.choice else {}


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    label: Label
    group: str
    who: str
    sources: tuple[Source, ...]
    attributes: tuple[Attribute, ...] = ()
    aliases: tuple[str, ...] = ()
    sensitive: bool = False
    survey: bool = False
    survey_by: str = ""
    opens_at_years: int | None = None
    ends_at_months: int | None = None
    document: str = ""
    clause: str = ""
    sureness: str = "U"
    note: Label | None = None

    def attribute(self, key: str) -> Attribute | None:
        return next((one for one in self.attributes if one.key == key), None)

    def source(self, key: str) -> Source | None:
        return next((one for one in self.sources if one.key == key), None)

    @property
    def by_hand(self) -> tuple[Source, ...]:
        return tuple(one for one in self.sources if not one.derived)

    @property
    def listed(self) -> tuple[Source, ...]:
        return tuple(one for one in self.sources if one.listed)

    def said(self, attributes: Mapping[str, str]) -> str:
        """The attributes in words: 肢体 · 二级."""
        found = [one.choice(attributes.get(one.key, "")) for one in self.attributes]
        return " · ".join(str(one.label) for one in found if one)

    def boxes(self) -> Iterator[Box]:
        by = self.attribute(self.survey_by) if self.survey_by else None
        if by is None:
            yield Box(self.key, str(self.label))
        else:
            for one in by.choices:
                yield Box(self.key, f"{self.label}·{one.label}", by.key, one.key)


def kinds_of(kinds: Sequence[Content], sources: Sequence[Content]) -> dict[str, Kind]:
    """By key, in the order of the packs."""
    known = {
        row["key"]: Source(row["key"], Label.of(row), row.get("listed", False), row.get("derived", False))
        for row in sources
    }
    return {row["key"]: _kind(row, known) for row in kinds}


def _kind(row: Content, known: Mapping[str, Source]) -> Kind:
    plain = ("aliases", "sensitive", "survey", "survey_by", "opens_at_years", "ends_at_months")
    more = {name: row[name] for name in (*plain, "document", "clause", "sureness") if name in row}
    more["aliases"] = tuple(row.get("aliases", ()))
    return Kind(
        row["key"],
        Label.of(row),
        row["group"],
        row["who"],
        tuple(known[key] for key in row["sources"]),
        tuple(_attribute(one) for one in row.get("attributes", ())),
        note=Label.of(row["note"]) if "note" in row else None,
        **more,
    )


def _attribute(row: Content) -> Attribute:
    choices = tuple(Choice(one["key"], Label.of(one), tuple(one.get("also", ()))) for one in row["choices"])
    return Attribute(row["key"], Label.of(row), choices, row.get("required", False))


def faults(kind: Kind, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(key of the attribute, what is wrong and what to do)."""
    for one in kind.attributes:
        value = attributes.get(one.key, "")
        words = {"label": one.label, "choices": "、".join(str(each.label) for each in one.choices)}
        if not value and one.required:
            yield one.key, _("请选择“%(label)s”：%(choices)s。") % words
        elif value and one.choice(value) is None:
            yield one.key, _("“%(label)s”只能是：%(choices)s。") % words
    for key in attributes:
        if kind.attribute(key) is None:
            yield key, _("“%(kind)s”没有这一项。") % {"kind": kind.label}
