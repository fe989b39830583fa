"""Five piles of a list (/rekonsiliasi/<id>)."""

from association.cover.reconciliation.piles import PARTS, PILES, shown
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("reconciliation")


@pages.get("/rekonsiliasi/<id:list_id>", may=May.EDIT_ROSTER)
def piles(list_id: int) -> Answer:
    """Show the piles with their counts, and one of them, 25 rows at a time."""
    return page(PILES, parts=PARTS, **shown(list_id))
