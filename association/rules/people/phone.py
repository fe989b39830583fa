"""Indonesian mobile numbers: typed any way, stored as +62812..., shown as 0812-3456-7890."""

import re
import unicodedata

import phonenumbers

from association.rules.house.errors import RuleError

IGNORED = re.compile(r"[\s.\-‐-―−()/'’‘`´_]")
# The number of a number: "1) 0812...", "2. 0813...".
ENUMERATED = re.compile(
    r"(?<!\d)\d{1,2}\s*\)\s*(?=\(?(?:\+?62|0?8))"
    r"|(?<![\d+])(?<!\d[.\-\s])\d{1,2}\s*\.\s*(?=(?:\+?62|0)\s?8\d)",
    re.ASCII,
)
MOBILE = re.compile(r"8[1-35-9][0-9]{7,10}")


def parse_phone(text: str) -> str:
    """Return the number as +62812... (E.164), however it was typed or a spreadsheet mangled it.

    Raises RuleError when it is no Indonesian mobile number.
    """
    plain = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    ).strip()
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+", plain):
        raise RuleError(
            (
                "Excel mengubah nomor HP menjadi bilangan (%(text)s). Ketik ulang nomornya "
                "sebagai teks."
            ),
            text=plain[:20],
        )
    typed = IGNORED.sub("", re.sub(r"^([0-9]+)[.,]0$", r"\1", plain))
    if not typed:
        raise RuleError("Nomor HP kosong.")
    wrong = re.search(r"[^0-9]", typed.removeprefix("+"))
    if wrong:
        if wrong[0].isalpha():
            raise RuleError(
                "Nomor HP berisi huruf “%(found)s”. Tulis angka saja, misalnya 0812-3456-7890.",
                found=wrong[0],
            )
        raise RuleError(
            "Nomor HP berisi tanda “%(found)s”. Tulis angka saja, misalnya 0812-3456-7890.",
            found=wrong[0],
        )
    national = _national(typed)
    if not MOBILE.fullmatch(national):
        raise _not_mobile(typed, national)
    number = phonenumbers.PhoneNumber(country_code=62, national_number=int(national))
    if not phonenumbers.is_valid_number(number):
        raise RuleError(
            "Nomor HP ini tidak dipakai operator mana pun di Indonesia. Periksa lagi angkanya."
        )
    return f"+62{national}"


def format_phone(e164: str) -> str:
    """Return a stored number as people write it: 0812-3456-7890."""
    national = e164.removeprefix("+62")
    if not MOBILE.fullmatch(national):
        return e164
    number = phonenumbers.PhoneNumber(country_code=62, national_number=int(national))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _national(typed: str) -> str:
    for prefix in ("+62", "0062", "62"):
        if typed.startswith(prefix):
            return typed.removeprefix(prefix).removeprefix("0")
    return typed if typed.startswith("+") else typed.removeprefix("0")


def _not_mobile(typed: str, national: str) -> RuleError:
    if typed.startswith("+") and not typed.startswith("+62"):
        return RuleError(
            "Nomor HP %(start)s… bukan nomor Indonesia. Nomor HP Indonesia diawali 08 atau +62.",
            start=typed[:6],
        )
    if not re.match(r"8[1-35-9]", national):
        return RuleError(
            "Bukan nomor HP. Nomor HP diawali 08, misalnya 0812-3456-7890; telepon rumah tidak "
            "bisa dipakai."
        )
    shown = len(national) + 1
    if shown < 10:
        return RuleError(
            "Nomor HP kurang angka (%(n)s angka; seharusnya 10 sampai 13 dengan 0).", n=shown
        )
    return RuleError(
        "Nomor HP kelebihan angka (%(n)s angka; seharusnya 10 sampai 13 dengan 0).", n=shown
    )
