"""The supervisor as its user meets it: what it starts it stops, and what is in the way is said in one line."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
READY = "ready at"
pytestmark = pytest.mark.xdist_group("installation")  # which is made once


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Run:
    """One `make run` on a folder and port of its own, its output collected in a file."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.port = environment.setdefault("PORT", str(free_port()))
        self.log = folder / "output.txt"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "LAOYOU_"))}
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "laoyou.config.run"],
                cwd=ROOT,
                env={**kept, "LAOYOU_VAR": str(folder / "var"), **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def wait_ready(self) -> None:
        deadline = time.monotonic() + 120
        while READY not in self.text() and self.process.poll() is None and time.monotonic() < deadline:
            threading.Event().wait(0.1)
        assert READY in self.text(), self.text()

    def text(self) -> str:
        return self.log.read_text()

    def family(self) -> list[psutil.Process]:
        return list(psutil.Process(self.process.pid).children(recursive=True))


def gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the installation lies: made by the first start, found again by the next ones."""
    return tmp_path_factory.mktemp("installation")


@pytest.fixture
def run(folder: Path) -> Iterator[Run]:
    started = Run(folder, LAOYOU_DEMO="0")
    yield started
    if started.process.poll() is None:
        started.process.send_signal(signal.SIGINT)
        started.process.wait(30)


def test_an_empty_start_serves_refuses_a_second_and_ctrl_c_stops_every_process(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run.wait_ready()
    with urllib.request.urlopen(f"http://127.0.0.1:{run.port}/healthy") as answer:
        assert answer.read() == b"healthy"
    assert re.search(r"office +office +\S+", run.text())
    assert "Upload your plan" in run.text()
    second = Run(tmp_path, LAOYOU_VAR=str(folder / "var"))
    assert second.process.wait(30) == 1
    assert second.text().count("\n") == 1
    assert "another run is using" in second.text()
    family = run.family()
    assert len(family) >= 2
    run.process.send_signal(signal.SIGINT)
    assert run.process.wait(30) == 0
    assert gone(family)
    assert "Traceback" not in run.text()


def test_a_killed_run_leaves_nothing_and_does_not_break_the_next(run: Run, folder: Path) -> None:
    run.wait_ready()
    family = run.family()
    run.process.kill()
    run.process.wait()
    again = Run(folder, LAOYOU_DEMO="0", PORT=run.port)  # at once: the old servers are still stopping
    again.wait_ready()
    assert gone(family)
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(30) == 0


def test_a_start_beside_a_command_says_so_at_once(folder: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "LAOYOU_"))}
    holding = "from laoyou.config import run\nwith run.database_for_commands():\n    print('held', flush=True)\n    input()"
    command = subprocess.Popen(
        [sys.executable, "-c", holding],
        cwd=ROOT,
        env={**environment, "LAOYOU_VAR": str(folder / "var")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert command.stdout is not None
    assert command.stdout.readline() == b"held\n"
    beside = Run(folder, LAOYOU_DEMO="0")
    assert beside.process.wait(25) == 1
    assert "a laoyou command is using the database" in beside.text()
    command.communicate(b"\n")
    assert command.returncode == 0


def test_a_taken_port_is_said_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = Run(tmp_path, PORT=str(port))
        assert refused.process.wait(30) == 1
    assert refused.text().count("\n") == 1
    assert f"port {port} is taken" in refused.text()
    assert "PORT=" in refused.text()


@pytest.mark.parametrize("port", ["abc", "99999", "-1", "0", "\u00b2"])
def test_a_port_that_is_none_is_said_in_one_line(tmp_path: Path, port: str) -> None:
    refused = Run(tmp_path, PORT=port)
    assert refused.process.wait(30) == 1
    assert refused.text().count("\n") == 1
    assert f"PORT={port} is no port" in refused.text()


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "postgresql://localhost:abc/x"), ("LAOYOU_SESSION_MINUTES", "long")]
)
def test_a_setting_that_is_wrong_is_named_without_a_traceback(tmp_path: Path, name: str, value: str) -> None:
    refused = Run(tmp_path, **{"DATABASE_URL": "postgresql://localhost/x", name: value})
    assert refused.process.wait(30) == 1
    assert name in refused.text()
    assert "Traceback" not in refused.text()


def test_the_death_of_a_child_ends_the_run_with_one_line(run: Run) -> None:
    run.wait_ready()
    server = next(each for each in run.family() if each.name() == "postgres" and "-D" in each.cmdline())
    server.send_signal(signal.SIGKILL)
    assert run.process.wait(30) == 1
    assert "stopped by itself" in run.text()
