"""Note which papers of a case are there, who brings them, and how an accident happened."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.papers import reads
from association.cover.papers.models import ClaimPaper
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.rules.house.said import hold
from association.rules.law.claim_papers import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """How an accident happened; each witness with name and phone (+62812..., or "")."""

    place: str
    story: str
    traffic: bool
    witnesses: tuple[tuple[str, str], ...]


@write_once
def mark(
    session: Session, claim_id: int, paper: Paper, by: By, *, there: bool, once: Once | None
) -> None:
    """Note that a paper is there since today, or take that back; one that was there keeps its day.

    Raises RuleError when the case was undone.
    """
    row = _noted(session, claim_id, paper, by)
    if there != (row.got_on is not None):
        row.got_on = by.day if there else None
    record(session, by, "mark claim paper", f"claim:{claim_id}", paper=paper.value, there=there)


@write_once
def tell(
    session: Session,
    claim_id: int,
    paper: Paper,
    by: By,
    *,
    bringer: str,
    got_on: date | None,
    once: Once | None,
) -> None:
    """Note who brings a paper, and since when it is there. Raises RuleError when the case was
    undone, OutOfDate when somebody else noted something of it."""
    before = session.get(ClaimPaper, (claim_id, paper.value))
    hold(by.said, {"dicatat": noted(before)})
    row = _noted(session, claim_id, paper, by)
    row.bringer, row.got_on = bringer, got_on
    record(session, by, "tell of claim paper", f"claim:{claim_id}", paper=paper.value)


def noted(row: ClaimPaper | None) -> str:
    """Give what changes with each note of a paper, for a form to carry."""
    return row.noted_at.isoformat() if row else "-"


def _noted(session: Session, claim_id: int, paper: Paper, by: By) -> ClaimPaper:
    """Give the row of a paper to write on, made where there is none."""
    claim = reads.open_case(session, claim_id)
    row = session.get(ClaimPaper, (claim_id, paper.value))
    if row is None:
        row = ClaimPaper(
            claim_id=claim_id,
            code=paper.value,
            association_id=claim.association_id,
            member_id=claim.member_id,
        )
        session.add(row)
    row.noted_by, row.noted_at = by.account_id, by.at
    return row


@write_once
def write_down(
    session: Session, claim_id: int, told: Chronology, by: By, *, once: Once | None
) -> None:
    """Keep how an accident happened, sealed. Raises RuleError when the case was undone, OutOfDate
    when it was changed meanwhile."""
    claim = reads.open_case(session, claim_id)
    hold(by.said, {"versi": claim.version})
    claim.tell(
        place=told.place or None,
        story=told.story or None,
        traffic=told.traffic or None,
        witnesses=[list(one) for one in told.witnesses] or None,
    )
    record(session, by, "tell of accident", f"claim:{claim_id}")
