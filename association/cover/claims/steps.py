"""Keep the steps of a case in the transaction that takes them."""

from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.claims.models import Claim, ClaimStep
from association.rules.house.errors import RuleError
from association.rules.people.nik import holds_nik
from association.vault import vault


def note_step(session: Session, claim: Claim, by: By, *, day: date, note: str = "") -> None:
    """Keep a step of a case, its note sealed. Raises RuleError for a
    note with a NIK."""
    if holds_nik(note):
        raise RuleError("NIK tidak ditulis di sini: hanya kolom NIK yang dikunci.")
    step = ClaimStep(
        claim_id=claim.id,
        association_id=claim.association_id,
        account_id=by.account_id,
        at=by.at,
        state=claim.state,
        day=day,
    )
    session.add(step)
    session.flush()
    step.note_sealed = vault.seal(note, f"claim_step|note|{step.id}") if note else None
