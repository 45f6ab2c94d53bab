"""The one supervisor: PostgreSQL, preparation, web server, as direct children, stopped in reverse order.

python -m laoyou.config.run                     serve (make run)
python -m laoyou.config.run --test COMMAND…     run COMMAND beside a throw-away database
"""

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from laoyou.config import children, postgres
from laoyou.config.postgres import StartError

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("LAOYOU_VAR", ROOT / "var"))
LEAST_FREE_BYTES = 300 * 1024 * 1024
STOPPING_SECONDS = 30


class Stopped(Exception):
    """A signal asked us to stop."""


def say(line: str) -> None:
    """One line for the person at the terminal."""
    print(f"laoyou: {line}", flush=True)


def main(arguments: list[str]) -> int:
    """Exit code 0 after a wanted stop, 1 with one line when something is in the way."""
    for wanted in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(wanted, _raise_stopped)
    try:
        return test(arguments[1:]) if arguments[:1] == ["--test"] else serve()
    except (Stopped, KeyboardInterrupt):
        say("stopped.")
        return 1 if arguments[:1] == ["--test"] else 0  # a test run that was cut short passed nothing
    except (StartError, OSError) as error:
        print(f"laoyou: {_in_words(error)}", file=sys.stderr)
        return 1


def serve() -> int:
    """Everything that `make run` promises; returns when a child dies, leaves by Stopped otherwise."""
    port = _port()
    with _only_run(), contextlib.ExitStack() as stack:
        _check_port(port)
        _check_space()
        watched = dict(_database(stack, VAR / "postgres", durable=True))
        _keep_secret()
        if os.environ.get("LAOYOU_DEMO", "1") in {"1", "yes", "true"}:
            # A demonstration is looked at by whoever starts it, so that a second factor is offered, not asked.
            os.environ.setdefault("LAOYOU_SECOND_FACTOR", "optional")
        _prepare()
        watched["the web server"] = web = children.spawn(_web_command(port))
        stack.callback(children.stop, web)
        _wait_for_web(port, web)
        watched["the worker"] = worker = children.spawn(_worker_command())
        stack.callback(children.stop, worker)
        _announce(port)
        return _watch(watched)


def test(command: list[str]) -> int:
    """Run `command` with a database of its own; its exit code is ours."""
    with contextlib.ExitStack() as stack:
        folder = Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="laoyou-test-", ignore_cleanup_errors=True)
            )
        )
        list(_database(stack, folder, durable=False))
        os.environ["LAOYOU_AS_OWNER"] = "1"
        child = subprocess.Popen(command)
        stack.callback(children.stop, child)
        return child.wait()


