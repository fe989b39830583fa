"""Cash in a collector's hand protects nobody ([flip154], [jakrev]): it is told, and not asked for
again."""

from datetime import date

import pytest

from association.rules.law.coverage import Enrolment
from association.rules.law.years import Paid, year_of
from tests.rules.law.written import MEMBER, day, on, paid, words

NOV_10, NOV_22 = date(2026, 11, 10), date(2026, 11, 22)

# paid | held by a collector | day | status, in hand, next month to pay, collect from, arrears
TABLE = """
none             | 2026-11          | 2026-11-22 | entrusted yes 2026-11 2026-12 0
none             | 2026-11..2027-01 | 2026-11-22 | entrusted yes 2026-11 2027-02 0
none             | 2026-10          | 2026-11-22 | registered no 2026-11 2026-11 0
none             | 2026-10..2026-11 | 2026-11-22 | entrusted yes 2026-11 2026-12 0
none             | 2026-12          | 2026-11-22 | registered no 2026-11 2026-11 0
2026-10          | 2026-11          | 2026-11-10 | entrusted yes 2026-11 2026-12 0
2026-10          | 2026-11          | 2026-11-22 | entrusted yes 2026-11 2026-12 1
2026-08          | 2026-09..2026-11 | 2026-11-22 | entrusted yes 2026-09 2026-12 3
2026-08          | 2026-09          | 2026-11-22 | arrears no 2026-09 2026-10 3
2026-08          | 2026-09,2026-11  | 2026-11-22 | entrusted yes 2026-09 2026-10 3
2026-08          | 2026-09,2026-10  | 2026-11-22 | arrears no 2026-09 2026-11 3
2026-08          | 2026-08          | 2026-11-22 | arrears no 2026-09 2026-09 3
2026-03          | 2026-11          | 2026-11-22 | entrusted yes 2026-11 2026-12 0
2026-03          | 2026-04..2026-06 | 2026-11-22 | inactive no 2026-11 2026-11 0
2026-11          | 2026-12          | 2026-11-22 | active yes 2026-12 2027-01 0
2026-11          | 2027-01          | 2026-11-22 | active no 2026-12 2026-12 0
2026-11          | 2026-10          | 2026-11-22 | active no 2026-12 2026-12 0
2026-11          | none             | 2026-11-22 | active no 2026-12 2026-12 0
2026-10,2026-12  | 2026-11          | 2026-11-10 | entrusted yes 2026-11 2027-01 0
2026-10,2026-12  | none             | 2026-11-10 | due no 2026-11 2026-11 0
"""


def told(line: str, enrolment: Enrolment = MEMBER) -> str:
    codes, held, today = (part.strip() for part in line.split("|")[:3])
    found = on(date.fromisoformat(today), *words(codes), enrolment=enrolment, held=words(held))
    in_hand = "yes" if found.in_hand else "no"
    return (
        f"{found.status} {in_hand} {found.next_month:%Y-%m} {found.collect_from:%Y-%m} "
        f"{found.arrears}"
    )


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_what_a_collector_holds(line: str) -> None:
    assert told(line) == line.split("|")[3].strip()


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_held_months_change_nothing_that_is_promised(line: str) -> None:
    codes, held, today = (part.strip() for part in line.split("|")[:3])
    asked = date.fromisoformat(today)
    with_cash = on(asked, *words(codes), held=words(held))
    without = on(asked, *words(codes))
    for promised in ("protected_until", "death_benefit", "full_benefit_from", "member_since"):
        assert getattr(with_cash, promised) == getattr(without, promised)
    assert (with_cash.next_month, with_cash.lapsing) == (without.next_month, without.lapsing)


@pytest.mark.parametrize(
    ("enrolment", "status"),
    [
        (Enrolment(), "candidate"),
        (Enrolment(ready=True), "ready"),
        (Enrolment(ready=True, sent_on=NOV_10), "sent"),
        (Enrolment(registered_on=date(2026, 12, 1)), "candidate"),
        (Enrolment(registered_on=NOV_10), "entrusted"),
        (Enrolment(registered_on=NOV_10, ended_on=NOV_22), "ended"),
    ],
)
def test_a_candidates_cash_is_a_first_contribution_entrusted(
    enrolment: Enrolment, status: str
) -> None:
    found = on(NOV_22, enrolment=enrolment, held=("2026-11..2026-12",))
    assert (found.status, found.in_hand, found.protected) == (status, True, False)
    assert found.collect_from == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("codes", "held", "today", "months"),
    [
        # the months of 2026: p paid, h held, d due, a arrears, . never, + ahead
        (("2026-06..2026-08",), (), "2026-11-22", ".....pppaaa+"),
        (("2026-06..2026-08",), (), "2026-11-10", ".....pppaad+"),
        (("2026-06..2026-08",), ("2026-09",), "2026-11-22", ".....ppphaa+"),
        (("2026-06..2026-08",), ("2026-09..2026-12",), "2026-11-22", ".....ppphhhh"),
        (("2026-06..2026-08",), ("2026-12",), "2026-12-20", ".....ppp...h"),
        (("2026-10",), ("2026-12",), "2026-11-10", ".........pdh"),
        (("2026-10", "2026-11"), ("2026-11..2026-12",), "2026-11-10", ".........pph"),
        ((), (), "2026-11-22", "..........d+"),
        ((), ("2026-11",), "2026-11-22", "..........h+"),
    ],
)
def test_the_year_tells_what_is_paid_and_what_is_held(
    codes: tuple[str, ...], held: tuple[str, ...], today: str, months: str
) -> None:
    asked = day(today) or NOV_22
    cover = on(asked, *codes, held=held)
    found = year_of(paid(*codes), cover, held=paid(*held), year=2026, today=asked)
    signs = dict(zip(Paid, "phda.+", strict=True))
    assert "".join(signs[what] for _, what in found) == months
