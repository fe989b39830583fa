"""What the cash pages share: the walking order of Sari's stalls."""

import pytest
from flask import Flask

from association.database import write_tx
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting

WALK = {"Wagiyem": 1, "Ngatiyem": 2, "Suparno": 3}


@pytest.fixture
def walking(app: Flask, cast: Cast) -> None:
    """Number the stalls on the round."""
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            for name, place in WALK.items():
                member = tx.session.get_one(Member, cast.member[name])
                stalls = [
                    [s.market_id, s.kind, s.block, s.number, s.permit, place] for s in member.stalls
                ]
                members.put(tx.session, member, {"stalls": stalls}, by, kind=ChangeKind.EDIT)
