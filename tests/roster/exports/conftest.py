"""Members as a leader would have them: with everything known, with two stalls, and gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.access.by import By
from association.database import write_tx
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions
from association.roster.members.models import Member
from association.roster.members.state import values_from
from association.roster.members.values import MemberValues, StallValues
from association.rules.people.stalls import StallKind
from tests.infra.cast import Cast, acting

Enrol = Callable[..., int]
Alter = Callable[..., None]

EVERYTHING = MemberValues(
    name="Siti Aminah",
    known_as="Bu Sit",
    nik="3372995505800009",
    birth_date=date(1980, 5, 15),
    birth_place="Surakarta",
    sex="P",
    mother_name="Sulastri",
    address="Jl. Kapten Mulyadi 3",
    phone="+6281226000999",
    commodity="Sayur",
    employs_helpers=True,
    income=2_500_000,
    joined_on=date(2020, 1, 1),
    position="Seksi sosial",
    note="Pagi saja",
    heirs="Suami: Karto (0813-2600-4977); Anak: Budi (lahir 2012, wali Karto)",
)


@pytest.fixture
def leading(app: Flask, cast: Cast) -> Callable[..., Any]:
    """Act as a leader inside a `with`."""

    @contextmanager
    def act(leader: str = "sari") -> Iterator[By]:
        with app.app_context():
            yield acting(cast, leader)

    return act


@pytest.fixture
def enrol(leading: Callable[..., Any], cast: Cast) -> Enrol:
    """Put a member on a roster; gives the id."""

    def add(values: MemberValues, leader: str = "sari") -> int:
        with leading(leader) as by:
            return actions.enrol(values, by, city_id=cast.city["Kota Surakarta"], once=None)

    return add


@pytest.fixture
def siti(enrol: Enrol, cast: Cast) -> int:
    """A member of whom everything is known, with two stalls."""
    stalls = (
        StallValues(cast.market["sari"], StallKind.KIOS, "A", "03", "511.2/014/SHP", 7),
        StallValues(cast.market["sari"], StallKind.LOS, "C", "12"),
    )
    return enrol(replace(EVERYTHING, stalls=stalls))


@pytest.fixture
def alter(leading: Callable[..., Any], cast: Cast) -> Alter:
    """Change a member of the cast: `alter("Suparno", note="x")`; `left_on` takes them off the
    roster.
    """

    def change(who: str, /, **fields: Any) -> None:
        with leading() as by, write_tx() as tx:
            member = tx.session.get_one(Member, cast.member[who])
            if "left_on" in fields:
                actions.put(tx.session, member, fields, by, kind=ChangeKind.LEAVE)
            else:
                actions.change(tx.session, member, replace(values_from(member), **fields), by)

    return change
