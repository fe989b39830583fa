"""Two who close each other at one moment, on both engines."""

import pytest
from flask import Flask

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import OneCity
from association.database import db, write_tx
from association.people.accounts.actions import create_account
from association.people.accounts.models import Account
from association.people.users import changing
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Right, Role
from tests.attacks.crowd import at_once
from tests.attacks.test_at_once import counted
from tests.infra.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("patient")


def test_two_officers_who_close_each_other_are_one_closed(app: Flask, cast: Cast) -> None:
    """Each administers while the other does: the second is closed by the time it is its turn."""
    city = cast.city["Kota Surakarta"]
    with app.app_context(), write_tx() as tx:
        other = create_account(
            tx.session, name="Ratna", phone="081200000078", role=Role.OFFICER, now=NOW,
            city_id=city, rights=frozenset(Right),
        )  # fmt: skip
        two = {"dewi": cast.account["dewi"], "ratna": other.id}

    def close(maker: str, of: str) -> bool:
        with app.app_context():
            set_reach(db.session(), OneCity(city))
            by = By(account_id=two[maker], association_id=None, city_id=city, at=NOW)
            try:
                changing.close(two[of], by, once=None)
            except RuleError:
                return False
            return True

    assert sorted(at_once(lambda: close("dewi", "ratna"), lambda: close("ratna", "dewi"))) == [
        False,
        True,
    ]
    held = Account.id.in_(two.values()), Account.closed_at.is_(None)
    assert counted(app, Account, *held) == 1
