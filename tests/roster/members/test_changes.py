"""Every change of a member is kept with its values before and after, so that it can be told and
taken back."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.roster.history import actions as changes
from association.roster.history import changes as listing
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.models import Batch, Change
from association.roster.members import actions
from association.roster.members.models import Member
from association.roster.members.state import state_of, values_from
from association.roster.members.values import Consent, MemberValues, StallValues
from association.rules.people.leaving import Leaving
from association.rules.people.stalls import StallKind
from tests.infra.cast import Cast, acting

EVERYTHING = MemberValues(
    name="Siti Aminah",
    known_as="Bu Sit",
    nik="3372995505800009",
    birth_date=date(1980, 5, 15),
    birth_place="Surakarta",
    mother_name="Sulastri",
    address="Jl. Kapten Mulyadi 3",
    phone="+6281226000999",
    commodity="Sayur",
    employs_helpers=True,
    income=2_500_000,
    joined_on=date(2020, 1, 1),
    position="Seksi sosial",
    note="Pagi saja",
    consent=Consent(date(2026, 11, 1), None, "2026-11", "lisan"),
    stalls=(StallValues(None, StallKind.LOS, "B", "14", "SHP 12/2019", 3),),
)


def test_a_state_can_be_told_and_put_back(app: Flask, cast: Cast) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        member_id = actions.enrol(EVERYTHING, by, city_id=cast.city["Kota Surakarta"], once=None)
        member = db.session.get_one(Member, member_id)
        assert values_from(member) == replace(EVERYTHING, sex="P"), "the sex follows from the NIK"
        before = state_of(member)
        with write_tx() as tx:
            member = tx.session.get_one(Member, member_id)
            changed = actions.change(
                tx.session, member, MemberValues(name="Siti", nik=EVERYTHING.nik), by
            )
            assert {
                "name",
                "known_as",
                "mother_name",
                "address",
                "stalls",
                "consent",
            } <= changed.keys()
            assert "nik" not in changed
            assert (
                actions.put(tx.session, member, before, by, kind=ChangeKind.RESTORE).keys()
                == changed.keys()
            )
            assert state_of(member) == before
        kinds = [one.kind for one in listing.of_member(db.session(), member_id).rows]
        assert kinds == [ChangeKind.RESTORE, ChangeKind.EDIT, ChangeKind.ENROL]


def test_what_does_not_differ_is_not_noted(app: Flask, cast: Cast) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            member = tx.session.get_one(Member, cast.member["Tono Wibowo"])
            before = len(listing.of_member(tx.session, member.id).rows)
            assert actions.change(tx.session, member, values_from(member), by) == {}
            assert len(listing.of_member(tx.session, member.id).rows) == before


def test_taking_off_and_putting_back_stand_in_their_batch(app: Flask, cast: Cast) -> None:
    with app.app_context():
        by, member_id = acting(cast, "sari"), cast.member["Tono Wibowo"]
        with write_tx() as tx:
            batch = changes.open_batch(tx.session, by, BatchKind.BULK)
            member = tx.session.get_one(Member, member_id)
            gone = {
                "left_on": "2026-11-22",
                "left_reason": Leaving.MOVED.value,
                "sent_on": "2026-11-20",
            }
            values = actions.put(
                tx.session, member, gone, by, kind=ChangeKind.LEAVE, batch_id=batch
            )
            assert values == {
                name: (None if name != "left_reason" else "", value) for name, value in gone.items()
            }
        with write_tx() as tx:
            member = tx.session.get_one(Member, member_id)
            last = listing.of_member(tx.session, member_id).rows[0]
            assert (last.version, last.batch_id, last.who) == (member.version, batch, "Sari")
            assert tx.session.get_one(Batch, batch).rows == 1
            actions.put(
                tx.session,
                member,
                {k: v[0] for k, v in last.values.items()},
                by,
                kind=ChangeKind.UNDO,
            )
            assert member.left_on is None


def test_the_values_are_sealed(app: Flask, cast: Cast) -> None:
    with app.app_context():
        by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
        member_id = actions.enrol(EVERYTHING, by, city_id=city, once=None)
        with write_tx() as tx:
            member = tx.session.get_one(Member, member_id)
            actions.change(tx.session, member, replace(EVERYTHING, address="Jl. Lain 9"), by)
            rows = (Change.__table__, Member.__table__)
            raw = b" ".join(
                repr(row).encode() for table in rows for row in tx.session.execute(sa.select(table))
            )
            assert b"Siti Aminah" in raw
            for secret in (b"3372995505800009", b"Sulastri", b"Kapten Mulyadi", b"Jl. Lain"):
                assert secret not in raw
