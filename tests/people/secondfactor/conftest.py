"""A second factor, turned on through its own pages."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.people.accounts import codes
from association.people.accounts.models import Account
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast, password_hash
from tests.infra.client import Reader

PHONES = {"sari": "081200000001", "dewi": "081200000003", "admin": "081200000004"}


@dataclass
class Phone:
    """Somebody's app, and their codes on paper."""

    clock: Clock
    secret: str
    paper: list[str] = field(default_factory=list)

    def code(self, steps: int = 0) -> str:
        """Give what the app shows now, or so many steps of 30 seconds from now."""
        self.clock.tick(seconds=30 * steps)
        shown = codes.code_of(self.secret, at=self.clock())
        self.clock.tick(seconds=-30 * steps)
        return shown


@pytest.fixture
def enrol(app: Flask, cast: Cast, clock: Clock) -> Callable[[str], Phone]:
    """Turn the second factor of somebody on; half a minute later its first code is past."""
    kept = password_hash()

    def turn_on(name: str) -> Phone:
        with app.app_context(), write_tx() as tx:
            set_reach(tx.session, Everywhere())
            tx.session.get_one(Account, cast.account[name]).password_hash = kept
        one = Reader(app, cast.token[name])
        assert one.fill("/akun/kode", "/akun/kode/mulai", password=PASSWORD).status == 303
        shown = one.get("/akun/kode")
        phone = Phone(clock, shown.soup.find(id="secret").get_text().replace(" ", ""))
        told = one.submit(shown, "/akun/kode", code=phone.code())
        phone.paper = [item.get_text() for item in told.soup.select("#codes li")]
        assert len(set(phone.paper)) == 10
        clock.tick(seconds=30)
        return phone

    return turn_on
