"""Joining BPJS Ketenagakerjaan and leaving it: the membership number, the age, the reasons of an end."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.errors import RuleError

KPJ_LENGTH: Final = 11
JOINING_AGE: Final = 65  # not yet 65 when joining ([grid_age]); who joined in time may go on paying ([probis59])


class End(StrEnum):
    """Why somebody's membership in BPJS Ketenagakerjaan as a self-employed trader (BPU) ended."""

    DIED = "died"  # meninggal
    EMPLOYED = "employed"  # became somebody's employee (PU)
    STOPPED = "stopped"  # stopped trading


def parse_kpj(text: str) -> str:
    """Return a KPJ as 11 capital letters or digits, however it was typed; old Jamsostek cards hold letters ([kpj_js]).

    Raises RuleError for another length or another character.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    typed = re.sub(r"[\s.\-'’/]", "", plain).upper()
    if not typed:
        raise RuleError("Nomor KPJ kosong.")
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+", typed):
        raise RuleError("Excel mengubah nomor KPJ menjadi bilangan. Ketik ulang nomornya sebagai teks.")
    wrong = re.search(r"[^0-9A-Z]", typed)
    if wrong:
        raise RuleError("Nomor KPJ berisi tanda “%(found)s”. Tulis huruf dan angka saja.", found=wrong[0])
    if len(typed) != KPJ_LENGTH:
        raise RuleError("Nomor KPJ harus 11 huruf atau angka; yang diketik ada %(n)s.", n=len(typed))
    return typed


def mask_kpj(kpj: str) -> str:
    """Hide all but the first two and last three characters, for screens."""
    return f"{kpj[:2]}{'•' * (len(kpj) - 5)}{kpj[-3:]}"


def too_old_to_join(birth_date: date, on: date) -> bool:
    """Tell whether somebody has turned 65 by the day of joining; born on 29 February they turn on 1 March."""
    return (on.year - birth_date.year, (on.month, on.day)) >= (JOINING_AGE, (birth_date.month, birth_date.day))


def require_may_join(birth_date: date | None, on: date) -> None:
    """Raise RuleError when somebody is 65 or older on the day of joining ([grid_age]); an unknown age is no hindrance."""
    if birth_date is not None and too_old_to_join(birth_date, on):
        raise RuleError(
            "Sudah 65 tahun atau lebih: BPJS Ketenagakerjaan hanya menerima peserta baru di bawah 65 tahun."
        )
