"""Select what a participant paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import NOT_VOID, Contribution


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
