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
from association.cover.cash import actions, custody, depositing, moving
from association.cover.cash.models import Visit
from association.cover.cash.outcomes import Asking, Outcome
from association.cover.contributions import actions as coverage
from association.database import db, write_tx
from association.people.accounts.actions import create_account
from association.people.participants.models import Contribution, Deposit, Receipt
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role
from association.rules.law.custody import DepositValues
from tests.attacks.crowd import at_once
from tests.infra.cast import NOW, TODAY, Cast, acting

WHO = ("Suparno", "Ngatiyem", "Wagiyem")
KINDS = ["take", "take", "void", "deposit", "some", "withdraw", "prove", "forget", "undo", "move"]
STEP = st.tuples(st.sampled_from(KINDS), st.sampled_from([0, 1]), st.integers(0, 2))


@dataclass
class Book:
    """What a careful person would write down beside the app: who holds which payment, and what each
    deposit took."""

    open: dict[int, tuple[int, int]] = field(default_factory=dict)  # payment: collector, rupiah
    deposits: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)

    def holds(self, collector: int) -> int:
        return _sum(self.open, collector)

    def paid_in(self, collector: int) -> int:
        return sum(_sum(inside, collector) for inside in self.deposits.values())

    def hand_in(self, deposit: int, payments: set[int]) -> None:
        self.deposits[deposit] = {one: self.open.pop(one) for one in payments}


def _sum(payments: dict[int, tuple[int, int]], collector: int) -> int:
    return sum(amount for holder, amount in payments.values() if holder == collector)


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


def visited(member: int) -> Visit | None:
    return db.session.query(Visit).filter_by(member_id=member).first()


def right_person(paid: Contribution, member: int, other: int) -> moving.Moving:
    return moving.Moving(
        contribution_id=paid.id,
        source=member,
        target=other,
        first_month=paid.first_month,
        reason="Salah orang",
        gap_confirmed=True,
    )


def hand_in(book: Book, who: By, place: int | None, number: int) -> None:
    """Pay in all that a collector holds; or, from a place on, every second receipt."""
    mine = sorted(one for one, (holder, _) in book.open.items() if holder == who.account_id)
    chosen = None if place is None else frozenset(mine[place::2])
    values = DepositValues(
        collector_id=who.account_id or 0,
        day=TODAY,
        channel="bank",
        reference=f"T{number}",
        chosen=chosen,
    )
    made = depositing.deposit(values, who, today=TODAY, once=None)
    book.hand_in(made, set(mine) if chosen is None else set(chosen))


def do(book: Book, cast: Cast, kind: str, collector: int, place: int, number: int) -> None:
    """Take one step in the app, and in the book when the app did not refuse it."""
    who, member = by(cast, collector), cast.member[WHO[place]]
    if kind == "take":
        taken = 1_000 + number
        asking = Asking(outcome=Outcome.PAID, taken=taken)
        actions.visit(member, asking, who, today=TODAY, once=None)
        paid = latest(member)
        assert paid is not None
        book.open[paid.id] = (collector, taken)
    elif kind == "void" and (paid := latest(member)):
        coverage.void(paid.id, paid.participant_id, who, reason="Salah", once=None)
        book.open.pop(paid.id, None)
    elif kind in ("deposit", "some"):
        hand_in(book, who, place if kind == "some" else None, number)
    elif kind in ("forget", "undo") and (visit := visited(member)):
        paid_by = visit.contribution_id or 0
        if kind == "forget":
            actions.forget_visit(member, who, today=TODAY, once=None)
        else:
            actions.take_back(member, who, today=TODAY, once=None)
            del book.open[paid_by]
    elif kind == "move" and (paid := latest(member)):
        other = cast.member[WHO[(place + 1 + collector % 2) % 3]]
        moving.move(right_person(paid, member, other), who, once=None)
    elif kind in ("withdraw", "prove") and book.deposits:
        deposit = sorted(book.deposits)[place % len(book.deposits)]
        if kind == "prove":
            depositing.prove(deposit, who, once=None)
            book.proven.add(deposit)
        else:
            depositing.withdraw(deposit, who, reason="Salah", once=None)
            book.open |= book.deposits.pop(deposit)


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
        assert taken - paid_in == holding == held.get(collector, 0) == book.holds(collector) >= 0
        assert paid_in == book.paid_in(collector)
    for deposit, payments in book.deposits.items():
        inside = [one[0] for one in custody.inside(db.session(), deposit)]
        assert {paid.id: paid.amount for paid in inside} == {
            one: amount for one, (_collector, amount) in payments.items()
        }
        assert db.session.get_one(Deposit, deposit).amount == sum(paid.amount for paid in inside)
        assert {paid.custody for paid in inside} == {
            "proven" if deposit in book.proven else "deposited"
        }
    for paid, receipt in db.session.query(Contribution, Receipt).filter(
        Receipt.contribution_id == Contribution.id
    ):  # a receipt names whose months they are
        member = db.session.get_one(Member, receipt.member_id)
        assert member.participant_id == paid.participant_id


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
