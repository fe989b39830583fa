"""Send members' papers to BPJS Ketenagakerjaan in a numbered batch."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.cover.enrolment import candidates
from association.cover.enrolment.models import Registration, RegistrationLine
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.bulk.models import Work
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.members import actions as members
from association.roster.members.locking import locked
from association.roster.members.models import Member
from association.rules.house.bulk import Action
from association.rules.house.errors import RuleError
from association.rules.house.said import hold

MOST = 500  # members in one batch


class SomeLack(Exception):
    """Some of who would go could be sent, but are not complete; `lacks` says how many lack what,
    `total` how many would go."""

    def __init__(self, lacks: candidates.Lacks, total: int) -> None:
        super().__init__(lacks.people)
        self.lacks = lacks
        self.total = total


@write_once
def send(
    session: Session,
    months: int,
    by: By,
    *,
    without: Iterable[int] = (),
    only: Iterable[int] | None = None,
    anyway: bool = False,
    once: Once | None,
) -> int:
    """Put all who can be sent (`without` some, or `only` some) into a new numbered batch; returns
    its id.

    At most MOST go, the first by name. Raises RuleError when nobody is left, OutOfDate when they
    are not as many as the page said, and SomeLack when some are not complete, unless they go
    `anyway`.
    """
    assert by.association_id is not None
    ids = candidates.ids(session, association_id=by.association_id, today=by.day)
    if only is None:
        hold(by.said, {"orang": len(ids)})
    chosen = set(ids) - set(without) if only is None else set(ids) & set(only)
    people = _by_name(locked(session, [one for one in ids if one in chosen][:MOST]))
    if not people:
        raise RuleError("Belum ada yang dicentang. Centang dulu siapa yang didaftarkan.")
    _ask_about_gaps(session, people, by, anyway=anyway)
    made = _numbered(session, by, months, [member.id for member in people])
    for place, member in enumerate(people, 1):
        fields = {"sent_on": by.day.isoformat()}
        members.put(session, member, fields, by, kind=ChangeKind.SENT, batch_id=made.batch_id)
        line = RegistrationLine(
            registration_id=made.id,
            association_id=made.association_id,
            member_id=member.id,
            place=place,
        )
        session.add(line)
    record(session, by, "send registrations", f"registration:{made.id}", members=len(people))
    return made.id


def _ask_about_gaps(session: Session, people: list[Member], by: By, *, anyway: bool) -> None:
    lacks = candidates.lacks(session, [member.id for member in people])
    if lacks.people and not anyway:
        raise SomeLack(lacks, len(people))
    if anyway:
        hold(by.said, {"kirim": len(people), "kurang": lacks.people})


def _numbered(session: Session, by: By, months: int, member_ids: list[int]) -> Registration:
    batch_id = open_batch(session, by, BatchKind.BULK)
    values = {"sent_on": by.day.isoformat()}
    total = len(member_ids)
    session.add(
        Work(
            batch_id=batch_id,
            association_id=by.association_id,
            root_id=batch_id,
            action=Action.SENT,
            values=values,
            member_ids=member_ids,
            total=total,
            position=total,
            finished_at=by.at,
        )
    )
    last = sa.select(sa.func.max(Registration.number)).where(
        Registration.association_id == by.association_id
    )
    made = Registration(
        association_id=by.association_id,
        number=(session.scalar(last) or 0) + 1,
        day=by.day,
        months=months,
        batch_id=batch_id,
        made_by=by.account_id,
        made_at=by.at,
    )
    session.add(made)
    session.flush()
    return made


def _by_name(members: list[Member]) -> list[Member]:
    return sorted(members, key=lambda one: (one.sort_name, one.id))
