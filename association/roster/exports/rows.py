"""A member as rows of a spreadsheet: one for each stall, under the headings that the import
reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from association.people.participants.wording import states
from association.roster.exports.reads import Line
from association.roster.members.fields import FieldKind
from association.roster.members.models import Member, Stall
from association.roster.members.values import FIELDS, HEADINGS
from association.rules.law.coverage import Status
from association.rules.people.nik import mask_nik
from association.rules.people.phone import format_phone
from association.web.workbooks import Cell

REPEATED = ("name", "nik")  # on the rows of a second stall, where all else is said already


class Nik(StrEnum):
    """How much of the NIKs a file shows, in the words of its address (`?nik=`)."""

    NONE = "tanpa"
    MASKED = "samar"
    FULL = "lengkap"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is written: its columns with their headings, and its words, looked up once for all
    rows."""

    nik: Nik
    columns: dict[str, str]
    statuses: dict[Status, str]
    yes_no: dict[bool, str]


def layout(nik: Nik) -> Layout:
    """Give the layout of a file; the last columns are for reading and no import takes them."""
    left_out = {"nik": nik is Nik.NONE, "heirs": nik is not Nik.FULL}
    known = {name: text for name, text in HEADINGS.items() if not left_out.get(name)}
    told = {
        "status": _("Status"),
        "arrears": _("Bulan menunggak"),
        "protected_until": _("Terlindungi sampai"),
    }
    return Layout(nik, known | told, states(), {True: _("Ya"), False: _("Tidak")})


def tables(pages: Iterable[list[Line]], how: Layout) -> Iterator[Iterator[dict[str, Cell]]]:
    """Give the rows of each page of members."""
    return ((row for line in lines for row in rows(line, how)) for lines in pages)


def rows(line: Line, how: Layout) -> Iterator[dict[str, Cell]]:
    """Give the rows of one member, each as cells by column; a second stall is a further row with
    name and NIK."""
    cover = line.coverage
    first = _person(line.member, how) | {
        "status": how.statuses[cover.status],
        "arrears": cover.arrears or None,
        "protected_until": cover.protected_until,
    }
    stalls = [_stall(stall) for stall in line.member.stalls]
    yield first | (stalls[0] if stalls else {})
    again = {name: first[name] for name in REPEATED if name in first}
    for stall in stalls[1:]:
        yield again | stall


def _person(member: Member, how: Layout) -> dict[str, Cell]:
    told = {
        name: _cell(getattr(member, name), field.kind, how)
        for name, field in FIELDS.items()
        if not field.in_parts and name in how.columns
    }
    return told if member.to else told | {"phone": None}  # nobody writes to who died from a file


def _cell(value: Any, kind: FieldKind, how: Layout) -> Cell:
    match kind:
        case FieldKind.YES:
            return how.yes_no[value]
        case FieldKind.PHONE if value:
            return format_phone(value)
        case FieldKind.NIK if value and how.nik is not Nik.FULL:
            return mask_nik(value) if how.nik is Nik.MASKED else None
    cell: Cell = value
    return cell


def _stall(stall: Stall) -> dict[str, Cell]:
    return {
        "stall_market": stall.market.name if stall.market else None,
        "stall_kind": stall.kind.capitalize(),
        "stall_block": stall.block,
        "stall_number": stall.number,
        "permit": stall.permit,
        "walk": stall.walk,
    }
