"""How a database is emptied of the demonstration, and of nothing else."""

import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association import schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.backup import keep
from association.config import BESIDE, Settings
from association.database import db
from association.demo import ACCOUNTS, territory
from association.embedded import Unusable, close_for_others, make_file
from association.ledger.audit.anchors import NAME as ANCHORS
from association.ledger.audit.models import AuditEntry
from association.people.accounts.beginning import DEMO_LOADED, holds
from association.people.accounts.models import Account
from association.people.accounts.reads import PHONE_PURPOSE
from association.roster.members.models import Member
from association.rules.people.phone import parse_phone
from association.territory.models import Association, City, Market
from association.territory.regions import known_markets
from association.vault import vault

LOOKS = ("sign in", "switch paguyuban", "work in city", "view NIK", "export NIK")
KEYS = {"data.key": "GUYUB_DATA_KEY", "secret.key": "GUYUB_SECRET_KEY"}
NIKS, PHONES = "337299", "+628120000"  # of nobody


def tried(session: Session) -> int:
    """Count the changes that people made in the demonstration. Raises Unusable for a database that
    is not one, or that holds anybody or anything real."""
    set_reach(session, Everywhere())
    if not holds(session).demo:
        raise Unusable("This database does not hold the demonstration: nothing was removed.")
    if found := _not_invented(session):
        raise Unusable(
            f"This database holds what is not of the demonstration ({', '.join(found)}): nothing "
            f"was removed. GUYUB_INSTANCE=FOLDER script/server --new starts a real Guyub beside it."
        )
    loaded = session.scalars(sa.select(AuditEntry).where(AuditEntry.what == DEMO_LOADED)).one()
    later = sa.select(sa.func.count()).where(
        AuditEntry.id > loaded.id + 1,  # its list of BPJS, which follows at once
        AuditEntry.what.not_in(LOOKS),
    )
    return session.scalar(later) or 0


def _not_invented(session: Session) -> list[str]:
    """Name what a demonstration that people only tried out does not hold."""
    phones = [vault.index(parse_phone(phone), PHONE_PURPOSE) for _, phone, _, _ in ACCOUNTS]
    markets = [one.name for one in known_markets(territory.CODE)]
    plans = [plan.name for plan in territory.PLANS]
    strange = {
        "accounts": sa.select(Account.id).where(Account.phone_index.not_in(phones)),
        "cities": sa.select(City.id).where(City.code != territory.CODE),
        "markets": sa.select(Market.id).where(Market.name.not_in(markets)),
        "paguyuban": sa.select(Association.id).where(Association.name.not_in(plans)),
    }
    found = {
        what: session.scalar(sa.select(sa.func.count()).select_from(rows.subquery())) or 0
        for what, rows in strange.items()
    }
    found["members"] = _real_members(session)
    return [f"{count} {what}" for what, count in found.items() if count]


def _real_members(session: Session) -> int:
    """Count the members who are not of the demonstration: more than were loaded, or with a NIK or
    a phone number that may be somebody's."""
    loaded = session.scalars(sa.select(AuditEntry).where(AuditEntry.what == DEMO_LOADED)).one()
    members = session.scalars(sa.select(Member)).all()
    real = sum(
        not (one.nik or NIKS).startswith(NIKS) or not (one.phone or PHONES).startswith(PHONES)
        for one in members
    )
    return max(real, len(members) - int(loaded.details["members"]))


def empty(settings: Settings) -> bool:
    """Put a new, empty database in the place of the demonstration, and take away its anchors and
    its keys, but those that the environment gives; tells whether the keys went. Raises Unusable.

    Nothing sealed is left, and whoever got a copy of the demonstration got its keys with it.
    """
    url = sa.make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Unusable("This database is no SQLite file: use dropdb and createdb of PostgreSQL.")
    current = Path(url.database)
    db.session.remove()
    db.engine.dispose()
    with schema.turn(settings.database_url):
        close_for_others(settings.database_url)
        part = current.with_name(f"{current.name}.new")
        part.unlink(missing_ok=True)
        make_file(f"sqlite:///{part}")
        schema.upgrade(f"sqlite:///{part}")
        for end in BESIDE:
            current.with_name(current.name + end).unlink(missing_ok=True)
        keep(part, current)
        (settings.instance / ANCHORS).unlink(missing_ok=True)
        own = [name for name, variable in KEYS.items() if not os.environ.get(variable)]
        for name in own:
            (settings.instance / name).unlink(missing_ok=True)
    return bool(own)
