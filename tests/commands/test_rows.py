"""Rows made in bulk are those that the actions make: the same in every column that follows from
what was typed."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.cash import depositing
from association.cover.contributions import actions as coverage
from association.database import Base, db, write_tx
from association.demo.rows import TABLES, Rows
from association.demo.values import Roster, Row
from association.once import as_part
from association.people.participants.models import Contribution, Deposit, Participant, Receipt
from association.roster.members import actions as members
from association.roster.members import keys as reads
from association.roster.members.models import Card, Member, Stall
from association.roster.members.values import MemberValues, StallValues
from association.rules.law.custody import DepositValues
from association.rules.law.payments import Payment
from association.rules.law.tariff import MINIMUM, Programme
from association.rules.people.stalls import StallKind
from association.vault import vault
from tests.infra.cast import NOW, TODAY, Cast, acting

PEOPLE = [
    MemberValues(name="Sumi"),
    MemberValues(
        name="Hj. Siti Nur'Aini, S.Pd.",
        nik="3372995708700101",
        birth_date=date(1970, 8, 17),
        birth_place="Klaten",
        phone="+6281200001234",
        commodity="Batik",
        employs_helpers=True,
        note="Titip",
        heirs="Suami: Karto (0813-2600-4977)",
        stalls=(
            StallValues(None, StallKind.LOS, "B", "14"),
            StallValues(),
            StallValues(None, None, "Depan tangga", "3A"),
        ),
    ),
    MemberValues(
        name="Ngadiyem  José",
        nik="3372995708700102",
        stalls=(StallValues(None, StallKind.PELATARAN),),
    ),
]
PAID = Payment(
    first_month=date(2026, 9, 1),
    months=6,
    programmes=MINIMUM | {Programme.JHT},
    income=1_500_000,
    amount=None,
    paid_on=date(2026, 9, 3),
    channel="bank",
    receipt="A-1",
)
OWN = {"id", "participant_id", "member_id", "code_index", "version"}  # other in every row


CASH = replace(PAID, channel="bendahara", receipt="")
OWN |= {"deposit_id", "contribution_id", "number", "reference", "made_at"}


@pytest.mark.parametrize("paid", [PAID, CASH], ids=lambda paid: paid.channel)
@pytest.mark.parametrize("values", PEOPLE, ids=lambda values: values.name)
def test_a_member_made_in_bulk_equals_one_that_was_enrolled(
    app: Flask, cast: Cast, values: MemberValues, paid: Payment
) -> None:
    with app.app_context():
        by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
        with write_tx() as tx:
            enrolled = enrolled_one(tx.session, values, paid, by, city)
            tx.session.rollback()
        made = in_bulk(values, paid, by, Roster(cast.association["sari"], city, by.account_id))
    assert made == enrolled


def enrolled_one(
    session: Session, values: MemberValues, paid: Payment, by: By, city: int
) -> dict[str, list[Row]]:
    """Enrol a member and record what they paid; cash is paid in on the same day."""
    member = members.add(session, values, by, city_id=city)
    if member.participant_id is not None:
        coverage.record_for(session, member, paid, by, today=TODAY)
        if paid.is_cash:
            assert by.account_id is not None
            known = DepositValues(by.account_id, paid.paid_on, "bank", "S-1")
            as_part(depositing.deposit)(session, known, by, today=TODAY, once=None)
    return rows_of(session, member.id)


def in_bulk(values: MemberValues, paid: Payment, by: By, roster: Roster) -> dict[str, list[Row]]:
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        rows = Rows(tx.session)
        entry = rows.member(values, roster, at=by.at, code="ABCDEFGHJKM")
        if entry.person is not None:
            rows.contribution(entry, paid, roster, at=by.at)
        rows.write()
        return rows_of(tx.session, entry.member_id)


def rows_of(session: Session, member_id: int) -> dict[str, list[Row]]:
    """Read everything about a member: sealed values opened, what differs in every row left out."""
    session.expire_all()
    member = session.get_one(Member, member_id)
    wanted: dict[type[Base], sa.ColumnElement[bool]] = {
        Participant: Participant.id == member.participant_id,
        Member: Member.id == member_id,
        Stall: Stall.member_id == member_id,
        Card: Card.member_id == member_id,
        Contribution: Contribution.participant_id == member.participant_id,
        Deposit: Deposit.id.in_(
            sa.select(Contribution.deposit_id).where(
                Contribution.participant_id == member.participant_id
            )
        ),
        Receipt: Receipt.member_id == member_id,
    }
    assert set(wanted) == set(TABLES)
    found = {}
    for model, where in wanted.items():
        found[model.__tablename__] = [
            columns(row) for row in session.scalars(sa.select(model).where(where))
        ]
    found["member"][0] |= {
        "nik_sealed": member.nik,
        "phone_sealed": member.phone,
        "heirs_sealed": member.heirs,
    }
    code = vault.open(found["card"][0].pop("code_sealed"), f"card|code|{member_id}")
    assert session.get_one(Card, vault.index(code, reads.CARD_PURPOSE)).member_id == member_id
    return found


def columns(row: Base) -> Row:
    return {
        column.key: getattr(row, column.key)
        for column in sa.inspect(type(row)).columns
        if column.key not in OWN
    }


def test_later_rows_are_numbered_on(app: Flask, cast: Cast) -> None:
    with app.app_context():
        by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
        in_bulk(PEOPLE[1], PAID, by, Roster(cast.association["sari"], city))
        by = acting(cast, "sari")
        member_id = members.enrol(PEOPLE[2], by, city_id=city, once=None)
        assert db.session().get_one(Member, member_id).participant_id is not None
    assert by.at == NOW
