"""The papers of a case (/klaim/<id>/berkas): which are there, who brings the others."""

from flask_babel import gettext as _

from association.cover.papers import actions, reads
from association.cover.papers.forms import PaperForm
from association.cover.papers.letter_facts import letters_shown
from association.cover.papers.listing import ONE, Line, papers_of, shown, to_list
from association.database import db
from association.rules.house.errors import RuleError
from association.rules.house.permissions import May
from association.web.forms import Form
from association.web.gate import Pages, by
from association.web.page import Answer, done, moved, page, refused, wanted_part
from association.web.words import in_words

pages = Pages("papers")
PART, LIST = "cover/papers/part.html", "cover/papers/list.html"


@pages.get("/klaim/<id:claim_id>/berkas", may=May.SEE_WHOLE)
def listed(claim_id: int) -> Answer:
    """List the papers of a case by place and order."""
    claim, member = reads.case(db.session(), claim_id)
    papers = {"papers": papers_of(claim, member)}
    return page(LIST, papers=papers, letters=letters_shown(claim, member), name=member.name)


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
    line, part = papers.line(paper), {"papers": papers}
    return refused(PART, parts=_row(paper), part=part, line=line, problem=problem)


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
    told = {"bringer": (form.bringer.data or "").strip(), "got_on": form.since.value}
    try:
        actions.tell(claim_id, line.needed.paper, by(), once=form.once(), **told)
    except RuleError as error:
        return refused(ONE, **shown(claim_id, paper, form, problem=in_words(error)))
    return moved(to_list(claim_id, paper), _("Tersimpan."))


def _line(claim_id: int, paper: str) -> Line:
    return papers_of(*reads.case(db.session(), claim_id)).line(paper)
