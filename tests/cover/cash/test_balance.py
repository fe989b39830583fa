"""Custody always balances: whatever several collectors take, void, deposit, take back and prove, in
any order."""

import contextlib
from collections import Counter
from dataclasses import dataclass, field

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.cash import actions, custody, depositing
from association.cover.cash.models import Visit
from association.cover.cash.outcomes import Asking, Outcome
from association.cover.contributions import actions as coverage
from association.database import db, write_tx
from association.people.accounts.actions import create_account
from association.people.participants.models import Contribution, Deposit
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role
from association.rules.law.custody import DepositValues
from tests.attacks.crowd import at_once
from tests.infra.cast import NOW, TODAY, Cast, acting

WHO = ("Suparno", "Ngatiyem", "Wagiyem")
STEP = st.tuples(
    st.sampled_from(["take", "take", "void", "deposit", "withdraw", "prove", "forget"]),
    st.sampled_from([0, 1]),
    st.integers(0, 2),
)


@dataclass
class Book:
    """What a careful person would write down beside the app: who holds how much, and what each
    deposit took."""

    open: Counter[int] = field(default_factory=Counter)
    deposits: dict[int, tuple[int, int]] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)


@pytest.fixture
def collectors(app: Flask, cast: Cast) -> tuple[int, int]:
    """Sari and a second collector."""
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        wulan = create_account(
            tx.session, name="Wulan", phone="081200000099", role=Role.LEADER, now=NOW
        )
        return cast.account["sari"], wulan.id


def by(cast: Cast, collector: int) -> By:
    return By(account_id=collector, association_id=acting(cast, "sari").association_id, at=NOW)


def latest(member: int) -> Contribution | None:
    participant = db.session.get_one(Member, member).participant_id
    paid = db.session.query(Contribution).filter_by(participant_id=participant, voided_at=None)
    return paid.order_by(Contribution.id.desc()).first()


def do(book: Book, cast: Cast, kind: str, collector: int, place: int, number: int) -> None:
    """Take one step in the app, and in the book when the app did not refuse it."""
    who, member = by(cast, collector), cast.member[WHO[place]]
    if kind == "take":
        actions.visit(
            member, Asking(outcome=Outcome.PAID, taken=1_000 + number), who, today=TODAY, once=None
        )
        book.open[collector] += 1_000 + number
    elif kind == "void" and (paid := latest(member)):
        holder, amount, custody = paid.recorded_by or 0, paid.amount, paid.custody
        coverage.void(paid.id, paid.participant_id, who, reason="Salah", once=None)
        if custody:
            book.open[holder] -= amount
    elif kind == "deposit":
        values = DepositValues(
            collector_id=collector, day=TODAY, channel="bank", reference=f"T{number}"
        )
        made = depositing.deposit(values, who, today=TODAY, once=None)
        book.deposits[made] = (collector, book.open[collector])
        book.open[collector] = 0
    elif kind == "forget":
        if db.session.query(Visit).filter_by(member_id=member).first():
            actions.forget_visit(member, who, today=TODAY, once=None)
    elif kind in ("withdraw", "prove") and book.deposits:
        deposit = sorted(book.deposits)[place % len(book.deposits)]
        if kind == "prove":
            depositing.prove(deposit, who, once=None)
            book.proven.add(deposit)
        else:
            depositing.withdraw(deposit, who, reason="Salah", once=None)
            owner, amount = book.deposits.pop(deposit)
            book.open[owner] += amount


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_custody_always_balances(
    app: Flask, cast: Cast, collectors: tuple[int, int], steps: list[tuple[str, int, int]]
) -> None:
    book = Book()
    with app.app_context():
        acting(cast, "sari")
        start_afresh(cast)
        for number, (kind, collector, place) in enumerate(steps):
            with contextlib.suppress(RuleError):  # refused: nothing may have moved
                do(book, cast, kind, collectors[collector], place, number)
            check(book, cast, collectors)


