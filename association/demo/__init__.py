"""The demo city: Surakarta's markets with invented paguyuban and people, the same for every load on
one business date.

Targets have no tables yet; they join here when they do.
"""

from datetime import date, datetime
from random import Random

import click
import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import Settings
from association.database import db, write_tx
from association.demo import claims, events, lately, lists, territory
from association.demo.rosters import Filling
from association.demo.rows import Rows
from association.demo.values import Roster
from association.ledger.audit.actions import record
from association.ledger.audit.models import AuditEntry
from association.people.accounts import passwords
from association.people.accounts.actions import create_account, give_duty
from association.people.accounts.beginning import DEMO_LOADED
from association.people.accounts.models import Account, FirstStart
from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.rules.house.permissions import Right, Role
from association.territory.models import Association, City, Market

SEED = 3372
PASSWORD = "guyub-demo"  # noqa: S105 - printed for everyone on purpose
ACCOUNTS = (
    ("Sari Wahyuni", "0812 0000 0001", Role.LEADER, territory.SARI),
    ("Budi Hartono", "0812 0000 0002", Role.LEADER, territory.BUDI),
    ("Dewi Kusumawati", "0812 0000 0010", Role.OFFICER, ""),
    ("Admin", "0812 0000 0020", Role.ADMIN, ""),
)


class HoldsOtherData(Exception):
    """The database is not empty: demo data are never mixed into other data."""


def load(*, progress: bool, seed: int = SEED) -> None:
    """Fill an empty, migrated database with the demo city, in one transaction, and add a list of
    BPJS to it in another. Raises HoldsOtherData."""
    settings: Settings = current_app.extensions["guyub"]
    now, rng = settings.now(), Random(seed)  # noqa: S311 - nothing secret is drawn
    hashes = [passwords.hashed(PASSWORD) for _ in ACCOUNTS]
    try:
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            _refuse_other_data(tx.session)
            tx.session.execute(sa.delete(FirstStart))  # nobody sets this one up any more
            if progress:
                click.echo("Loading the demo city", err=True)
            city_id, members, roster = _fill(tx.session, hashes, rng, settings)
            by = By(account_id=None, association_id=None, at=now)
            record(tx.session, by, DEMO_LOADED, f"city:{city_id}", members=members)
        lists.add_list(db.session(), roster, now=now)
    finally:
        db.session.remove()  # nothing later in this thread inherits the reach Everywhere


def _refuse_other_data(session: Session) -> None:
    for model in (City, Market, Association, Account, Participant, Member, AuditEntry):
        if session.scalar(sa.select(sa.func.count()).select_from(model)):
            raise HoldsOtherData(f"the database holds other data (table {model.__tablename__})")


def _fill(
    session: Session, hashes: list[str], rng: Random, settings: Settings
) -> tuple[int, int, Roster]:
    """Add everything; gives the city's id, the number of members, and a roster that somebody
    leads."""
    now = settings.now()
    city, markets = territory.add_city(session)
    associations = {
        plan.name: territory.add_association(session, plan, number, city, markets)
        for number, plan in enumerate(territory.PLANS, 1)
    }
    leaders = _accounts(session, hashes, city, now=now)
    _duties(session, associations, leaders, settings.today())
    rows = Rows(session)
    filling = Filling(rows, rng, now=now)
    hosts = []
    for plan in territory.PLANS:
        roster = Roster(associations[plan.name].id, city.id, leaders.get(plan.name))
        members = filling.roster(plan, roster, [markets[name].id for name in plan.markets])
        hosts.append(events.Host(roster, plan.markets[0], members))
    plan, roster = territory.PLANS[0], hosts[0].roster
    dead = claims.people(rows, plan, roster, [markets[name].id for name in plan.markets], now=now)
    rows.write()
    events.add_events(session, hosts, rng, now=now)
    city_id = city.id
    lately.add(session, filling, rng, now=now)
    claims.add(session, roster, dead, now=now)
    return city_id, rows.members, next(one.roster for one in hosts if one.roster.account_id)


def _accounts(session: Session, hashes: list[str], city: City, *, now: datetime) -> dict[str, int]:
    """Add the demo accounts; gives those of leaders by the name of their paguyuban."""
    leaders = {}
    for (name, phone, role, place), hashed in zip(ACCOUNTS, hashes, strict=True):
        city_id = city.id if role is Role.OFFICER else None
        account = create_account(
            session,
            name=name,
            phone=phone,
            role=role,
            now=now,
            city_id=city_id,
            rights=frozenset(Right),
            password_hash=hashed,
        )
        if role is Role.LEADER:
            leaders[place] = account.id
    return leaders


def _duties(
    session: Session, associations: dict[str, Association], leaders: dict[str, int], today: date
) -> None:
    for name, account_id in leaders.items():
        give_duty(
            session,
            account_id=account_id,
            association_id=associations[name].id,
            position="ketua",
            starts_on=date(today.year - 2, 1, 1),
        )
