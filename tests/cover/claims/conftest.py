"""What the pages of cases share: opening one as a leader does, and what is told of a member."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.claims.models import Claim
from association.database import db
from association.roster.members.models import Member
from association.roster.members.state import State, state_of
from tests.infra.cast import TODAY, Cast
from tests.infra.client import Reader

OPENED = date(2026, 11, 20)


@pytest.fixture
def opened(sari: Reader, cast: Cast) -> Callable[..., int]:
    """Open a case from a member's page; gives its id."""

    def opening(name: str = "Tono Wibowo", what: str = "meninggal", **typed: Any) -> int:
        asked = f"/anggota/{cast.member[name]}/klaim"
        typed.setdefault("day", OPENED.isoformat())
        seen = sari.fill(asked, f"{asked}/{what}", **typed)
        assert seen.status == 303, seen.wrong
        return int(seen.location.rpartition("/")[2])

    return opening


@pytest.fixture
def state(app: Flask) -> Callable[[int], State]:
    """Give everything that can be changed about a member."""

    def read(member_id: int) -> State:
        with app.app_context():
            set_reach(db.session(), Everywhere())
            return state_of(db.session().get_one(Member, member_id))

    return read


@pytest.fixture
def claim(app: Flask) -> Callable[[int], Claim]:
    """Give the row of a case."""

    def read(claim_id: int) -> Claim:
        with app.app_context():
            set_reach(db.session(), Everywhere())
            found = db.session().get_one(Claim, claim_id)
            _ = found.told
            db.session().expunge(found)
            return found

    return read


def days_later(n: int) -> date:
    """Give a day after today."""
    return date.fromordinal(TODAY.toordinal() + n)
