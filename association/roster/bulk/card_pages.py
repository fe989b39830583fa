"""Cards to print of those who were chosen."""

from association.database import db
from association.roster.bulk import printing, selections
from association.roster.bulk.models import Selection
from association.roster.members import card_paper
from association.roster.members.card_paper import Face
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web import qr
from association.web.gate import Pages, actor, settings
from association.web.lettering import cannot_print
from association.web.page import Answer, asked_id, page
from association.web.paper import attached

pages = Pages("cards")


def _part() -> int:
    return max(1, asked_id("halaman") or 1)


def _faces(selection: Selection) -> list[Face]:
    start = (_part() - 1) * printing.AT_A_TIME
    chosen = selection.member_ids[start : start + printing.AT_A_TIME]
    found = printing.cards(db.session(), chosen, today=settings().today())
    return [Face(card.name, card.code, actor().place) for card in found]


@pages.get("/anggota/pilih/<id:selection_id>/kartu", may=May.SEE_WHOLE, paper=True)
def cards(selection_id: int) -> Answer:
    """Show up to 50 cards to print, 8 on an A4 sheet."""
    selection = selections.one(db.session(), selection_id)
    faces = _faces(selection)
    return page(
        "roster/bulk/cards.html",
        selection=selection,
        cards=[(face.name, display_card_code(face.code), qr.svg(face.address)) for face in faces],
        part=_part(),
        size=printing.AT_A_TIME,
        total=len(selection.member_ids),
        place=actor().place,
        cannot=cannot_print([actor().place, *(face.name for face in faces)]),
    )


@pages.get("/anggota/pilih/<id:selection_id>/kartu.pdf", may=May.SEE_WHOLE)
def printed(selection_id: int) -> Answer:
    """Give the same cards as a PDF."""
    faces = _faces(selections.one(db.session(), selection_id))
    return attached(card_paper.sheets(faces), "kartu-anggota.pdf")
