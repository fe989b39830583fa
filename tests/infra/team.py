"""A sekretaris of Rejosari, a coordinator of one of its blocks, and ways to change a duty."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts.actions import create_account, give_duty
from association.people.accounts.models import Duty, DutyPlace, SignIn
from association.people.accounts.reads import token_hash
from association.roster.members.models import Stall
from association.rules.house.permissions import Position, Role
from tests.infra.cast import NOW, TODAY, Cast, acting, password_hash
from tests.infra.client import Reader

SetDuty = Callable[..., None]


@pytest.fixture
def wati_duty(app: Flask, cast: Cast) -> int:
    """Wati, sekretaris of Rejosari: the id of her duty."""
    hashed = password_hash()
    with app.app_context(), write_tx() as tx:
        account = create_account(
            tx.session,
            name="Wati",
            phone="081200000077",
            role=Role.LEADER,
            now=NOW,
            password_hash=hashed,
        )
        give_duty(
            tx.session,
            account_id=account.id,
            association_id=cast.association["sari"],
            position="sekretaris",
            starts_on=date(2026, 1, 1),
        )
        tx.session.add(
            SignIn(
                token_hash=token_hash("token-of-wati"),
                account_id=account.id,
                own_phone=False,
                created_at=NOW,
                seen_at=NOW,
            )
        )
        tx.session.flush()
        cast.account["wati"] = account.id
        return tx.session.query(Duty.id).filter_by(account_id=account.id).scalar()


@pytest.fixture
def wati(app: Flask, wati_duty: int) -> Reader:
    """Wati, signed in."""
    return Reader(app, "token-of-wati")


@pytest.fixture
def warti_duty(app: Flask, cast: Cast) -> int:
    """Warti, koordinator of block C of Pasar Rejosari, where Ngatiyem trades: her duty's id."""
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        account = create_account(
            tx.session, name="Warti", phone="081200000088", role=Role.LEADER, now=NOW
        )
        duty = Duty(
            account_id=account.id,
            association_id=cast.association["sari"],
            position=Position.COORDINATOR,
            starts_on=TODAY,
            accepted_on=TODAY,
            places=[DutyPlace(market_id=cast.market["sari"], block="C")],
        )
        cast.token["warti"] = "token-of-warti"
        opened = {"account_id": account.id, "created_at": NOW, "seen_at": NOW}
        hashed = token_hash(cast.token["warti"])
        tx.session.add_all([duty, SignIn(token_hash=hashed, own_phone=False, **opened)])
        theirs = tx.session.query(Stall).filter_by(member_id=cast.member["Ngatiyem"])
        theirs.update({"block": "C"})
        tx.session.flush()
        cast.account["warti"] = account.id
        return duty.id


@pytest.fixture
def warti(app: Flask, warti_duty: int) -> Reader:
    """Warti, signed in."""
    return Reader(app, "token-of-warti")


@pytest.fixture
def set_duty(app: Flask) -> SetDuty:
    """Change a duty behind everybody's back."""

    def change(duty_id: int, **values: Any) -> None:
        with app.app_context(), write_tx() as tx:
            tx.session.query(Duty).filter_by(id=duty_id).update(values)

    return change
