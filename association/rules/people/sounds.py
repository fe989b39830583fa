"""Names as they sound: Soeparno is Suparno, Moh. Jusuf is Muhammad Yusuf, FX. is Fransiskus
Xaverius, and Abdurrahman is Abdul Rahman."""

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
# What is written short, or from another language, in the words that it stands for.
SHORT = {
    "abd": "abdul",
    **dict.fromkeys(MUHAMMADS, "muhammad"),
    "ach": "ahmad",
    "fx": "fransiskus xaverius",
    "fr": "fransiskus",
    "st": "stefanus",
    "ign": "ignatius",
    "ignasius": "ignatius",
    "yoh": "yohanes",
    "joh": "yohanes",
    "th": "theresia",
    "ant": "antonius",
    "ag": "agustinus",
    "augustinus": "agustinus",
    "aloys": "aloysius",
    "bern": "bernardus",
    "chr": "kristina",
    "saverius": "xaverius",
    **dict.fromkeys(("franciscus", "fransiscus", "franciskus"), "fransiskus"),
    **dict.fromkeys(("francisca", "fransisca", "franciska"), "fransiska"),
    "lucas": "lukas",
    "marcus": "markus",
    "benedictus": "benediktus",
    "carolus": "karolus",
    "clara": "klara",
    "catharina": "katarina",
    "catarina": "katarina",
    "cecilia": "sesilia",
}
# What a short word may stand for as well: a search finds it by this, too.
AS_WELL = {"st": "siti", "th": "theodorus", "fr": "fransiska", "chr": "kristoforus"}
# Abdurrahman, Abdussalam and Abdulaziz are written in one, and the l of "abdul" may be lost in it.
IN_ONE = re.compile(r"abd(?:u|oe)(?:l(?=[a-z]{4})|(?=([rsndtz])\1?[a-z]{3}))([a-z]+)")
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
            ("s[hjy]", "s"),
            ("^chr", "kr"),
            ("[ck]h", "h"),
            ("([bdgt])h", r"\1"),
        ),
        *(
            ("ph|[fv]", "p"),
            ("ck|q", "k"),
            ("x", "ks"),
            ("d?z", "s"),
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
            # what one family writes in two ways: Sulistyowati, -wanti; Rohman, Rohmat, Rohim
            ("o(?=wan?ti$)", "a"),
            ("(?<=[a-z]{2})wanti$", "wati"),
            ("^roh(?=[im])", "rah"),
        ),
    )
)
SHORTEST_SOUND = 3  # "zzz" sounds like s, and says as little


def sound_form(name: str) -> str:
    """Return a name as it sounds, word by word: no titles, one spelling for what is said alike."""
    return " ".join(name_words(name))


def sounds(*names: str) -> str:
    """Return names as they sound, each word between spaces: what is kept to be searched."""
    whole = " ".join(names)
    also = [AS_WELL[word] for word in search_form(whole).split() if word in AS_WELL]
    return f" {sound_form(' '.join((whole, *also)))} "


def name_key(name: str) -> str:
    """Return what namesakes share: the name as it sounds without spaces, at most 90 letters.

    Never empty: that is how a row is known whose key was not made yet.
    """
    return "".join(name_words(name))[:90] or "-"


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they sound, what is short or in one as the words it stands for;
    titles stay when there is nothing else."""
    return tuple(sound_of(one) for word in searched_words(name) for one in spelled_out(word))


def spelled_out(word: str) -> list[str]:
    """Return the words that one word in search form stands for; mostly itself."""
    joined = IN_ONE.fullmatch(word)
    return ["abdul", joined[2]] if joined else SHORT.get(word, word).split()


def searched_words(text: str) -> list[str]:
    """Return the words of a text in search form, without titles unless there is nothing else."""
    words = search_form(text).split()
    return [word for word in words if word not in TITLES] or words


@lru_cache(maxsize=16384)
def sound_of(word: str) -> str:
    """Return one word of a name, in search form, as it sounds."""
    sound = word
    for old, new in SOUNDS:
        sound = old.sub(new, sound)
    return sound or word
