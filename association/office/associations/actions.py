"""Change a paguyuban, close it and open it again, as the page said."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from association.access.by import By
from association.office.associations.leaving import left, since
from association.once import Once, as_part, write_once
from association.rules.house.said import hold
from association.territory import actions as territory
from association.territory import closing
from association.territory.actions import AssociationValues
from association.territory.locking import locked_association


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a form says of a paguyuban, and in which markets it works."""

    values: AssociationValues
    market_ids: Collection[int]


@write_once
def change(
    session: Session,
    association_id: int,
    changed: Changed,
    by: By,
    *,
    version: int,
    once: Once | None,
) -> None:
    """Save a paguyuban's form. Raises TerritoryChanged when it changed since `version`, NameTaken
    for a name that the city has already."""
    association = locked_association(session, association_id, version=version)
    before = {one.id for one in association.markets}
    renamed, moved = as_part(territory.rename_association), as_part(territory.connect)
    renamed(session, association_id, changed.values, by, version=version, once=None)
    if before != set(changed.market_ids):
        moved(session, association_id, changed.market_ids, by, once=None)


@write_once
def close(session: Session, association_id: int, by: By, *, once: Once | None) -> None:
    """Close a paguyuban from today on. Raises OutOfDate when it leaves other than the page said,
    RuleError when it is closed."""
    locked_association(session, association_id)
    hold(by.said, left(session, association_id, now=by.at).facts(by.day))
    as_part(closing.close_association)(session, association_id, by, on=by.day, once=None)


@write_once
def reopen(
    session: Session, association_id: int, by: By, *, mistake: bool, once: Once | None
) -> None:
    """Open a paguyuban again, as territory.closing does. Raises OutOfDate when other changed since
    its closing than the page said."""
    association = locked_association(session, association_id)
    hold(by.said, since(session, association, today=by.day).facts(by.day))
    reopened = as_part(closing.reopen_association)
    reopened(session, association_id, by, mistake=mistake, once=None)
