"""Reads how people write heirs: "Siti Aminah - istri - 0812...", "anak 1: Budi 2012"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from association.rules.house.errors import RuleError
from association.rules.people.names import search_form
from association.rules.people.phone import parse_phone
from association.rules.people.relations import (
    BESIDE_A_NAME,
    BY_WORDS,
    NEVER_CALLED,
    NO_HEIRS,
    Relation,
    relation_of,
)

PHONE = re.compile(r"(?<![\d+])(?:\+?62|0)[\s.\-]*8(?:[\s.\-]?\d){7,11}(?!\d)", re.ASCII)
MONTH = r"(?:jan|feb|peb|mar|apr|mei|jun|jul|ag|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*"
DAY = rf"(?:\d{{1,2}}\s*[-/. ]\s*(?:\d{{1,2}}|{MONTH})\s*[-/. ]\s*)?"
YEAR = re.compile(rf"(?<![\d.\-/]){DAY}((?:19|20)\d\d)(?![\d.\-/]*\d)", re.ASCII | re.IGNORECASE)
ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-\d\d-\d\d(?!\d)", re.ASCII)
DIGITS = re.compile(r"\+?\d(?:[\s.\-]?\d){4,}", re.ASCII)
NUMBERING = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}\s*[.)](?=\s|[^\W\d_])", re.ASCII)
GUARDIAN = re.compile(r"\bwali(?:nya)?\s*[:=]?\s+", re.IGNORECASE)
APART = re.compile(
    r"[,()|=:/&•]|\s[-–—]+\s|\s[-–—]+$|^[-–—]+\s|\bdan\b|-(?=(?:istri|isteri|suami|anak)\b)"
    r"|(?=\x00)|(?<=\x01)",
    re.IGNORECASE,
)
MARK = re.compile(r"(\x00[PY][^\x01]*\x01)")
ORDINAL = re.compile(
    r"\b(anak|cucu)(?:\s+ke)?[\s-]*\d{1,2}\b(?!\s*(?:th|thn|tahun)\b)", re.IGNORECASE
)
AGE = re.compile(r"\b\d{1,3}\s*(?:th|thn|tahun)\b", re.IGNORECASE)
BEFORE_MARK = re.compile(
    r"(?:\b(?:no|nomor|hp|wa|telp|tlp|telepon|tgl|tanggal|tahun|thn|th|lahir|lhr)\b[\s.:]*)+"
    r"(?=\x00)",
    re.IGNORECASE,
)
COUPLE = re.compile(r"\bsuami\s*/\s*iste?ri\b|\biste?ri\s*/\s*suami\b", re.IGNORECASE)
# What stands before a number, a year or a name and says nothing itself.
LABELS = re.compile(
    r"^(?:(?:no|nomor|nomer)\s*)?(?:hp|wa|telp|tlp|telepon|telpon|kontak)$"
    r"|^(?:no|nomor)$|^(?:tgl|tanggal|tahun|thn|th)?\s*(?:lahir|lhr)$|^(?:tahun|thn|th)$"
    r"|^(?:hub|hubungan|nama)(?:\s+(?:keluarga|ahli waris|dengan ahli waris))?$"
)
TITLE = re.compile(r"[A-Z][A-Za-z]{0,3}\.\s?(?:[A-Z][A-Za-z]{0,5}\.?)?|SE|SH|ST|MM|MPd|SPd")
INHERITED = (Relation.CHILD, Relation.SIBLING, Relation.GRANDCHILD, Relation.PARENT)


@dataclass(slots=True)
class Told:
    """One heir as far as the words have told; `guessed` is a relation taken over from the one
    before."""

    relation: Relation | None = None
    name: str = ""
    phone: str | None = None
    birth_year: str = ""
    guardian: str = ""
    guessed: bool = False


def told_in(entry: str) -> list[Told]:
    """Return whom a text without ";" names. Raises RuleError for a number that is none, for who
    cannot inherit, for a relation without a name."""
    found: list[Told] = []
    for kind, text in _pieces(entry):
        _take(found, kind, text)
    for one in found:
        if not one.name:
            raise RuleError("Nama ahli warisnya belum ditulis. Contoh: Istri: Siti Aminah.")
    return found


def _pieces(entry: str) -> Iterator[tuple[str, str]]:
    """Give the pieces of a text: a phone, a year, a guardian, a relation, a name."""
    text = _marked(PHONE, "P", 0, COUPLE.sub("pasangan", entry))
    text = _marked(YEAR, "Y", 1, _marked(ISO_DAY, "Y", 1, text))
    if AGE.search(text):
        raise RuleError("Tulis tahun lahirnya, misalnya 2012, bukan umurnya.")
    text = NUMBERING.sub(",", ORDINAL.sub(r"\1", BEFORE_MARK.sub("", text)))
    text = GUARDIAN.sub(", \x02", text)
    parts = [part.strip(" .-–—\t") for part in APART.split(text) if part]
    parts = [part for part in parts if part]
    for part, behind in zip(parts, [*parts[1:], ""], strict=True):
        if part.startswith("\x00"):
            yield part[1], part[2:-1]
        elif part.startswith("\x02"):
            yield "G", part[1:]
        elif not LABELS.match(search_form(part)):
            yield from _named(part, behind)


def _marked(what: re.Pattern[str], kind: str, group: int, text: str) -> str:
    """Put marks around what is found, but for what stands within others."""
    parts = MARK.split(text)
    parts[::2] = [what.sub(lambda run: f"\x00{kind}{run[group]}\x01", part) for part in parts[::2]]
    return "".join(parts)


def _named(piece: str, behind: str) -> Iterator[tuple[str, str]]:
    """Give the relation and the name that words tell, and the digits that stand among them;
    `behind` is the next piece."""
    if run := DIGITS.search(piece):
        for kind, text in (("", piece[: run.start()]), ("P", run[0]), ("", piece[run.end() :])):
            if kind:
                yield kind, text
            elif text.strip(" .-"):
                yield from _named(text.strip(" .-"), "")
    elif relation_of(piece):
        yield "R", piece
    else:
        _refuse_no_heir(piece)
        yield from _beside(piece.split(), relation_of(behind))


def _refuse_no_heir(piece: str) -> None:
    plain = search_form(piece)
    found = plain if plain in NO_HEIRS else next(iter(plain.split()), "")
    if plain in NO_HEIRS or found in NEVER_CALLED:
        raise RuleError(
            "Hubungan “%(text)s” bukan ahli waris menurut aturan. Bila ada surat wasiat notaris, "
            "tulis “wasiat”.",
            text=found,
        )


def _beside(words: list[str], behind: Relation | None) -> Iterator[tuple[str, str]]:
    """Part a relation from the name behind or before it; "Anak Agung (anak)" is a name."""
    for count in (2, 1):
        for first, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            plain = search_form(" ".join(first))
            if rest and plain in BESIDE_A_NAME and BY_WORDS[plain] is not behind:
                yield "R", plain
                yield "N", " ".join(rest)
                return
    yield "N", " ".join(words)


def _take(found: list[Told], kind: str, text: str) -> None:
    last = found[-1] if found else None
    match kind:
        case "R":
            relation = BY_WORDS.get(search_form(text)) or relation_of(text)
            sure = last is not None and last.relation not in (None, Relation.UNSAID)
            if last is None or (sure and last.name and not last.guessed):
                found.append(Told(relation))
            elif last.relation is not None and not last.name:
                if relation is not Relation.UNSAID:  # "Ahli waris: istri: Siti"
                    last.relation = relation
            else:
                last.relation, last.guessed = relation, False
        case "N" if last is not None and last.name and TITLE.fullmatch(text):
            last.name = f"{last.name} {text}"
        case "N" if last is not None and not last.name:
            last.name = text
        case "N":
            same = last is not None and last.relation in INHERITED
            found.append(Told(last.relation if last and same else None, text, guessed=same))
        case _:
            if last is None:
                last = Told()
                found.append(last)
            _fill(last, kind, text)


def _fill(one: Told, kind: str, text: str) -> None:
    if kind == "P":
        if one.phone:
            raise RuleError("Satu ahli waris cukup satu nomor HP.")
        one.phone = parse_phone(text)
    elif kind == "Y":
        one.birth_year = text
    else:
        one.guardian = text
