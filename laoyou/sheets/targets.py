"""What a register says so that sheets can be read into it and written from it. Pure declarations and a registry.

A package declares its targets in `sheets.py` and registers them in its AppConfig.ready(). The engine reads the file,
maps its columns, turns cells into values (see laoyou.sheets.values), calls `check`, and hands good rows to `apply`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import Promise

from laoyou.access.scope import Actor
from laoyou.places.models import Division

Kind = Literal["text", "number", "money", "date", "choice", "flag", "id_number", "phone", "division", "code"]
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a closed list; `also` are other words and numbers that sheets use for it (1, 男性)."""

    value: str
    label: Words
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """`also`: other heads under which counties' own sheets have it. `personal`: masked in faults and mending sheets' log."""

    key: str
    label: Words
    kind: Kind = "text"
    required: bool = False
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    help: Words = ""
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet, counted as Excel counts; `values` by column key, None where the cell is empty.

    What a value is, by kind of column: text, code, phone, id_number: str (phones as digits, ID numbers as 18 signs);
    number, money: Decimal (money in yuan); date: datetime.date; choice: the value of the Choice; flag: bool;
    division: the number (pk) of a division in the importer's scope.
    """

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: why, and what to do. `shown` is a value, masked where personal; "": as the cell has it."""

    line: int
    column: str
    shown: str
    why: Words
    do: Words


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import did, or would do. The same file twice gives only `same`."""

    added: int = 0
    changed: int = 0
    same: int = 0
    details: Mapping[str, int] = field(default_factory=dict)


Check = Callable[[Actor, Division, Sequence[Row]], Iterator[Fault]]
Apply = Callable[[Actor, Division, Iterable[Row]], Counts]


@dataclass(frozen=True, slots=True)
class Target:
    """A register that sheets are read into.

    `check` is asked with blocks of rows whose cells are each right, and says what only the register can know (one set-based
    query a block; a fault's `column` is a column's key, or "" for the line as a whole). `apply` gets all good rows, streamed, inside one transaction under the actor's policies, and must be
    idempotent and set-based: COPY to a temporary table, then INSERT … SELECT. It reads `rows` once and to the end. The dry
    run is `apply` in a savepoint that is undone, so it must keep nothing outside the database and write no audit line:
    the engine writes one for the batch.
    """

    key: str
    label: Words
    permission: str
    columns: tuple[Column, ...]
    check: Check
    apply: Apply
    help: Words = ""
    # Keys of columns that together name one record: a second line with the same values is a fault. Where the first is
    # empty the line names none; others that are empty are alike.
    unique: tuple[str, ...] = ()
    # Of a list that is compared as a whole: the word of each count in `details`. Its sheet writes no register, and one bad
    # line holds all back, because somebody missing from a full list would look like somebody who left it.
    compares: Mapping[str, Words] = field(default_factory=dict)
    # Lines stand in one another's way (a bed, a class): `check` is asked once, with all of them. For registers of which no
    # county has more than some ten thousand lines; the others are checked in blocks.
    whole: bool = False


_TARGETS: dict[str, Target] = {}


def register(target: Target) -> None:
    """Called once a process by the owning package."""
    _TARGETS[target.key] = target


def targets() -> Sequence[Target]:
    return tuple(_TARGETS.values())


def target(key: str) -> Target | None:
    return _TARGETS.get(key)
