"""Reads the name in a cell of a file as one in a pasted line: without numbering, ticks and
"Nama:"."""

import re
import unicodedata

from association.roster.lists.doubted_names import (
    doubt_of_name,
    tells_of_leaving,
    without_leaving,
)
from association.roster.lists.pasted_lines import line_of
from association.roster.lists.pasted_marks import CANCELLED, TICKED
from association.roster.lists.problems import Code, Problem, Remarks

# A name without any of these stays as it is typed.
PLAIN = re.compile(r"(?![a-z][.)]\s|[A-Za-z]{1,4}\))[^\W\d_](?:[\w\s.,'’`()/&+-](?<![\d_]))*")
# Numbering by letters: a small one, or any before a bracket; "A. Rahman" is a name.
LETTER = re.compile(r"(?:[a-z][.)]|\(?(?:[a-z]|[ivx]{1,4}|[IVX]{1,4}|[A-Z])\))\s+(?=[^\W\d_]{2})")
LABEL = re.compile(r"nama(?:\s+[^\W\d_]+){0,2}\s*[:=]\s*", re.IGNORECASE)
SIGNS = re.compile(f"{TICKED.pattern}|{CANCELLED.pattern}", re.IGNORECASE)
SYMBOLS = frozenset(("So", "Sk"))


def bare_name(text: str, remarks: Remarks) -> str:
    """Return a name without what is written around it; what a sign may have meant is said."""
    if PLAIN.fullmatch(text) or any(unicodedata.category(c) == "Cc" for c in text):
        return text
    line = line_of(1, text)
    if line.struck:
        remarks.problems.append(_asked(Code.CROSSED_OUT))
    body = LETTER.sub("", line.body, count=1) if LETTER.match(line.body) else line.body
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


def _asked(code: Code) -> Problem:
    return Problem.of(Code.UNCLEAR, why=Problem.of(code))
