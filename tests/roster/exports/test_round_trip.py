"""What was downloaded with full NIKs can be imported again: into a neighbour's roster it makes
equal members."""

import io
from typing import Any

import pytest
import sqlalchemy as sa

from association.database import db
from association.roster.members.models import Member
from association.roster.members.state import State, state_of
from association.rules.people.stalls import StallKind
from tests.infra.cast import PASSWORD, ROSTER
from tests.infra.client import Reader, fields

READ = ("name", "nik", "birth_date", "birth_place", "sex", "phone", "commodity")
STALLS = [("kios", "A", "03"), ("los", "C", "12")]


def states(leading: Any, leader: str) -> dict[str, State]:
    with leading(leader):
        on_roster = sa.select(Member).where(Member.left_on.is_(None))
        return {member.name: state_of(member) for member in db.session.scalars(on_roster)}


def moved(sari: Reader, budi: Reader, file: str) -> None:
    """Download Sari's roster and import it on Budi's."""
    data = sari.fill("/anggota/unduh", password=PASSWORD, file=file).response.data
    page = budi.get("/anggota/impor")
    form = fields(page.form("/anggota/impor")) | {"file": (io.BytesIO(data), f"anggota.{file}")}
    preview = budi.follow(budi.post("/anggota/impor", form))
    budi.submit(preview, preview.response.request.path)


@pytest.mark.parametrize("file", ["xlsx", "csv"])
def test_equal_members_come_out(
    sari: Reader, budi: Reader, leading: Any, siti: int, file: str
) -> None:
    moved(sari, budi, file)
    ours, theirs = states(leading, "sari"), states(leading, "budi")
    assert set(theirs) == {*(name for name, *_ in ROSTER), "Siti Aminah", "Joko Santoso"}
    for name, state in ours.items():
        assert {field: theirs[name][field] for field in READ} == {
            field: state[field] for field in READ
        }
        assert [stall[:4] for stall in theirs[name]["stalls"]] == [
            stall[:4] for stall in state["stalls"]
        ]
    assert [(StallKind(s[1]).value, s[2], s[3]) for s in theirs["Siti Aminah"]["stalls"]] == STALLS


@pytest.mark.parametrize("file", ["xlsx", "csv"])
def test_all_that_is_known_comes_out(
    sari: Reader, budi: Reader, leading: Any, siti: int, file: str
) -> None:
    moved(sari, budi, file)
    ours, theirs = states(leading, "sari"), states(leading, "budi")
    for name, state in ours.items():
        told = {
            field: value for field, value in state.items() if field not in ("consent", "sent_on")
        }
        assert {field: theirs[name][field] for field in told} == told
