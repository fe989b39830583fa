"""The two rows with one NIK, on whichever rosters they stand; an officer gets them masked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from association.access.fence import beyond
from association.people.accounts.reads import names_of
from association.people.participants.models import Participant
from association.people.participants.reads import has_paid
from association.roster.disputes.models import WAITS, NikCheck, about_row
from association.roster.disputes.values import Answer, Ask, Decision, Dispute, Side, differing
from association.roster.members.models import Member
from association.rules.people.likeness import like_names
from association.rules.people.names import initials
from association.rules.people.nik import mask_nik, nik_facts
from association.rules.people.recipients import NOBODY
from association.territory.models import Association


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows themselves, for the room's own actions: the one that waits, who BPJS knows by its
    NIK, the row that stands there, and what was asked of either."""

    here: Member
    person: Participant | None
    there: Member | None
    checks: dict[int, NikCheck]

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the other row stands in another city."""
        return self.there is not None and self.there.city_id != self.here.city_id

    @property
    def offered(self) -> tuple[Decision, ...]:
        """Give what may be decided."""
        if self.there is None:
            return (Decision.JOIN,)
        if self.is_elsewhere:
            return (Decision.THERE,)
        return Decision.SAME, Decision.THERE, Decision.HERE

    @property
    def mark(self) -> str:
        """Give what changes with either row, the person and every answer."""
        found = (self.here, self.person, self.there)
        parts = [f"{one.id}.{one.version}" if one else "0" for one in found]
        times = [one.checked_at for one in self.checks.values()]
        return "-".join([*parts, *(f"{time:%j%H%M%S}" for time in times if time)])


def rows_of(session: Session, here: Member) -> Rows:
    """Find who stands on the NIK of a row that waits; call it beyond the fence."""
    person = session.scalar(sa.select(Participant).where(Participant.nik_index == here.nik_index))
    there = _first_on(session, person) if person else None
    ids = [one.id for one in (here, there) if one]
    checks = session.scalars(
        sa.select(NikCheck).where(NikCheck.member_id.in_(ids)).order_by(NikCheck.member_id)
    )
    return Rows(here, person, there, {one.member_id: one for one in checks})


def others_of(session: Session, member_ids: Collection[int]) -> dict[int, bool]:
    """Tell of rows that wait whether the other paguyuban held the NIK against the KTP; a row is
    left out when nobody else stands on its NIK any more."""
    other = aliased(Member)
    rows = (
        sa.select(Member.id, NikCheck.checked_at)
        .join(Participant, Participant.nik_index == Member.nik_index)
        .join(other, other.participant_id == Participant.id)
        .outerjoin(NikCheck, about_row(other))
        .where(Member.id.in_(member_ids))
    )
    found: dict[int, bool] = {}
    with beyond(session):
        for number, checked_at in session.execute(rows):
            found[number] = found.get(number, False) or checked_at is not None
    return found


def _first_on(session: Session, person: Participant) -> Member | None:
    """Find the row that stands on a participant; of several one that has not left."""
    rows = sa.select(Member).where(Member.participant_id == person.id)
    return session.scalar(rows.order_by(Member.left_on.is_not(None), Member.id).limit(1))


def dispute(session: Session, member_id: int, *, city_id: int, today: date) -> Dispute:
    """Give what an officer sees of a row of the city that waits; NoResultFound for another row."""
    own = (Member.id == member_id, Member.city_id == city_id, *WAITS)
    session.execute(sa.select(Member.id).where(*own)).one()
    with beyond(session):
        rows = rows_of(session, session.get_one(Member, member_id))
        here, there, person = rows.here, rows.there, rows.person
        return Dispute(
            nik=mask_nik(here.nik or ""),
            here=_side(session, rows, here, today),
            there=_side(session, rows, there, today) if there else None,
            names_alike=there is not None and like_names(here.name, there.name),
            births=differing(here.birth_date, there.birth_date) if there else None,
            registered=person is not None and person.registered_on is not None,
            paid=person is not None and has_paid(session, person.id),
            offered=rows.offered,
            mark=rows.mark,
        )


def _side(session: Session, rows: Rows, member: Member, today: date) -> Side:
    nik = member.nik or rows.here.nik or ""
    facts, born, home = nik_facts(nik, today=today), member.birth_date, None
    if member.city_id == rows.here.city_id:
        home = session.get_one(Association, member.association_id)
    contact = home.contact(today) if home else None
    return Side(
        member_id=member.id,
        place=home.name if home else "",
        contact=contact.name if contact else "",
        to=contact.to if contact else NOBODY,
        initials=initials(member.name),
        since=member.since,
        left=member.left_on is not None,
        birth_fits=born == facts.birth_date if born else None,
        sex_fits=(member.sex == "P") == facts.female if member.sex else None,
        answer=_answer(session, rows, member),
    )


def _answer(session: Session, rows: Rows, member: Member) -> Answer | None:
    """Give what was asked about the NIK that the row has now."""
    check = rows.checks.get(member.id)
    if check is None or check.nik_index != member.nik_index:
        return None
    by = check.checked_by or 0
    who = names_of(session, [by]).get(by, "")
    return Answer(Ask(check.ask), check.asked_at, check.checked_at, who)
