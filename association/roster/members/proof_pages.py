"""The NIK of a member in full, shown on request; who looked is logged."""

from flask_babel import gettext as _

from association.database import db
from association.roster.members import nik, reads
from association.rules.house.permissions import May
from association.web.gate import Pages, by
from association.web.page import Answer, page

pages = Pages("member_proof")


@pages.post("/anggota/<id:member_id>/nik", may=May.SEE_NIK)
def view_nik(member_id: int) -> Answer:
    """Show a NIK in full; who looked is logged."""
    shown = nik.view(member_id, by())
    return page(
        "roster/members/nik.html",
        parts=("nik_shown",),
        live=_("NIK tampil lengkap."),
        nik=shown,
        member_id=member_id,
        name=reads.one(db.session(), member_id).name,
    )
