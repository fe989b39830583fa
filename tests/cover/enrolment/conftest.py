"""What the enrolment pages share: a batch that Sari made, more people who are ready, and acting as
a leader."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.access.by import By
from association.database import db
from association.roster.members import actions
from association.roster.members.models import Member
from association.roster.members.state import state_of
from association.roster.members.values import MemberValues, StallValues
from association.rules.people.stalls import StallKind
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader

PATH = "/pendaftaran"
BUDI = "Budi Santoso"  # the one of the cast who is ready to be registered


@pytest.fixture
def leading(app: Flask, cast: Cast) -> Callable[..., Any]:
    """Act as a leader inside a `with`."""

    @contextmanager
    def act(leader: str = "sari") -> Iterator[By]:
        with app.app_context():
            yield acting(cast, leader)

    return act


@pytest.fixture
def enrol(leading: Callable[..., Any], cast: Cast) -> Callable[..., int]:
    """Put somebody who is ready on Sari's roster; gives the id."""

    def add(number: int, /, **fields: Any) -> int:
        values = {
            "name": f"Siti {number:03}",
            "nik": f"337299550580{number:04}",
            "birth_date": date(1980, 5, 15),
            "phone": f"+62812260{number:05}",
            "stalls": (StallValues(cast.market["sari"], StallKind.LOS, "C", str(number)),),
        }
        with leading() as by:
            member = MemberValues(**(values | fields))
            return actions.enrol(member, by, city_id=cast.city["Kota Surakarta"], once=None)

    return add


@pytest.fixture
def state(leading: Callable[..., Any]) -> Callable[[int], dict[str, Any]]:
    """Give a member as the history keeps them."""

    def read(member_id: int) -> dict[str, Any]:
        with leading():
            return state_of(db.session.get_one(Member, member_id))

    return read


@pytest.fixture
def batch(sari: Reader) -> str:
    """A batch with whoever is ready: its address."""
    return sari.fill(PATH, anyway="1").location
