"""Take back what came from a list: the fields of each member with the months recorded of them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record, savepoint
from association.people.participants.models import NOT_VOID, Contribution
from association.people.participants.reads import contributions
from association.roster.bulk.batches import changes_in
from association.roster.bulk.chunks import put_back as put_fields_back
from association.roster.bulk.ways import NotUndone, root_of
from association.roster.history.actions import note
from association.roster.history.kinds import ChangeKind
from association.roster.history.models import Batch
from association.roster.members.models import Member
from association.rules.house.bulk import Hindrance
from association.rules.law.coverage import Run, overlapping

REASON = "Daftar BPJS Ketenagakerjaan dibatalkan"


def put_back(
    session: Session, undone_id: int, rows: list[Member], by: By, batch_id: int
) -> list[NotUndone]:
    """Put these members back as they were before a batch, and void the months that it recorded; an
    undoing that is undone makes them valid again. Whoever was changed since is left as a whole."""
    undoes = session.get_one(Batch, undone_id).undoes_id
    left: list[NotUndone] = []
    for member in rows:
        with savepoint(session) as step:
            moved = _months(session, undone_id, member, by, again=_is_undoing(session, undoes))
            kept = (
                [NotUndone(member.id, Hindrance.CHANGED)]
                if moved is None
                else put_fields_back(session, undone_id, [member], by, batch_id)
            )
            if kept:
                step.rollback()
        if kept:
            left += kept
        elif moved and not changes_in(session, batch_id, [member.id]):
            note(
                session,
                by,
                ChangeKind.MONTHS,
                member_id=member.id,
                version=member.version,
                values={},
                batch_id=batch_id,
            )
    return left


def _is_undoing(session: Session, undoes: int | None) -> bool:
    """Tell whether a batch that undoes another one took months back (every second one does)."""
    taken_back = False
    while undoes is not None:
        taken_back = not taken_back
        undoes = session.get_one(Batch, undoes).undoes_id
    return taken_back


def _months(session: Session, undone_id: int, member: Member, by: By, *, again: bool) -> int | None:
    """Void the months that a batch recorded for a member, or make those valid `again` that undoing
    it voided; returns how many, None when they were paid otherwise since."""
    ours = sa.select(Contribution).where(
        Contribution.batch_id == root_of(session, undone_id),
        Contribution.participant_id == member.participant_id,
    )
    if again:
        since = session.get_one(Batch, undone_id).at
        found = session.scalars(ours.where(Contribution.voided_at >= since)).all()
        others = contributions(session, member.participant_id or 0)
        runs = [Run(one.first_month, one.last_month) for one in others]
        if any(overlapping(runs, Run(one.first_month, one.last_month)) for one in found):
            return None
    else:
        found = session.scalars(ours.where(NOT_VOID)).all()
    for one in found:
        one.voided_at, one.voided_by = (None, None) if again else (by.at, by.account_id)
        one.void_reason = "" if again else REASON
        what = "count contribution again" if again else "void contribution"
        record(session, by, what, f"contribution:{one.id}")
    return len(found)
