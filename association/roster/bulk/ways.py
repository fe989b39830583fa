"""How a batch of each kind is taken back."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.roster.bulk.models import Work
from association.roster.history.kinds import BatchKind
from association.roster.history.models import Batch
from association.roster.members.models import Member
from association.rules.house.bulk import Hindrance


@dataclass(frozen=True, slots=True)
class NotUndone:
    """A member whom an undoing left as they are, why, and the fields that were changed since."""

    member_id: int
    why: Hindrance
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How to take a batch of one kind back.

    `touched` asks for the ids of the members it changed (column member_id). `put_back` takes the
    session, the batch, some of these members (locked), who acts, and the batch that undoes.
    """

    touched: Callable[[int], sa.Select[int]]
    put_back: Callable[[Session, int, list[Member], By, int], list[NotUndone]]


WAYS: dict[BatchKind, Way] = {}  # tests/roster/bulk/test_undo.py wants one for each


def way_of(session: Session, batch_id: int) -> Way:
    """Give the way to take a batch back; an undoing goes the way of the batch it began with."""
    root = session.get_one(Batch, root_of(session, batch_id))
    return WAYS[BatchKind(root.kind)]


def root_of(session: Session, batch_id: int) -> int:
    """Give the batch that a chain of undoings began with (itself when it undoes nothing)."""
    return session.scalar(sa.select(Work.root_id).where(Work.batch_id == batch_id)) or batch_id
