"""The papers of a case as its pages show them: by errand and place, each with what is known of
it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from association.cover.claims.models import Claim
from association.cover.claims.standing import facts_of, heirs_of
from association.cover.papers import actions, reads
from association.cover.papers.forms import PaperForm, letters_of
from association.cover.papers.letters import Letter
from association.cover.papers.models import ClaimPaper, ClaimPhoto
from association.cover.papers.wording import PaperSaid, paper_words, place_words, stage_words
from association.database import db
from association.roster.members.models import Member
from association.rules.law.claim_papers import FORMS, Needed, Paper, Place, needed
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.law.heirs import SPOUSES, first_in_line
from association.rules.people.dates import format_date
from association.rules.people.heirs import Heir, Relation
from association.web.csrf import masked_token
from association.web.forms import Form
from association.web.gate import new_key

ONE = "cover/papers/paper.html"
WRITTEN = {
    Paper.TRADE_LETTER: Letter.COVER,
    Paper.HEIR_LETTER: Letter.HEIRS,
    Paper.HEIR_POWER: Letter.PROXY,
    Paper.CHRONOLOGY: Letter.STORY,
}
NO_LONGER = 9  # the stage of a paper that the case does not need any more
SHARED = (Paper.HEIR_KTP, Paper.HEIR_ACCOUNT, Paper.HEIR_POWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paper: what is known of it, of whom it is asked, its photos, and a key for its form."""

    needed: Needed
    said: PaperSaid
    whom: tuple[str, ...]
    row: ClaimPaper | None
    photos: list[ClaimPhoto]
    key: str

    @property
    def code(self) -> str:
        """Give the paper's code, as addresses and ids have it."""
        return self.needed.paper.value

    @property
    def is_there(self) -> bool:
        """Tell whether it was brought."""
        return self.row is not None and self.row.got_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """The papers that are got at one place; `stage` where a new one begins."""

    stage: str
    place: str
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """All papers of a case; `there` of `all` that it cannot go without."""

    claim_id: int
    errands: list[Errand]
    there: int
    all: int
    is_open: bool
    token: str
    marked: bool = False

    def line(self, paper: str) -> Line:
        """Give one paper; 404 for any other word."""
        lines = [one for errand in self.errands for one in errand.lines if one.code == paper]
        return lines[0] if lines else abort(404)


def papers_of(claim: Claim, member: Member, *, marked: bool = False) -> Papers:
    """Gather the papers of a case."""
    first = first_in_line(heirs_of(member))
    lines = list(_lines(claim, _needed(claim, member, first), first))
    wanted = [one for one in lines if not one.needed.if_asked and one.needed.stage != NO_LONGER]
    return Papers(
        claim_id=claim.id,
        errands=list(_errands(lines)),
        there=sum(one.is_there for one in wanted),
        all=len(wanted),
        is_open=claim.state != ClaimState.UNDONE,
        token=masked_token(),
        marked=marked,
    )


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
        "letter": _letter(line.needed.paper, claim, member),
        "official": FORMS.get(line.needed.paper, ""),
        "says": {"dicatat": actions.noted(line.row)},
        "problem": problem,
        "photo_problem": photo_problem,
    }


def _letter(paper: Paper, claim: Claim, member: Member) -> str:
    """Give which letter of the case is this paper, or begins it; "" for most."""
    letter = WRITTEN.get(paper)
    return letter.value if letter in letters_of(claim, member) else ""


def to_list(claim_id: int, paper: str) -> str:
    """Give the place of a paper in its list."""
    return url_for("papers.listed", claim_id=claim_id, _anchor=f"p-{paper}")


def _needed(claim: Claim, member: Member, first: tuple[Heir, ...]) -> tuple[Needed, ...]:
    kind = ClaimKind(claim.kind)
    known = facts_of(db.session(), member, kind, claim.day, from_work=claim.from_work)
    return needed(
        kind,
        from_work=claim.from_work,
        first=first,
        traffic=bool(claim.told.get("traffic")),
        has_jht=known.has_jht,
        day=claim.day,
    )


def _lines(claim: Claim, wanted: tuple[Needed, ...], first: tuple[Heir, ...]) -> Iterator[Line]:
    session, words = db.session(), paper_words()
    known, photos = reads.papers(session, claim), reads.photos(session, claim)
    asked = {one.paper.value for one in wanted}
    left = sorted({code for code in (*known, *photos) if code not in asked})
    others = [Needed(Paper(code), Place.AT_HOME, NO_LONGER, "", True) for code in left]
    for one in (*wanted, *others):
        yield Line(
            needed=one,
            said=words[one.paper],
            whom=tuple(heir.name for heir in _whom(one.paper, first)),
            row=known.get(one.paper.value),
            photos=photos.get(one.paper.value, []),
            key=new_key(),
        )


def _whom(paper: Paper, first: tuple[Heir, ...]) -> tuple[Heir, ...]:
    """Name of which heirs a paper is asked."""
    if paper in SHARED:
        return first
    kinds: tuple[Relation, ...] = {
        Paper.MARRIAGE_BOOK: SPOUSES,
        Paper.WILL: (Relation.WILL,),
        Paper.GUARDIAN_LETTER: (Relation.CHILD,),
    }.get(paper, ())
    return tuple(one for one in first if one.relation in kinds)


def _errands(lines: list[Line]) -> Iterator[Errand]:
    stages = {**stage_words(), NO_LONGER: _("Tidak diperlukan lagi")}
    places, begun = place_words(), 0
    for (stage, place), some in groupby(lines, lambda one: (one.needed.stage, one.needed.place)):
        heading = stages[stage] if stage != begun else ""
        yield Errand(stage=heading, place=places[place], lines=list(some))
        begun = stage
