"""Reads the names in a list of paguyuban: of paguyuban, of markets, of people with the numbers
beside them."""

import re
from collections.abc import Collection, Iterator

from association.office.intake.headings import ORGANISATION
from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.phones import CANDIDATE
from association.roster.lists.sheets import Cell
from association.rules.people.names import search_form

MARKET_WORDS = ("pasar", "psr", "ps", "psar")
MARKET_WORD = re.compile(r"^(?:pasar|psar|psr|ps)\b[\s.:]*", re.IGNORECASE)
ENUMERATION = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)]|[-–•*·]+)\s*(?=\D)")
STREET = re.compile(
    r"(?:jl|jln|jalan|kel|kelurahan|kec|kecamatan|rt|rw|gang|kampung|kp)\b", re.IGNORECASE
)
BETWEEN = re.compile(r"\s*(?:[,;/&+|\n]|\bdan\b|\bserta\b|(?<!\S)-(?!\S))\s*", re.IGNORECASE)
COUNTED = re.compile(r"(?<![\w.])\d{1,2}\s*[.)]\s*(?=[^\W\d])")
# What stands before a name and is no part of it: "Bpk. H. Slamet" is "H. Slamet".
ADDRESSED = re.compile(
    r"^(?:(?:bapak|bpk|bp|pak|ibu|bu|sdr|sdri|saudara|saudari|mas|mbak|mbah|kang)\b[\s.:]*)+(?=\S)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\(\s*(?:bapak|bpk|bp|pak|ibu|bu|alm|almh|wa|hp|ketua|plt|pj)\.?\s*\)", re.IGNORECASE
)
ROLE = re.compile(
    r"^(?:ketua|ketum|koordinator|kordinator|sekretaris|bendahara|pic|cp|contact person)\b"
    r"[\s.:=\-–]*(?=\S)",
    re.IGNORECASE,
)
AROUND_PHONE = re.compile(
    r"\b(?:no|nomor|hp|wa|telp|tlp|telepon|whatsapp|hape)\b[\s.:]*"
    r"(?=$|[\s.:(\-/]*(?:hp|wa|\+?62|0|8))",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(r"[\s,;/|(\[:=–-]+$|^[\s,;/|)\]:=–-]+|\(\s*\)|\[\s*\]")
SMALL = {"dan", "di", "ke", "dari"}
ANY_MAY_HAVE = ORGANISATION | {"pedagang", "pasar"}


def one_line(cell: Cell) -> str:
    """Give a cell's text on one line, "" where it says nothing."""
    return "" if is_empty(cell) else text_of(cell)


def paguyuban_name(text: str) -> str:
    """Tidy the name of a paguyuban: no numbering, no quotation marks, not all in capitals."""
    name = ENUMERATION.sub("", text).strip(" \"'“”*_.,:;-–")
    name = " ".join(name.split())
    return _in_ordinary_letters(name) if " " in name and len(name) > 6 else name


def _in_ordinary_letters(name: str) -> str:
    """Write what is all in capitals as names are written; short words without vowels stay
    (PKL)."""
    return " ".join(map(_word, name.split())) if name.isupper() else name


def _word(word: str) -> str:
    plain = word.strip("().,")
    if plain.lower() in SMALL:
        return word.lower()
    is_short_form = len(plain) > 1 and not set(plain) & set("AEIOUY") and not word.endswith(".")
    return word if is_short_form or any(c.isdigit() for c in word) else word.title()


def paguyuban_key(name: str) -> str:
    """Give what two writings of one paguyuban's name have in common: "PAGUYUBAN PS. LEGI" is
    "Paguyuban Pasar Legi", and "Pasar Legi"."""
    words = _plain_words(name)
    return " ".join([one for one in words if one != "paguyuban"] or words)


def loose_key(name: str) -> str:
    """Give what the names of two paguyuban have in common that may well be one: without the words
    that any may have."""
    words = _plain_words(name)
    return " ".join([one for one in words if one not in ANY_MAY_HAVE] or words)


def _plain_words(name: str) -> list[str]:
    return ["pasar" if one in MARKET_WORDS else one for one in search_form(name).split()]


def market_key(name: str) -> str:
    """Give what two writings of one market's name have in common: "Ps. Legi" is "Pasar Legi"."""
    words = search_form(name).split()
    while len(words) > 1 and words[0] in MARKET_WORDS:
        words = words[1:]
    return " ".join(words)


def market_name(text: str) -> str:
    """Write the name of a market in full: "psr. nusukan" is "Pasar Nusukan"."""
    bare = MARKET_WORD.sub("", " ".join(text.split())).strip(" .,:;-–\"'“”")
    if bare.isupper() or bare.islower():
        bare = " ".join(map(_word, bare.upper().split()))
    return f"Pasar {bare}" if bare else ""


def names_market(text: str, known: Collection[str]) -> bool:
    """Tell whether a text is a market's name; `known` are keys of the city's."""
    return bool(MARKET_WORD.match(text) and market_key(text)) or market_key(text) in known


def markets_in(cell: Cell, known: Collection[str]) -> Iterator[str]:
    """Give each market that a cell names, as it is written: "Pasar Gede / Ps. Klewer"."""
    text = str(cell) if isinstance(cell, str) else one_line(cell)
    if not text.strip() or is_empty(cell):
        return
    if market_key(text) in known:
        yield " ".join(text.split())
        return
    for part in BETWEEN.split(COUNTED.sub("\n", text)):
        bare = ENUMERATION.sub("", part).strip(" .,:;()-–\"'“”*")
        if STREET.match(bare):
            continue
        if market_key(bare) and any(c.isalpha() for c in bare) and bare.lower() not in MARKET_WORDS:
            yield " ".join(bare.split())


def market_within(name: str, known: Collection[str]) -> str:
    """Give the market that stands in a paguyuban's name: known, or said to be one by the word
    pasar; "" without one."""
    words = search_form(name).split()
    spans = [
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(len(words), first, -1)
    ]
    found = max((one for one in spans if one in known and len(one) > 3), key=len, default="")
    if found:
        return found
    said = re.search(r"\b(?:pasar|psr|ps)\b[\s.:]*(\S.*)$", name, re.IGNORECASE)
    rest = said[1] if said else ""
    return f"Pasar {rest}" if search_form(rest) and not rest[0].isdigit() else ""


def person_in(text: str) -> tuple[str, list[str]]:
    """Take a cell of people apart: the first one's name as it is called, and the phone numbers
    beside it. "Bpk. H. Slamet (0812...)" is "H. Slamet"."""
    phones = [match[0] for match in CANDIDATE.finditer(text)]
    rest = AROUND_PHONE.sub(" ", CANDIDATE.sub(" ", text))
    name = " ".join(rest.split())
    while (bare := LEFT_OVER.sub(" ", name).strip()) != name:
        name = bare
    name = ROLE.sub("", ENUMERATION.sub("", name))
    name = ADDRESSED.sub("", BESIDE.sub(" ", name)).strip(" ,:;-–\"'“”*")
    if len(name.rpartition(" ")[2].strip(".")) > 3 and "." not in name[:-1].rpartition(" ")[2]:
        name = name.rstrip(".")  # the dot of a sentence, not of a title
    return _in_ordinary_letters(name), phones


def first_of(name: str) -> tuple[str, bool]:
    """Give the first of several people in a cell, and whether there were more: "Slamet / Joko"."""
    parts = [one for one in re.split(r"\s*(?:[/;\n&+]|\bdan\b)\s*", name) if one.strip()]
    return (parts[0].strip(), True) if len(parts) > 1 else (name, False)
