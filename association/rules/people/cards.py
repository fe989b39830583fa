"""Codes on members' cards: ten random Crockford base32 symbols and one check letter."""

from typing import Protocol

from association.rules.house.errors import RuleError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS = 10
LONGEST = 24
LOOKALIKES = str.maketrans("OIL", "011")


class Rng(Protocol):
    """What draws numbers: `secrets.SystemRandom()` in life, a seeded `random.Random` in
    demonstrations and tests."""

    def randrange(self, start: int, /) -> int:
        """Return a number from 0 up to, not including, `start`."""
        ...


def new_card_code(rng: Rng) -> str:
    """Return a new code of 11 symbols, without dashes."""
    body = "".join(ALPHABET[rng.randrange(len(ALPHABET))] for _ in range(RANDOM_SYMBOLS))
    return body + _check_letter(body)


def normalise_card_code(text: str) -> str:
    """Return a typed code as it is stored: upper case, no spaces or dashes, O as 0, I and L as 1.

    Raises RuleError when it is empty, too long or holds other characters than letters and digits.
    """
    code = "".join(c for c in text.upper() if not c.isspace() and c not in "-‐‑–—_.").translate(
        LOOKALIKES
    )
    if not code:
        raise RuleError("Kode kartu kosong. Kodenya tertulis di kartu anggota.")
    if len(code) > LONGEST:
        raise RuleError("Kode kartu terlalu panjang. Ketik kode di kartu anggota saja.")
    if not (code.isascii() and code.isalnum()):
        raise RuleError("Kode kartu hanya berisi huruf dan angka. Ketik seperti di kartu anggota.")
    return code


def display_card_code(code: str) -> str:
    """Return a stored code as it is printed: "ABCD-EFGH-JKM"."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def card_code_has_typo(code: str) -> bool:
    """Tell whether a stored-form code of 11 symbols was mistyped: any one wrong or two swapped
    symbols are noticed."""
    if len(code) != RANDOM_SYMBOLS + 1:
        return False
    return any(c not in ALPHABET for c in code) or _check_letter(code[:-1]) != code[-1]


def _check_letter(body: str) -> str:
    """Return the check symbol: the polynomial of the symbols at x in GF(32), x^5 = x^2 + 1."""
    check = 0
    for symbol in body:
        check ^= ALPHABET.index(symbol)
        check <<= 1
        check ^= 0b100101 if check & 32 else 0
    return ALPHABET[check]
