"""Of what each member's contribution is reckoned, wherever an amount is asked or shown."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import NOT_VOID, Contribution, Participant
from association.roster.members.models import Member
from association.rules.law.price import Terms, terms


def terms_of(session: Session, member_ids: Sequence[int]) -> dict[int, Terms]:
    """Give the terms of members: as paid last, and the income told to BPJS, else the roster's."""
    last = (
        sa.select(Contribution.programmes)
        .where(Contribution.participant_id == Member.participant_id, NOT_VOID)
        .order_by(Contribution.first_month.desc(), Contribution.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    income = sa.func.coalesce(Participant.income, Member.income)
    wanted = (
        sa.select(Member.id, last, income, Member.employs_helpers)
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(Member.id.in_(member_ids))
    )
    return {
        member_id: terms(last=programmes, income=earned, employs_helpers=employs)
        for member_id, programmes, earned, employs in session.execute(wanted)
    }
