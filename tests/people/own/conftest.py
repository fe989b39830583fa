"""Everybody of the cast has the same password; Dewi may administer where a test says so."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import write_tx
from association.people.accounts.models import Account
from tests.infra.cast import Cast, password_hash


@pytest.fixture(autouse=True)
def _passwords(app: Flask) -> None:
    kept = password_hash()
    with app.app_context(), write_tx() as tx:
        tx.session.execute(sa.update(Account).values(password_hash=kept))


@pytest.fixture
def office(app: Flask, cast: Cast) -> None:
    """Let Dewi administer her city."""
    with app.app_context(), write_tx() as tx:
        tx.session.get_one(Account, cast.account["dewi"]).may_administer = True
