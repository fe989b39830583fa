"""How soon a password is guessed by who tries first what people choose first."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from math import log2

from association.rules.house.errors import RuleError
from association.rules.people.phone import parse_phone

ENOUGH = 20.0  # bits: not among the first million guesses
CONTEXT_BITS, OWN_BITS, RUN_BITS, YEAR_BITS, DAY_BITS = 5.0, 2.0, 5.0, 6.5, 13.0
LONGEST_PIECE, SHORTEST_PIECE = 24, 3
KEYS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
COLUMNS = ("1qaz2wsx3edc4rfv5tgb6yhn7ujm", "147258369", "159357", "qazwsxedcrfvtgbyhnujm")
RUNS = tuple(row[::way] for row in (*KEYS, *COLUMNS) for way in (1, -1))
LOOKS_LIKE = str.maketrans("01345789@$!|+", "oieastbgasiit")  # p@s4r reads pasar
JOINTS = " -_.,"
WRITTEN_DAY = re.compile(r"([0-3]?[0-9])([-/. ])([01]?[0-9])\2([0-9]{4}|[0-9]{2})")


def ranked(
    passwords: Iterable[str], words: Iterable[str], context: Iterable[str]
) -> dict[str, float]:
    """Give what each piece costs who guesses, in bits: by its place in a list of common passwords,
    any word of a list of words alike, and little for what this site brings to mind."""
    of_words = list(words)
    cost = dict.fromkeys(of_words, log2(len(of_words) or 1))
    for place, one in enumerate(passwords, 2):
        cost[one] = min(log2(place), cost.get(one, ENOUGH))
    return cost | {one: min(CONTEXT_BITS, cost.get(one, ENOUGH)) for one in context}


def own_pieces(texts: Iterable[str]) -> dict[str, float]:
    """Give what is known of an account's holder, such as name, phone and paguyuban, as pieces."""
    found: set[str] = set()
    for text in texts:
        plain = _plain(text)
        parts = plain.split()
        found |= {*parts, "".join(parts), *_ways_of_writing(text)}
    return {one: OWN_BITS for one in found if len(one) >= SHORTEST_PIECE}


def _ways_of_writing(text: str) -> set[str]:
    """Give a phone number as people write it, and its end."""
    try:
        number = parse_phone(text)[3:]
    except RuleError:
        return set()
    return {f"0{number}", f"62{number}", f"+62{number}", number, number[-6:], number[-8:]}


def bits(password: str, pieces: Mapping[str, float]) -> float:
    """Give, in bits, how many guesses it takes who puts together `pieces`, years, days, runs of
    keys and single characters, the cheapest way."""
    text = _plain(password)
    read, turned = text.translate(LOOKS_LIKE), text[::-1]
    least = [0.0] + [float("inf")] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, min(start + LONGEST_PIECE, len(text)) + 1):
            back = turned[len(text) - end : len(text) - start]
            cost = min(
                _cost(text[start:end], pieces),
                pieces.get(read[start:end], float("inf")) + 1,
                pieces.get(back, float("inf")) + 1,
            )
            least[end] = min(least[end], least[start] + cost)
    return min(least[-1], _said_again(text, pieces))


def _said_again(text: str, pieces: Mapping[str, float]) -> float:
    """Give the bits of a text that says one thing several times: "pasarpasar", "abcabcabc"."""
    again = (text + text).find(text, 1)
    return bits(text[:again], pieces) + 1 if 0 < again < len(text) else float("inf")


def _cost(piece: str, pieces: Mapping[str, float]) -> float:
    """Give the bits of one piece, infinite when it is none."""
    known = pieces.get(piece, float("inf"))
    if len(piece) == 1:
        return min(known, _of_character(piece))
    if len(piece) >= SHORTEST_PIECE and (
        piece == piece[0] * len(piece) or any(piece in run for run in RUNS)
    ):
        return min(known, RUN_BITS)
    return min(known, _of_date(piece))


def _of_character(one: str) -> float:
    if one in JOINTS:
        return 2.0
    return log2(10) if one.isdecimal() else log2(26) if one.isalpha() else 4.0


def _of_date(digits: str) -> float:
    """Give the bits of a year, or of a day as people write it; infinite for all else."""
    if not (digits.isascii() and digits.isdecimal()):
        return DAY_BITS if WRITTEN_DAY.fullmatch(digits) else float("inf")
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return YEAR_BITS
    if len(digits) == 8 and digits[:2] in ("19", "20"):
        digits = digits[6:] + digits[4:6] + digits[:4]
    a_day = len(digits) in (6, 8) and 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12
    return DAY_BITS if a_day else float("inf")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
