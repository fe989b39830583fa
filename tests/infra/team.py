"""A sekretaris of Rejosari, and ways to change a duty."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts.actions import create_account, give_duty
from association.people.accounts.models import Duty, SignIn
from association.people.accounts.reads import token_hash
from association.rules.house.permissions import Role
from tests.infra.cast import NOW, Cast, password_hash
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
def set_duty(app: Flask) -> SetDuty:
    """Change a duty behind everybody's back."""

    def change(duty_id: int, **values: Any) -> None:
        with app.app_context(), write_tx() as tx:
            tx.session.query(Duty).filter_by(id=duty_id).update(values)

    return change
