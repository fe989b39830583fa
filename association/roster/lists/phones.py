"""Finds the mobile number in the phone cells of a row, among names, remarks and second numbers."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from association.roster.lists.cells import CONTROL, text_of
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.sheets import Cell
from association.rules.house.errors import RuleError
from association.rules.people.phone import ENUMERATED, parse_phone

# What stands around a number in a phone cell: "(istri)", "WA:", "HP".
AROUND = re.compile(r"\([^)\d]*\)|\b(?:wa|hp|telp|tlp|no)\b[.:]*", re.IGNORECASE)
CANDIDATE = re.compile(r"(?<![\w+.\-])(?:\+?62[\s.\-]*|0)?8[\d .\-]{7,}\d(?!\w)", re.ASCII)
# Behind a number: "(2)", "/2", "1 istri", "2)", a lone digit.
TAIL = re.compile(
    r"(?P<head>.*\d)(?P<tail>\s*\(\s*\d{1,2}\s*\).*|\s*/\s*\d{1,4}\b\D*"
    r"|\s+\d{1,2}\s*[.)]\D*|\s+\d{1,2}\s*[^\W\d_]\D*|\s+\d\s*)",
    re.ASCII | re.DOTALL,
)
# Digits that a number has when what is behind it is no part of it: one digit with a sign or a
# word, some behind a slash, others.
COMPLETE = (10, 11, 12)
NUMBERS_BEGIN = re.compile(r"(?:\+?62[\s.\-]?|0)8", re.ASCII)
FOREIGN = re.compile(r"\+(?!\s*62)|\d(?:[\s.\-]?\d){25,}|\d{16,}", re.ASCII)
NO_PHONE = re.compile(
    r"(?:tidak|tdk|tak|gak?|nggak|ndak|belum|blm|tanpa)\b\s*(?:ada|punya|pakai|py|ber|"
    r"memiliki|hp|wa|telp)?\b[^\d]*"
    r"|(?:ikut|numpang|pinjam|nunut)\s[^\d]*",
    re.IGNORECASE,
)


def read_phone(cells: Sequence[Cell], remarks: Remarks) -> str | None:
    """Return the first number of a row that can be used; without one, the first is a problem."""
    wrong: RuleError | None = None
    for cell in cells:
        try:
            phone, warning = _in_cell(cell)
        except RuleError as error:
            wrong = wrong or error
            continue
        if phone is None and len(cells) > 1:
            continue
        if wrong:
            warning = Problem.of(Code.PHONE_LATER)
        remarks.warnings.extend([warning] if warning else [])
        return phone
    if wrong:
        remarks.refuse(wrong)
    return None


def _in_cell(cell: Cell) -> tuple[str | None, Problem | None]:
    if isinstance(cell, date):
        raise RuleError("Sel nomor HP berisi tanggal. Ketik ulang nomornya.")
    written = CONTROL.sub("\n", cell) if isinstance(cell, str) else text_of(cell)
    if NO_PHONE.fullmatch(written.strip()):
        return None, Problem.of(Code.PHONE_ABSENT, text=text_of(written)[:30])
    listed = ENUMERATED.sub(", ", written)
    if cut := _without_tail(listed):
        return cut
    text = AROUND.sub(" ", listed).strip(" ,\n")
    try:
        return parse_phone(text), None
    except RuleError:
        found = [] if FOREIGN.search(text) else list(_candidates(text))
        good = [phone for phone in found if phone]
        if not good:
            raise
        if len(found) > 1 or re.search(r"\d{4}", CANDIDATE.sub("", text)):
            return good[0], Problem.of(Code.PHONES_SEVERAL if found[0] else Code.PHONE_LATER)
        words = re.search(r"[^\W\d_]", text)
        return good[0], Problem.of(Code.PHONE_AMONG_WORDS) if words else None


def _without_tail(text: str) -> tuple[str, Problem] | None:
    """Return a number that is complete before the digit behind it, and what is no part of it."""
    match = TAIL.fullmatch(text)
    if match is None:
        return None
    phone = _phone(AROUND.sub(" ", match["head"]).strip(" ,"))
    tail = " ".join(match["tail"].split())
    marked = sum(c.isdigit() for c in tail) == 1 and not tail.isdigit()
    need = COMPLETE[0 if marked else 1 if tail.startswith("/") else 2]
    if phone is None or len(phone) - 2 < need:  # +62812 is 0812
        return None
    return phone, Problem.of(Code.PHONE_CUT, text=tail[:30])


def _candidates(text: str) -> Iterator[str | None]:
    """Yield what looks like a number in a text, as a phone or None; two with only a space between
    are two."""
    for match in CANDIDATE.finditer(text):
        rest = match[0].split()
        while rest:
            starts = [place for place in range(1, len(rest)) if NUMBERS_BEGIN.match(rest[place])]
            ends = [len(rest), *starts]
            phones = ((end, _phone(" ".join(rest[:end]).strip(" -."))) for end in ends)
            end, phone = next(((end, phone) for end, phone in phones if phone), (len(rest), None))
            yield phone
            rest = rest[end:]


def _phone(text: str) -> str | None:
    try:
        return parse_phone(text)
    except RuleError:
        return None
