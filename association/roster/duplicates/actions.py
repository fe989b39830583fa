"""Merge two rows of one person."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.once import Once, write_once
from association.roster.duplicates import pairs
from association.roster.duplicates.choices import Take, settled
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.state import state_of
from association.rules.house.errors import RuleError
from association.rules.people.leaving import Leaving


class ChangedMeanwhile(Exception):
    """Somebody changed one of the two after the page was opened."""


@write_once
def merge(
    session: Session,
    first_id: int,
    second_id: int,
    chosen: Mapping[str, Take],
    by: By,
    *,
    versions: tuple[int, int],
    once: Once | None,
) -> int:
    """Make one row of two; returns the id of the one that stays. It can be undone as a batch.

    `chosen` settles the fields that both fill differently; `versions` are those that the page
    showed, of the row that stays and of the other. The other row is taken off the roster and points
    to the one that stays: its attendance and its card count there. Raises ChangedMeanwhile,
    NoResultFound outside the reach or off the roster, and RuleError when contributions hang on two
    NIKs.
    """
    pair = pairs.pair(session, first_id, second_id, today=by.day, lock=True)
    if pair.is_blocked:
        raise RuleError(
            "Keduanya punya NIK dan iuran sendiri, jadi tidak bisa digabung. Periksa lagi NIK "
            "di kedua KTP."
        )
    if (pair.kept.version, pair.other.version) != versions:
        raise ChangedMeanwhile
    batch_id = open_batch(session, by, BatchKind.MERGE)
    _hand_over(session, pair.kept, pair.other, by, batch_id=batch_id)
    fields = settled(state_of(pair.kept), state_of(pair.other), chosen)
    gone = {
        "left_on": by.day.isoformat(),
        "left_reason": Leaving.MERGED.value,
        "messenger_id": None,
    }
    merged = gone | {"merged_into_id": pair.kept.id}
    members.put(session, pair.other, merged, by, kind=ChangeKind.MERGE, batch_id=batch_id)
    members.put(session, pair.kept, fields, by, kind=ChangeKind.MERGE, batch_id=batch_id)
    return pair.kept.id


def _hand_over(session: Session, kept: Member, other: Member, by: By, *, batch_id: int) -> None:
    """Point to the kept row whoever pointed to the other: rows merged earlier, and those it carries
    messages for."""
    for pointer in ("merged_into_id", "messenger_id"):
        for row in session.scalars(sa.select(Member).where(getattr(Member, pointer) == other.id)):
            to = None if row is kept else kept.id
            members.put(session, row, {pointer: to}, by, kind=ChangeKind.MERGE, batch_id=batch_id)
