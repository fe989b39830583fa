"""The part of a sign-up form that tells of heirs: below "Ahli waris" a name is an heir's, and the
number is theirs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from association.roster.lists.pasted_lines import Line

HEADING = re.compile(r"\W*(?:data\s+)?(?:para\s+)?ahli\s?waris\W*", re.IGNORECASE)
NUMBERED = re.compile(r"(\bwaris)\s*\d{1,2}(?=\s*[:=])", re.IGNORECASE)
THEIRS = re.compile(
    r"(?P<key>(?:nama|hub|no\.?\s*(?:hp|wa|telp)|hp|wa|telp|nomor\s*(?:hp|wa)|nik|no\.?\s*ktp|"
    r"(?:tempat|tgl|tanggal|tahun|thn)\b[^:=]{0,20}lahir|ttl|alamat|umur|pekerjaan)[^:=]{0,20}?)"
    r"\s*(?P<rest>[:=].*)",
    re.IGNORECASE,
)


def with_heirs_named(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with whose they are written out: "Nama : Siti" below "Ahli waris" is "Nama
    ahli waris : Siti"."""
    found: list[Line] = []
    below = -1  # where the heading stands, while lines below it are theirs
    for place, line in enumerate(lines):
        body = NUMBERED.sub(r"\1", line.body)
        if HEADING.fullmatch(body) and _theirs(lines, place + 1):
            below, body = place, "Ahli waris:"
        elif below >= 0 and (key := _theirs(lines, place)) and _goes_on(lines, below, place):
            body = f"{key} ahli waris {body[len(key) :].lstrip()}"
        else:
            below = -1
        found.append(line if body == line.body else replace(line, body=body))
    return found


def _theirs(lines: Sequence[Line], place: int) -> str:
    """Give the label of a line that may tell of an heir; empty for any other."""
    if place >= len(lines) or lines[place].stamp:
        return ""
    told = THEIRS.fullmatch(lines[place].body)
    return told["key"] if told else ""


def _goes_on(lines: Sequence[Line], below: int, place: int) -> bool:
    """Tell whether a second name is another heir's, with a relation below it, and not that of the
    next form."""
    names = [at for at in range(below + 1, place + 1) if _theirs(lines, at).lower()[:4] == "nama"]
    if len(names) < 2 or names[-1] != place:
        return True
    return _theirs(lines, place + 1).lower().startswith("hub")
