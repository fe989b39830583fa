"""Who belongs to a member's family, as far as a claim asks for it: one text, and what it says."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from association.rules.house.errors import RuleError
from association.rules.people.heirs_read import Told, told_in
from association.rules.people.names import clean_name, search_form
from association.rules.people.nik import holds_nik
from association.rules.people.phone import format_phone, parse_phone
from association.rules.people.recipients import Recipient, beside_roster
from association.rules.people.relations import BY_WORDS, WORDS, Relation

__all__ = [
    "MOST",
    "Heir",
    "Relation",
    "clean_heir",
    "heirs_text",
    "joined",
    "joined_texts",
    "kept_heirs",
    "parse_heirs",
]

MOST, LONGEST = 12, 2_400  # heirs of one member, letters of their text
OLDEST = 1900
CANONICAL = re.compile(r"([^:;(),]+): ([^:;(),]+)(?: \(([^()]*)\))?")
NIK_LIKE = re.compile(
    r"(?<![\d+])(?!(?:19|20)\d\d[\s.\-]+(?:0|62|\+))[1-9](?:[ .\-]?\d){15,}", re.ASCII
)
APART = r"[;\n\r\v\f\x85\u2028\u2029]+"
NOBODY = frozenset(("", "tidak ada", "tdk ada", "belum ada", "blm ada", "kosong", "nihil"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """One of the family, or the neighbour who knows it. Of a child the least: name, year of birth,
    guardian."""

    relation: Relation
    name: str
    phone: str | None = None  # +62812...
    birth_year: int | None = None
    guardian: str = ""  # of a child

    @property
    def to(self) -> Recipient:
        """Give whom a message to them goes to: the family is asked when a member died."""
        return beside_roster(self.phone)

    @property
    def is_complete(self) -> bool:
        """Tell whether it is known what they are to the member."""
        return self.relation is not Relation.UNSAID


def clean_heir(
    relation: Relation,
    name: str,
    *,
    phone: str = "",
    birth_year: str = "",
    guardian: str = "",
    today: date,
) -> Heir:
    """Make an heir of what was typed. Raises RuleError for a name with signs or digits, a wrong
    phone, a year that is none or has not come."""
    return Heir(
        relation=relation,
        name=heir_name(name),
        phone=parse_phone(phone) if phone.strip() else None,
        birth_year=birth_year_of(birth_year, today=today),
        guardian=heir_name(guardian) if guardian.strip() else "",
    )


def heir_name(text: str) -> str:
    """Return a name as it is kept. Raises RuleError for digits, and for the signs that part one
    heir from the next."""
    _refuse_nik(text)
    name = clean_name(clean_name(text).replace(",", " ").strip(" .-")).strip(" -")
    if any(c.isdigit() for c in name):
        raise RuleError("Nama ahli waris berisi angka. Tulis namanya saja.")
    if set(name) & set(":;()"):
        raise RuleError("Nama ahli waris tanpa tanda titik dua, titik koma, atau kurung.")
    return name


def birth_year_of(text: str, *, today: date) -> int | None:
    """Read the year of a birth; None for an empty text. Raises RuleError."""
    typed = text.strip()
    if not typed:
        return None
    if not re.fullmatch(r"\d{4}", typed, re.ASCII) or int(typed) < OLDEST:
        raise RuleError("Tahun lahir ditulis dengan empat angka, misalnya 2012.")
    if int(typed) > today.year:
        raise RuleError("Tahun lahir %(year)s belum tiba. Periksa lagi tahunnya.", year=typed)
    return int(typed)


def heirs_text(heirs: Iterable[Heir]) -> str:
    """Write heirs as one text that people read and `parse_heirs` reads back."""
    return "; ".join(f"{WORDS[one.relation]}: {one.name}{_beside(one)}" for one in heirs)


def parse_heirs(text: str, *, today: date) -> tuple[Heir, ...]:
    """Read heirs, as `heirs_text` wrote them or as people write them, in the order of the text.

    Raises RuleError for a NIK, which is never kept of an heir, a wrong phone, a year of birth that
    has not come, somebody who cannot inherit, more than 12, and a text that is too long.
    """
    plain = unicodedata.normalize("NFC", text)
    if len(plain) > LONGEST:
        raise RuleError("Ahli waris terlalu panjang, paling banyak %(most)s huruf.", most=LONGEST)
    _refuse_nik(plain)
    try:
        found = _entries(re.split(APART, plain), today=today)
    except RuleError:
        if not re.search(APART, plain.strip()):
            raise
        # One heir may stand on several lines, or in several parts.
        found = _entries([re.sub(APART, ", ", plain.strip())], today=today)
    return _counted(joined((), found))


def kept_heirs(text: str) -> tuple[Heir, ...]:
    """Read heirs as a member's row keeps them: they were checked when they were written."""
    return parse_heirs(text, today=date.max)


