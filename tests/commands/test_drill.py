"""`laoyou drill`: a backup is restored beside what serves, looked through and thrown away; and it is written down."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from laoyou.access.models import AuditLine
from laoyou.config import drill
from laoyou.config.backup import backup
from laoyou.packs.actions import load_releases
from tests.commands.test_backup import SECRET, _counts, _url
from tests.world import build
from tests.world.privacy import add_resident


@pytest.fixture
def file(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of a county with one resident."""
    add_resident(build(), "河口村", 1)
    load_releases(root=Path(settings.PACKS), codes=["base"], by="test")
    key, made = tmp_path / "backup.key", tmp_path / "monday.backup"
    key.write_bytes(SECRET)
    monkeypatch.setenv("LAOYOU_BACKUP_KEY_FILE", str(key))
    address = urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path="/" + connection.settings_dict["NAME"])
    monkeypatch.setenv("DATABASE_OWNER_URL", urlunsplit(address))
    backup(made, urlunsplit(address), SECRET)
    return made


def _kept() -> dict[str, object]:
    detail: dict[str, object] = AuditLine.objects.get(action="config.backup.drilled").detail
    return detail


def _copy_is_there() -> bool:
    with psycopg.connect(_url("postgres")) as server:
        asked = server.execute(
            "select count(*) from pg_database where datname = %s",
            [f"{connection.settings_dict['NAME']}_drill"],
        )
        return asked.fetchone() != (0,)


def test_a_drill_is_passed_and_written_down(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = _counts(_url(connection.settings_dict["NAME"]))
    assert drill.main([str(file)]) == 0
    assert (
        "the drill is passed: 1 residents came back from monday.backup, a sealed number opens, no problems"
        in capfd.readouterr().out
    )
    assert _kept() == dataclasses.asdict(drill.Drill("monday.backup", "passed", 1, True, 0))
    after = _counts(_url(connection.settings_dict["NAME"]))
    assert {name for name in after if after[name] != before[name]} == {"access_auditline"}
    assert not _copy_is_there()


def test_a_damaged_file_is_a_drill_not_passed(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    assert drill.main([str(file)]) == 1
    assert "the drill was NOT passed: The backup is cut off" in capfd.readouterr().err
    assert _kept()["outcome"] == "not_restored"
    assert not _copy_is_there()


def test_a_number_that_does_not_open_is_told(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The fingerprints of the file fit, the number in it was sealed otherwise."""
    with psycopg.connect(here := _url(connection.settings_dict["NAME"])) as open_:
        open_.execute(
            "update people_resident set id_sealed = set_byte(id_sealed, 20, get_byte(id_sealed, 20) # 1)"
        )
    backup(file, here, SECRET)
    assert drill.main([str(file)]) == 1
    assert "does NOT open" in capfd.readouterr().err
    assert (_kept()["outcome"], _kept()["opened"]) == ("closed", False)


def test_what_integrity_finds_is_told(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with psycopg.connect(here := _url(connection.settings_dict["NAME"])) as open_:
        open_.execute("update places_divisiontree set depth = depth + 1 where depth = 2")
    backup(file, here, SECRET)
    assert drill.main([str(file)]) == 1
    assert "places: " in capfd.readouterr().err
    assert _kept()["outcome"] == "problems"


def test_a_file_that_is_not_there_is_no_drill(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert drill.main([str(file.with_name("none"))]) == 1
    assert "there is no file" in capfd.readouterr().err
    assert not AuditLine.objects.filter(action="config.backup.drilled").exists()


def test_a_drill_that_is_stopped_leaves_no_copy(file: Path) -> None:
    """The copy holds the whole register: a service that is stopped in the night must not leave it behind."""
    command = [sys.executable, "-m", "laoyou.config.cli", "drill", str(file)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while not _copy_is_there():
            assert running.poll() is None, "it ended before it made a copy"
            time.sleep(0.05)
        running.terminate()
    assert running.returncode == 128 + signal.SIGTERM
    assert not _copy_is_there()
