"""Why a line of a pasted list has to be asked: no name in it, two, or perhaps talk."""

import re

from association.roster.lists.doubted_names import doubt_of_name
from association.roster.lists.pasted_lines import OFFICER, Line, Person
from association.roster.lists.pasted_marks import CANCELLED, MONTHS, TICKED
from association.roster.lists.pasted_names import is_titled
from association.roster.lists.pasted_titles import says_much
from association.roster.lists.pasted_words import CALLED, OFFICES, word_set
from association.roster.lists.problems import Code, Problem
from association.rules.house.errors import RuleError
from association.rules.people.names import search_form

MOST_WORDS, MOST_WORDS_ALONE = 5, 3
LABEL_WORDS = word_set(
    "nama nik ktp kk ttl tempat tgl tanggal lahir alamat agama status pekerjaan hp wa telp nomor",
    "no jenis kelamin ket keterangan rt rw kelurahan kecamatan pendidikan email",
    "lengkap panggilan ahli waris suami istri rekening rek bank",
)
SIGNS = re.compile(f"{TICKED.pattern}|{CANCELLED.pattern}", re.IGNORECASE)
MOST_SIGNS = 3


def doubt_about(
    person: Person, line: Line, wrong: RuleError | None, *, in_numbers: bool
) -> Problem | None:
    """Return why a line has to be asked, or None when it is clear."""
    code = _no_name(person.named.name)
    if code is None and wrong:
        return Problem.by_rule(wrong)
    code = code or _doubt(person, line) or _no_person(person, line, in_numbers=in_numbers)
    if code is None and (count := _many_ticks(line.body)):
        return Problem.of(Code.TICKS_MANY, count=count)
    return Problem.of(code) if code else None


def _many_ticks(body: str) -> int:
    """Count the ticks and crosses of a line that has three or more, and no months beside them."""
    count = len(SIGNS.findall(body))
    months = len(MONTHS.findall(body))
    return count if count >= MOST_SIGNS and months < count else 0


def _doubt(person: Person, line: Line) -> Code | None:
    if line.struck:
        return Code.CROSSED_OUT
    return Code.TWO_NAMES if _two_people(line.body) else person.named.doubt


def _no_name(name: str) -> Code | None:
    """Return why what stands where a name belongs is none."""
    words = search_form(name).split()
    if not words or set(words) <= OFFICES | CALLED | LABEL_WORDS:
        return Code.NO_NAME
    if code := doubt_of_name(name):
        return code
    odd = any(c.isdigit() for c in name) or len(words) > MOST_WORDS or len(name) > 60
    return Code.WHICH_NAME if odd else None


def _no_person(person: Person, line: Line, *, in_numbers: bool) -> Code | None:
    """Return why a line with a name may be talk all the same."""
    named, facts = person.named, _has_facts(person)
    if line.stamp and not line.stamp.sender and line.number is None and not facts:
        return Code.NAME_OR_NOTE
    if OFFICER.match(line.body) and not facts:
        return Code.SIGNER_OR_MEMBER
    if says_much(named.name) or (not facts and not named.titled and says_much(line.body)):
        return Code.NAME_OR_NOTE
    words = named.name.split()
    if line.number is not None or named.titled or (facts and (person.stalls or person.phone.phone)):
        odd = len(words) > MOST_WORDS_ALONE and not facts and line.number is None
    else:
        capitals = all(word[:1].isupper() for word in words)
        bare = (in_numbers and not facts) or not (capitals or facts)
        odd = len(words) > MOST_WORDS_ALONE or bare
    return Code.NAME_OR_NOTE if odd else None


def _has_facts(person: Person) -> bool:
    """Tell whether a line has what talk seldom has: a phone, a mark, the number of a stall."""
    numbers = any(stall.parts.number for stall in person.stalls)
    return bool(person.phone.phone or person.money.paid or numbers)


def _two_people(body: str) -> bool:
    """Tell whether two names with titles stand on one line, neither in brackets nor behind "istri",
    "titip".
    """
    sides = re.split(
        r"\s*(?:[&+/,;:]|\bdan\b|\bkaro\b)\s*", re.sub(r"\(.*?\)", " ", body), flags=re.IGNORECASE
    )
    return sum(is_titled(side) for side in sides) > 1
