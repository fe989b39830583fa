"""The list that goes with a registration batch: what BPJS Ketenagakerjaan is known to ask for
(DOMAIN 3.3), as .xlsx."""

from collections.abc import Iterable, Iterator
from typing import IO

from flask_babel import gettext as _

from association.roster.exports.files import workbook
from association.roster.members.models import Member
from association.rules.law.bands import band_of
from association.rules.law.enrolment import USUAL_OCCUPATION
from association.web.language import in_indonesian
from association.web.workbooks import Cell


@in_indonesian()
def xlsx(people: Iterable[list[Member]], *, months: int, about: str) -> IO[bytes]:
    """Write the workbook: one row for each member, NIK and phone as text; `months` is what is to be
    paid first, `about` whose list it is."""
    columns = {
        "nik": _("NIK"),
        "name": _("Nama sesuai KTP"),
        "birth_place": _("Tempat lahir"),
        "birth_date": _("Tanggal lahir"),
        "mother_name": _("Nama ibu kandung"),
        "phone": _("Nomor HP"),
        "address": _("Alamat"),
        "occupation": _("Pekerjaan"),
        "income": _("Penghasilan sebulan"),
        "place": _("Lokasi kerja"),
        "months": _("Jumlah bulan iuran"),
    }
    return workbook(_("Pendaftaran"), columns, _rows(people, months), about=about)


def _rows(people: Iterable[list[Member]], months: int) -> Iterator[dict[str, Cell]]:
    for some in people:
        for member in some:
            phone = member.phone
            yield {
                "nik": member.nik,
                "name": member.name,
                "birth_place": member.birth_place,
                "birth_date": member.birth_date,
                "mother_name": member.mother_name,
                "phone": f"0{phone.removeprefix('+62')}" if phone else None,
                "address": member.address,
                "occupation": member.participant.occupation
                if member.participant
                else USUAL_OCCUPATION,
                "income": _income(member),
                "place": "; ".join(_places(member)),
                "months": months,
            }


def _income(member: Member) -> int | None:
    """Give the income as reported; who chose the lowest band earns what its contributions are
    reckoned from."""
    income = member.participant.income if member.participant else None
    income = member.income if income is None else income
    return None if income is None else income or band_of(0).basis


def _places(member: Member) -> Iterator[str]:
    for stall in member.stalls:
        place = ", ".join(filter(None, (stall.market.name if stall.market else "", stall.label)))
        if place:
            yield place
