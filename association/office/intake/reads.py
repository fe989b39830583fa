"""Open a list of paguyuban, and select what it is held against."""

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from association.office.intake import storage
from association.office.intake.entries import Entry, Read
from association.office.intake.known import City, Known, Place
from association.office.intake.models import Intake
from association.office.intake.names import loose_key, market_key, paguyuban_key
from association.office.intake.plans import Fate, Plan, new_markets
from association.people.accounts.models import Account, Duty
from association.people.accounts.reads import PHONE_PURPOSE
from association.rules.house.permissions import Position, Role
from association.territory.models import Association, Market
from association.vault import vault

AT_ONCE = 500


def place(intake_id: int, what: str) -> str:
    """Name the place that the "rows" or the "sheets" of a list are sealed for."""
    return f"intake|{what}|{intake_id}"


def opened(session: Session, intake_id: int) -> tuple[Intake, Read]:
    """Get a list and what was understood of it, nothing once it is made; NoResultFound outside the
    reach."""
    kept = session.get_one(Intake, intake_id)
    if kept.rows_sealed is None:
        return kept, Read(())
    return kept, storage.read(vault.open(kept.rows_sealed, place(intake_id, "rows")))


def sheets(kept: Intake) -> str:
    """Give the cells of a list as they were read, as text; "" once it is made."""
    if kept.sheets_sealed is None:
        return ""
    return vault.open(kept.sheets_sealed, place(kept.id, "sheets"))


def waiting(session: Session, intake_id: int, *, version: int) -> Intake:
    """Lock a list that is not made, as it was seen; StaleDataError when it is another one by
    now."""
    kept = session.get_one(Intake, intake_id, with_for_update=True)
    if kept.version != version or kept.made_at is not None:
        raise StaleDataError(f"intake {intake_id}")
    return kept


def kept_lists(session: Session, city_id: int) -> list[Intake]:
    """List the city's lists that wait or can be taken back, the latest first."""
    own = sa.select(Intake).where(Intake.city_id == city_id)
    return list(session.scalars(own.order_by(Intake.id.desc()).limit(10)))


def market_keys(session: Session, city_id: int) -> tuple[str, ...]:
    """Give the keys of every name that the city's markets have."""
    return tuple(_markets(session, city_id))


def _markets(session: Session, city_id: int) -> dict[str, Place]:
    own = sa.select(Market).where(Market.city_id == city_id)
    found: dict[str, Place] = {}
    for one in session.scalars(own.order_by(Market.closed_on.is_not(None), Market.id)):
        for name in (one.name, *one.aliases):
            found.setdefault(market_key(name), Place(one.id, one.name))
    return found


def city(session: Session, city_id: int, entries: Sequence[Entry], *, today: date) -> City:
    """Select what the entries of a list are held against."""
    own = sa.select(Association, _is_led(today)).where(Association.city_id == city_id)
    known = [
        Known(
            one.id,
            one.name,
            one.closed_on is not None and one.closed_on <= today,
            bool(one.contact(today).name or one.contact(today).phone),
            is_led,
        )
        for one, is_led in session.execute(own.order_by(Association.id))
    ]
    return City(
        _markets(session, city_id),
        {paguyuban_key(one.name): one for one in reversed(known)},
        {loose_key(one.name): one for one in reversed(known)},
        _offices(session, entries),
    )


def _is_led(today: date) -> sa.Exists:
    """Tell, as SQL, which paguyuban have a ketua, or one who is invited."""
    return sa.exists().where(
        Duty.association_id == Association.id,
        Duty.position == Position.KETUA,
        sa.or_(Duty.ends_on.is_(None), Duty.ends_on >= today),
    )


def _offices(session: Session, entries: Sequence[Entry]) -> frozenset[str]:
    """Give those of the ketua's phones that are an officer's or an admin's, or of a closed
    account."""
    ketua = [one.holder(Position.KETUA) for one in entries]
    phones = {
        vault.index(one.phone, PHONE_PURPOSE): one.phone for one in ketua if one and one.phone
    }
    found: list[bytes] = []
    indexes = list(phones)
    for start in range(0, len(indexes), AT_ONCE):
        some = Account.phone_index.in_(indexes[start : start + AT_ONCE])
        other = sa.or_(Account.role != Role.LEADER, Account.closed_at.is_not(None))
        found += session.scalars(sa.select(Account.phone_index).where(some, other))
    return frozenset(phones[bytes(one)] for one in found)


def offers(plans: Sequence[Plan]) -> dict[str, object]:
    """Say what the button does: how many of what, and a mark of all that is made."""
    made = [plan for plan in plans if plan.is_made]
    return {
        "paguyuban": sum(plan.fate is Fate.NEW for plan in made),
        "lengkap": sum(plan.fate is Fate.COMPLETED for plan in made),
        "pasar": len(new_markets(made)),
        "undangan": sum(plan.ketua is not None for plan in made),
        "isi": vault.index(repr(list(_told(made))), "intake").hex()[:8],
    }


def _told(made: Sequence[Plan]) -> Iterator[tuple[object, ...]]:
    for plan in made:
        existing = plan.existing.id if plan.existing else None
        yield plan.entry.name, plan.market_ids, plan.new_markets, plan.ketua, existing
