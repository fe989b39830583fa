"""What is measured: an app on a database of synthetic members, with a signed-in leader and
officer."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import create_app, schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import Settings
from association.database import db, write_tx
from association.meetings.attendance.models import Attendance
from association.meetings.events.models import AwarenessEvent
from association.people.accounts.actions import create_account, give_duty
from association.people.accounts.models import SignIn
from association.people.accounts.reads import token_hash
from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.rules.house.permissions import Role
from association.territory.models import Association, City

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
PAGE = 25
DATA_KEY = secrets.token_bytes(32)  # one for the process, like the vault


@dataclass(frozen=True, slots=True)
class Stage:
    """An app, who is signed in, and what the addresses hold."""

    app: Flask
    tokens: dict[Role, str]
    words: dict[str, str]
    made_in: float


@contextmanager
def stage(url: str, folder: Path, *, members: int) -> Iterator[Stage]:
    """Migrate and fill a database with paguyuban of 250 members each; the leader works in the third
    one."""
    schema.upgrade(url)
    settings = Settings(
        database_url=url,
        secret_key=secrets.token_hex(32),
        data_key=DATA_KEY,
        base_url="http://localhost",
        instance=folder,
        clock=lambda: NOW,
    )
    app = create_app(settings)
    began = time.perf_counter()
    done = app.test_cli_runner().invoke(args=["generate", "--members", str(members)])
    if done.exit_code:
        raise SystemExit(f"generate failed: {done.output}{done.exception or ''}")
    made_in = time.perf_counter() - began
    with app.app_context():
        if (
            db.engine.dialect.name == "postgresql"
        ):  # which has its statistics a minute later by itself
            with db.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                connection.exec_driver_sql("ANALYZE")
        session = db.session()
        with write_tx():
            set_reach(session, Everywhere())
            association = _same_in_all(session)
            _hold_events(session)
            tokens = {
                role: signed_in(session, role, association) for role in (Role.LEADER, Role.OFFICER)
            }
            words = _words(session, association.id)
        db.session.remove()
    yield Stage(app, tokens, words, made_in)
    with app.app_context():
        db.engine.dispose()


def _hold_events(session: Session) -> None:
    """Hold twelve events a year in every paguyuban, a tenth of the members at each."""
    for association in session.scalars(sa.select(Association)).all():
        own = {"association_id": association.id}
        members = session.scalars(sa.select(Member.id).filter_by(**own).order_by(Member.id)).all()
        for month in range(1, 13):
            event = AwarenessEvent(
                **own,
                city_id=association.city_id,
                code=secrets.token_hex(8),
                title=f"Sosialisasi {month}",
                kind="sosialisasi",
                starts_at=datetime(2025 if month > 10 else 2026, month, 10, 6, tzinfo=UTC),
                place="Aula",
                speaker=f"Petugas {association.id % 7}",
            )
            session.add(event)
            session.flush()
            marks = [
                {"event_id": event.id, "member_id": one, "marked_at": NOW, **own}
                for one in members[month::10]
            ]
            session.execute(sa.insert(Attendance), marks)


def _same_in_all(session: Session) -> Association:
    """Give the third paguyuban: people are drawn by their number, so that it has the same ones in a
    city of any size."""
    return session.scalars(sa.select(Association).order_by(Association.id).offset(2).limit(1)).one()


def signed_in(session: Session, role: Role, association: Association) -> str:
    city_id = session.scalars(sa.select(City.id)).first() if role is Role.OFFICER else None
    phone = f"0812000009{len(role):02}"
    account = create_account(
        session, name=str(role), phone=phone, role=role, now=NOW, city_id=city_id
    )
    if role is Role.LEADER:
        day = NOW.date().replace(month=1)
        give_duty(
            session,
            account_id=account.id,
            association_id=association.id,
            position="ketua",
            starts_on=day,
        )
    token = secrets.token_urlsafe(32)
    values: dict[str, Any] = {"own_phone": False, "created_at": NOW, "seen_at": NOW}
    session.add(SignIn(token_hash=token_hash(token), account_id=account.id, **values))
    return token


def _words(session: Session, association_id: int) -> dict[str, str]:
    """Find what stands in the addresses: a paid member, the one before the last page, the end of a
    NIK."""
    roster = (
        sa.select(Member)
        .where(Member.association_id == association_id)
        .order_by(Member.sort_name, Member.id)
    )
    people = session.scalars(roster).all()
    paid = set(session.scalars(sa.select(Contribution.participant_id)))
    paying = [one for one in people if one.participant_id in paid]
    nik, phone = (
        paying[0].nik or "",
        (next(one.phone for one in people if one.phone) or "").removeprefix("+62"),
    )
    slip = (
        f"{people[0].name[:2]}{people[0].name[3]}{people[0].name[2]}{people[0].name[4:]}".replace(
            " ", "+"
        )
    )
    held = sa.select(AwarenessEvent.id).where(AwarenessEvent.association_id == association_id)
    event = session.scalars(held.order_by(AwarenessEvent.starts_at.desc())).first()
    words = {
        "event": str(event),
        "member": str(paying[0].id),
        "last": str(people[-PAGE - 1].id),
        "tail": nik[-4:],
    }
    return words | {"phone": f"0{phone}", "slip": slip}
