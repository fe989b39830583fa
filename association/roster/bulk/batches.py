"""Select batches, how far they came, whom they left out, and what was changed since."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.paging import Page, cut, older, one_more
from association.people.accounts.models import Account
from association.roster.bulk.models import LeftOut, Work
from association.roster.history.kinds import BY_OFFICE, WITHOUT_VALUES, BatchKind
from association.roster.history.models import Batch, Change
from association.roster.members.models import Member
from association.rules.house.bulk import Action, Hindrance, is_undoable


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch as it is told: what, by whom, when, how many members; `last` is the latest undoing of
    it, if any."""

    id: int
    kind: BatchKind
    action: Action | None
    values: dict[str, Any]
    who: str
    at: datetime
    rows: int
    position: int
    total: int
    is_running: bool
    source: str = ""  # the file, or the other paguyuban
    last: "BatchLine | None" = None
    undone: bool = False

    @property
    def latest(self) -> "BatchLine":
        """Give what would be undone now: the batch, or the latest undoing."""
        return self.last or self

    def may_undo(self, now: datetime) -> bool:
        """Tell whether the latest can still be undone."""
        alone = self.kind not in BY_OFFICE  # no half of what was done to two paguyuban
        return alone and is_undoable(self.latest.at, now=now) and self.latest.rows > 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A member whom a batch left as they are, why, and the fields changed since."""

    id: int
    name: str
    why: Hindrance
    fields: tuple[str, ...]


def _lines() -> sa.Select[Any]:
    return (
        sa.select(
            Batch,
            Work.action,
            Work.values,
            Work.position,
            Work.total,
            Work.finished_at,
            Account.name,
        )
        .outerjoin(Work, Work.batch_id == Batch.id)
        .outerjoin(Account, Account.id == Batch.account_id)
    )


def _line(found: Any) -> BatchLine:
    batch, action, values, position, total, finished_at, who = found
    return BatchLine(
        id=batch.id,
        kind=BatchKind(batch.kind),
        action=Action(action) if action else None,
        values=values or {},
        who=who or "",
        at=batch.at,
        rows=batch.rows,
        position=position or 0,
        total=batch.rows if total is None else total,
        is_running=total is not None and finished_at is None,
        source=batch.source,
    )


def listed(session: Session, *, association_id: int, before: int | None = None) -> Page[BatchLine]:
    """List the batches of a paguyuban, newest first, 25 at a time, each with its latest undoing."""
    statement = (
        _lines()
        .where(Batch.association_id == association_id, Batch.undoes_id.is_(None))
        .where(older(Batch.id, before))
        .order_by(Batch.id.desc())
    )
    found = cut(map(_line, session.execute(one_more(statement))), lambda line: line.id)
    return found.showing(_with_undoings(session, found.rows))


def one(session: Session, batch_id: int) -> BatchLine:
    """Get a batch with its latest undoing; NoResultFound outside the reach."""
    return _with_undoings(
        session, [_line(session.execute(_lines().where(Batch.id == batch_id)).one())]
    )[0]


def _with_undoings(session: Session, lines: list[BatchLine]) -> list[BatchLine]:
    ids = [line.id for line in lines]
    undoings: dict[int, list[BatchLine]] = {}
    rooted = (
        _lines()
        .add_columns(Work.root_id)
        .where(Work.root_id.in_(ids), Batch.undoes_id.is_not(None))
    )
    for *found, root_id in session.execute(rooted.order_by(Batch.id)):
        undoings.setdefault(root_id, []).append(_line(found))
    return [_told(line, undoings.get(line.id, [])) for line in lines]


def _told(line: BatchLine, undoings: list[BatchLine]) -> BatchLine:
    return replace(line, last=undoings[-1] if undoings else None, undone=len(undoings) % 2 == 1)


def members_in(session: Session, touched: sa.Select[int]) -> list[int]:
    """Give the ids of the members that a batch touched, in order."""
    return list(session.scalars(touched.order_by("member_id")))


def changed_in(batch_id: int) -> sa.Select[int]:
    """Ask for the ids of the members that a batch changed."""
    return sa.select(Change.member_id).where(Change.batch_id == batch_id).distinct()


def kept(session: Session, batch_id: int, *, after: int | None = None) -> Page[Kept]:
    """List whom a batch left as they are, 25 at a time."""
    statement = (
        sa.select(LeftOut, Member.name)
        .join(Member, Member.id == LeftOut.member_id)
        .where(LeftOut.batch_id == batch_id, LeftOut.member_id > (after or 0))
        .order_by(LeftOut.member_id)
    )
    found = cut(session.execute(one_more(statement)), lambda row: row[0].member_id)
    return found.showing(
        [
            Kept(left.member_id, name, Hindrance(left.why), tuple(left.fields))
            for left, name in found.rows
        ]
    )


def count_kept(session: Session, batch_id: int) -> int:
    """Count whom a batch left as they are."""
    return (
        session.scalar(
            sa.select(sa.func.count()).select_from(LeftOut).where(LeftOut.batch_id == batch_id)
        )
        or 0
    )


def changes_in(session: Session, batch_id: int, member_ids: list[int]) -> dict[int, list[Change]]:
    """Give what a batch changed of these members, the first change first."""
    found: dict[int, list[Change]] = {}
    statement = sa.select(Change).where(
        Change.batch_id == batch_id, Change.member_id.in_(member_ids)
    )
    for change in session.scalars(statement.order_by(Change.id)):
        found.setdefault(change.member_id, []).append(change)
    return found


def foreign_changes(
    session: Session, batch_id: int, ours: dict[int, list[Change]]
) -> dict[int, set[str]]:
    """Give the fields of these members that were changed by anything else since the batch first
    touched them."""
    if not ours:
        return {}
    earliest = min(changes[0].id for changes in ours.values())
    statement = sa.select(Change).where(
        Change.member_id.in_(list(ours)),
        Change.id > earliest,
        sa.or_(Change.batch_id.is_(None), Change.batch_id != batch_id),
        Change.kind.not_in(WITHOUT_VALUES),
    )
    fields: dict[int, set[str]] = {}
    for change in session.scalars(statement):
        if change.id > ours[change.member_id][0].id:
            fields.setdefault(change.member_id, set()).update(change.values)
    return fields


def first_names(session: Session, touched: sa.Select[int], *, most: int) -> list[str]:
    """Give the first names, by id, of the members that a batch touched."""
    named = sa.select(Member.name).where(Member.id.in_(touched))
    return list(session.scalars(named.order_by(Member.id).limit(most)))
