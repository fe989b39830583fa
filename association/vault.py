"""The vault: seals personal secrets (NIK, phone, card code) for the database and makes blind
indexes to find them by.

AES-256-GCM; the place ("table|column|row id") is authenticated, so a sealed value cannot be moved
to another row. What is long is sealed as a parcel before a transaction opens, and given its place
inside.
"""

import hmac
import os
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01\x01"  # format, key id
PARCEL = b"\x02\x01"  # a parcel: a sealed key of its own in front of what it seals
NONCE_BYTES = 12
KEY_BYTES = 32
SEALED_KEY = len(VERSION) + NONCE_BYTES + KEY_BYTES * 2 + 16  # the key in hexadecimal digits


class BrokenSeal(Exception):
    """A sealed value that this key cannot open at this place: another key, a moved or an altered
    value."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A long text sealed with a key of its own, before it is known where it will lie."""

    key: bytes
    body: bytes

    @classmethod
    def of(cls, text: str) -> "Parcel":
        """Seal a text; outside write_tx, where time costs nobody anything."""
        key, nonce = AESGCM.generate_key(KEY_BYTES * 8), os.urandom(NONCE_BYTES)
        return cls(key, nonce + AESGCM(key).encrypt(nonce, text.encode(), None))


class Vault:
    """Seals, opens and indexes with keys derived from the one data key; unusable until `unlock`."""

    def __init__(self) -> None:
        self._cipher: AESGCM | None = None
        self._index_key = b""

    def unlock(self, data_key: bytes) -> None:
        """Derive one key per purpose from the 32-byte data key."""
        self._cipher = AESGCM(_derive(data_key, b"guyub seal"))
        self._index_key = _derive(data_key, b"guyub blind index")

    def seal(self, text: str, place: str) -> bytes:
        """Encrypt a text for one place of the database (28 bytes longer than the text, and two for
        the version)."""
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._aead().encrypt(nonce, text.encode(), place.encode())

    def lay(self, parcel: Parcel, place: str) -> bytes:
        """Give a parcel its place: only its key is sealed now, however long its text is."""
        return PARCEL + self.seal(parcel.key.hex(), place) + parcel.body

    def open(self, sealed: bytes, place: str) -> str:
        """Decrypt what `seal` or `lay` made for the same place; raises BrokenSeal."""
        body = bytes(sealed)
        if body[:2] == PARCEL:
            return self._unpacked(body[2:], place)
        if body[:2] != VERSION:
            raise BrokenSeal("unknown version or key id")
        try:
            return (
                self._aead()
                .decrypt(body[2 : 2 + NONCE_BYTES], body[2 + NONCE_BYTES :], place.encode())
                .decode()
            )
        except InvalidTag:
            raise BrokenSeal(place.split("|")[0]) from None

    def _unpacked(self, sealed: bytes, place: str) -> str:
        key = bytes.fromhex(self.open(sealed[:SEALED_KEY], place))
        rest = sealed[SEALED_KEY:]
        try:
            return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], None).decode()
        except InvalidTag:
            raise BrokenSeal(place.split("|")[0]) from None

    def index(self, text: str, purpose: str) -> bytes:
        """Make the 16-byte blind index by which an exact text is found without being readable."""
        if not self._index_key:
            raise BrokenSeal("the vault is locked")
        return hmac.digest(self._index_key, f"{purpose}\0{text}".encode(), sha256)[:16]

    def _aead(self) -> AESGCM:
        if self._cipher is None:
            raise BrokenSeal("the vault is locked")
        return self._cipher


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)


vault = Vault()
