"""The link of a family: made on the page of its case, shown once, revoked there."""

from flask import flash
from flask_babel import gettext as _

from association.cover.claims.models import Claim
from association.database import db
from association.public.family import actions
from association.public.family.contact import to_family
from association.public.family.reads import last_day_of, link_to
from association.roster.members.models import Member
from association.rules.house.errors import OutOfDate, RuleError
from association.rules.house.permissions import May
from association.rules.house.whatsapp import unmarked
from association.web.forms import Form
from association.web.gate import Pages, actor, by, settings
from association.web.language import in_indonesian
from association.web.page import Answer, moved, page
from association.web.words import in_words

pages = Pages("family_link")


@pages.post("/klaim/<id:claim_id>/keluarga", may=May.EDIT_ROSTER)
def make(claim_id: int) -> Answer:
    """Make the link of a case and show it once; the one before is dead."""
    try:
        token = actions.make(claim_id, by(), once=Form.received().once())
    except OutOfDate:  # offered again as it is now
        raise
    except RuleError as error:
        return _back(claim_id, refused=in_words(error))
    if not token:
        said = _("Tautan itu sudah dibuat dan hanya tampil sekali. Buat yang baru bila perlu.")
        return _back(claim_id, said)
    return _shown(claim_id, f"{settings().base_url}/keluarga/{token}")


@pages.post("/klaim/<id:claim_id>/keluarga/cabut", may=May.EDIT_ROSTER)
def revoke(claim_id: int) -> Answer:
    """Revoke the link of a case: it leads nowhere from now on."""
    if actions.revoke(claim_id, by(), once=Form.received().once()):
        return _back(claim_id, _("Tautan untuk keluarga dicabut. Alamatnya tidak berlaku lagi."))
    return _back(claim_id, refused=_("Tidak ada tautan yang berlaku untuk kasus ini."))


def _back(claim_id: int, said: str = "", *, refused: str = "") -> Answer:
    if refused:
        flash(refused, "fail")
    return moved(f"/klaim/{claim_id}", said)


def _shown(claim_id: int, address: str) -> Answer:
    """Show the link with a message for the family, which names nobody."""
    session = db.session()
    claim, link = session.get_one(Claim, claim_id), link_to(session, claim_id)
    member = session.get_one(Member, claim.member_id)
    with in_indonesian():
        text = _(
            "Dari %(place)s: kabar pengurusan BPJS Ketenagakerjaan untuk keluarga bisa dibaca di "
            "%(address)s Tautan ini untuk keluarga saja. Tidak ada biaya. Jangan beri kode kepada "
            "siapa pun.",
            place=unmarked(actor().place),
            address=address,
        )
    return page(
        "public/family/link.html",
        back=f"/klaim/{claim_id}",
        name=member.name,
        address=address,
        text=text,
        to=to_family(member),
        last_day=last_day_of(link, claim) if link else settings().today(),
    )
