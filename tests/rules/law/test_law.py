"""The law as one table: what a month costs, when it is due, where a person stands, what the family
gets; each with its source.

Each line reads: what is given | what follows | source key of rules.law.sources. "pay" gives income,
programmes (2 = JKK and JKM, 3 = and JHT), sector and payer, contribution month; "due" a
contribution month; "state" and "jkm" the paid runs (with @ the day BPJS received the money), the
day, and when the person was registered if it matters; "jkk" the income.
"""

from datetime import date

import pytest

from association.rules.house.months import parse_month
from association.rules.law.bands import band_of
from association.rules.law.benefits import benefits
from association.rules.law.coverage import Enrolment
from association.rules.law.sources import SOURCES
from association.rules.law.tariff import MINIMUM, Funding, Programme, Sector, monthly_amount
from association.rules.law.workdays import due_date
from tests.rules.law.written import MEMBER, NOBODY, on, words

LAW = """
pay 0 2 trade self 2027-01 | 16800 | jp_sim
pay 0 3 trade self 2027-01 | 36800 | jp_sim
pay 1000000 2 trade self 2027-01 | 16800 | jp_sim
pay 1099000 2 trade self 2027-01 | 16800 | jp_sim
pay 1099500 2 trade self 2027-01 | 16800 | jp_sim
pay 1099999 2 trade self 2027-01 | 16800 | jp_sim
pay 1100000 2 trade self 2027-01 | 18800 | jp_sim
pay 1299999 3 trade self 2027-01 | 42800 | jp_sim
pay 1300000 2 trade self 2027-01 | 20800 | jp_sim
pay 1500000 3 trade self 2027-01 | 54800 | jp_sim
pay 1700000 2 trade self 2027-01 | 24800 | jp_sim
pay 1900000 2 trade self 2027-01 | 26800 | jp_sim
pay 2100000 3 trade self 2027-01 | 72800 | jp_sim
pay 2300000 2 trade self 2027-01 | 30800 | jp_sim
pay 2500000 2 trade self 2027-01 | 32800 | jp_sim
pay 2699999 2 trade self 2027-01 | 32800 | jp_sim
pay 2700000 2 trade self 2027-01 | 36300 | jp_sim
pay 3199999 3 trade self 2027-01 | 95300 | jp_sim
pay 3200000 2 trade self 2027-01 | 41300 | jp_sim
pay 3500000 2 trade self 2027-01 | 41300 | jp_sim
pay 3500000 3 trade self 2027-01 | 110300 | jp_sim
pay 3699999 2 trade self 2027-01 | 41300 | jp_sim
pay 3700000 2 trade self 2027-01 | 46300 | jp_sim
pay 4200000 3 trade self 2027-01 | 140300 | jp_sim
pay 4700000 2 trade self 2027-01 | 56300 | jp_sim
pay 5200000 2 trade self 2027-01 | 61300 | jp_sim
pay 5700000 3 trade self 2027-01 | 185300 | jp_sim
pay 6200000 2 trade self 2027-01 | 71300 | jp_sim
pay 6700000 2 trade self 2027-01 | 76300 | jp_sim
pay 7200000 3 trade self 2027-01 | 230300 | jp_sim
pay 7700000 2 trade self 2027-01 | 86300 | jp_sim
pay 8199999 2 trade self 2027-01 | 86300 | jp_sim
pay 8200000 2 trade self 2027-01 | 93800 | jp_sim
pay 9200000 3 trade self 2027-01 | 297800 | jp_sim
pay 10200000 2 trade self 2027-01 | 113800 | jp_sim
pay 11200000 2 trade self 2027-01 | 123800 | jp_sim
pay 12200000 3 trade self 2027-01 | 387800 | jp_sim
pay 13200000 2 trade self 2027-01 | 143800 | jp_sim
pay 14200000 2 trade self 2027-01 | 153800 | jp_sim
pay 15200000 3 trade self 2027-01 | 477800 | jp_sim
pay 16200000 2 trade self 2027-01 | 173800 | jp_sim
pay 17200000 2 trade self 2027-01 | 183800 | jp_sim
pay 18200000 3 trade self 2027-01 | 567800 | jp_sim
pay 19200000 2 trade self 2027-01 | 203800 | jp_sim
pay 20199999 2 trade self 2027-01 | 203800 | jp_sim
pay 20200000 2 trade self 2027-01 | 213800 | jp_sim
pay 25000000 3 trade self 2027-01 | 627800 | jp_sim
pay 0 2 trade self 2026-03 | 16800 | bpjs_18931
pay 0 2 trade self 2026-04 | 8400 | bpjs_18931
pay 0 2 trade self 2026-08 | 8400 | bpjs_18931
pay 0 2 trade self 2026-11 | 8400 | bpjs_18931
pay 0 2 trade self 2026-12 | 8400 | bpjs_18931
pay 0 3 trade self 2026-12 | 28400 | bpjs_18931
pay 3500000 2 trade self 2026-12 | 20650 | bpjs_18931
pay 3500000 3 trade self 2026-12 | 89650 | bpjs_18931
pay 2700000 2 trade self 2026-12 | 18150 | bpjs_18931
pay 20200000 3 trade self 2026-12 | 520900 | bpjs_18931
pay 0 2 trade self 2027-01 | 16800 | bpjs_18931
pay 0 2 trade self 2027-12 | 16800 | bpjs_18931
pay 0 2 transport self 2025-12 | 16800 | bpjs_18931
pay 0 2 transport self 2026-01 | 8400 | bpjs_18931
pay 0 2 transport self 2026-12 | 8400 | bpjs_18931
pay 0 2 transport self 2027-01 | 8400 | bpjs_18931
pay 0 3 transport self 2027-03 | 28400 | bpjs_18931
pay 0 2 transport self 2027-04 | 16800 | bpjs_18931
pay 0 2 trade state 2026-04 | 16800 | cnbc_pp50
pay 0 2 trade state 2026-12 | 16800 | cnbc_pp50
pay 3500000 3 trade state 2026-12 | 110300 | cnbc_pp50
pay 0 2 transport state 2026-06 | 16800 | cnbc_pp50
due 2026-01 | 2026-01-15 | kontan_due
due 2026-02 | 2026-02-16 | kontan_due
due 2026-03 | 2026-03-16 | kontan_due
due 2026-04 | 2026-04-15 | kontan_due
due 2026-05 | 2026-05-15 | kontan_due
due 2026-06 | 2026-06-15 | kontan_due
due 2026-08 | 2026-08-18 | kontan_due
due 2026-11 | 2026-11-16 | kontan_due
due 2026-12 | 2026-12-15 | kontan_due
due 2027-01 | 2027-01-15 | kontan_due
due 2027-05 | 2027-05-18 | kontan_due
due 2027-08 | 2027-08-16 | kontan_due
due 2028-02 | 2028-02-15 | kontan_due
due 2028-10 | 2028-10-16 | kontan_due
state 2026-11..2026-11 on 2026-11-01 | active until 2026-11-30 | jp_data
state 2026-11..2026-11 on 2026-11-30 | active until 2026-11-30 | jp_data
state 2026-11..2026-11 on 2026-12-01 | due | kontan_due
state 2026-11..2026-11 on 2026-12-15 | due | kontan_due
state 2026-11..2026-11 on 2026-12-16 | arrears 1 | kontan_due
state 2026-10..2026-10 on 2026-11-15 | due | kontan_due
state 2026-10..2026-10 on 2026-11-16 | due | kontan_due
state 2026-10..2026-10 on 2026-11-17 | arrears 1 | kontan_due
state 2026-07..2026-07 on 2026-08-18 | due | kontan_due
state 2026-07..2026-07 on 2026-08-19 | arrears 1 | kontan_due
state 2026-09..2026-09 on 2026-11-16 | arrears 1 | probis59
state 2026-09..2026-09 on 2026-11-17 | arrears 2 | probis59
state 2026-08..2026-08 on 2026-11-16 | arrears 2 | probis59
state 2026-08..2026-08 on 2026-11-17 | arrears 3 | probis59
state 2026-08..2026-08 on 2026-11-30 | arrears 3 | probis59
state 2026-08..2026-08 on 2026-12-01 | inactive | probis59
state 2026-07..2026-07 on 2026-11-01 | inactive | probis59
state 2024-01..2024-12 on 2026-11-22 | inactive | probis59
state 2024-01..2024-12,2026-11..2026-11 on 2026-11-22 | active until 2026-11-30 | perisai_faq
state 2026-11..2027-10 on 2026-12-31 | active until 2027-10-31 | bpjs_bpu_en
state 2026-11..2027-01 on 2026-12-31 | active until 2027-01-31 | bpjs_bpu_en
state 2026-12..2026-12 on 2026-12-31 | active until 2026-12-31 | jp_data
state 2026-12..2026-12 on 2027-01-01 | due | kontan_due
state 2026-12..2026-12 on 2027-01-15 | due | kontan_due
state 2026-12..2026-12 on 2027-01-16 | arrears 1 | kontan_due
state 2028-02..2028-02 on 2028-02-29 | active until 2028-02-29 | jp_data
state 2028-02..2028-02 on 2028-03-01 | due | kontan_due
state 2027-02..2027-02 on 2027-02-28 | active until 2027-02-28 | jp_data
state 2026-12..2027-02 on 2026-11-22 | registered | flip154
state none on 2026-11-22 | registered | flip154
state none on 2026-11-22 unregistered | candidate | flip154
state 2026-11..2026-11 on 2026-11-22 unregistered | candidate | flip154
state 2024-01..2027-12 on 2026-11-22 unregistered | candidate | flip154
state 2026-11..2026-11 on 2026-11-19 registered 2026-11-20 | candidate | flip154
state 2026-11..2026-11 on 2026-11-20 registered 2026-11-20 | active until 2026-11-30 | flip154
state 2026-08..2026-10 on 2026-11-22 registered 2026-11-01 | registered | flip154
state 2026-08..2026-11 on 2026-11-22 registered 2026-11-20 | active until 2026-11-30 | flip154
state 2026-09..2026-09,2026-11..2026-11 on 2026-11-22 | active until 2026-11-30 | jp_data
jkm 2026-11..2026-11 on 2026-11-22 | 10000000 | alkhairaat
jkm 2026-09..2026-11 on 2026-11-30 | 10000000 | alkhairaat
jkm 2026-08..2026-11 on 2026-10-31 | 10000000 | alkhairaat
jkm 2026-08..2026-11 on 2026-11-01 | 42000000 | alkhairaat
jkm 2026-08..2026-11 on 2026-11-22 | 42000000 | alkhairaat
jkm 2026-10..2027-01 on 2026-12-31 | 10000000 | alkhairaat
jkm 2026-10..2027-01 on 2027-01-01 | 42000000 | alkhairaat
jkm 2026-10..2026-10 on 2026-11-10 | 0 | probis59
jkm 2026-01..2026-08 on 2026-11-22 | 0 | probis59
jkm 2026-01..2026-09,2026-11..2026-11 on 2026-11-22 | 10000000 | alkhairaat
jkm 2026-08..2026-11 on 2026-11-22 unregistered | 0 | flip154
jkm 2026-08..2026-11 on 2026-11-22 registered 2026-08-23 | 10000000 | alkhairaat
jkm 2026-08..2026-11 on 2026-11-22 registered 2026-08-22 | 42000000 | alkhairaat
jkm 2026-08..2026-11@2026-08-23 on 2026-11-22 | 10000000 | alkhairaat
jkm 2026-08..2026-11@2026-08-22 on 2026-11-22 | 42000000 | alkhairaat
jkm 2026-08@2026-08-05,2026-09..2026-11@2026-11-20 on 2026-11-22 | 42000000 | alkhairaat
jkm 2025-02..2025-02 on 2025-02-23 | 42000000 | pp82_hj
jkm 2025-02..2025-02 on 2025-02-24 | 10000000 | siplaw
jkm 2020-01..2020-01 on 2020-01-15 | 42000000 | pp82_hj
jkk 0 | 70000000 | rm_jkk
jkk 3500000 | 187600000 | rm_jkk
jkk 25000000 | 1015600000 | rm_jkk
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in LAW.strip().splitlines()]


def pay(income: str, count: str, sector: str, payer: str, month: str) -> str:
    programmes = frozenset(Programme) if count == "3" else MINIMUM
    amount = monthly_amount(
        parse_month(month),
        income=int(income),
        programmes=programmes,
        sector=Sector(sector),
        funding=Funding(payer),
    )
    return str(amount.total)


def due(month: str) -> str:
    return due_date(parse_month(month)).isoformat()


def enrolled(asked: list[str]) -> tuple[date, Enrolment]:
    """Read "on DAY" and, behind it, "registered DAY" or "unregistered"."""
    known = MEMBER
    if "unregistered" in asked:
        known = NOBODY
    elif "registered" in asked:
        registered = asked[asked.index("registered") + 1]
        known = Enrolment(registered_on=date.fromisoformat(registered))
    return date.fromisoformat(asked[1]), known


def state(paid: str, *asked: str) -> str:
    day, known = enrolled(list(asked))
    found = on(day, *words(paid), enrolment=known)
    if found.protected_until:
        return f"{found.status} until {found.protected_until}"
    return f"{found.status} {found.arrears}" if found.arrears else str(found.status)


def jkm(paid: str, *asked: str) -> str:
    day, known = enrolled(list(asked))
    return str(on(day, *words(paid), enrolment=known).death_benefit)


def jkk(income: str) -> str:
    return str(benefits(band_of(int(income)).basis).jkk_death)


ASKED = {"pay": pay, "due": due, "state": state, "jkm": jkm, "jkk": jkk}


@pytest.mark.parametrize(("given", "follows", "source"), CASES, ids=[case[0] for case in CASES])
def test_the_law(given: str, follows: str, source: str) -> None:
    what, *values = given.split()
    assert ASKED[what](*values) == follows
    assert SOURCES[source].address


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(CASES) >= 120
    assert len({(case[0], case[2]) for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("income", "basis", "jkk_amount"), [(3_500_000, 3_450_000, 34_500)])
def test_the_basis_is_the_bands_not_the_income(income: int, basis: int, jkk_amount: int) -> None:
    amount = monthly_amount(date(2027, 1, 1), income=income)
    assert (amount.basis, amount.jkk) == (basis, jkk_amount)
