"""The public check of a receipt (/kuitansi)."""

from flask import abort

from association.access.fence import set_reach
from association.access.reach import OneMember
from association.cover.cash import receipts
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.custody import Custody
from association.rules.people.cards import display_card_code, normalise_card_code
from association.rules.people.names import initials
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("receipts")


@pages.get("/kuitansi/<number>", may=May.SEE_PUBLIC)
def receipt(number: str) -> Answer:
    """Tell whoever holds a receipt that it is ours, for which months, and where the money is; no
    full name."""
    try:
        found = receipts.receipt_of(db.session(), normalise_card_code(number))
    except RuleError:
        abort(404)
    set_reach(db.session(), OneMember(found.member_id, found.association_id, found.city_id))
    paid, name, place = receipts.checked(db.session(), found)
    return page(
        "cover/cash/receipt.html",
        number=display_card_code(found.number),
        paid=paid,
        payer=initials(name),
        place=place,
        custody=Custody(paid.custody),
    )
