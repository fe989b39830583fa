"""Select what binds the payments of a participant."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from association.people.participants.models import Participant
from association.people.participants.reads import contributions
from association.rules.law.coverage import Run
from association.rules.law.payments import Payer


def payer(session: Session, participant: Participant) -> Payer:
    """Give what binds the payments of a participant (rules.law.payments)."""
    recorded = contributions(session, participant.id)
    return payer_of(
        participant, [Run(one.first_month, one.last_month, one.paid_on) for one in recorded]
    )


def payer_of(participant: Participant, recorded: Iterable[Run]) -> Payer:
    """Give what binds the payments of a participant, by what is held to be paid."""
    return Payer(
        recorded=tuple(recorded),
        registered_on=participant.registered_on,
        ended_on=participant.ended_on,
        ended_reason=participant.ended_reason,
        birth_date=participant.birth_date,
    )
