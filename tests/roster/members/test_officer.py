"""What an officer's session cannot read of a member."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import OutOfReach, set_reach
from association.access.reach import OneCity
from association.database import db
from association.roster.history.models import Change
from association.roster.members.models import Member, Stall
from tests.infra.cast import Cast


@pytest.mark.parametrize(
    "column",
    [
        *(
            "known_as",
            "sound",
            "sex",
            "mother_sealed",
            "address_sealed",
            "income",
            "joined_on",
            "position",
        ),
        *("messenger_id", "consent_on", "consent_by", "consent_text", "consent_how", "left_reason"),
    ],
)
def test_an_officer_reads_none_of_it(app: Flask, cast: Cast, column: str) -> None:
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        with pytest.raises(OutOfReach):
            db.session.execute(sa.select(getattr(Member, column)))


@pytest.mark.parametrize("column", ["permit", "walk"])
def test_nor_of_the_stalls(app: Flask, cast: Cast, column: str) -> None:
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        with pytest.raises(OutOfReach):
            db.session.execute(sa.select(getattr(Stall, column)))


def test_nor_of_the_history(app: Flask, cast: Cast) -> None:
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        with pytest.raises(OutOfReach):
            db.session.execute(sa.select(Change.id))
