"""The changes of a member as a list, the last one first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, cut, older, one_more
from association.people.accounts.models import Account
from association.roster.history.kinds import ChangeKind
from association.roster.history.models import Change


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


def _changed(change: Change, name: str | None) -> Changed:
    return Changed(
        id=change.id,
        member_id=change.member_id,
        kind=ChangeKind(change.kind),
        version=change.version,
        batch_id=change.batch_id,
        who=name or "",
        at=change.at,
        values=change.values,
    )
