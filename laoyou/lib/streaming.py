"""A long stream sealed in pieces (AES-256-GCM), so that a change, a swap or a cut anywhere is noticed. Pure.

A header (one line of JSON) is bound into every piece; each piece is sealed with its number and whether it is the last.
"""

import json
import os
import struct
from collections.abc import Iterable, Iterator
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"laoyou backup 1\n"
PIECE = 1 << 20


class CannotRead(Exception):
    """One sentence: what is wrong with the file."""


def derive(secret: bytes, salt: bytes) -> bytes:
    """A key from a passphrase or the content of a key file; slow on purpose (scrypt, RFC 7914)."""
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(secret)


def write(out: IO[bytes], pieces: Iterable[bytes], *, secret: bytes, head: dict[str, Any]) -> int:
    """Seal `pieces`; gives how many bytes went in."""
    salt, prefix = os.urandom(16), os.urandom(4)
    line = json.dumps({**head, "salt": salt.hex(), "prefix": prefix.hex()}, sort_keys=True).encode() + b"\n"
    out.write(MAGIC + line)
    cipher, total, number, held = AESGCM(derive(secret, salt)), 0, 0, b""
    for piece in pieces:
        if number or held:
            _put(out, cipher, prefix, number, held, line, last=False)
            number += 1
        held, total = piece, total + len(piece)
    _put(out, cipher, prefix, number, held, line, last=True)
    return total


def _put(
    out: IO[bytes], cipher: AESGCM, prefix: bytes, number: int, piece: bytes, line: bytes, *, last: bool
) -> None:
    sealed = cipher.encrypt(prefix + struct.pack(">Q", number), piece, line + (b"last" if last else b"more"))
    out.write(struct.pack(">?I", last, len(sealed)) + sealed)


def head_of(source: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """What the file says of itself (not yet proved), and the line that is bound into its pieces."""
    if source.read(len(MAGIC)) != MAGIC:
        raise CannotRead("This is no backup of laoyou.")
    line = source.readline(1 << 16)
    try:
        head: dict[str, Any] = json.loads(line)
        bytes.fromhex(head["salt"] + head["prefix"])
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRead("The head of the backup is damaged.") from error
    return head, line


def read(source: IO[bytes], *, secret: bytes, head: dict[str, Any], line: bytes) -> Iterator[bytes]:
    """The pieces, each proved before it is given. Raises CannotRead at the first that is not what was written."""
    cipher, prefix, number = (
        AESGCM(derive(secret, bytes.fromhex(head["salt"]))),
        bytes.fromhex(head["prefix"]),
        0,
    )
    while True:
        start = source.read(5)
        if len(start) < 5:
            raise CannotRead("The backup is cut off: its end is missing.")
        last, size = struct.unpack(">?I", start)
        sealed = source.read(size) if size <= PIECE + 64 else b""
        if len(sealed) < size:
            raise CannotRead("The backup is cut off or damaged.")
        try:
            bound = line + (b"last" if last else b"more")
            yield cipher.decrypt(prefix + struct.pack(">Q", number), sealed, bound)
        except InvalidTag as error:
            wrong = "The key or passphrase is not the one of this backup, or its start is damaged."
            raise CannotRead(wrong if number == 0 else "The backup is damaged.") from error
        number += 1
        if last:
            if source.read(1):
                raise CannotRead("Something was added after the end of the backup.")
            return
