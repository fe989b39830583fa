"""1 % of JKK and JKM in the pandemic: PP 49/2020, with its condition."""

from dataclasses import replace
from datetime import date

import pytest

from association.rules.law.bands import BANDS
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.tariff import Programme, monthly_amount
from tests.infra.terms import terms

ALL = frozenset(Programme)


@pytest.mark.parametrize(
    ("month", "since", "funding", "two", "three"),
    [
        # Who was in long before and had paid up to July 2020: August 2020 to January 2021
        ("2020-07", None, Funding.SELF, 16_800, 36_800),
        ("2020-08", None, Funding.SELF, 168, 20_168),
        ("2020-12", None, Funding.SELF, 168, 20_168),
        ("2021-01", None, Funding.SELF, 168, 20_168),
        ("2021-02", None, Funding.SELF, 16_800, 36_800),
        # Joined by July 2020: as everybody
        ("2020-08", "2020-07", Funding.SELF, 168, 20_168),
        # Joined later: two months in full, 1 % from the third month of membership
        ("2020-08", "2020-08", Funding.SELF, 16_800, 36_800),
        ("2020-09", "2020-08", Funding.SELF, 16_800, 36_800),
        ("2020-10", "2020-08", Funding.SELF, 168, 20_168),
        ("2020-12", "2020-11", Funding.SELF, 16_800, 36_800),
        ("2021-01", "2020-11", Funding.SELF, 168, 20_168),
        # Their third month is past the end: nothing is taken off
        ("2021-01", "2020-12", Funding.SELF, 16_800, 36_800),
        ("2021-02", "2020-12", Funding.SELF, 16_800, 36_800),
        # Paid by APBN or APBD
        ("2020-10", None, Funding.STATE, 16_800, 36_800),
        # The row of 2020 binds no later one
        ("2026-05", "2026-05", Funding.SELF, 8_400, 28_400),
    ],
)
def test_one_percent_in_the_pandemic(
    month: str, since: str | None, funding: Funding, two: int, three: int
) -> None:
    """PP 49/2020 art. 13: 1 % of JKK and JKM, JHT in full, for every sector."""
    first = date.fromisoformat(f"{month}-01")
    joined = date.fromisoformat(f"{since}-01") if since else None
    sectors = (Sector.TRADE,) if month > "2021" else tuple(Sector)
    for sector in sectors:
        who = terms(sector=sector, funding=funding, since=joined)
        assert who.total(first, 1) == two
        assert replace(who, programmes=ALL).total(first, 1) == three


def test_one_percent_of_every_band_is_whole_rupiah() -> None:
    for band in BANDS:
        month = monthly_amount(date(2020, 8, 1), income=band.lower)
        assert month.jkm == 68
        assert month.jkk * 100 == monthly_amount(date(2020, 7, 1), income=band.lower).jkk
