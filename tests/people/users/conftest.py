"""An account changed behind everybody's back, and a second officer of Dewi's city."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from association.database import write_tx
from association.people.accounts.actions import create_account
from association.people.accounts.models import Account
from association.rules.house.permissions import Right, Role
from tests.infra.cast import NOW, Cast, password_hash

SetAccount = Callable[..., None]


@pytest.fixture
def set_account(app: Flask, cast: Cast) -> SetAccount:
    """Change an account behind everybody's back."""

    def change(who: str, **values: Any) -> None:
        with app.app_context(), write_tx() as tx:
            tx.session.query(Account).filter_by(id=cast.account[who]).update(values)

    return change


@pytest.fixture
def ratna(app: Flask, cast: Cast) -> int:
    """Ratna, a second officer of Dewi's city who administers: the id of her account."""
    hashed = password_hash()
    with app.app_context(), write_tx() as tx:
        account = create_account(
            tx.session,
            name="Ratna",
            phone="081200000078",
            role=Role.OFFICER,
            now=NOW,
            city_id=cast.city["Kota Surakarta"],
            rights=frozenset(Right),
            password_hash=hashed,
        )
        return account.id
