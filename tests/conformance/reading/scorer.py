"""Precision and recall of the reader by document: `python -m tests.conformance.reading.scorer [--brief] [FOLDER]`.

Without a folder it scores the shared plans; a folder holds TEXT.txt files with a TEXT.truth.json beside each.
Misses, extras and the documents' words go to the terminal only.
"""

import sys
from pathlib import Path

from laoyou.reading.reader import read_text
from tests.conformance.reading.institutions import bodies, duties, reporting
from tests.conformance.reading.matching import Score
from tests.conformance.reading.sections import clauses, indicators, metadata, quantities, tasks
from tests.conformance.reading.truth import Case, Json, folder_cases, plain, shared_cases

SECTIONS = (
    "tasks", "responsibilities", "indicators", "targets", "facts", "forecasts",
    "clauses", "metadata", "reporting", "duties", "bodies", "spans",
)  # fmt: skip
_QUOTED = {
    "tasks": "text",
    "targets": "text",
    "facts": "text",
    "forecasts": "text",
    "reporting": "text",
    "clauses": "heading",
}


def span_faults(case: Case, read: Json) -> dict[str, Score]:
    """Every item's span must hold the words that the item quotes."""
    score = Score()
    for name, key in _QUOTED.items():
        for item in read.get(name, []):
            start, end = item["span"]
            quote = plain(item.get(key))
            if 0 <= start < end <= len(case.text) and quote and quote in plain(case.text[start:end]):
                score.right += 1
            else:
                score.extras.append(f"{name} [{start}, {end}) does not hold 「{item.get(key)}」")
    return {"spans": score}


def score(case: Case) -> dict[str, Score]:
    read = read_text(case.text)
    parts = (tasks, indicators, quantities, clauses, metadata, reporting, duties, bodies, span_faults)
    return {name: result for part in parts for name, result in part(case, read).items()}


def total(results: list[dict[str, Score]]) -> dict[str, Score]:
    sums = {name: Score() for name in SECTIONS}
    for result in results:
        for name, part in result.items():
            sums[name].add(part)
    return sums


def _cell(part: Score) -> str:
    if not part.right and not part.misses and not part.extras:
        return "-"
    return f"{part.precision:.2f}/{part.recall:.2f}"


def _print_table(rows: dict[str, dict[str, Score]]) -> None:
    width = max(len(name) for name in rows) + 2
    print(" " * width + " ".join(f"{name[:9]:>9}" for name in SECTIONS))
    for name, result in rows.items():
        print(f"{name:<{width}}" + " ".join(f"{_cell(result[part]):>9}" for part in SECTIONS))
    sums = total(list(rows.values()))
    print(f"{'F1':<{width}}" + " ".join(f"{sums[part].f1:>9.3f}" for part in SECTIONS))


def _print_faults(name: str, result: dict[str, Score]) -> None:
    for section, part in result.items():
        for sign, lines in (("-", part.misses), ("+", part.extras), ("~", part.notes)):
            for line in lines:
                print(f"{name} {section} {sign} {line}")


def main(arguments: list[str]) -> int:
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    cases = [case for folder in folders for case in folder_cases(folder)] if folders else shared_cases()
    if not cases:
        print("No documents to score: give a folder, or set LAOYOU_SHARED to the reference documents.")
        return 1
    rows = {case.name: score(case) for case in cases}
    if "--brief" not in arguments:
        for name, result in rows.items():
            _print_faults(name, result)
    _print_table(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
