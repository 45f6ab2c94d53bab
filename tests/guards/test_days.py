"""A day is that of the office: the database's sessions keep UTC, whose day begins eight hours later than China's."""

import re
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
