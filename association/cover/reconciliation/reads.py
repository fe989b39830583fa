"""Open a list, select the roster as far as a list can speak of it, and sort both into piles."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.sql.elements import ColumnElement

from association.config import WIB
from association.cover.reconciliation import storage
from association.cover.reconciliation.models import OfficialList
from association.people.participants import statuses as coverage
from association.people.participants.models import HELD, PAID, Contribution
from association.roster.members.models import Member
from association.roster.members.statuses import person_of
from association.rules.law import reconciling
from association.rules.law.coverage import Coverage
from association.rules.law.listed import Line, Ours, Pile, Step, Theirs, Why
from association.rules.people.leaving import Leaving, has_left
from association.vault import vault

AT_ONCE = 500


def place(list_id: int, what: str = "rows") -> str:
    """Name the place that the rows of a list, or its "sheets", are sealed for."""
    return f"official_list|{what}|{list_id}"


def opened(session: Session, list_id: int) -> tuple[OfficialList, storage.Read]:
    """Get a list and what was understood of it; NoResultFound outside the reach."""
    kept = session.get_one(OfficialList, list_id)
    return kept, storage.read(vault.open(kept.rows_sealed, place(list_id)))


def going_on(session: Session, association_id: int) -> list[OfficialList]:
    """List the lists that are being worked through, the latest first."""
    own = sa.select(OfficialList).where(OfficialList.association_id == association_id)
    return list(session.scalars(own.order_by(OfficialList.id.desc()).limit(5)))


def lines(
    kept: OfficialList,
    rows: tuple[Theirs, ...],
    members: list[Ours],
    *,
    today: date,
    months: bool,
) -> list[Line]:
    """Sort a list and the roster into piles, by name within each; what was set aside lies apart.

    Without `months` none are taken from the list. Nobody is missed before somebody has said that
    it names all.
    """
    found = reconciling.sort(
        rows, members, day=day_of(kept), today=today, whole=bool(kept.whole), months=months
    )
    told = [
        _aside(line, kept.handled[line.key]) if line.key in kept.handled else line for line in found
    ]
    return sorted(told, key=lambda line: (line.name.casefold(), line.key))


def mark(line: Line) -> dict[str, object]:
    """Give what a row offers to take over, marked so that a page can say it."""
    known = line.ours.id if line.ours else None
    text = repr((line.step, known, sorted(line.fields.items()), line.run))
    return {line.key: vault.index(text, "official row").hex()[:8]}


def all_differences(found: Iterable[Line]) -> dict[str, object]:
    """Count the rows that can be taken over at once, and those of them with months."""
    inside = [line for line in found if line.pile is Pile.DIFFERENT]
    rows = sum(line.step is Step.ACCEPT and not line.is_alone for line in inside)
    return {"baris": rows, "bulan": sum(line.run is not None for line in inside)}


def _aside(line: Line, why: str) -> Line:
    if line.pile is Pile.MATCH:
        return line
    return replace(
        line, pile=Pile.ASIDE, step=Step.NONE, why=Why.REFUSED if why == Why.REFUSED else line.why
    )


def day_of(kept: OfficialList) -> date:
    """Give the day in Surakarta on which a list was uploaded."""
    return kept.created_at.astimezone(WIB).date()


def roster(session: Session, association_id: int, *, today: date) -> list[Ours]:
    """Give the members of a roster, those who left among them, as rules.law.reconciling compares
    them."""
    statement = (
        sa.select(Member)
        .where(Member.association_id == association_id, Member.left_reason != Leaving.MERGED)
        .options(selectinload(Member.participant))
        .order_by(Member.sort_name, Member.id)
    )
    members = list(session.scalars(statement))
    people = {member.id: person_of(member) for member in members}
    covered: dict[int, Coverage] = {}
    for start in range(0, len(members), AT_ONCE):
        some = {member.id: people[member.id] for member in members[start : start + AT_ONCE]}
        covered |= coverage.coverages(session, some, today=today)
    ids = [one.participant_id for one in people.values() if one.participant_id]
    paid, held = _latest(session, ids, PAID), _latest(session, ids, HELD)
    return [
        replace(
            _ours(member, covered[member.id], today=today),
            last_paid=paid.get(member.participant_id or 0),
            held_until=held.get(member.participant_id or 0),
        )
        for member in members
    ]


def _latest(
    session: Session, participant_ids: list[int], which: ColumnElement[bool]
) -> dict[int, date]:
    """Give the latest month of each participant among these contributions."""
    found: dict[int, date] = {}
    for start in range(0, len(participant_ids), AT_ONCE):
        some = Contribution.participant_id.in_(participant_ids[start : start + AT_ONCE])
        latest = sa.select(Contribution.participant_id, sa.func.max(Contribution.last_month))
        grouped = latest.where(some, which).group_by(Contribution.participant_id)
        found |= {row[0]: row[1] for row in session.execute(grouped)}
    return found


def _ours(member: Member, cover: Coverage, *, today: date) -> Ours:
    person = member.participant
    return Ours(
        id=member.id,
        name=member.name,
        nik=member.nik,
        kpj=person.kpj if person else None,
        birth_date=member.birth_date,
        registered_on=person.registered_on if person else None,
        ended_on=person.ended_on if person else None,
        ended_reason=person.ended_reason if person else "",
        status=cover.status,
        is_linked=person is not None,
        has_left=has_left(member.left_on, today),
    )
