"""Tell to whom something can be done, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import Participant
from association.roster.members.models import Member, Stall
from association.roster.members.statuses import COMPLETE, leaves_after
from association.rules.house.bulk import Action, Facts, Hindrance, hindrance
from association.rules.law.enrolment import too_old_to_join

AT_ONCE = 500  # ids in one statement


@dataclass(frozen=True, slots=True)
class Able:
    """To how many an action can be done, the first names of them, how many of them are `incomplete`
    (their papers go all the same), and who is left out, by reason."""

    count: int
    names: list[str]
    left_out: dict[Hindrance, list[tuple[int, str]]]
    incomplete: int = 0

    @property
    def hindered(self) -> int:
        """Count who is left out."""
        return sum(len(people) for people in self.left_out.values())


def able(
    session: Session,
    member_ids: Iterable[int],
    action: Action,
    values: dict[str, Any],
    *,
    today: date,
    most: int,
) -> Able:
    """Tell beforehand to whom an action can be done; the names of the first `most`, and everyone
    left out."""
    ids, count, incomplete = list(member_ids), 0, 0
    names: list[str] = []
    left_out: dict[Hindrance, list[tuple[int, str]]] = {}
    for start in range(0, len(ids), AT_ONCE):
        for member_id, name, facts in facts_of(session, ids[start : start + AT_ONCE], today=today):
            why = hindrance(action, facts, block=values.get("block") or "")
            if why is not None:
                left_out.setdefault(why, []).append((member_id, name))
                continue
            count += 1
            incomplete += action is Action.SENT and not facts.is_complete
            if len(names) < most:
                names.append(name)
    return Able(count, names, left_out, incomplete)


def facts_of(session: Session, ids: list[int], *, today: date) -> list[tuple[int, str, Facts]]:
    """Give (id, name, facts) of up to AT_ONCE members, in one statement."""
    stalls = sa.select(sa.func.count()).where(Stall.member_id == Member.id).scalar_subquery()
    found = session.execute(
        sa.select(
            Member.id,
            Member.name,
            ~leaves_after(today),
            Member.nik_index.is_not(None),
            Member.birth_date.is_not(None),
            Member.phone_sealed.is_not(None),
            Member.participant_id.is_(None),
            Participant.sent_on.is_not(None),
            Participant.registered_on.is_not(None),
            stalls,
            Member.birth_date,
            COMPLETE,
        )
        .outerjoin(Participant, Participant.id == Member.participant_id)
        .where(Member.id.in_(ids))
        .order_by(Member.sort_name, Member.id)
    )
    return [(line[0], line[1], _facts(line, today)) for line in found]


def _facts(line: Any, today: date) -> Facts:
    return Facts(
        has_left=bool(line[2]),
        has_nik=bool(line[3]),
        has_birth_date=bool(line[4]),
        has_phone=bool(line[5]),
        is_pending=bool(line[6]),
        was_sent=bool(line[7]),
        is_participant=bool(line[8]),
        stalls=line[9],
        is_too_old=line[10] is not None and too_old_to_join(line[10], today),
        is_complete=bool(line[11]),
    )
