"""How an accident happened (/klaim/<id>/kronologi): told once, printed for two witnesses."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from association.cover.claims.models import Claim
from association.cover.papers import actions, reads
from association.cover.papers.forms import StoryForm, has_story, story_form
from association.database import db
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web import drafts
from association.web.gate import Pages, by
from association.web.page import Answer, moved, page, refused
from association.web.words import in_words

pages = Pages("chronology")
STORY = "cover/papers/story.html"


@pages.get("/klaim/<id:claim_id>/kronologi", may=May.EDIT_ROSTER)
def story(claim_id: int) -> Answer:
    """Ask how the accident happened."""
    claim, member = _case(claim_id)
    draft = drafts.of_page()
    form = (draft and draft.into(StoryForm)) or story_form(claim.told)
    return page(STORY, **_shown(claim, member, form), draft=draft or "")


@pages.post("/klaim/<id:claim_id>/kronologi", may=May.EDIT_ROSTER)
def write_down(claim_id: int) -> Answer:
    """Keep how the accident happened, sealed."""
    claim, member = _case(claim_id)
    form = StoryForm.received()
    if not form.validate():
        return refused(STORY, **_shown(claim, member, form))
    try:
        actions.write_down(claim_id, form.told(), by(), once=form.once())
    except RuleError as error:
        return refused(STORY, **_shown(claim, member, form, in_words(error)))
    return moved(
        url_for("papers.listed", claim_id=claim_id),
        _("Kronologi tersimpan. Cetak, lalu minta dua saksi menandatangani."),
    )


def _case(claim_id: int) -> tuple[Claim, Member]:
    claim, member = reads.case(db.session(), claim_id)
    if not has_story(claim):
        abort(404)
    return claim, member


def _shown(claim: Claim, member: Member, form: StoryForm, problem: str = "") -> dict[str, Any]:
    return {
        "claim": claim,
        "name": member.name,
        "form": form,
        "problem": problem,
        "says": {"versi": claim.version},
    }
