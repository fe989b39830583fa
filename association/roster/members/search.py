"""What a search on the roster matches, as SQL: words as written or as they sound, and numbers."""

import re

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from association.roster.members.keys import PHONE_PURPOSE, tail_index
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.people.likeness import SHORTEST_WITH_SLIP, intact
from association.rules.people.phone import parse_phone
from association.rules.people.sounds import SHORTEST_SOUND, name_words, searched_words
from association.vault import vault

PUNCTUATION = re.compile(r"[\s().+-]")
STALL = re.compile(r"([a-z]{0,2})(0{0,2})([1-9][0-9]{0,2}[a-z]?)")
ZEROS = ("", "0", "00")


def matching(query: str, association_id: int) -> ColumnElement[bool]:
    """Match every word in name or stalls, as written or as it sounds; one or two letters match
    where a word begins.

    Digits also match a phone number, or the last four of a NIK or a phone, by their blind indexes.
    """
    text = sa.literal(" ") + Member.search_text
    conditions = [_has(text, word) for word in searched_words(query)]
    found = sa.and_(sa.true(), *conditions)
    digits = PUNCTUATION.sub("", query)
    if not digits.isascii() or not digits.isdecimal():
        return found
    if len(digits) == 4:
        tail = tail_index(association_id, digits)
        return sa.or_(found, Member.nik_tail == tail, Member.phone_tail == tail)
    try:
        return sa.or_(found, Member.phone_index == vault.index(parse_phone(digits), PHONE_PURPOSE))
    except RuleError:
        return found


def _has(text: ColumnElement[str], word: str) -> ColumnElement[bool]:
    numbers = [(text + " ").contains(f" {number} ") for number in _written_else(word)]
    if len(word) < 3:
        return sa.or_(text.contains(f" {word}", autoescape=True), *numbers)
    return sa.or_(
        text.contains(word, autoescape=True),
        *numbers,
        *(
            Member.sound.contains(f" {sound}", autoescape=True)
            for sound in name_words(word)
            if len(sound) >= SHORTEST_SOUND
        ),
    )


def _written_else(word: str) -> list[str]:
    """Give the number of a stall with other zeros: "08" is "8" and "008", "b8" is "b08"."""
    stall = STALL.fullmatch(word)
    return [f"{stall[1]}{zeros}{stall[3]}" for zeros in ZEROS if zeros != stall[2]] if stall else []


def named(query: str) -> list[str]:
    """Give the words of a query that may be of a name; the rest may be a stall."""
    return [
        word for word in searched_words(query) if word.isalpha() and len(word) >= SHORTEST_SOUND
    ]


def nearly_matching(query: str) -> ColumnElement[bool] | None:
    """Match names whose long words are a slip away at most; None when no word is long enough."""
    said = named(query)
    long = [word for word in said if len(word) >= SHORTEST_WITH_SLIP]
    if not long:
        return None
    text = sa.literal(" ") + Member.search_text
    near = [_has(text, word) for word in searched_words(query) if word not in said]
    near += [
        sa.or_(
            *((text + " ").like(pattern) for pattern in intact(word)),
            *(
                Member.sound.like(pattern)
                for sound in name_words(word)
                for pattern in intact(sound)
            ),
        )
        for word in long
    ]
    return sa.and_(*near)
