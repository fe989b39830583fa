"""Find members by the numbers of a list: who has a KPJ already, and whose a NIK is."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.cover.enrolment.models import RegistrationLine
from association.people.participants.models import Participant, kpj_index
from association.roster.members.models import Member


def holder_of(session: Session, kpj: str, *, but: int) -> str | None:
    """Name another member within the reach who has this KPJ; `but` is the participant asked
    about."""
    statement = sa.select(Member.name).join(Participant, Participant.id == Member.participant_id)
    return session.scalar(
        statement.where(Participant.kpj_index == kpj_index(kpj), Participant.id != but)
        .order_by(Member.id)
        .limit(1)
    )


def holders(session: Session, kpjs: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Give id and name of the members within the reach who have these KPJs."""
    by_index = {kpj_index(kpj): kpj for kpj in kpjs}
    statement = sa.select(Participant.kpj_index, Member.id, Member.name).join(
        Member, Member.participant_id == Participant.id
    )
    found = session.execute(statement.where(Participant.kpj_index.in_(list(by_index))))
    return {
        by_index[index]: (member_id, name) for index, member_id, name in found if index is not None
    }


def niks(session: Session, registration_id: int, nik_indexes: Iterable[bytes]) -> dict[bytes, int]:
    """Find who of a batch has which of these NIKs, by their blind index."""
    statement = (
        sa.select(Member.nik_index, Member.id)
        .join(RegistrationLine, RegistrationLine.member_id == Member.id)
        .where(
            RegistrationLine.registration_id == registration_id,
            Member.nik_index.in_(list(nik_indexes)),
        )
    )
    return {row.nik_index: row.id for row in session.execute(statement)}
