"""Joining BPJS Ketenagakerjaan and leaving it: the membership number, the age, the reasons of an
end; and who pays meanwhile."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from association.rules.house.errors import RuleError
from association.rules.people.dates import format_date
from association.rules.people.leaving import Leaving

KPJ_LENGTH: Final = 11
JOINING_AGE: Final = (
    65  # not yet 65 when joining ([grid_age]); who joined in time may go on paying ([probis59])
)


class End(StrEnum):
    """Why somebody's membership in BPJS Ketenagakerjaan as a self-employed trader (BPU) ended."""

    DIED = "died"  # meninggal
    EMPLOYED = "employed"  # became somebody's employee (PU)
    STOPPED = "stopped"  # stopped trading


@dataclass(frozen=True, slots=True)
class Membership:
    """What came back for a member: the day of registration, and the KPJ (11 characters; None leaves
    it as it is)."""

    day: date
    kpj: str | None = None


class Sector(StrEnum):
    """The two groups PP 50/2025 tells apart: everyone (traders are named) and transport."""

    TRADE = "trade"
    TRANSPORT = "transport"


class Funding(StrEnum):
    """Who pays the contribution: the member, or the state budget (APBN/APBD)."""

    SELF = "self"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Paying:
    """Who pays for a participant, in which trade they are, and their occupation in the registration
    list (rules.law.occupations)."""

    funding: Funding
    sector: Sector
    occupation: str


# What a paguyuban's members are, unless they say otherwise; of rules.law.occupations.
USUAL_OCCUPATION: Final = "Pedagang"

# Who leaves a paguyuban for one of these reasons is no participant any more either, and the other
# way round.
LEAVES: Final = {End.DIED: Leaving.DIED, End.STOPPED: Leaving.STOPPED}


def has_died(left_reason: str, ended_reason: str) -> bool:
    """Tell who died: one roster says so, or the membership, which any roster may have told. The
    day counts for nothing here: nobody is written to because it is still to come."""
    return left_reason == Leaving.DIED or ended_reason == End.DIED


class LineState(StrEnum):
    """What came of one member's papers in a registration batch."""

    SENT = "sent"  # dikirim
    ACCEPTED = "accepted"  # diterima: registered since
    REJECTED = "rejected"  # ditolak, with a reason
    WITHDRAWN = "withdrawn"  # the sending was taken back, or another batch took its place


def parse_kpj(text: str) -> str:
    """Return a KPJ as 11 capital letters or digits, however it was typed; old Jamsostek cards hold
    letters ([kpj_js]).

    Raises RuleError for another length or another character.
    """
    plain = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    typed = re.sub(r"[\s.\-'’/]", "", plain).upper()
    if not typed:
        raise RuleError("Nomor KPJ kosong.")
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+", typed):
        raise RuleError(
            "Excel mengubah nomor KPJ menjadi bilangan. Ketik ulang nomornya sebagai teks."
        )
    wrong = re.search(r"[^0-9A-Z]", typed)
    if wrong:
        raise RuleError(
            "Nomor KPJ berisi tanda “%(found)s”. Tulis huruf dan angka saja.", found=wrong[0]
        )
    if len(typed) != KPJ_LENGTH:
        raise RuleError(
            "Nomor KPJ harus 11 huruf atau angka; yang diketik ada %(n)s.", n=len(typed)
        )
    return typed


def mask_kpj(kpj: str) -> str:
    """Hide all but the first two and last three characters, for screens."""
    return f"{kpj[:2]}{'•' * (len(kpj) - 5)}{kpj[-3:]}"


def has_turned(age: int, birth_date: date, on: date) -> bool:
    """Tell whether somebody has reached an age in years; born on 29 February they do on 1 March."""
    return (on.year - birth_date.year, (on.month, on.day)) >= (
        age,
        (birth_date.month, birth_date.day),
    )


def too_old_to_join(birth_date: date, on: date) -> bool:
    """Tell whether somebody has turned 65 by the day of joining."""
    return has_turned(JOINING_AGE, birth_date, on)


def require_may_join(birth_date: date | None, on: date) -> None:
    """Raise RuleError when somebody is 65 or older on the day of joining ([grid_age]); an unknown
    age is no hindrance."""
    if birth_date is not None and too_old_to_join(birth_date, on):
        raise RuleError(
            "Sudah 65 tahun atau lebih: BPJS Ketenagakerjaan hanya menerima peserta baru di bawah "
            "65 tahun."
        )


def youngest_too_old(on: date) -> date:
    """Return the latest birth date of who is too old to join on a day; the twin of too_old_to_join,
    for queries."""
    try:
        return on.replace(year=on.year - JOINING_AGE)
    except ValueError:  # 29 February, 65 years after a common year
        return date(on.year - JOINING_AGE, 2, 28)


def require_order(
    *, sent_on: date | None, registered_on: date | None, ended_on: date | None
) -> None:
    """Raise RuleError when somebody would be registered before they were sent, or end before they
    were registered."""
    if sent_on and registered_on and registered_on < sent_on:
        raise RuleError(
            "Tanggal terdaftar tidak boleh sebelum tanggal kirim, %(day)s.",
            day=format_date(sent_on),
        )
    if registered_on and ended_on and ended_on < registered_on:
        raise RuleError(
            "Tanggal berhenti tidak boleh sebelum terdaftar, %(day)s.",
            day=format_date(registered_on),
        )
