"""The law agrees with a second telling of it (model.py) over random histories.

`HISTORIES=100000 pytest -q tests/rules/law/test_model.py -k many` tries that many.
"""

import os
from dataclasses import asdict
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from association.rules.law.coverage import Enrolment, Run, coverage
from association.rules.law.enrolment import too_old_to_join
from association.rules.law.payments import Payer
from tests.rules.law.model import A_DAY, Paid, Person, Standing, first_day, is_payable, number

HISTORIES = int(os.environ.get("HISTORIES", "500"))
DAYS_ASKED = 4
# Around the two laws on the death benefit, a leap year, and today.
TIMES = [date(2019, 11, 1), date(2024, 2, 1), date(2025, 2, 1), date(2026, 11, 1), date(2028, 2, 1)]


def some_day(random: Random, month: int) -> date:
    """Draw a day of a month, mostly one at which something changes."""
    begin, end = first_day(month), first_day(month + 1) - A_DAY
    return random.choice(
        [
            begin,
            end,
            begin.replace(day=random.randint(14, 20)),
            begin.replace(day=random.randint(27, 31)) if end.day == 31 else end,
            begin.replace(day=random.randint(1, end.day)),
        ]
    )


def some_payment(random: Random, around: int) -> Paid:
    first = around + random.randint(-9, 2)
    paid_on = some_day(random, first + random.choice([-1, 0, 0, 0, 0, 1, 2, 3]))
    later = A_DAY * random.choice([0, 0, 0, 1, 10, 40, 90])
    return Paid(
        first=first,
        last=first + random.choice([0, 0, 0, 1, 2, 5, 11]),
        paid_on=paid_on,
        received_on=None if random.random() < 0.2 else paid_on + later,
    )


def some_person(random: Random, around: int) -> Person:
    def perhaps(share: float, earliest: int) -> date | None:
        if random.random() > share:
            return None
        return some_day(random, around + random.randint(earliest, 2))

    registered_on, ended_on = perhaps(0.85, -12), perhaps(0.15, -6)
    if registered_on and ended_on:
        ended_on = max(registered_on, ended_on)
    young = date(1980, 5, 17)
    return Person(
        payments=tuple(some_payment(random, around) for _ in range(random.randint(0, 5))),
        ready=random.random() < 0.5,
        birth_date=random.choice([None, young, some_day(random, around - 65 * 12)]),
        sent_on=perhaps(0.4, -12),
        registered_on=registered_on,
        ended_on=ended_on,
    )


def by_the_rules(person: Person, day: date) -> dict[str, Any]:
    """Ask rules.law.coverage what is known of a person by a day, in the words of the model."""
    received, held = [], []
    for one in person.payments:
        run = Run(first_day(one.first), first_day(one.last), one.received_on)
        if one.received_on and one.received_on <= day:
            received.append(run)
        elif one.paid_on <= day:
            held.append(run)
    enrolment = Enrolment(
        ready=person.ready,
        too_old=person.birth_date is not None and too_old_to_join(person.birth_date, day),
        sent_on=person.sent_on,
        registered_on=person.registered_on,
        ended_on=person.ended_on,
    )
    found = asdict(coverage(received, enrolment, held=held, today=day))
    found["status"] = found["status"].value
    del found["next_due"]
    return found


def compare(random: Random) -> None:
    around = number(random.choice(TIMES)) + random.randint(-6, 6)
    person = some_person(random, around)
    for _ in range(DAYS_ASKED):
        day = some_day(random, around + random.randint(-3, 4))
        told = asdict(Standing(person, day).told())
        for field in ("next_month", "collect_from", "member_since"):
            told[field] = told[field] and first_day(told[field])
        assert by_the_rules(person, day) == told, (person, day)
        compare_payable(person, day)


def compare_payable(person: Person, day: date) -> None:
    runs = [Run(first_day(one.first), first_day(one.last), one.paid_on) for one in person.payments]
    first = Payer(recorded=tuple(runs), registered_on=person.registered_on).payable_from(day)
    taken = {
        month
        for one in person.payments
        if one.paid_on <= day
        for month in range(one.first, one.last + 1)
    }
    for month in range(number(day) - 14, number(day) + 4):
        if month not in taken:
            payable = first_day(month) >= first
            assert payable is is_payable(person, month, day), (person, first_day(month), day)


@given(st.randoms(use_true_random=False))
def test_the_law_told_twice_is_the_same(random: Random) -> None:
    compare(random)


def test_so_it_is_over_many_histories() -> None:
    for seed in range(HISTORIES):
        compare(Random(seed))
