"""Let a case go on, back by a step, or wait."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.claims.models import Claim
from association.cover.claims.steps import note_step
from association.cover.claims.values import Move
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.law.claims import GOING_ON, LONGEST_WAIT, MOVES, ClaimState
from association.rules.people.dates import format_date
from association.rules.people.nik import holds_nik

DECIDED = (ClaimState.PAID, ClaimState.REFUSED)
COMPLETE = (ClaimState.ASKED, ClaimState.OPENED, ClaimState.REFUSED)  # from where it is handed in


@write_once
def move(session: Session, claim_id: int, step: Move, by: By, *, once: Once | None) -> None:
    """Let a case go to another state (rules.law.claims.MOVES); a wait ends with it.

    Raises OutOfDate when the case moved since the page was opened, RuleError for an impossible
    move or day, and for a note with a NIK.
    """
    claim = _held(session, claim_id, by)
    if step.to not in MOVES[ClaimState(claim.state)]:
        raise RuleError("Langkah itu tidak bisa dari keadaan kasus sekarang. Muat ulang halaman.")
    _require_day(claim, step, by)
    was, claim.state = ClaimState(claim.state), step.to.value
    claim.moved_on, claim.waits_until = by.day, None
    _date(claim, was, step)
    _tell(claim, step)
    note_step(session, claim, by, day=step.day, note=step.note or step.paid_to)
    record(session, by, "move claim", f"claim:{claim.id}", to=claim.state)


def _held(session: Session, claim_id: int, by: By) -> Claim:
    claim = session.get_one(Claim, claim_id, with_for_update=True)
    hold(by.said, {"langkah": claim.version})
    return claim


def _require_day(claim: Claim, step: Move, by: By) -> None:
    earliest = claim.day
    if step.to not in (ClaimState.SUBMITTED, ClaimState.OPENED) and claim.submitted_on:
        earliest = claim.submitted_on
    if not earliest <= step.day <= by.day:
        raise RuleError(
            "Tanggalnya harus di antara %(first)s dan hari ini.", first=format_date(earliest)
        )


def _date(claim: Claim, was: ClaimState, step: Move) -> None:
    """Set since when the papers are complete, and when it was decided."""
    if step.to is ClaimState.OPENED:
        claim.submitted_on = None
    elif step.to is ClaimState.SUBMITTED and was in COMPLETE:
        claim.submitted_on = step.day
    claim.decided_on = step.day if step.to in DECIDED else None
    claim.paid_amount = step.amount if step.to is ClaimState.PAID else None


def _tell(claim: Claim, step: Move) -> None:
    if holds_nik(step.paid_to):
        raise RuleError("NIK tidak ditulis di sini: hanya kolom NIK yang dikunci.")
    claim.tell(
        waits_for=None,
        asked=step.note if step.to is ClaimState.ASKED else None,
        reason=step.note if step.to is ClaimState.REFUSED else None,
        paid_to=(step.paid_to or None) if step.to is ClaimState.PAID else None,
    )


@write_once
def wait(
    session: Session, claim_id: int, until: date, what: str, by: By, *, once: Once | None
) -> None:
    """Let a case wait for something until a day, on which Beranda shows it again. Raises RuleError
    for a day that is not 1 to 120 days away, and what `move` raises."""
    claim = _held(session, claim_id, by)
    if ClaimState(claim.state) not in GOING_ON:
        raise RuleError("Kasus ini sudah selesai, jadi tidak menunggu apa-apa.")
    if not by.day < until <= by.day + timedelta(LONGEST_WAIT):
        raise RuleError("Pilih tanggal 1 sampai %(n)s hari lagi.", n=LONGEST_WAIT)
    claim.waits_until, claim.moved_on = until, by.day
    claim.tell(waits_for=what or None)
    note_step(session, claim, by, day=until, note=what)
    record(session, by, "wait with claim", f"claim:{claim.id}")


@write_once
def report(session: Session, claim_id: int, by: By, *, once: Once | None) -> None:
    """Note that an accident is reported to BPJS Ketenagakerjaan (Tahap I): its clock stops. Nothing
    when it is noted."""
    claim = _held(session, claim_id, by)
    if "reported_on" not in claim.told:
        claim.tell(reported_on=by.day.isoformat())
        note_step(session, claim, by, day=by.day)
        record(session, by, "report accident", f"claim:{claim.id}")
