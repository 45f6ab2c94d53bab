"""What scripts/setup says on a machine that lacks something; it must not get as far as making .venv."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Only what setting up reads, so that a mistake cannot touch this checkout's .venv."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/setup", tmp_path / "scripts/setup")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / lock, tmp_path / lock)
    return tmp_path


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def set_up(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/setup", "run"],
        cwd=checkout,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def test_a_python_without_venv_is_named_with_the_remedy(checkout: Path) -> None:
    python = program(checkout, "py", f'case "$*" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"')
    done = set_up(checkout, PYTHON=str(python))
    assert done.returncode == 1
    assert "no venv module" in done.stderr
    assert "apt install python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_refused_in_one_line(checkout: Path) -> None:
    folder = checkout / "bin"
    folder.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        program(folder, name, "exit 1")
    done = set_up(checkout, PATH=f"{folder}:/usr/bin:/bin", PYTHON="")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11" in done.stderr


def test_too_little_space_is_said_before_anything_is_written(checkout: Path) -> None:
    folder = checkout / "bin"
    folder.mkdir()
    program(folder, "df", 'echo "Filesystem"; echo "x 100 90 1000 99% /"')
    done = set_up(checkout, PATH=f"{folder}:{os.environ['PATH']}", PYTHON=sys.executable)
    assert done.returncode == 1
    assert "Free some space" in done.stderr
    assert not (checkout / ".venv").exists()
