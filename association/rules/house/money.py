"""Money as whole rupiah: how an amount is written on screen and read from what people type."""

import re

from association.rules.house.errors import RuleError

# 16800 | 16.800 | 16 800, then at most an empty fraction: 16.800,00 or 16.800,-
_AMOUNT = re.compile(
    r"(?:rp\.? ?)?([0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,3}(?: "
    r"[0-9]{3}){1,4})(?:,(?:0{1,2}|-))?"
)
_NEGATIVE = re.compile(r"(?:rp\.? ?)?[-\u2212]")


def rupiah(amount: int) -> str:
    """Write whole rupiah the Indonesian way: "Rp42.000.000", "-Rp5.000"."""
    digits = f"{abs(amount):,}".replace(",", ".")
    return f"-Rp{digits}" if amount < 0 else f"Rp{digits}"


def parse_rupiah(text: str) -> int:
    """Read "Rp 16.800", "16800", "16.800,00" or "16 800" as whole rupiah.

    RuleError for negatives, fractions of a rupiah and anything unclear: "16,800"
    and "16.8" are refused rather than guessed.
    """
    plain = " ".join(text.split()).lower()
    if _NEGATIVE.match(plain):
        raise RuleError("Jumlah uang tidak boleh negatif.")
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        raise RuleError("Tulis jumlah uang dalam rupiah bulat, misalnya 16.800.")
    return int(match[1].replace(".", "").replace(" ", ""))
