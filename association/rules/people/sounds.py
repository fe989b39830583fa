"""Names as they sound: Soeparno is Suparno, and Moh. Jusuf is Muhammad Yusuf."""

import re
from functools import lru_cache

from association.rules.people.names import search_form

TITLES = frozenset(
    (
        "h",
        "hj",
        "haji",
        "hajjah",
        "bu",
        "ibu",
        "pak",
        "bapak",
        "bpk",
        "mbah",
        "mbok",
        "mas",
        "mbak",
        "mba",
        "yu",
        "lik",
    )
    + (
        "pakde",
        "pakdhe",
        "bude",
        "budhe",
        "kang",
        "cak",
        "dik",
        "om",
        "tante",
        "cik",
        "koh",
        "ust",
        "ustadz",
        "kh",
    )
    + ("sdr", "sdri", "ny", "tn", "alm", "almh", "almarhum", "almarhumah", "drs", "dra", "ir", "dr")
)
MUHAMMADS = frozenset(
    ("m", "moh", "muh", "mohammad", "muhammad", "mohamad", "muhamad", "mohammed", "muhammed")
    + ("mochammad", "mochamad", "moch", "much", "muchamad", "muchammad", "mhd", "md")
)
SHORT = {"abd": "abdul", **dict.fromkeys(MUHAMMADS, "muhammad")}
# Old and foreign spellings as they sound today, in this order; the last ones go further than
# spelling does.
SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        *(
            ("oe", "u"),
            ("tj", "c"),
            ("dj", "j"),
            ("nj", "ny"),
            ("s[jy]", "s"),
            ("[ck]h", "h"),
            ("([bdgt])h", r"\1"),
        ),
        *(
            ("ph|[fv]", "p"),
            ("ck|q", "k"),
            ("x", "ks"),
            ("z", "s"),
            ("[yj]", "i"),
            ("ae", "ai"),
            ("ei", "e"),
        ),
        *(
            ("ie$|ee", "i"),
            ("oo", "u"),
            ("uw(?=[aeiou])", "u"),
            (r"(.)\1+", r"\1"),
            ("(?<=...)h$", ""),
        ),
    )
)
SHORTEST_SOUND = 3  # "zzz" sounds like s, and says as little


def sound_form(name: str) -> str:
    """Return a name as it sounds, word by word: no titles, one spelling for what is said alike."""
    return " ".join(name_words(name))


def sounds(*names: str) -> str:
    """Return names as they sound, each word between spaces: what is kept to be searched."""
    return f" {sound_form(' '.join(names))} "


def name_key(name: str) -> str:
    """Return what namesakes share: the name as it sounds without spaces, at most 90 letters.

    Never empty: that is how a row is known whose key was not made yet.
    """
    return "".join(name_words(name))[:90] or "-"


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they sound; titles stay when there is nothing else."""
    return tuple(sound_of(word) for word in searched_words(name))


def searched_words(text: str) -> list[str]:
    """Return the words of a text in search form, without titles unless there is nothing else."""
    words = search_form(text).split()
    return [word for word in words if word not in TITLES] or words


@lru_cache(maxsize=16384)
def sound_of(word: str) -> str:
    """Return one word of a name, in search form, as it sounds."""
    sound = SHORT.get(word, word)
    for old, new in SOUNDS:
        sound = old.sub(new, sound)
    return sound or word
