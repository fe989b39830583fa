"""What a participant paid; people held in the one order: first their NIKs, so that nobody else
makes or moves a participant of one, then their participants, by id."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, SessionTransaction

from association.access.fence import beyond
from association.database import is_postgresql
from association.people.participants.models import NOT_VOID, Contribution, Participant


def contributions(session: Session, participant_id: int) -> list[Contribution]:
    """List the valid contributions of a participant, latest month first."""
    return list(
        session.scalars(
            sa.select(Contribution)
            .where(Contribution.participant_id == participant_id, NOT_VOID)
            .order_by(Contribution.first_month.desc(), Contribution.id.desc())
        )
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Cash that a collector holds for somebody: whole rupiah, and the day the last of it was
    taken."""

    amount: int
    day: date


def waiting(recorded: Iterable[Contribution]) -> Waiting | None:
    """Add up the cash among contributions that is not paid in yet; None when there is none."""
    held = [one for one in recorded if one.is_held]
    return (
        Waiting(sum(one.amount for one in held), max(one.paid_on for one in held)) if held else None
    )


def voided(session: Session, participant_id: int) -> list[Contribution]:
    """List the contributions of a participant that were declared void, the last one first."""
    of_participant = sa.select(Contribution).where(Contribution.participant_id == participant_id)
    return list(
        session.scalars(
            of_participant.where(Contribution.voided_at.is_not(None)).order_by(
                Contribution.voided_at.desc()
            )
        )
    )


def recorded(
    session: Session, contribution_id: int, *, participant_id: int | None, association_id: int
) -> Contribution:
    """Get a contribution that a paguyuban recorded for a participant; NoResultFound for any
    other."""
    return session.scalars(
        sa.select(Contribution).where(
            Contribution.id == contribution_id,
            Contribution.participant_id == participant_id,
            Contribution.association_id == association_id,
        )
    ).one()


def has_paid(session: Session, participant_id: int) -> bool:
    """Tell whether anything stands recorded as paid for a participant."""
    paid = Contribution.participant_id == participant_id, NOT_VOID
    return session.scalar(sa.select(sa.exists().where(*paid))) or False


HELD = "people held"  # in a session's info


class HeldLate(RuntimeWarning):
    """Further people are held by a transaction that holds some: another may wait for it in a
    ring."""


@dataclass(slots=True)
class _Held:
    transaction: SessionTransaction
    niks: set[bytes] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)


def hold(session: Session, ids: Iterable[int] = (), niks: Iterable[bytes] = ()) -> None:
    """Hold the participants with these ids, and the NIKs (blind indexes) with who stands on them,
    until the commit.

    One call for all of a transaction: what comes later is held, too, with the warning HeldLate, an
    error in tests. Holding somebody twice changes nothing.
    """
    held = _held(session)
    new_ids, new_niks = set(ids) - held.ids, set(niks) - held.niks
    if not new_ids | new_niks:
        return
    if held.ids or held.niks:
        warnings.warn("people are held late: name all of them in one call", HeldLate, stacklevel=2)
    _hold_niks(session, new_niks)
    with beyond(session):
        wanted = sa.or_(Participant.id.in_(new_ids), Participant.nik_index.in_(new_niks))
        rows = sa.select(Participant.id).where(wanted).order_by(Participant.id)
        new_ids |= set(session.scalars(rows.with_for_update()))
    held.niks |= new_niks
    held.ids |= new_ids
    fresh = sa.select(Participant).where(Participant.id.in_(new_ids))  # of one's own rosters
    session.scalars(fresh, execution_options={"populate_existing": True}).all()


def made(session: Session, participant: Participant) -> None:
    """Count a participant that this transaction made among those that it holds."""
    _held(session).ids.add(participant.id)


def _held(session: Session) -> _Held:
    held = session.info.get(HELD)
    if held is None or held.transaction is not session.get_transaction():
        held = session.info[HELD] = _Held(session.get_transaction() or session.begin())
    return held


def _hold_niks(session: Session, niks: set[bytes]) -> None:
    """Hold NIKs that may stand in no row yet; SQLite lets one write at a time anyway."""
    if niks and is_postgresql(session):
        keys = sorted(int.from_bytes(nik[:8], "big", signed=True) for nik in niks)
        each = sa.func.unnest(sa.literal(keys, ARRAY(sa.BigInteger))).column_valued("nik")
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(each))).all()