def start_afresh(cast: Cast) -> None:
    """Void and withdraw what the example before left behind."""
    with write_tx() as tx:
        for paid in tx.session.query(Contribution).filter(Contribution.custody != ""):
            paid.custody, paid.deposit_id, paid.voided_at = "entrusted", None, NOW
            paid.received_on = None
        for made in tx.session.query(Deposit):
            made.withdrawn_at = NOW


def check(book: Book, cast: Cast, collectors: tuple[int, int]) -> None:
    db.session.rollback()
    acting(cast, "sari")
    own = cast.association["sari"]
    held = {
        one.collector_id: one.amount
        for one in custody.held(db.session(), association_id=own, today=TODAY)
    }
    for collector in collectors:
        taken, paid_in, holding = custody.balance(
            db.session(), association_id=own, collector_id=collector
        )
        assert taken - paid_in == holding == held.get(collector, 0) == book.open[collector] >= 0
        assert paid_in == sum(
            amount for owner, amount in book.deposits.values() if owner == collector
        )
    for deposit, (_owner, amount) in book.deposits.items():
        inside = [paid for paid, _number, _name in custody.inside(db.session(), deposit)]
        assert sum(paid.amount for paid in inside) == amount
        assert {paid.custody for paid in inside} == {
            "proven" if deposit in book.proven else "deposited"
        }


def test_two_collectors_at_one_door_take_the_money_once(
    app: Flask, cast: Cast, collectors: tuple[int, int]
) -> None:
    def asks(collector: int, outcome: Outcome) -> str:
        with app.app_context():
            who = by(cast, collector)
            try:
                actions.visit(
                    cast.member["Suparno"], Asking(outcome=outcome), who, today=TODAY, once=None
                )
            except RuleError as error:
                return error.message
            return "taken"

    said = at_once(*(lambda one=one: asks(one, Outcome.PAID) for one in collectors * 3))
    assert Counter(said)["taken"] == 1
    assert all("sudah dicatat pada putaran ini" in one for one in said if one != "taken")
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Contribution).filter_by(custody="entrusted").count() == 1
        assert db.session.query(Visit).count() == 1


def _everybody_paid(app: Flask, cast: Cast, collector: int) -> list[tuple[int, int]]:
    """Let everybody pay a collector; give each contribution with its participant."""
    asking = Asking(outcome=Outcome.PAID)
    with app.app_context():
        for name in WHO:
            actions.visit(cast.member[name], asking, by(cast, collector), today=TODAY, once=None)
        paid = [
            (one.id, one.participant_id)
            for one in db.session.query(Contribution).filter_by(custody="entrusted")
        ]
        db.session.remove()
    return paid


def test_a_deposit_and_a_void_at_one_moment_still_balance(
    app: Flask, cast: Cast, collectors: tuple[int, int]
) -> None:
    sari, _wulan = collectors
    paid = _everybody_paid(app, cast, sari)

    def void(contribution: int, participant: int) -> None:
        with app.app_context(), contextlib.suppress(RuleError):
            coverage.void(contribution, participant, by(cast, sari), reason="x", once=None)

    def pay_in(reference: str) -> None:
        with app.app_context():
            values = DepositValues(
                collector_id=sari, day=TODAY, channel="bank", reference=reference
            )
            with contextlib.suppress(RuleError):
                depositing.deposit(values, by(cast, sari), today=TODAY, once=None)

    at_once(
        *(lambda one=one: void(*one) for one in paid[:2]),
        *(lambda r=r: pay_in(r) for r in ("A", "B", "A")),
    )
    with app.app_context():
        acting(cast, "sari")
        own = cast.association["sari"]
        taken, paid_in, holding = custody.balance(
            db.session(), association_id=own, collector_id=sari
        )
        assert taken - paid_in == holding == 0
        assert sum(one.amount for one in db.session.query(Deposit)) == taken
