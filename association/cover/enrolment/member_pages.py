"""One member's enrolment (/anggota/<id>/pendaftaran)."""

from association.cover.enrolment.member import MEMBER, shown
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer, page

pages = Pages("member_enrolment")


@pages.get("/anggota/<id:member_id>/pendaftaran", may=May.EDIT_ROSTER)
def member(member_id: int) -> Answer:
    """Show how far a member's enrolment came, and the next steps."""
    return page(MEMBER, **shown(member_id))
