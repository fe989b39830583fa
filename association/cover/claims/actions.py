"""Open a case, follow what the roster tells of a death, and undo what was recorded by mistake."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.claims.models import STANDS, Claim
from association.cover.claims.reads import standing
from association.cover.claims.steps import note_step
from association.cover.claims.values import EARLIEST, Opening
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.members import actions as members
from association.roster.members.endings import death_of
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.law.claims import ClaimKind, ClaimState
from association.rules.law.enrolment import End, require_order
from association.rules.people.dates import format_date
from association.rules.people.leaving import Leaving

MISTAKEN = (Leaving.MERGED, Leaving.UNDONE)  # rows that are nobody's


@write_once
def open_claim(
    session: Session, member_id: int, opening: Opening, by: By, *, once: Once | None
) -> int:
    """Open a case; gives its id, or that of the case of this kind which stands already. Who died
    leaves the roster and the membership with it, on its day; who is recorded dead has the day
    that is recorded.

    Raises RuleError for an impossible day, OutOfDate when another day is recorded than the page
    said, NoResultFound outside the reach.
    """
    member = _locked(session, member_id)
    known = standing(session, member.id, opening.kind)
    if known is not None:
        return known.id
    if member.left_reason in MISTAKEN:
        raise RuleError("Baris ini sudah tidak dipakai. Buka anggota yang dipakai.")
    died = death_of(member)
    if died is not None:
        hold(by.said, {"hari": died})
    is_death = opening.kind is ClaimKind.DEATH
    day = died if is_death and died else opening.day
    _require_day(member, day, by)
    batch_id = None
    if is_death and died is None:
        batch_id = open_batch(session, by, BatchKind.DEATH)
        _record_death(session, member, day, by, batch_id=batch_id)
    claim = _new(member, opening, day, by, batch_id=batch_id)
    session.add(claim)
    session.flush()
    note_step(session, claim, by, day=by.day)
    record(session, by, "open claim", f"claim:{claim.id}", kind=claim.kind, member=member.id)
    return claim.id


def _locked(session: Session, member_id: int) -> Member:
    member = next(iter(locked(session, [member_id])), None)
    if member is None:
        raise NoResultFound
    return member


def _require_day(member: Member, day: date, by: By) -> None:
    born = member.birth_date or EARLIEST
    if not max(EARLIEST, born) <= day <= by.day:
        raise RuleError(
            "Tanggalnya harus di antara %(first)s dan hari ini. Periksa tahunnya.",
            first=format_date(max(EARLIEST, born)),
        )


def _record_death(session: Session, member: Member, day: date, by: By, *, batch_id: int) -> None:
    """Take who died off the roster, and end the membership; who had left before stays away since
    then, and only the membership ends."""
    person = member.participant
    is_member = person is not None and person.registered_on is not None and not person.ended_on
    if is_member and person is not None:
        require_order(sent_on=None, registered_on=person.registered_on, ended_on=day)
    left = {"left_on": day.isoformat(), "left_reason": Leaving.DIED.value}
    ended = {"ended_on": day.isoformat(), "ended_reason": End.DIED.value}
    fields = (left if member.left_on is None else {}) | (ended if is_member else {})
    members.put(session, member, fields, by, kind=ChangeKind.LEAVE, batch_id=batch_id)


def _new(member: Member, opening: Opening, day: date, by: By, *, batch_id: int | None) -> Claim:
    places = [stall.market_id for stall in member.stalls if stall.market_id]
    return Claim(
        association_id=member.association_id,
        city_id=member.city_id,
        member_id=member.id,
        market_id=next(iter(places), None),
        kind=opening.kind.value,
        from_work=opening.from_work,
        day=day,
        happened_at=opening.happened_at,
        state=ClaimState.OPENED.value,
        opened_at=by.at,
        opened_by=by.account_id,
        moved_on=by.day,
        batch_id=batch_id,
    )


def follow_death(session: Session, member: Member, day: date | None, by: By) -> None:
    """Let the case of a death follow the roster, by whichever door: to another day, or undone with
    a death that is taken back. Raises RuleError when it is paid."""
    of_death = Claim.kind == ClaimKind.DEATH.value, STANDS
    claims = sa.select(Claim).where(Claim.member_id == member.id, *of_death)
    for claim in session.scalars(claims.order_by(Claim.id)).all():
        if day is None:
            _undo(session, claim, by)
        elif claim.day != day:
            claim.day = day
            record(session, by, "move day of claim", f"claim:{claim.id}")


@write_once
def undo(session: Session, claim_id: int, by: By, *, once: Once | None) -> None:
    """Undo a case that was recorded by mistake, a death with all that followed from it: the member
    is back on the roster and in the membership as if nothing had been. Nothing when it is undone.

    Raises RuleError when it is paid, OutOfDate when the case is not what the page said.
    """
    member = _locked(session, session.get_one(Claim, claim_id).member_id)
    claim = session.get_one(Claim, claim_id, with_for_update=True)
    if claim.state == ClaimState.UNDONE:
        return
    hold(by.said, {"hari": claim.day, "langkah": claim.version})
    _undo(session, claim, by)
    if claim.kind == ClaimKind.DEATH:
        alive = _alive(member)
        if alive:
            members.put(session, member, alive, by, kind=ChangeKind.RETURN)


@write_once
def move_day(session: Session, claim_id: int, day: date, by: By, *, once: Once | None) -> None:
    """Move a death to another day, on the roster, in the membership and in its case. Raises
    RuleError for an impossible day, OutOfDate when the case is not what the page said."""
    member = _locked(session, session.get_one(Claim, claim_id).member_id)
    claim = session.get_one(Claim, claim_id, with_for_update=True)
    hold(by.said, {"hari": claim.day, "langkah": claim.version})
    if claim.kind != ClaimKind.DEATH or claim.state == ClaimState.UNDONE:
        raise RuleError("Hanya tanggal meninggal yang dipindah di sini.")
    _require_day(member, day, by)
    person = member.participant
    if person is not None and person.ended_reason == End.DIED:
        require_order(sent_on=None, registered_on=person.registered_on, ended_on=day)
    days = [name for name in _alive(member) if name.endswith("_on")]
    if days:
        moved = dict.fromkeys(days, day.isoformat())
        members.put(session, member, moved, by, kind=ChangeKind.EDIT)
    else:  # who had left before: only the case tells of it
        claim.day = day


def _alive(member: Member) -> dict[str, str | None]:
    """Give what says that a member did not die, whether roster, membership or both tell so."""
    person, fields = member.participant, dict[str, str | None]()
    if member.left_reason == Leaving.DIED:
        fields |= {"left_on": None, "left_reason": ""}
    if person is not None and person.ended_reason == End.DIED:
        fields |= {"ended_on": None, "ended_reason": ""}
    return fields


def _undo(session: Session, claim: Claim, by: By) -> None:
    if claim.state == ClaimState.PAID:
        raise RuleError(
            "Santunannya tercatat sudah dibayar. Buka kasusnya dan tarik dulu catatan itu, bila "
            "memang salah."
        )
    claim.state, claim.moved_on, claim.decided_on = ClaimState.UNDONE.value, by.day, by.day
    claim.waits_until = None
    note_step(session, claim, by, day=by.day)
    record(session, by, "undo claim", f"claim:{claim.id}")
