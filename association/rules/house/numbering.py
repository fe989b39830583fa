"""The numbers of a printed sheet, as people type them: "1-14, 17, 20"."""

import re

from association.rules.house.errors import RuleError

MOST_AT_ONCE = 500
LARGEST = 99_999
RANGE = re.compile(
    r"\s*(?:[-‐‑–—−]|s\s*[/.]?\s*d\s*[/.]?|sampai|hingga)\s*",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(?:[\s,;.&+]|\bdan\b)+", re.IGNORECASE)


def read_numbers(text: str) -> list[int]:
    """Read numbers and ranges, in order and each once: "1-14, 17, 20", "1 s/d 14 dan 17".

    Raises RuleError naming the first piece that is no number or no range, and above 500 numbers.
    """
    numbers: set[int] = set()
    for piece in BETWEEN.split(RANGE.sub("-", text)):
        if piece:
            first, last = _ends(piece)
            if last - first >= MOST_AT_ONCE:
                raise RuleError(
                    "Paling banyak %(most)s nomor sekaligus. Kirim sebagian dulu.",
                    most=MOST_AT_ONCE,
                )
            numbers.update(range(first, last + 1))
    if not numbers:
        raise RuleError("Tulis nomornya dulu, misalnya 1-14, 17, 20.")
    if len(numbers) > MOST_AT_ONCE:
        raise RuleError(
            "Paling banyak %(most)s nomor sekaligus. Kirim sebagian dulu.", most=MOST_AT_ONCE
        )
    return sorted(numbers)


def _ends(piece: str) -> tuple[int, int]:
    """Give the first and last number of "17" or "1-14"."""
    ends = piece.split("-")
    if len(ends) > 2 or not all(
        end.isascii() and end.isdecimal() and len(end) <= 9 for end in ends
    ):
        raise RuleError(
            "“%(piece)s” bukan nomor. Tulis seperti 1-14, 17, 20.",
            piece=piece[:20],
        )
    first, last = int(ends[0]), int(ends[-1])
    if not 1 <= first <= LARGEST or last > LARGEST:
        raise RuleError("Nomor %(piece)s tidak ada di lembar mana pun.", piece=piece[:20])
    if last < first:
        raise RuleError(
            "“%(piece)s” terbalik: nomor kecil ditulis dulu, misalnya %(last)s-%(first)s.",
            piece=piece[:20],
            first=first,
            last=last,
        )
    return first, last
