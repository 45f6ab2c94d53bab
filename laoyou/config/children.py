"""Child processes that cannot outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str], *, prefix: Sequence[str] = (), log: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own that the kernel ends when this process dies, even by kill -9.

    What it prints goes to `log`, else where ours goes. `prefix` changes identity first. That clears a parent-death signal, so ours is asked for after it;
    `setpriv` carries its own, because the other identity may not be able to read this interpreter.
    """
    carries = bool(prefix) and prefix[0] == "setpriv"
    tie = [] if carries else [sys.executable, "-m", "laoyou.config.children", str(os.getpid())]
    with (log or Path(os.devnull)).open("ab") as file:
        return subprocess.Popen(
            [*prefix, *tie, *command],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=file if log else None,
            stderr=file if log else None,
        )


def stop(
    process: subprocess.Popen[bytes], *, by: signal.Signals = signal.SIGTERM, seconds: float = 15
) -> None:
    """Ask, wait, then kill the whole session."""
    if process.poll() is None:
        process.send_signal(by)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _become(parent: int, command: Sequence[str]) -> None:
    """Tie our life to the parent's, then become the command; a parent that died meanwhile is noticed."""
    wanted = signal.SIGINT if Path(command[0]).name == "postgres" else signal.SIGTERM
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, wanted)
    if os.getppid() != parent:
        sys.exit(1)
    os.execvp(command[0], list(command))  # noqa: S606  (no shell on purpose)


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])
