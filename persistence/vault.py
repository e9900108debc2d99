"""Personal numbers sealed at rest: authenticated encryption, and a keyed index to search by.

Envelope: one byte names algorithm and key generation, then nonce and ciphertext. The row and
column are bound in, so a sealed value moved elsewhere does not open.
"""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_AES_256_GCM: Final = b"\x01"
_NONCE: Final = 12
_TAG: Final = 16


class SealBroken(RuntimeError):
    """A sealed value does not open: wrong key, or it was moved or changed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a table keeps of a personal number."""

    cipher: bytes
    index: bytes


class Vault:
    """Seals and opens one kind of personal number each under keys of their own."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._ciphers: dict[str, AESGCM] = {}
        self._index_keys: dict[str, bytes] = {}

    def key(self, purpose: str) -> bytes:
        """32 bytes for one purpose, derived from the master secret."""
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self._master)

    def seal(self, column: str, row: UUID, value: str) -> Sealed:
        return Sealed(self.seal_bytes(column, row, value.encode()), self.index(column, value))

    def open(self, column: str, row: UUID, sealed: bytes) -> str:
        """The number itself. Raises SealBroken."""
        return self.open_bytes(column, row, sealed).decode()

    def seal_bytes(self, column: str, row: UUID, data: bytes) -> bytes:
        """The envelope of any bytes, such as a file. Nobody can search by it."""
        nonce = secrets.token_bytes(_NONCE)
        return _AES_256_GCM + nonce + self._cipher(column).encrypt(nonce, data, _bound(column, row))

    def open_bytes(self, column: str, row: UUID, sealed: bytes) -> bytes:
        """What was sealed. Raises SealBroken."""
        nonce, cipher = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        if sealed[:1] != _AES_256_GCM or len(cipher) < _TAG:
            raise SealBroken(column)
        try:
            return self._cipher(column).decrypt(nonce, cipher, _bound(column, row))
        except InvalidTag as error:
            raise SealBroken(column) from error

    def index(self, column: str, value: str) -> bytes:
        """Equal values, equal index; without the key it cannot be tried out."""
        key = self._index_keys.get(column)
        if key is None:
            key = self._index_keys[column] = self.key(f"index:{column}")
        return hmac.digest(key, value.encode(), sha256)

    def _cipher(self, column: str) -> AESGCM:
        cipher = self._ciphers.get(column)
        if cipher is None:
            cipher = self._ciphers[column] = AESGCM(self.key(f"seal:{column}"))
        return cipher


def _bound(column: str, row: UUID) -> bytes:
    return column.encode() + row.bytes
