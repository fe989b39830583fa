"""What a NIK (Nomor Induk Kependudukan) is and tells: PP KK CC, DDMMYY (women: day + 40), four
serial digits."""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from association.rules.house.errors import RuleError
from association.rules.people.dates import format_date

LENGTH = 16
# Province codes of the Ministry of Home Affairs, with those made since 2012 (65, 92 to 96).
PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21"),
        *("31", "32", "33", "34", "35", "36", "51", "52", "53"),
        *("61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76", "81", "82"),
        *("91", "92", "93", "94", "95", "96"),
    )
)
IGNORED = re.compile(r"[\s.\-‐-―−'’‘`´]")
SCIENTIFIC = re.compile(r"\d+(?:[.,]\d*)?\s*[eE]\s*\+?\s*\d{1,3}")
RUN = re.compile(r"(?<![0-9])[0-9](?:[\s.-]?[0-9]){15}(?![0-9])")
YOUNGEST, OLDEST = 10, 109


@dataclass(frozen=True, slots=True)
class NikFacts:
    """What the digits say about their holder; the region is where the NIK was first given, not the
    residence."""

    region: str
    birth_date: date
    female: bool


def parse_nik(text: str) -> str:
    """Return the 16 digits of a NIK typed with or without spaces, dots, dashes or Excel's
    apostrophe.

    Raises RuleError saying what is wrong. Unknown regions pass: see `nik_warnings`.
    """
    digits = _visible(text)
    if not digits:
        raise RuleError("Nomor NIK kosong. Isi 16 angka seperti di KTP.")
    wrong = re.search(r"[^0-9]", digits)
    if wrong:
        if wrong[0].isalpha():
            raise RuleError(
                "Nomor NIK berisi huruf “%(found)s”. NIK hanya terdiri dari 16 angka.",
                found=wrong[0],
            )
        raise RuleError(
            "Nomor NIK berisi tanda “%(found)s”. NIK hanya terdiri dari 16 angka.",
            found=wrong[0],
        )
    if len(digits) != LENGTH:
        raise _wrong_length(len(digits))
    if len(set(digits)) == 1:
        raise RuleError(
            "Nomor NIK berisi angka %(digit)s saja. Lihat lagi 16 angka di KTP.", digit=digits[0]
        )
    if _birth_in(digits, century=2000) is None:
        raise RuleError(
            (
                "Angka ke-7 sampai ke-12 NIK (%(digits)s) bukan tanggal lahir yang ada. Lihat "
                "lagi angka di KTP."
            ),
            digits=digits[6:12],
        )
    if digits.endswith("0000"):
        raise RuleError(
            "Empat angka terakhir NIK 0000 tidak ada. Mungkin Excel mengubah angkanya; lihat lagi "
            "di KTP."
        )
    return digits


def holds_nik(text: str) -> bool:
    """Tell whether a NIK stands somewhere in a text."""
    return any(map(_is_nik, RUN.findall(text)))


def _is_nik(run: str) -> bool:
    try:
        return bool(parse_nik(run))
    except RuleError:
        return False


def nik_facts(nik: str, *, today: date) -> NikFacts:
    """Return what a NIK says. Raises RuleError when it is no NIK.

    A NIK holds two digits of the year. The century taken is the one that makes its holder 10 to 109
    years old on `today`; exactly one does.
    """
    digits = parse_nik(nik)
    this = today.year - today.year % 100
    dates = [day for century in (this, this - 100) if (day := _birth_in(digits, century=century))]
    likely = [day for day in dates if YOUNGEST <= _age(day, today) <= OLDEST]
    if not dates:
        raise RuleError("Tanggal lahir di dalam NIK tidak ada. Lihat lagi angka di KTP.")
    return NikFacts(
        region=digits[:6], birth_date=(likely or dates[-1:])[0], female=sex_of(digits) == "P"
    )


def sex_of(nik: str) -> str:
    """Return L (laki-laki) or P (perempuan): women's NIKs hold the day of birth plus 40."""
    return "P" if int(nik[6:8]) > 40 else "L"


def nik_warnings(nik: str, *, birth_date: date | None, today: date) -> tuple[RuleError, ...]:
    """Return what is odd about a NIK but no reason to refuse it, as errors that nobody raises: a
    NIK is not given anew when a birth date is corrected."""
    facts = nik_facts(nik, today=today)
    found = []
    if facts.region[:2] not in PROVINCES:
        found.append(
            RuleError(
                "Dua angka pertama NIK (%(digits)s) bukan kode provinsi yang dikenal. Lihat lagi "
                "di KTP.",
                digits=facts.region[:2],
            )
        )
    if birth_date and birth_date != facts.birth_date:
        found.append(
            RuleError(
                "Tanggal lahir %(date)s berbeda dari NIK (%(other)s). Lihat lagi di KTP; bila KTP "
                "memang begitu, biarkan.",
                date=format_date(birth_date),
                other=format_date(facts.birth_date),
            )
        )
    return tuple(found)


def mask_nik(nik: str) -> str:
    """Return a NIK as shown to those who need not read it: the first and last four digits."""
    digits = parse_nik(nik)
    return f"{digits[:4]} •••• •••• {digits[-4:]}"


def spreadsheet_nik(value: str | float) -> str:
    """Return the text of a spreadsheet cell for `parse_nik`.

    Excel keeps 15 significant digits of a number, so a NIK stored as a number has lost its last
    digit for good. Raises RuleError for every number, and for text that was one ("3,37205E+15").
    """
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip()
        if SCIENTIFIC.fullmatch(text):
            raise _lost()
        return value
    if isinstance(value, float) and not (math.isfinite(value) and value.is_integer()):
        raise RuleError("Sel NIK berisi angka pecahan, bukan NIK. Ketik ulang 16 angka dari KTP.")
    digits = str(abs(int(value)))[:40]
    if len(digits) != LENGTH:
        raise _wrong_length(len(digits))
    raise _lost()


def _visible(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return IGNORED.sub("", "".join(c for c in plain if unicodedata.category(c) != "Cf"))


def _lost() -> RuleError:
    return RuleError(
        "Excel mengubah NIK menjadi bilangan (seperti 3,37E+15) sehingga angka terakhirnya "
        "hilang. Ubah kolom NIK menjadi Teks, lalu ketik ulang 16 angka dari KTP."
    )


def _wrong_length(count: int) -> RuleError:
    if count == LENGTH - 1:
        return RuleError("Nomor NIK kurang satu angka (%(count)s dari 16).", count=count)
    if count == LENGTH + 1:
        return RuleError("Nomor NIK kelebihan satu angka (%(count)s, seharusnya 16).", count=count)
    if count < LENGTH:
        return RuleError(
            "Nomor NIK kurang %(n)s angka (%(count)s dari 16).", n=LENGTH - count, count=count
        )
    return RuleError(
        "Nomor NIK kelebihan %(n)s angka (%(count)s, seharusnya 16).", n=count - LENGTH, count=count
    )


def _birth_in(digits: str, *, century: int) -> date | None:
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    try:
        return date(century + year, month, day - 40 if day > 40 else day)
    except ValueError:
        return None


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
