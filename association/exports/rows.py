"""A member as rows of a spreadsheet: one for each stall, under the headings that the import reads."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _

from association.exports.reads import Line
from association.members.models import Member, Stall
from association.rules.columns import HEADINGS
from association.rules.coverage import Coverage, Status
from association.rules.nik import mask_nik
from association.rules.phone import format_phone

Cell = str | int | date | None
STALL = ("stall_market", "stall_kind", "stall_block", "stall_number", "permit", "walk")
REPEATED = ("name", "nik")  # on the rows of a second stall, where all else is said already


class Nik(StrEnum):
    """How much of the NIKs a file shows, in the words of its address (`?nik=`)."""

    NONE = "tanpa"
    MASKED = "samar"
    FULL = "lengkap"


def columns(nik: Nik) -> dict[str, str]:
    """Give the columns of a file with their headings; the last two are for reading and no import takes them."""
    known = {name: text for name, text in HEADINGS.items() if name != "nik" or nik is not Nik.NONE}
    return known | {"status": _("Status"), "protected_until": _("Terlindungi sampai")}


def rows(line: Line, nik: Nik) -> Iterator[dict[str, Cell]]:
    """Give the rows of one member, each as cells by column; a second stall is a further row with name and NIK."""
    first = _person(line.member, nik) | {
        "status": _status(line.coverage),
        "protected_until": line.coverage.protected_until,
    }
    stalls = [_stall(stall) for stall in line.member.stalls]
    yield first | (stalls[0] if stalls else {})
    for stall in stalls[1:]:
        yield {name: first[name] for name in REPEATED} | stall


def _person(member: Member, nik: Nik) -> dict[str, Cell]:
    return {
        **{name: getattr(member, name) for name in HEADINGS if name not in (*STALL, "nik")},
        "nik": _nik(member.nik, nik),
        "phone": format_phone(member.phone) if member.phone else None,
        "employs_helpers": _("Ya") if member.employs_helpers else _("Tidak"),
    }


def _nik(number: str | None, nik: Nik) -> str | None:
    if number is None or nik is Nik.NONE:
        return None
    return number if nik is Nik.FULL else mask_nik(number)


def _stall(stall: Stall) -> dict[str, Cell]:
    return {
        "stall_market": stall.market.name if stall.market else None,
        "stall_kind": stall.kind.capitalize(),
        "stall_block": stall.block,
        "stall_number": stall.number,
        "permit": stall.permit,
        "walk": stall.walk,
    }


def _status(cover: Coverage) -> str:
    words: dict[Status, str] = {
        Status.CANDIDATE: _("Belum terdaftar"),
        Status.READY: _("Siap daftar"),
        Status.SENT: _("Proses"),
        Status.REGISTERED: _("Terdaftar, belum bayar"),
        Status.ACTIVE: _("Aktif"),
        Status.DUE: _("Jatuh tempo"),
        Status.ARREARS: _("Menunggak %(n)s bulan", n=cover.arrears),
        Status.INACTIVE: _("Nonaktif"),
        Status.ENDED: _("Berhenti"),
    }
    return words[cover.status]
