"""A list as its pack declares it: fields, states, who sees what. Without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

SHAPES = {"good": "tick", "warn": "half", "bad": "cross", "none": "bar", "plain": "ring"}


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a pack, in the language of the page."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.zh


@dataclass(frozen=True)
class Field:
    """`unit` is a word; `public` fields leave the office once the list is published."""

    key: str
    label: Label
    kind: str
    required: bool = False
    public: bool = False
    listed: bool = False
    unit: Label | None = None
    least: Decimal = Decimal(0)
    most: Decimal | None = None
    choices: tuple[tuple[str, Label], ...] = ()
    columns: tuple["Field", ...] = ()
    help: Label | None = None

    @property
    def head(self) -> str:
        """The label with the unit, as a column's header says it."""
        return f"{self.label}（{self.unit}）" if self.unit and get_language() != "en" else self._plain_head

    @property
    def _plain_head(self) -> str:
        return f"{self.label} ({self.unit})" if self.unit else str(self.label)

    @property
    def names(self) -> frozenset[str]:
        """Every header by which a workbook may name this field."""
        words = {self.label.zh, self.label.en}
        if self.unit:
            words |= {f"{self.label.zh}（{self.unit.zh}）", f"{self.label.en} ({self.unit.en})"}
        return frozenset(words)

    @property
    def wide(self) -> bool:
        return self.kind == "long_text"

    @property
    def numeric(self) -> bool:
        return self.kind in {"number", "money", "year"}


@dataclass(frozen=True, slots=True)
class State:
    """`to`: what may follow; `public`: whether items in it are shown to everybody."""

    key: str
    label: Label
    tone: str
    to: tuple[str, ...]
    public: bool = False

    @property
    def icon(self) -> str:
        return f"mark-{SHAPES[self.tone]}"


@dataclass(frozen=True)
class Declaration:
    """One list of a pack."""

    key: str
    code: str
    label: Label
    help: Label
    group: str
    living: bool
    public: bool
    fields: tuple[Field, ...]
    states: tuple[State, ...]
    start: str
    sums: tuple[str, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        return {field.key: field for field in self.fields}

    @cached_property
    def by_state(self) -> Mapping[str, State]:
        return {state.key: state for state in self.states}

    @property
    def title(self) -> Field:
        return self.fields[0]

    @property
    def tables(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.kind == "table")

    @property
    def plain(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.kind != "table")

    @property
    def listed(self) -> tuple[Field, ...]:
        """Columns of the list, the title left out."""
        return tuple(field for field in self.fields[1:] if field.listed)

    @property
    def public_fields(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.public)

    def shows(self, state: str) -> bool:
        """Whether an item in this state may be seen by everybody."""
        if not self.public:
            return False
        return not self.states or (state in self.by_state and self.by_state[state].public)

    def may_follow(self, state: str) -> tuple[State, ...]:
        known = self.by_state.get(state)
        return tuple(self.by_state[key] for key in known.to) if known else ()


def declaration(content: Mapping[str, Any], measures: Mapping[str, Label]) -> Declaration:
    """From a row of the pack's lists."""
    return Declaration(
        key=content["key"],
        code=content["code"],
        label=_label(content),
        help=_label(content["help"]),
        group=content["group"],
        living=content.get("living", False),
        public=content.get("public", False),
        fields=tuple(_field(row, measures) for row in content["fields"]),
        states=tuple(_states(content.get("states", ()))),
        start=content.get("start", ""),
        sums=tuple(content.get("sum", ())),
    )


def _label(row: Mapping[str, Any]) -> Label:
    return Label(row["zh"], row["en"])


def _field(row: Mapping[str, Any], measures: Mapping[str, Label]) -> Field:
    unit = row.get("unit")
    return Field(
        key=row["key"],
        label=_label(row),
        kind=row["kind"],
        required=row.get("required", False),
        public=row.get("public", False),
        listed=row.get("listed", False),
        unit=measures.get(unit, Label(unit, unit)) if unit else None,
        least=Decimal(str(row.get("min", 0))),
        most=Decimal(str(row["max"])) if "max" in row else None,
        choices=tuple((choice["key"], _label(choice)) for choice in row.get("choices", ())),
        columns=tuple(_field(column, measures) for column in row.get("columns", ())),
        help=_label(row["help"]) if "help" in row else None,
    )


def _states(rows: Iterable[Mapping[str, Any]]) -> Iterable[State]:
    for row in rows:
        yield State(row["key"], _label(row), row["tone"], tuple(row["to"]), row.get("public", False))
