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
        cursor.execute("update places_divisiontree set depth = depth + 1 where depth = 2")
        cursor.execute(
            'insert into census_figure (division_id, "on", basis, sex, age_from, age_to, count, source, note)'
            " select id, '2020-11-01', 'resident', sex, 0, null, 5, 'x', ''"
            " from places_division, unnest(array['all', 'male', 'female']) sex where name = '甲县'"
        )
    assert integrity.main() == 1
    said = capsys.readouterr()
    for package in ("plans", "places", "census"):
        assert f"{package}: " in said.err
    assert "problem" in said.out
