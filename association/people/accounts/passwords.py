"""Passwords: Argon2id with the cost of TRUST, two hashes at a time, and the same time for unknown
accounts."""

from collections.abc import Iterable
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from association.rules.house.errors import RuleError

SHORTEST, LONGEST = 8, 128

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_at_once = BoundedSemaphore(2)  # 19 MB and a core each
_unknown = (
    "$argon2id$v=19$m=19456,t=2,p=1"
    "$Z3V5dWJndXl1Ymd1eXVi$iZfYFQo3kJXDPVaMTy7kW9NRqYOOCxXwJPIQKAhPX4w"
)


def check_new(password: str, *, words: Iterable[str]) -> None:
    """Raise RuleError for a password that nobody may choose; `words` are the account's own."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RuleError(
            "Kata sandi harus %(least)s sampai %(most)s karakter.", least=SHORTEST, most=LONGEST
        )
    if password.casefold() in {word.casefold() for word in words}:
        raise RuleError("Kata sandi ini mudah ditebak: nama, nomor HP, atau paguyuban sendiri.")


def hashed(password: str) -> str:
    """Hash a password of 8 to 128 characters."""
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
