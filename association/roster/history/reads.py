"""Select the changes of a member, and the batches of a paguyuban."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, cut, older, one_more
from association.people.accounts.models import Account
from association.roster.history.kinds import ChangeKind
from association.roster.history.models import Batch, Change
from association.vault import vault


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of a member: what, by whom, when, and each field's value before and after."""

    id: int
    member_id: int
    kind: ChangeKind
    version: int
    batch_id: int | None
    who: str
    at: datetime
    values: dict[str, tuple[Any, Any]]


def opened(change: Change) -> dict[str, tuple[Any, Any]]:
    """Open the values of a change: {field: (before, after)}."""
    if change.values_sealed is None:
        return {}
    kept = json.loads(vault.open(change.values_sealed, f"change|values|{change.id}"))
    return {field: (before, after) for field, (before, after) in kept.items()}


def of_member(session: Session, member_id: int, *, before: int | None = None) -> Page[Changed]:
    """List the changes of a member, the last one first, 25 at a time."""
    statement = (
        sa.select(Change, Account.name)
        .outerjoin(Account, Account.id == Change.account_id)
        .where(Change.member_id == member_id, older(Change.id, before))
        .order_by(Change.id.desc())
    )
    found = cut(session.execute(one_more(statement)), lambda row: row[0].id)
    return found.showing([_changed(change, name) for change, name in found.rows])


def values_before(
    session: Session, member_id: int, *, version: int | None = None, change_id: int | None = None
) -> dict[str, Any]:
    """Give the fields of a member changed after a version, or after a change, each with the value
    it had then."""
    later = Change.version > version if change_id is None else Change.id > change_id
    statement = (
        sa.select(Change).where(Change.member_id == member_id, later).order_by(Change.id.desc())
    )
    found: dict[str, Any] = {}
    for change in session.scalars(statement):
        found |= {field: before for field, (before, _after) in opened(change).items()}
    return found


def _changed(change: Change, name: str | None) -> Changed:
    return Changed(
        id=change.id,
        member_id=change.member_id,
        kind=ChangeKind(change.kind),
        version=change.version,
        batch_id=change.batch_id,
        who=name or "",
        at=change.at,
        values=opened(change),
    )


def undoing_of(session: Session, batch_id: int) -> int | None:
    """Give the batch that undoes this one, if any."""
    return session.scalar(sa.select(Batch.id).where(Batch.undoes_id == batch_id))
