"""`laoyou integrity` asks every package, finds a sound county sound, and says what is not."""

from pathlib import Path

import pytest
from django.db import connection

from laoyou.config import integrity
from tests.world import World

PACKAGE = Path(__file__).resolve().parents[2] / "laoyou"


def test_every_package_that_has_checks_is_asked() -> None:
    assert set(integrity._checks()) == {path.parent.name for path in PACKAGE.glob("*/checks.py")}


def test_a_sound_county_has_no_problem(filled: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert integrity.main() == 0
    assert capsys.readouterr().out == "laoyou: no problems found.\n"


def test_what_is_wrong_is_said_with_its_package(filled: World, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update plans_document set text = '' where id = %s", [filled.rows["plan"].document_id])
    assert integrity.main() == 1
    said = capsys.readouterr()
    assert "plans: " in said.err
    assert "problem" in said.out
