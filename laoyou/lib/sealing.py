"""Sealing of short texts (numbers of documents, phones) and of files, and finding texts again without opening. Pure.

A sealed text is: format (1 byte) · key number (2) · nonce (12) · cipher text and tag (16). AES-256-GCM (NIST SP 800-38D)
or SM4-GCM (GB/T 32907, 国密) by the key. The blind index is a keyed hash, HMAC-SHA-256 or HMAC-SM3 (GB/T 32905).
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

FORMAT = 1
NONCE, TAG = 12, 16
Method = Literal["aes-gcm", "sm4-gcm"]
SECRET_BYTES: dict[Method, int] = {"aes-gcm": 32, "sm4-gcm": 16}


class CannotOpen(Exception):
    """The key is not in the ring, or the text was changed after it was sealed."""


@dataclass(frozen=True, slots=True)
class Key:
    number: int
    method: Method
    secret: bytes = field(repr=False)

    def seal(self, plain: bytes, bound: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        if self.method == "aes-gcm":
            return nonce + AESGCM(self.secret).encrypt(nonce, plain, bound)
        encryptor = Cipher(SM4(self.secret), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound)
        return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        nonce, rest = sealed[:NONCE], sealed[NONCE:]
        if self.method == "aes-gcm":
            return AESGCM(self.secret).decrypt(nonce, rest, bound)
        decryptor = Cipher(SM4(self.secret), modes.GCM(nonce, rest[-TAG:])).decryptor()
        decryptor.authenticate_additional_data(bound)
        return decryptor.update(rest[:-TAG]) + decryptor.finalize()


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of an installation: the last one seals, each opens what it sealed. `index_secret` never changes with them."""

    keys: Sequence[Key]
    index_secret: bytes = field(repr=False)
    index_hash: Literal["sha256", "sm3"] = "sha256"

    @property
    def current(self) -> Key:
        return self.keys[-1]

    def seal(self, text: str, *, kind: str) -> bytes:
        """`kind` ("id", "phone") is bound in: a sealed phone does not open as a number of another kind."""
        return self.seal_bytes(text.encode(), kind=kind)

    def open(self, sealed: bytes, *, kind: str) -> str:
        return self.open_bytes(sealed, kind=kind).decode()

    def seal_bytes(self, plain: bytes, *, kind: str) -> bytes:
        """A whole file at once: for what fits into memory."""
        key = self.current
        head = bytes([FORMAT]) + key.number.to_bytes(2, "big")
        return head + key.seal(plain, head + kind.encode())

    def open_bytes(self, sealed: bytes, *, kind: str) -> bytes:
        sealed = bytes(sealed)
        head, number = sealed[:3], self.number_of(sealed)
        key = next((key for key in self.keys if key.number == number), None)
        if key is None or sealed[0] != FORMAT:
            raise CannotOpen(f"The key {number} that sealed this is not in the ring.")
        try:
            return key.open(sealed[3:], head + kind.encode())
        except InvalidTag as error:
            raise CannotOpen("The sealed text was changed, or is of another kind.") from error

    @staticmethod
    def number_of(sealed: bytes) -> int:
        """The number of the key that sealed this."""
        return int.from_bytes(bytes(sealed)[1:3], "big")

    def index(self, text: str, *, kind: str) -> bytes:
        """32 bytes, the same for the same text: equal texts are found, the text is not told."""
        algorithm = hashes.SM3() if self.index_hash == "sm3" else hashes.SHA256()
        keyed = hmac.HMAC(self.index_secret, algorithm)
        keyed.update(f"{kind}:{text}".encode())
        return keyed.finalize()
