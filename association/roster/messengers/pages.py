"""The screen on which a neighbour is chosen to carry messages."""

from association.database import db
from association.people.finding.forms import asked_query
from association.roster.members import reads as members
from association.roster.messengers import forms
from association.roster.messengers.shown import CHOOSE, choosing
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("messengers")


@pages.get("/anggota/<id:member_id>/perantara", may=May.EDIT_ROSTER)
def choose(member_id: int) -> Answer:
    """Show who could carry messages: at nearby stalls, or found by a search."""
    member = members.one(db.session(), member_id)
    context = choosing(forms.MessengerForm(), member, asked_query().text)
    return page(CHOOSE, parts=("neighbours",), **context)
