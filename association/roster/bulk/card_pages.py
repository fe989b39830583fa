"""Cards to print of those who were chosen."""

from typing import Any

import segno
from markupsafe import Markup

from association.database import db
from association.roster.bulk import printing, selections
from association.rules.house.permissions import May
from association.rules.people.cards import display_card_code
from association.web.gate import Pages, actor, settings
from association.web.page import Answer, asked_id, page

pages = Pages("cards")


@pages.get("/anggota/pilih/<id:selection_id>/kartu", may=May.SEE_WHOLE, paper=True)
def cards(selection_id: int) -> Answer:
    """Show up to 50 cards to print, 8 on an A4 sheet."""
    selection, start = (
        selections.one(db.session(), selection_id),
        (max(1, asked_id("halaman") or 1) - 1) * printing.AT_A_TIME,
    )
    printed = printing.cards(
        db.session(),
        selection.member_ids[start : start + printing.AT_A_TIME],
        today=settings().today(),
    )
    shown = [(card.name, display_card_code(card.code), _qr(card.code)) for card in printed]
    total = len(selection.member_ids)
    context: dict[str, Any] = {
        "cards": shown,
        "start": start,
        "size": printing.AT_A_TIME,
        "total": total,
        "place": actor().place,
    }
    return page("roster/bulk/cards.html", selection=selection, **context)


def _qr(code: str) -> Markup:
    drawn = segno.make(f"{settings().base_url}/k/{code}", micro=False)
    return Markup(drawn.svg_inline(omitsize=True, border=2))  # noqa: S704 - segno made it
