"""The cover letter that goes with a batch."""

from typing import Any

from association.cover.enrolment import batches, reads
from association.cover.enrolment.letter import Letter, draw
from association.database import db
from association.people.accounts import reads as accounts
from association.rules.house.permissions import May
from association.rules.people.phone import format_phone
from association.territory.models import Association
from association.territory.reads import own_markets
from association.web.gate import Pages, settings
from association.web.page import Answer
from association.web.paper import attached

pages = Pages("registration_letter")


@pages.get("/pendaftaran/<id:registration_id>/surat.pdf", may=May.SEE_WHOLE)
def letter(registration_id: int) -> Answer:
    """Give the cover letter: names and stalls, no NIK."""
    text = Letter(**_letter(registration_id))
    return attached(draw(text), f"surat-pendaftaran-{text.number}.pdf")


def _letter(registration_id: int) -> dict[str, Any]:
    """Gather what the cover letter of a batch says (see enrolment.letter)."""
    session = db.session()
    made = batches.one(session, registration_id).registration
    own = session.get_one(Association, made.association_id)
    today = settings().today()
    ketua, contact = accounts.ketua_names(session, own.id, today=today), own.contact(today)
    return {
        "association": own.name,
        "markets": ", ".join(market.name for market in own_markets(session, own.id)),
        "contact": " ".join(
            filter(None, (contact.name, contact.phone and format_phone(contact.phone)))
        ),
        "city_code": own.city.code,
        "city": own.city.name,
        "number": made.number,
        "day": made.day,
        "months": made.months,
        "ketua": ketua[0] if ketua else "",
        "people": [(line.name, line.stall) for line in reads.everyone(session, registration_id)],
    }
