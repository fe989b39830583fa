"""Passwords: Argon2id with the cost of TRUST, two hashes at a time, the same time for unknown
accounts; and which new ones are good enough."""

import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from association.rules.house.errors import RuleError
from association.rules.people.guessing import ENOUGH, bits, own_pieces, ranked

SHORTEST, LONGEST = 8, 128
KNOWN = Path(__file__).parent / "known"  # with SOURCES.md
WORDS_OFFERED = 4

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_at_once = BoundedSemaphore(2)  # 19 MB and a core each
_unknown = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$Z3V5dWJndXl1Ymd1eXVi$iZfYFQo3kJXDPVaMTy7kW9NRqYOOCxXwJPIQKAhPX4w"
)


def check_new(password: str, *, words: Iterable[str]) -> None:
    """Refuse a new password that is too short, too long, or soon guessed. `words` are the account's
    own: name, phone, paguyuban. Raises RuleError, which never repeats the password.

    Every door that sets one comes by here before `hashed` (tests/architecture/test_passwords.py).
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise RuleError(
            "Kata sandi harus %(least)s sampai %(most)s karakter.", least=SHORTEST, most=LONGEST
        )
    if bits(password, _pieces() | own_pieces(words)) < ENOUGH:
        raise RuleError(
            "Kata sandi ini mudah ditebak: seperti kata yang umum, nama, nomor HP, tanggal, atau "
            "angka berurutan. Pakai beberapa kata yang tidak berhubungan, misalnya empat kata yang "
            "ditawarkan di halaman ini."
        )


def offer() -> str:
    """Make a ready password of four Indonesian words. It is shown, and kept nowhere."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS_OFFERED))


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return _listed("words")


@lru_cache(maxsize=1)
def _pieces() -> dict[str, float]:
    return ranked(_listed("passwords"), _words(), _listed("context"))


def _listed(name: str) -> tuple[str, ...]:
    return tuple((KNOWN / f"{name}.txt").read_text("ascii").split())


def hashed(password: str) -> str:
    """Hash a password of 8 to 128 characters; a new one after `check_new`."""
    with _at_once:
        return _hasher.hash(password)


def matches(kept: str, password: str) -> bool:
    """Tell whether the password is the kept one; an empty `kept` costs the same time and is never
    right."""
    if len(password) > LONGEST:
        return False
    with _at_once:
        try:
            return _hasher.verify(kept or _unknown, password) and bool(kept)
        except (VerifyMismatchError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with other costs and should be made again."""
    return _hasher.check_needs_rehash(kept)
