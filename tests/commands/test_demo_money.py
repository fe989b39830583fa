"""The demo city's money: in whose hands it is, what was paid in, and what BPJS received."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import demo
from association.cover.cash import custody
from association.cover.cash.models import Visit
from association.ledger.audit.actions import first_broken
from association.people.participants.models import Contribution, Deposit, Participant, Receipt
from association.roster.members.models import Member
from association.roster.members.statuses import coverage_of
from association.rules.law.coverage import Status
from association.rules.law.custody import Custody
from association.rules.law.payments import COLLECTED
from association.territory.models import Association
from tests.commands.stage import fresh_app, whole_database
from tests.infra.cast import TODAY
from tests.infra.client import Reader

FIRST = date(2026, 12, 1)


@pytest.fixture(scope="module", params=[TODAY, FIRST], ids=str)
def dated(
    request: pytest.FixtureRequest, city: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, date]]:
    """Give the demo city on a day, on the first one of a month, too."""
    if request.param == TODAY:
        yield city, TODAY
        return
    now = datetime(FIRST.year, FIRST.month, FIRST.day, 3, tzinfo=UTC)
    with fresh_app(tmp_path_factory.mktemp("first"), now) as app:
        with app.app_context():
            demo.load(progress=False)
        yield app, FIRST


@pytest.fixture
def session(dated: tuple[Flask, date]) -> Iterator[Session]:
    """Give a session that reads everything."""
    with whole_database(dated[0]) as opened:
        yield opened


@pytest.fixture
def today(dated: tuple[Flask, date]) -> date:
    """Give the business date."""
    return dated[1]


def leading(session: Session) -> list[Association]:
    """Give Sari's paguyuban and Budi's."""
    return [
        session.scalars(sa.select(Association).where(Association.name == name)).one()
        for name in (demo.territory.SARI, demo.territory.BUDI)
    ]


def test_what_was_taken_is_paid_in_or_in_hand(session: Session) -> None:
    for account_id, association in enumerate(leading(session), 1):
        own = {"association_id": association.id, "collector_id": account_id}
        taken, paid_in, holding = custody.balance(session, **own)
        assert taken - paid_in == holding > 0
        assert paid_in > 10 * holding


def test_each_deposit_is_the_sum_of_its_cash(session: Session) -> None:
    deposits = session.scalars(sa.select(Deposit).order_by(Deposit.id)).all()
    assert [one.day for one in deposits] == sorted(one.day for one in deposits)
    assert {one.association_id for one in deposits} == {one.id for one in leading(session)}
    for one in deposits:
        inside = session.scalars(
            sa.select(Contribution).where(Contribution.deposit_id == one.id)
        ).all()
        assert sum(paid.amount for paid in inside) == one.amount > 0
        proven = Custody.PROVEN if one.proven_at else Custody.DEPOSITED
        assert {(paid.received_on, paid.custody) for paid in inside} == {(one.day, proven)}
        assert all(timedelta(0) <= one.day - paid.paid_on <= timedelta(3) for paid in inside)
        assert one.reference


def test_the_last_deposit_of_each_collector_is_not_proven_yet(session: Session) -> None:
    for association in leading(session):
        (latest, _), *earlier = custody.deposits(session, association_id=association.id)
        assert latest.proven_at is None
        assert len(earlier) == 24
        assert all(one.proven_at for one, _ in earlier)


def test_only_where_somebody_has_an_account_cash_is_collected(session: Session) -> None:
    led = {one.id for one in leading(session)}
    seen = Counter(
        (one.channel == COLLECTED, one.custody != Custody.NONE, one.deposit_id is not None)
        for one in session.scalars(sa.select(Contribution))
        if not one.is_held
    )
    assert set(seen) == {(False, False, False), (True, True, True)}
    collected = sa.select(Contribution.association_id).where(Contribution.channel == COLLECTED)
    assert set(session.scalars(collected)) == led
    direct = session.scalars(sa.select(Contribution).where(Contribution.channel != COLLECTED))
    assert all(one.receipt and one.received_on == one.paid_on for one in direct)


def test_cash_in_hand_lies_too_long_with_sari_only(session: Session, today: date) -> None:
    own, other = leading(session)
    (hers,) = custody.held(session, association_id=own.id, today=today)
    (his,) = custody.held(session, association_id=other.id, today=today)
    assert (hers.is_late, today - hers.since) == (True, timedelta(4))
    assert not his.is_late
    assert hers.count == 8
    visits = session.scalars(sa.select(Visit.contribution_id).order_by(Visit.contribution_id))
    held = sa.select(Contribution.id).where(Contribution.custody == Custody.ENTRUSTED)
    assert visits.all() == session.scalars(held.order_by(Contribution.id)).all()


def test_cash_is_of_this_month_of_the_next_and_of_one_not_registered(
    session: Session, today: date
) -> None:
    own, _ = leading(session)
    seen: Counter[Status] = Counter()
    for member in session.scalars(
        sa.select(Member)
        .join(Receipt, Receipt.member_id == Member.id)
        .join(Contribution, Contribution.id == Receipt.contribution_id)
        .where(Contribution.association_id == own.id, Contribution.received_on.is_(None))
    ):
        cover = coverage_of(session, member, today=today)
        assert cover.in_hand
        assert cover.protected == (cover.status is Status.ACTIVE)
        seen[cover.status] += 1
    assert seen == {Status.ENTRUSTED: 6, Status.ACTIVE: 1, Status.READY: 1}


def test_all_cash_has_a_receipt(session: Session) -> None:
    cash = {
        one.id: one
        for one in session.scalars(
            sa.select(Contribution).where(Contribution.custody != Custody.NONE)
        )
    }
    receipts = session.scalars(sa.select(Receipt)).all()
    assert {one.contribution_id for one in receipts} == set(cash)
    for one in receipts:
        member = session.get_one(Member, one.member_id)
        assert member.participant_id == cash[one.contribution_id].participant_id
        assert member.association_id == one.association_id


@pytest.mark.parametrize("where", [Custody.ENTRUSTED, Custody.DEPOSITED, Custody.PROVEN])
def test_anybody_may_look_a_receipt_up(dated: tuple[Flask, date], where: Custody) -> None:
    with whole_database(dated[0]) as session:
        of = sa.select(Receipt.number).join(Contribution).where(Contribution.custody == where)
        number = session.scalars(of.limit(1)).one()
    seen = Reader(dated[0]).get(f"/kuitansi/{number}")
    assert seen.status == 200
    assert "Rp" in seen.text


def test_nobody_is_registered_who_was_too_old(session: Session) -> None:
    for person in session.scalars(sa.select(Participant)):
        if person.registered_on is not None and person.birth_date is not None:
            at = person.registered_on
            assert (at.year - 66, at.month, at.day) < (
                person.birth_date.year,
                person.birth_date.month,
                person.birth_date.day,
            )


def test_the_audit_chain_holds(session: Session) -> None:
    assert first_broken(session) is None
