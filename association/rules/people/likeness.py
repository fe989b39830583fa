"""The one matcher of people's names and of people: search, duplicates, imports and reconciliation
ask it alike.

`sound_form` writes a name as it sounds, so that Soeparno is Suparno and Moh. Jusuf is Muhammad
Yusuf; `like_names` tells whether two names may be one; `candidates` ranks names for a search that
forgives one slip a word; `same_person` weighs birth date, phone, stall and NIK as well.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, TypeVar

from association.rules.people.sounds import (
    SHORTEST_SOUND,
    name_words,
    searched_words,
    sound_of,
    spelled_out,
)

Key = TypeVar("Key")
SHORTEST_WITH_SLIP = 4
LONG_ENOUGH = 6
VOWELS = frozenset("aeiou")


class Alike(IntEnum):
    """How likely two records are one person."""

    NO = 0
    PERHAPS = 1
    CERTAIN = 2


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody; `nik` may be anything that is equal for equal NIKs, `stalls`
    likewise."""

    name: str
    known_as: str = ""
    birth_date: date | None = None
    phone: str | None = None
    stalls: frozenset[Hashable] = frozenset()
    nik: Any = None


def like_names(a: str, b: str) -> bool:
    """Tell whether two names may well be one person's: titles, spelling, a part, initials or one
    slip do not matter.

    Another last vowel makes another name: Suparno and Suparni are two people.
    """
    first, second = name_words(a), name_words(b)
    if not first or not second or not any(len(word) > 1 for word in (*first, *second)):
        return False
    few, many = sorted((first, second), key=len)
    if _is_part(few, many) or (len(first) == len(second) and _is_part(many, few)):
        return True
    one, other = "".join(first), "".join(second)
    if one == other:
        return True
    return (
        min(len(one), len(other)) > SHORTEST_WITH_SLIP
        and one_slip(one, other)
        and not _other_ending(one, other)
    )


def _is_part(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Tell whether each word of the shorter name stands in the longer one, once each; an initial
    stands for a word."""
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        found = next(
            (w for w in left if w == word or (1 in (len(w), len(word)) and w[0] == word[0])), None
        )
        if found is None:
            return False
        left.remove(found)
    return any(len(word) > 1 and word in many for word in few)


def _other_ending(one: str, other: str) -> bool:
    """Tell whether the slip is the ending by which Javanese names tell people apart: -o/-i/-a, or
    -di/-ti."""
    if len(one) != len(other):
        return False
    return (one[:-1] == other[:-1] and {one[-1], other[-1]} <= VOWELS) or {
        one[-2:],
        other[-2:],
    } == {"di", "ti"}


def one_slip(a: str, b: str) -> bool:
    """Tell whether one letter more, less, other or swapped with its neighbour makes `a` into
    `b`."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    swapped = (
        a[start : start + 2][::-1] == b[start : start + 2] and a[start + 2 :] == b[start + 2 :]
    )
    return swapped or a[start + 1 :] == b[start + 1 :]


def intact(word: str) -> tuple[str, ...]:
    """Return LIKE patterns, for words between spaces, of which one fits whatever one slip made the
    word from.

    One of its halves is whole, the first where a word begins; or all but two letters swapped in the
    middle. The second half of a short word is asked for where a word ends: two letters stand
    anywhere.
    """
    middle = len(word) // 2
    first, second = word[:middle], word[middle:]
    end = " " if len(word) < LONG_ENOUGH else ""
    return (f"% {first}%", f"%{second}{end}%", f"% {word[: middle - 1]}__{word[middle + 1 :]}%")


def candidates(query: str, people: Iterable[tuple[Key, str]], *, most: int = 3) -> list[Key]:
    """Rank those whose names sound like the query, or are one slip a word away; the best first, at
    most `most`.

    `people` are pairs of a key and a name; the last letters of a word may be missing.
    """
    wanted = _both_forms(query)
    ranked = []
    for place, (key, name) in enumerate(people):
        cost = _cost(wanted, _both_forms(name))
        if cost is not None:
            ranked.append((cost, place, key))
    return [key for _cost_, _place, key in sorted(ranked, key=lambda one: one[:2])[:most]]


Forms = tuple[str, str]  # a word as it is written and as it sounds


def _both_forms(name: str) -> list[Forms]:
    return [(one, sound_of(one)) for word in searched_words(name) for one in spelled_out(word)]


def _cost(wanted: list[Forms], words: list[Forms]) -> tuple[int, int] | None:
    """Say how far a name is from what is wanted (slips, words left over); None when a word is
    missing."""
    if not wanted:
        return None
    left, slips = list(words), 0
    for word in wanted:
        best = min(((_distance(word, one), one) for one in left), default=(9, word))
        if best[0] > 3:
            together = "".join(sound for _, sound in wanted) == "".join(sound for _, sound in words)
            return (4, 0) if together else None
        slips += best[0]
        left.remove(best[1])
    return slips, len(left)


def _distance(word: Forms, one: Forms) -> int:
    """Give 0 for the same word, 1 for its beginning, 2 for one slip, 3 for a slip in its beginning,
    9 for another word."""
    written = _apart(word[0], one[0])
    return written if len(word[1]) < SHORTEST_SOUND else min(written, _apart(word[1], one[1]))


def _apart(word: str, one: str) -> int:
    if one == word:
        return 0
    if one.startswith(word):
        return 1
    if len(word) < SHORTEST_WITH_SLIP:
        return 9
    if one_slip(word, one):
        return 2
    return 3 if any(one_slip(word, one[: len(word) + more]) for more in (-1, 0, 1)) else 9


def same_person(one: Person, other: Person) -> Alike:
    """Weigh whether two records are one person: a like name, and birth date, phone, stall and NIK
    where both have them.

    One NIK is one person. Two NIKs, or two birth dates, part them unless the phone and the stall
    say otherwise.
    """
    if one.nik is not None and one.nik == other.nik:
        return Alike.CERTAIN
    if not any(like_names(a, b) for a in _names(one) for b in _names(other)):
        return Alike.NO
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    same_phone = one.phone is not None and one.phone == other.phone
    same_stall = bool(one.stalls & other.stalls)
    if one.birth_date and other.birth_date and not same_birth:
        return Alike.PERHAPS if same_phone and same_stall else Alike.NO
    if one.nik is not None and other.nik is not None:
        return Alike.PERHAPS if same_birth and (same_phone or same_stall) else Alike.NO
    if same_birth or same_phone:
        return Alike.CERTAIN
    if one.stalls and other.stalls:
        return Alike.PERHAPS if same_stall else Alike.NO
    return Alike.PERHAPS


def _names(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (person.name, person.known_as)))
