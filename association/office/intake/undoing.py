"""Take back what a list made, as far as nobody has gone on with it since."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record, savepoint
from association.office.intake.models import Intake, Made
from association.once import Once, write_once
from association.people.accounts.models import Account, Duty, Invitation
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.territory.models import Association, Market


class Since(StrEnum):
    """What was done with a paguyuban since, so that it stays."""

    ACCEPTED = "accepted"
    OTHERS = "others"
    CHANGED = "changed"
    FILLED = "filled"


Stands = tuple[Made, Association, Since | None]  # what was made, what it is now, what came since


def standing(session: Session, kept: Intake) -> list[tuple[Made, Association, Since | None]]:
    """Give what a list made that is still there, and what was done with each since, as far as it
    can be seen."""
    told = [*kept.made_new, *kept.completed]
    ids = [one.id for one in told]
    found = {
        one.id: one
        for one in session.scalars(sa.select(Association).where(Association.id.in_(ids)))
    }
    duties: dict[int, list[Duty]] = {}
    for duty in session.scalars(sa.select(Duty).where(Duty.association_id.in_(ids))):
        duties.setdefault(duty.association_id, []).append(duty)
    return [
        (one, found[one.id], _since(one, found[one.id], duties.get(one.id, [])))
        for one in told
        if one.id in found
    ]


def _since(told: Made, found: Association, duties: list[Duty]) -> Since | None:
    own = [duty for duty in duties if duty.id == told.duty]
    if any(duty.accepted_on for duty in own):
        return Since.ACCEPTED
    if told.contact is not None:  # it was there before: only what was added goes
        return Since.CHANGED if told.contact and found.version != told.version else None
    if len(duties) > len(own):
        return Since.OTHERS
    return Since.CHANGED if found.version != told.version else None


@write_once
def undo(session: Session, intake_id: int, by: By, *, once: Once | None) -> tuple[int, int]:
    """Take back what a list made, each paguyuban that nothing was done with since; gives how many
    went and how many stay. Raises RuleError when it was not made or is undone, OutOfDate when more
    or less would go than the page said."""
    kept = session.get_one(Intake, intake_id, with_for_update=True)
    if kept.made_at is None or kept.undone_at is not None:
        raise RuleError("Daftar ini sudah dibatalkan.")
    found = standing(session, kept)
    going = [(told, row) for told, row, since in found if since is None]
    hold(by.said, {"paguyuban": len(going)})
    stay = [told for told, _row, since in found if since is not None]
    for told, row in going:
        if not _gone(session, told, row):
            stay.append(told)
    for market_id in kept.made.get("markets", ()):
        _dropped(session, partial(_market, session, market_id))
    kept.undone_at = by.at
    gone = len(found) - len(stay)
    left = {"gone": gone, "left": len(stay)}
    record(session, by, "undo paguyuban of list", f"intake:{intake_id}", **left)
    return gone, len(stay)


def _gone(session: Session, told: Made, row: Association) -> bool:
    """Take back one paguyuban with its invitation; False when something else hangs on it."""

    def drop() -> None:
        if told.duty is not None:
            session.execute(sa.delete(Invitation).where(Invitation.duty_id == told.duty))
            session.execute(sa.delete(Duty).where(Duty.id == told.duty))
        if told.contact is None:
            session.delete(row)
        elif told.contact:
            row.contact_name = row.contact_phone = ""

    if not _dropped(session, drop):
        return False
    if told.account is not None:
        _dropped(session, partial(_account, session, told.account))
    return True


def _account(session: Session, account_id: int) -> None:
    """Delete an account that nobody has used."""
    unused = sa.delete(Account).where(Account.id == account_id, Account.password_hash == "")
    session.execute(sa.delete(Invitation).where(Invitation.account_id == account_id))
    session.execute(unused)


def _market(session: Session, market_id: int) -> None:
    """Delete a market that nobody has changed."""
    session.execute(sa.delete(Market).where(Market.id == market_id, Market.version == 1))


def _dropped(session: Session, drop: Callable[[], None]) -> bool:
    """Delete rows; False, and nothing is gone, when others hang on them."""
    try:
        with savepoint(session):
            drop()
            session.flush()
    except IntegrityError:
        return False
    return True
