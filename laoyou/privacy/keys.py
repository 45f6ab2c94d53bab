"""The installation's keys for personal data. They lie outside the database: a stolen dump tells no number."""

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.conf import settings

from laoyou.lib.sealing import SECRET_BYTES, Key, Method, Ring


class NoKeys(Exception):
    """No key file is there; nothing personal can be sealed or opened."""


@lru_cache(maxsize=4)
def _read(path: Path, modified: float) -> Ring:
    kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
    keys = [Key(row["number"], row["method"], bytes.fromhex(row["secret"])) for row in kept["keys"]]
    return Ring(keys, bytes.fromhex(kept["index_secret"]), kept["index_hash"])


def ring() -> Ring:
    """The keys of this installation, read again when the file changed."""
    path: Path = settings.FIELD_KEYS
    if not path.exists():
        raise NoKeys(
            f"There is no key file {path}. `laoyou prepare` makes one; after a restore put the old one back."
        )
    return _read(path, path.stat().st_mtime)


def ensure_keys(path: Path, method: str = "aes-gcm") -> None:
    """Make the key file where there is none: for the owner of the installation alone, and to be kept with care."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    first = {"number": 1, "method": method, "secret": os.urandom(SECRET_BYTES[cast("Method", method)]).hex()}
    kept = {
        "keys": [first],
        "index_secret": os.urandom(32).hex(),
        "index_hash": "sm3" if method == "sm4-gcm" else "sha256",
    }
    write(path, kept)


def write(path: Path, kept: dict[str, Any]) -> None:
    """All or nothing: a half-written key file would be a lost register."""
    fresh = path.with_suffix(".new")
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(kept, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _kept() -> dict[str, Any]:
    ring()  # says what to do where there is no file
    kept: dict[str, Any] = json.loads(settings.FIELD_KEYS.read_text("utf-8"))
    return kept


def add(method: str) -> int:
    """A new key, which seals from now on; its number."""
    kept = _kept()
    number: int = max(row["number"] for row in kept["keys"]) + 1
    secret = os.urandom(SECRET_BYTES[cast("Method", method)]).hex()
    kept["keys"].append({"number": number, "method": method, "secret": secret})
    write(settings.FIELD_KEYS, kept)
    _read.cache_clear()
    return number


def remove(number: int) -> None:
    kept = _kept()
    kept["keys"] = [row for row in kept["keys"] if row["number"] != number]
    write(settings.FIELD_KEYS, kept)
    _read.cache_clear()


def fingerprints() -> list[str]:
    """One for the index and one for each key: tells whether a key file fits a backup, and nothing of the keys."""
    kept = _kept()
    secrets = [
        ("index", kept["index_secret"]),
        *((str(row["number"]), row["secret"]) for row in kept["keys"]),
    ]
    return [
        f"{name}:{hashlib.sha256(b'laoyou key file' + bytes.fromhex(secret)).hexdigest()[:32]}"
        for name, secret in secrets
    ]
