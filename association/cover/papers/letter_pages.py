"""The letters of a case as PDF (/klaim/<id>/surat/<letter>.pdf)."""

from flask import abort

from association.cover.papers import cover_letter, heirs_letters, reads, story_letter
from association.cover.papers.forms import letters_of
from association.cover.papers.letter_facts import case_of
from association.cover.papers.letters import Letter
from association.database import db
from association.rules.house.permissions import May
from association.web.gate import Pages
from association.web.page import Answer
from association.web.paper import attached

pages = Pages("claim_letters")
DRAWN = {
    Letter.COVER: cover_letter.draw,
    Letter.HEIRS: heirs_letters.statement,
    Letter.PROXY: heirs_letters.proxy,
    Letter.STORY: story_letter.draw,
}


@pages.get("/klaim/<id:claim_id>/surat/<letter>.pdf", may=May.SEE_WHOLE)
def letter(claim_id: int, letter: str) -> Answer:
    """Give a letter, filled in; no NIK, and a name that tells of nobody."""
    claim, member = reads.case(db.session(), claim_id)
    if letter not in letters_of(claim, member):
        abort(404)
    return attached(DRAWN[Letter(letter)](case_of(claim, member)), f"surat-{letter}-{claim.id}.pdf")
