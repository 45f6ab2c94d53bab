"""Everything that is wrong in a set of packs, at once: shape, dates, inheritance, references."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from laoyou.packs.computed import computed_problems
from laoyou.packs.listed import list_problems
from laoyou.packs.loader import Pack, chain
from laoyou.packs.peopled import population_problems
from laoyou.packs.problems import Problem
from laoyou.packs.references import reference_problems
from laoyou.packs.shape import shape_problems
from laoyou.packs.values import value_problems

Rows = Iterator[Problem]
Check = Callable[[Pack, dict[str, Pack]], Rows]


def check_packs(packs: dict[str, Pack]) -> list[Problem]:
    return sorted({problem for pack in packs.values() for problem in check_pack(pack, packs)})


def check_pack(pack: Pack, packs: dict[str, Pack]) -> list[Problem]:
    """A pack whose shape is wrong is not looked into further: what follows from a slip would only hide it."""
    problems = [*pack.unreadable, *_head_problems(pack, packs)]
    for file in pack.files:
        problems.extend(shape_problems(file))
    if problems:
        return sorted(problems)
    found = (
        value_problems(pack, packs),
        reference_problems(pack, packs),
        list_problems(pack),
        computed_problems(pack, packs),
        population_problems(pack),
        _repeated(pack),
    )
    return sorted({problem for problems_of_kind in found for problem in problems_of_kind})


def _head_problems(pack: Pack, packs: dict[str, Pack]) -> Rows:
    heads = pack.of("pack.toml")
    if not heads:
        yield Problem(
            f"{pack.code}/pack.toml", 1, "The pack has no pack.toml.", "It says what the pack is.", "Add it."
        )
        return
    head = heads[0]
    if head.data.get("code") != pack.code:
        yield Problem(
            head.name,
            head.line("code"),
            f"The code is “{head.data.get('code')}”, the folder “{pack.code}”.",
            "A pack is found by its folder.",
            "Make them the same.",
        )
    if said := _wrong_parent(pack, packs):
        yield Problem(head.name, head.line("extends"), *said)


def _wrong_parent(pack: Pack, packs: dict[str, Pack]) -> tuple[str, str, str] | None:
    parent = pack.extends
    if parent is None:
        if pack.code == "base":
            return None
        return (
            "The pack extends nothing.",
            "Only base stands alone.",
            'Add extends = "base" or a nearer pack.',
        )
    if parent not in packs:
        here = f"Here are: {', '.join(packs)}."
        return (
            f"The pack extends “{parent}”, which is not here.",
            here,
            "Extend one of these, or add that pack.",
        )
    if chain(pack.code, packs)[-1].extends is not None:
        what = "The packs extend each other in a circle, or one above is missing."
        return what, "A parent lies above its child.", "Mend the chain."
    if parent != "base" and not pack.code.startswith(re.sub("(00)+$", "", parent)):
        what = f"“{pack.code}” extends “{parent}”, which does not contain it."
        return (
            what,
            "Packs are inherited along the administrative hierarchy.",
            "Extend the division above, or base.",
        )
    return None


_UNIQUE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("periods.toml", "periods", ("key",)),
    ("measures.toml", "measures", ("key",)),
    ("nkeys.toml", "nkeys", ("key",)),
    ("functions.toml", "functions", ("key",)),
    ("documents.toml", "documents", ("key",)),
    ("divisions.toml", "divisions", ("civil", "since")),
    ("parameters/*.toml", "parameters", ("key",)),
    ("indicators/*.toml", "indicators", ("key",)),
    ("plans/*.toml", "tasks", ("no",)),
    ("plans/*.toml", "clauses", ("path",)),
    ("plans/*.toml", "indicators", ("key", "clause")),
    ("lists/*.toml", "lists", ("key",)),
    ("retention.toml", "retention", ("key",)),
    ("provider_kinds.toml", "provider_kinds", ("key",)),
)


def _repeated(pack: Pack) -> Rows:
    for pattern, section, keys in _UNIQUE:
        seen: dict[tuple[Any, ...], str] = {}
        for file in pack.of(pattern):
            for index, row in enumerate(file.data.get(section, [])):
                name = tuple(row.get(key) for key in keys)
                plan = file.name if pattern.startswith("plans") else ""
                here = f"{file.name}:{file.line(section, index)}"
                first = seen.setdefault((plan, *name), here)
                if first != here:
                    yield Problem(
                        file.name,
                        file.line(section, index),
                        f"“{name[0]}” stands in {section} twice.",
                        f"It stands at {first} already.",
                        "Keep one of them.",
                    )
