"""What a search on the roster matches, as SQL: words as written or as they sound, and numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from association.roster.members.keys import PHONE_PURPOSE, tail_index
from association.roster.members.models import Member, Stall
from association.rules.house.errors import RuleError
from association.rules.people.likeness import LONG_ENOUGH, SHORTEST_WITH_SLIP, intact
from association.rules.people.names import search_form
from association.rules.people.phone import parse_phone
from association.rules.people.sounds import SHORTEST_SOUND, name_words, searched_words
from association.territory.models import Market
from association.vault import vault

PUNCTUATION = re.compile(r"[\s().+-]")
STALL = re.compile(r"([a-z]{0,2})(0{0,2})([1-9][0-9]{0,2}[a-z]?)")
ZEROS = ("", "0", "00")
LONG = 5  # letters of the name of a market whose rest need not be typed
TEXT = sa.literal(" ") + Member.search_text


def matching(
    query: str, association_id: int, *, traded: Mapping[str, list[int]] | None = None
) -> ColumnElement[bool]:
    """Match every word in name or stalls, as written or as it sounds, in the goods, or in the name
    of a market (`traded`, of `traded_in`); one or two letters match where a word begins.

    Digits also match a phone number, or the last four of a NIK or a phone, by their blind indexes.
    """
    conditions = [
        sa.or_(_has(word), *_around(word, traded or {})) for word in searched_words(query)
    ]
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


def place_of(query: str) -> ColumnElement[int]:
    """Say, as SQL, how near a match is: 0 a name that begins with what was typed, 1 a word that
    does, 2 inside of a word, 3 anything else, as goods or a number."""
    words = searched_words(query)
    return sa.case(
        (Member.sort_name.startswith(" ".join(words), autoescape=True), 0),
        (sa.and_(sa.true(), *(_begins(word) for word in words)), 1),
        (sa.and_(sa.true(), *(_has(word) for word in words)), 2),
        else_=3,
    )


def traded_in(markets: Iterable[Market], query: str) -> dict[str, list[int]]:
    """Give, for each word of a query that is in a name of a market, the ids of these markets; of a
    long word its beginning will do."""
    names = {
        market.id: search_form(" ".join((market.name, *market.aliases))).split()
        for market in markets
    }
    found = {
        word: [
            market_id
            for market_id, known in names.items()
            if any(one == word or (len(word) >= LONG and one.startswith(word)) for one in known)
        ]
        for word in searched_words(query)
        if len(word) >= SHORTEST_SOUND
    }
    return {word: ids for word, ids in found.items() if ids}


def _around(word: str, traded: Mapping[str, list[int]]) -> Iterator[ColumnElement[bool]]:
    """Match what stands around a name: goods, and the market of a stall."""
    if len(word) >= SHORTEST_SOUND:
        goods = sa.literal(" ") + sa.func.lower(Member.commodity)
        yield goods.contains(f" {word}", autoescape=True)
    if word in traded:
        yield sa.exists().where(Stall.member_id == Member.id, Stall.market_id.in_(traded[word]))


def _has(word: str) -> ColumnElement[bool]:
    if len(word) < SHORTEST_SOUND:
        return _begins(word)
    joined = "".join(name_words(word))
    return sa.or_(
        Member.search_text.contains(word, autoescape=True),
        _begins(word),
        Member.name_sound.contains(joined) if len(joined) >= LONG_ENOUGH else sa.false(),
    )


def _begins(word: str) -> ColumnElement[bool]:
    """Match a word that begins like this one, as it is written or, when it says enough, as it
    sounds."""
    said = name_words(word)
    heard = len(word) > 1 and all(len(sound) >= SHORTEST_SOUND for sound in said)
    return sa.or_(
        TEXT.contains(f" {word}", autoescape=True),
        *((TEXT + " ").contains(f" {number} ") for number in _written_else(word)),
        sa.and_(*(Member.sound.contains(f" {sound}") for sound in said)) if heard else sa.false(),
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
    near = [_has(word) for word in searched_words(query) if word not in said]
    near += [
        sa.or_(
            *((TEXT + " ").like(pattern) for pattern in intact(word)),
            *(
                Member.sound.like(pattern)
                for sound in name_words(word)
                for pattern in intact(sound)
            ),
        )
        for word in long
    ]
    return sa.and_(*near)
