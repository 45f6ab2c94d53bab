"""Whether official counts of people add up: ages without a gap or an overlap, groups that make the total."""

from collections.abc import Iterator

from laoyou.packs.loader import Content, Pack
from laoyou.packs.problems import Problem


def population_problems(pack: Pack) -> Iterator[Problem]:
    for file in pack.of("population/*.toml"):
        for index, row in enumerate(file.data["population"]):
            for what, why, do in _faults(row):
                yield Problem(file.name, file.line("population", index), f"{row['on']}: {what}", why, do)


def _faults(row: Content) -> Iterator[tuple[str, str, str]]:
    groups = row.get("groups", [])
    if not groups:
        return
    added = sum(group["male"] + group["female"] for group in groups)
    if added != row["total"]:
        yield (
            f"the groups add up to {added}, the total is {row['total']}.",
            "Every person has an age and a sex.",
            "Correct it.",
        )
    begins = [group["age_from"] for group in groups]
    ends = [group["age_to"] + 1 if "age_to" in group else None for group in groups]
    if begins != [0, *ends[:-1]] or ends[-1] is not None:
        yield (
            "the ages leave a gap or overlap.",
            "They begin at 0, each goes on where the one before ended, and the last has no age_to.",
            "Put them in order.",
        )
