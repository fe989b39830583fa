"""Reads the name in a cell of a file as one in a pasted line: without numbering, ticks and
"Nama:"."""

import re
import unicodedata

from association.roster.lists.cells import text_of
from association.roster.lists.doubted_names import (
    doubt_of_name,
    tells_of_leaving,
    without_leaving,
)
from association.roster.lists.heading_words import words_of
from association.roster.lists.pasted_marks import CANCELLED, TICKED, numbering, plain_text
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.sheets import Cell

# A name without any of these stays as it is typed.
PLAIN = re.compile(r"(?![a-z][.)]\s|[A-Za-z]{1,4}\))[^\W\d_](?:[\w\s.,'’`()/&+-](?<![\d_]))*")
# Numbering by letters: a small one, or any before a bracket; "A. Rahman" is a name.
LETTER = re.compile(r"(?:[a-z][.)]|\(?(?:[a-z]|[ivx]{1,4}|[IVX]{1,4}|[A-Z])\))\s+(?=[^\W\d_]{2})")
LABEL = re.compile(r"nama(?:\s+[^\W\d_]+){0,2}\s*[:=]\s*", re.IGNORECASE)
SIGNS = re.compile(f"{TICKED.pattern}|{CANCELLED.pattern}", re.IGNORECASE)
STATUS = frozenset(("status", "keanggotaan", "anggota", "pedagang", "keaktifan", "terakhir"))
SYMBOLS = frozenset(("So", "Sk"))


def bare_name(text: str, remarks: Remarks) -> str:
    """Return a name without what is written around it; what a sign may have meant is said."""
    if PLAIN.fullmatch(text) or any(unicodedata.category(c) == "Cc" for c in text):
        return text
    plain, struck = plain_text(text)
    if struck:
        remarks.problems.append(_asked(Code.CROSSED_OUT))
    body = numbering(plain)[1]
    body = LETTER.sub("", body, count=1) if LETTER.match(body) else body
    body = LABEL.sub("", body, count=1) if LABEL.match(body) else body
    signs = [match[0] for match in SIGNS.finditer(body)]
    body = SIGNS.sub(" ", body)
    signs += [c for c in body if unicodedata.category(c) in SYMBOLS]
    if signs:
        remarks.warnings.append(Problem.of(Code.NAME_SIGNS, text=" ".join(signs)[:20]))
    name = " ".join("".join(" " if c in signs else c for c in body).split()).strip("*~_- ")
    return name if any(c.isalpha() for c in name) else text


def doubted_name(name: str, remarks: Remarks) -> str:
    """Return the name that is meant, and ask where it may be nobody's, two people's, or one's who
    left."""
    if tells_of_leaving(name):
        remarks.problems.append(_asked(Code.GONE))
        name = without_leaving(name) or name
    if code := doubt_of_name(name):
        remarks.problems.append(_asked(code))
    return name


def ask_of_leaving(note: str, remarks: Remarks) -> None:
    """Ask whether somebody is still a member whose note says that they left."""
    if tells_of_leaving(note) and not any(one.code is Code.UNCLEAR for one in remarks.problems):
        remarks.problems.append(_asked(Code.GONE))


def left_by_status(heading: str, cell: Cell) -> bool:
    """Tell whether a column of statuses says that somebody left; "tidak aktif" may be of BPJS."""
    held, text = set(words_of(heading)), text_of(cell)
    return "status" in held <= STATUS and "aktif" not in text.casefold() and tells_of_leaving(text)


def _asked(code: Code) -> Problem:
    return Problem.of(Code.UNCLEAR, why=Problem.of(code))