@contextlib.contextmanager
def _only_run() -> Iterator[None]:
    """Held by the kernel for as long as we live: a killed run leaves no stale lock."""
    VAR.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (VAR / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartError(
                f"another run is using {VAR}. Stop it first (Ctrl-C), or set LAOYOU_VAR."
            ) from None
        yield


def _database(
    stack: contextlib.ExitStack, folder: Path, *, durable: bool
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start the embedded server unless an address is given; sets the two addresses for our children."""
    if os.environ.get("DATABASE_URL"):
        return
    cluster = postgres.prepare(folder)
    if not durable:
        stack.callback(shutil.rmtree, cluster.data.parent, ignore_errors=True)
    log = folder / "postgres.log"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    server = _served(stack, cluster, log, durable=durable)
    _set_addresses(cluster)
    yield "PostgreSQL", server


def _served(
    stack: contextlib.ExitStack, cluster: postgres.Cluster, log: Path, *, durable: bool
) -> subprocess.Popen[bytes]:
    """Ready. What a killed run left is stopping by itself: it writes its last checkpoint, and is waited for."""
    deadline = time.monotonic() + STOPPING_SECONDS
    while True:
        server = children.spawn(cluster.command(durable=durable), prefix=cluster.prefix, log=log)
        stack.callback(children.stop, server, by=signal.SIGINT)
        try:
            postgres.wait_ready(cluster, server, log)
            return server
        except postgres.StillStopping:
            if postgres.answers(cluster):
                raise StartError(
                    f"a laoyou command is using the database of {VAR}. Wait until it has ended."
                ) from None
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def _set_addresses(cluster: postgres.Cluster) -> None:
    os.environ["DATABASE_URL"] = cluster.url("laoyou_app")
    os.environ["DATABASE_OWNER_URL"] = cluster.url("laoyou_owner")


@contextlib.contextmanager
def database_for_commands() -> Iterator[None]:
    """The installation's database for a `laoyou` command: the one that serves, else started for this while."""
    with contextlib.ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            cluster = postgres.prepare(VAR / "postgres")
            if postgres.answers(cluster):
                _set_addresses(cluster)
            else:
                list(_database(stack, VAR / "postgres", durable=True))
        os.environ["LAOYOU_AS_OWNER"] = "1"
        yield


def _prepare() -> None:
    """Migrate, load packs, fill the demonstration county: one process, so that Django starts once. It ends when we do."""
    preparing = children.spawn(["env", "LAOYOU_AS_OWNER=1", sys.executable, "-m", "laoyou.config.prepare"])
    try:
        failed = preparing.wait()
    finally:
        children.stop(preparing)
    if failed:
        raise StartError("the database could not be prepared; the reason stands above.")


def _web_command(port: int) -> list[str]:
    return [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "laoyou.config.wsgi:application",
        "--host", os.environ.get("LAOYOU_BIND", "127.0.0.1"), "--port", str(port), "--workers", os.environ.get("LAOYOU_WORKERS", "1"),
        "--blocking-threads", "4", "--log-level", "warning", "--no-ws",
    ]  # fmt: skip


def _worker_command() -> list[str]:
    return ["env", "LAOYOU_AS_OWNER=1", sys.executable, "-m", "laoyou.config.worker"]


def _port() -> int:
    said = os.environ.get("PORT") or "8000"
    port = int(said) if said.isascii() and said.isdigit() and len(said) <= 5 else 0
    if not 1 <= port <= 65535:
        raise StartError(f"PORT={said} is no port. Choose a number from 1 to 65535: PORT=8001 make run")
    return port


def _check_port(port: int) -> None:
    """A little patience: the web server of a run that was killed lets go of the port as it stops."""
    address = os.environ.get("LAOYOU_BIND", "127.0.0.1")
    deadline = time.monotonic() + 3
    while reason := _taken(address, port):
        if time.monotonic() > deadline:
            raise StartError(f"port {port} is taken ({reason}). Choose another: PORT=8001 make run")
        time.sleep(0.1)


def _taken(address: str, port: int) -> str:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except socket.gaierror:
            raise StartError(
                f"LAOYOU_BIND={address} is no address of this machine. Leave it out, or give an IP address."
            ) from None
        except OSError as error:
            return error.strerror or str(error)
    return ""


def _check_space() -> None:
    free = shutil.disk_usage(VAR).free
    if free < LEAST_FREE_BYTES:
        raise StartError(
            f"only {free // 2**20} MB are free where {VAR} lies. Free at least 300 MB and run again."
        )


def _keep_secret() -> None:
    """A signing key of this installation's own, readable by its owner only."""
    kept = VAR / "secret_key"
    if not kept.exists():
        making = kept.with_suffix(".making")
        with open(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        making.rename(kept)


def _wait_for_web(port: int, web: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if web.poll() is not None:
            raise StartError(f"the web server stopped at once (code {web.returncode}); see the lines above.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthy", timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            raise StartError(
                f"the web server answers with an error ({error.code}); see the lines above."
            ) from None
        except OSError:
            time.sleep(0.1)
    raise StartError(f"the web server did not answer on port {port} within {seconds:.0f} s.")


def _announce(port: int) -> None:
    say(
        f"ready at http://127.0.0.1:{port}/   (staff: http://127.0.0.1:{port}/console/)   Ctrl-C stops everything."
    )
    sheet = VAR / "sign-ins.txt"
    if sheet.exists():
        print(sheet.read_text(), flush=True)


def _watch(watched: dict[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in watched.items():
            if process.poll() is not None:
                raise StartError(
                    f"{name} stopped by itself (code {process.returncode}), so everything was stopped."
                )
        time.sleep(0.5)


def _raise_stopped(_number: int, _frame: object) -> None:
    raise Stopped


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == 28:
        return f"the disk is full ({error.filename or VAR}). Free some space and run again."
    return str(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
