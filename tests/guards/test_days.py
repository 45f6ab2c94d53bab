"""A day is that of the office: the database's sessions keep UTC, whose day begins eight hours later than China's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for folder in ("laoyou", "packs")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".sql", ".toml"} and "tests" not in path.parts
]
# What asks for the day without saying whose. `timezone.localdate()` and its like, and `at time zone`, say it.
UNSAID = re.compile(
    r"\b(current_date|current_time|localtimestamp|(now|clock_timestamp)\(\)::(date|timestamp\b(?!tz)))|date_trunc\("
    r"|\bdate\.today\(\)|(?-i:\bdatetime\.(now|today)\(\))|\butcnow\(|\bnow\(\)\.date\(\)|_at\.date\(\)|_at:%",
    re.IGNORECASE,
)


def test_no_statement_leaves_open_whose_day_it_is() -> None:
    assert len(SOURCES) > 500
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in SOURCES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if UNSAID.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "born > current_date - 1",
        "select now()::date",
        "datetime.now()",
        "found.asked_at.date()",
        "{one.read_at:%H}",
    ],
)
def test_the_guard_sees(line: str) -> None:
    assert UNSAID.search(line)


def _at_reading(node: ast.AST) -> Iterator[str]:
    """Names that are called when a file is read: not inside functions, but in their decorators and defaults."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            for part in (*child.decorator_list, child.args):
                yield from _at_reading(part)
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call):
                yield ast.unparse(child.func).rpartition(".")[2]
            yield from _at_reading(child)


def _days_asked(source: str) -> set[str]:
    return {"localdate", "localtime", "today", "now", "utcnow"}.intersection(_at_reading(ast.parse(source)))


def test_no_file_asks_for_the_day_when_it_is_read() -> None:
    """A server runs for months, and a run of tests may begin before midnight."""
    found = {
        str(path.relative_to(ROOT)): asked
        for folder in ("laoyou", "tests", "benchmarks", "scripts")
        for path in (ROOT / folder).rglob("*.py")
        if (asked := _days_asked(path.read_text("utf-8")))
    }
    assert found == {}


def test_the_guard_sees_days_of_reading() -> None:
    assert _days_asked("TODAY = timezone.localdate()")
    assert _days_asked("@pytest.mark.parametrize('day', [timezone.localdate()])\ndef test() -> None: pass")
    assert not _days_asked("def today() -> date: return timezone.localdate()")
