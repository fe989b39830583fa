"""A member's card: on the screen, on paper, and as a picture to send them."""

from flask import abort

from association.database import db
from association.roster.members import card_paper, reads
from association.roster.members.card_paper import PNG, Face
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web import qr
from association.web.gate import Pages, actor
from association.web.lettering import cannot_print
from association.web.page import Answer, page
from association.web.paper import attached

pages = Pages("member_card")


def _face(member_id: int) -> Face:
    member = reads.one(db.session(), member_id)
    if member.has_died:  # nobody is given a card to send to who died
        abort(404)
    code = reads.card_code(db.session(), member_id)
    return Face(member.name, code, actor().place)


@pages.get("/anggota/<id:member_id>/kartu", may=May.SEE_ROSTER, paper=True)
def card(member_id: int) -> Answer:
    """Show the member's card: its code and the QR that opens the self-check."""
    face = _face(member_id)
    return page(
        "roster/members/card.html",
        member_id=member_id,
        face=face,
        code=display_card_code(face.code),
        qr=qr.svg(face.address, scale=5),
        cannot=cannot_print([face.name, face.place]),
    )


@pages.get("/anggota/<id:member_id>/kartu.pdf", may=May.SEE_ROSTER)
def printed(member_id: int) -> Answer:
    """Give the card on a page of A4."""
    return attached(card_paper.single(_face(member_id)), "kartu-anggota.pdf")


@pages.get("/anggota/<id:member_id>/kartu.png", may=May.SEE_ROSTER)
def picture(member_id: int) -> Answer:
    """Give the card as a picture, to send to its owner."""
    return attached(card_paper.picture(_face(member_id)), "kartu-anggota.png", kind=PNG)
