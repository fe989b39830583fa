"""What is shown of a member on request: the NIK in full, which is logged, and the card."""

import segno
from markupsafe import Markup

from association.database import db
from association.roster.members import nik, reads
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web.gate import Pages, actor, by, settings
from association.web.page import (
    Answer,
    page,
)

pages = Pages("member_proof")


@pages.post("/anggota/<id:member_id>/nik", may=May.SEE_NIK)
def view_nik(member_id: int) -> Answer:
    """Show a NIK in full; who looked is logged."""
    shown = nik.view(member_id, by())
    return page(
        "roster/members/nik.html",
        parts=("nik_shown",),
        nik=shown,
        member_id=member_id,
        name=reads.one(db.session(), member_id).name,
    )


@pages.get("/anggota/<id:member_id>/kartu", may=May.SEE_ROSTER, paper=True)
def card(member_id: int) -> Answer:
    """Show the member's card: its code and the QR that opens the self-check."""
    member = reads.one(db.session(), member_id)
    code = reads.card_code(db.session(), member_id)
    address = f"{settings().base_url}/k/{code}"
    drawn = segno.make(address, micro=False).svg_inline(scale=5, omitsize=False)
    qr = Markup(drawn)  # noqa: S704 - segno made it
    return page(
        "roster/members/card.html",
        member=member,
        code=display_card_code(code),
        qr=qr,
        place=actor().place,
    )
