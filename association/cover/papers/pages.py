"""The papers of a case (/klaim/<id>/berkas): which are there, who brings the others."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from association.cover.claims.models import Claim
from association.cover.papers import actions, reads
from association.cover.papers.forms import PaperForm, letter_words
from association.cover.papers.letter_facts import has_story, letters_of
from association.cover.papers.listing import Line, papers_of
from association.database import db
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.rules.law.claims import ClaimState
from association.rules.people.dates import format_date
from association.web.forms import Form
from association.web.gate import Pages, by
from association.web.page import Answer, done, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("papers")
PART, LIST, ONE = (f"cover/papers/{name}.html" for name in ("part", "list", "paper"))


@pages.get("/klaim/<id:claim_id>/berkas", may=May.SEE_WHOLE)
def listed(claim_id: int) -> Answer:
    """List the papers of a case by place and order."""
    claim, member = reads.case(db.session(), claim_id)
    papers = {"papers": papers_of(claim, member)}
    return page(LIST, papers=papers, letters=letters_shown(claim, member), name=member.name)


def letters_shown(claim: Claim, member: Member) -> dict[str, Any]:
    """Gather what a page shows of a case's letters."""
    words = letter_words()
    return {
        "claim_id": claim.id,
        "letters": [(one.value, words[one]) for one in letters_of(claim, member)],
        "asks_story": has_story(claim) and claim.state != ClaimState.UNDONE,
        "told": bool(claim.told.get("story")),
    }


@pages.post("/klaim/<id:claim_id>/berkas/<paper>/ada", may=May.EDIT_ROSTER)
def there(claim_id: int, paper: str) -> Answer:
    """Note that a paper is there since today."""
    return _marked(claim_id, paper, there=True)


@pages.post("/klaim/<id:claim_id>/berkas/<paper>/belum", may=May.EDIT_ROSTER)
def not_there(claim_id: int, paper: str) -> Answer:
    """Take back that a paper is there."""
    return _marked(claim_id, paper, there=False)


def _marked(claim_id: int, paper: str, *, there: bool) -> Answer:
    line, once = _line(claim_id, paper), Form.received().once()
    try:
        actions.mark(claim_id, line.needed.paper, by(), there=there, once=once)
    except RuleError as error:
        return _not_marked(claim_id, paper, in_words(error))
    claim, member = reads.case(db.session(), claim_id)
    papers = papers_of(claim, member, marked=True)
    said = _("%(paper)s: ada.") if there else _("%(paper)s: belum ada.")
    return done(
        PART,
        parts=_row(paper),
        to=to_list(claim_id, paper),
        said=said % {"paper": line.said.name},
        part={"papers": papers},
        line=papers.line(paper),
        problem="",
    )


def _not_marked(claim_id: int, paper: str, problem: str) -> Answer:
    """Say beside the paper, or on its page, why nothing was noted."""
    if wanted_part(_row(paper)) is None:
        return refused(ONE, **shown(claim_id, paper, problem=problem))
    papers = papers_of(*reads.case(db.session(), claim_id))
    told = {"part": {"papers": papers}, "line": papers.line(paper), "problem": problem}
    return refused(PART, parts=_row(paper), **told)


def _row(paper: str) -> dict[str, str]:
    return {f"p-{paper}": "paper_row"}


@pages.get("/klaim/<id:claim_id>/berkas/<paper>", may=May.SEE_WHOLE)
def one(claim_id: int, paper: str) -> Answer:
    """Show one paper: who brings it, since when it is there, its photos."""
    return page(ONE, **shown(claim_id, paper))


@pages.post("/klaim/<id:claim_id>/berkas/<paper>", may=May.EDIT_ROSTER)
def tell(claim_id: int, paper: str) -> Answer:
    """Note who brings a paper, and since when it is there."""
    form, line = PaperForm.received(), _line(claim_id, paper)
    if not form.validate():
        return refused(ONE, **shown(claim_id, paper, form))
    told = {"bringer": form.bringer.data.strip(), "got_on": form.since.value}
    try:
        actions.tell(claim_id, line.needed.paper, by(), once=form.once(), **told)
    except RuleError as error:
        return refused(ONE, **shown(claim_id, paper, form, problem=in_words(error)))
    return moved(to_list(claim_id, paper), _("Tersimpan."))


def to_list(claim_id: int, paper: str) -> str:
    """Give the place of a paper in its list."""
    return url_for("papers.listed", claim_id=claim_id, _anchor=f"p-{paper}")


def _line(claim_id: int, paper: str) -> Line:
    return papers_of(*reads.case(db.session(), claim_id)).line(paper)


def shown(
    claim_id: int,
    paper: str,
    form: PaperForm | None = None,
    *,
    problem: str = "",
    photo_problem: str = "",
) -> dict[str, Any]:
    """Gather what the page of one paper shows."""
    claim, member = reads.case(db.session(), claim_id)
    papers = papers_of(claim, member)
    line = papers.line(paper)
    since = line.row and line.row.got_on
    known = {
        "bringer": line.row.bringer if line.row else "",
        "since": format_date(since) if since else "",
    }
    return {
        "claim_id": claim_id,
        "papers": papers,
        "line": line,
        "name": member.name,
        "form": form or PaperForm(data=known),
        "photo_form": Form(),
        "says": {"dicatat": actions.noted(line.row)},
        "problem": problem,
        "photo_problem": photo_problem,
    }
