"""The way out for who is behind: which months, how much, until when."""

from datetime import date

import pytest

from association.rules.law.coverage import Enrolment
from association.rules.law.owed import Owed, owed
from association.rules.law.tariff import MINIMUM, Programme
from tests.rules.law.written import MEMBER, NOBODY, on, text, words

# paid | held | day | first month, last month, rupiah at the lowest income, last day to be in time
TABLE = """
2026-08 | none    | 2026-11-22 | 2026-09 2026-11 25200 2026-11-30
2026-09 | none    | 2026-11-22 | 2026-10 2026-11 16800 2026-12-31
2026-10 | none    | 2026-11-22 | 2026-11 2026-11 8400 2027-01-31
2026-10 | none    | 2026-11-10 | 2026-11 2026-11 8400 2027-01-31
2026-11 | none    | 2027-01-20 | 2026-12 2027-01 25200 2027-02-28
2026-11 | none    | 2027-02-28 | 2026-12 2027-02 42000 2027-02-28
2026-11 | none    | 2027-03-01 | 2027-03 2027-03 16800 None
2027-11 | none    | 2028-02-29 | 2027-12 2028-02 50400 2028-02-29
2026-07 | none    | 2026-11-01 | 2026-11 2026-11 8400 None
none    | none    | 2026-11-22 | 2026-11 2026-11 8400 None
2026-12 | none    | 2026-11-22 | 2026-11 2026-11 8400 None
2026-10,2026-12 | none | 2026-11-22 | 2026-11 2026-11 8400 2027-01-31
2026-11 | none    | 2026-11-22 | nothing
2026-11 | 2026-12 | 2026-11-22 | nothing
2026-10 | 2026-11 | 2026-11-22 | nothing
2026-08 | 2026-09..2026-11 | 2026-11-22 | nothing
none    | 2026-11 | 2026-11-22 | nothing
"""


def ask(codes: str, held: str, today: str, known: Enrolment = MEMBER) -> Owed | None:
    day = date.fromisoformat(today)
    cover = on(day, *words(codes), enrolment=known, held=words(held))
    return owed(cover, income=0, programmes=MINIMUM, today=day)


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_what_is_owed(line: str) -> None:
    codes, held, today, expected = (part.strip() for part in line.split("|"))
    found = ask(codes, held, today)
    told = "nothing"
    if found:
        months = f"{found.first_month:%Y-%m} {found.last_month:%Y-%m}"
        told = f"{months} {found.amount} {text(found.last_day)}"
    assert told == expected


@pytest.mark.parametrize(
    "known",
    [
        NOBODY,
        Enrolment(ready=True),
        Enrolment(sent_on=date(2026, 11, 1)),
        Enrolment(too_old=True),
        Enrolment(registered_on=date(2026, 11, 23)),
        Enrolment(registered_on=date(2026, 1, 1), ended_on=date(2026, 11, 22)),
    ],
)
def test_who_is_no_member_owes_nothing(known: Enrolment) -> None:
    assert ask("2026-01..2026-09", "none", "2026-11-22", known) is None


def test_the_sum_is_of_the_income_and_the_programmes() -> None:
    day = date(2027, 1, 20)
    found = owed(on(day, "2026-11"), income=3_500_000, programmes=frozenset(Programme), today=day)
    assert found is not None
    assert found.amount == 89_650 + 110_300  # December with the discount, January without