def joined_texts(known: str, told: str) -> str:
    """Join two kept texts as `joined` does; at most 12 stay, those known before the others."""
    return heirs_text(joined(kept_heirs(known), kept_heirs(told))[:MOST])


def joined(known: Sequence[Heir], told: Iterable[Heir]) -> tuple[Heir, ...]:
    """Give those known with what else is told: the same name fills up what is not known, another
    one comes behind."""
    kept = list(known)
    for one in told:
        at = next((n for n, held in enumerate(kept) if _is_one(held, one)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = _filled(kept[at], one)
    return tuple(kept)


def _counted(heirs: tuple[Heir, ...]) -> tuple[Heir, ...]:
    if len(heirs) > MOST:
        raise RuleError("Ahli waris paling banyak %(most)s orang.", most=MOST)
    return heirs


def _is_one(held: Heir, one: Heir) -> bool:
    if search_form(held.name) != search_form(one.name):
        return False
    return held.relation == one.relation or Relation.UNSAID in (held.relation, one.relation)


def _filled(held: Heir, one: Heir) -> Heir:
    return replace(
        held,
        relation=one.relation if held.relation is Relation.UNSAID else held.relation,
        phone=held.phone or one.phone,
        birth_year=held.birth_year or one.birth_year,
        guardian=held.guardian or one.guardian,
    )


def _entries(entries: Iterable[str], *, today: date) -> list[Heir]:
    plain = (re.sub(r"[\x00-\x1f\x7f]", " ", entry).strip() for entry in entries)
    told = [entry for entry in plain if search_form(entry) not in NOBODY]
    return [one for entry in told for one in _entry(entry, today=today)]


def _entry(entry: str, *, today: date) -> list[Heir]:
    canonical = CANONICAL.fullmatch(entry)
    relation = BY_WORDS.get(search_form(canonical[1])) if canonical else None
    if canonical and relation and WORDS[relation] == canonical[1]:
        details = _details(canonical[3] or "")
        if details is not None:
            return [clean_heir(relation, canonical[2], today=today, **details)]
    return [_heir(one, today=today) for one in told_in(entry)]


def _heir(one: Told, *, today: date) -> Heir:
    return clean_heir(
        one.relation or Relation.UNSAID,
        one.name,
        phone=one.phone or "",
        birth_year=one.birth_year,
        guardian=one.guardian,
        today=today,
    )


def _beside(one: Heir) -> str:
    told = (
        format_phone(one.phone) if one.phone else "",
        f"lahir {one.birth_year}" if one.birth_year else "",
        f"wali {one.guardian}" if one.guardian else "",
    )
    words = ", ".join(filter(None, told))
    return f" ({words})" if words else ""


def _details(words: str) -> dict[str, str] | None:
    """Read what stands behind a name as we write it; None for anything else."""
    found: dict[str, str] = {}
    for part in filter(None, words.split(", ")):
        if part.startswith("wali "):
            found["guardian"] = part.removeprefix("wali ")
        elif re.fullmatch(r"lahir \d{4}", part):
            found["birth_year"] = part.removeprefix("lahir ")
        elif re.fullmatch(r"0[\d\-]{8,16}", part):
            found["phone"] = part
        else:
            return None
    return found


def _refuse_nik(text: str) -> None:
    if NIK_LIKE.search(text) or holds_nik(text):
        raise RuleError(
            "NIK ahli waris tidak disimpan di sini. Hapus NIK-nya; cukup nama, hubungan, dan nomor "
            "HP."
        )
