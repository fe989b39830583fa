"""/cek and /k/<code>: the self-check's form; who has no card finds the paguyuban's WhatsApp."""

from association.public.status.forms import CheckForm
from association.public.status.sections import SCANNED
from association.public.status.shown import FORM, shown
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("status")


@pages.get("/cek", may=May.SEE_PUBLIC, listed=True)
def ask() -> Answer:
    """Show the form, and the directory of paguyuban."""
    return page(FORM, parts=("directory", "directory_rows"), **shown(CheckForm()))


@pages.get("/k/<code>", may=May.SEE_PUBLIC)
def card(code: str) -> Answer:
    """Open the form from a card's QR: only the birth date is left to type. Nothing is looked up
    yet.

    To a leader with an event under way who scans a member's card it offers to mark them as having
    come.
    """
    arrival = SCANNED.answer(code[:24])  # before the reach becomes a visitor's
    return page(FORM, **(shown(CheckForm(code=code[:24]), scanned=True) | {"arrival": arrival}))
