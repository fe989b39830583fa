"""What a month costs: PP 44/2015 Lampiran II, PP 46/2015 and the discount of PP 50/2025."""

from datetime import date

import pytest

from association.rules.house.errors import RuleError
from association.rules.law import bands, tariff
from association.rules.law.enrolment import Funding, Sector
from association.rules.law.sources import SOURCES
from association.rules.law.tariff import MINIMUM, Programme, amounts, monthly_amount

ALL = frozenset(Programme)
FULL_PRICE = date(2027, 1, 1)
HALF_PRICE = date(2026, 12, 1)

# DOMAIN 1.2: row, income from, income to (printed), basis, JKK, JHT, JKK+JKM, +JHT, JKK+JKM at 50
# %, all three at 50 %
LAMPIRAN_II = [
    (1, 0, 1_099_000, 1_000_000, 10_000, 20_000, 16_800, 36_800, 8_400, 28_400),
    (2, 1_100_000, 1_299_000, 1_200_000, 12_000, 24_000, 18_800, 42_800, 9_400, 33_400),
    (3, 1_300_000, 1_499_000, 1_400_000, 14_000, 28_000, 20_800, 48_800, 10_400, 38_400),
    (4, 1_500_000, 1_699_000, 1_600_000, 16_000, 32_000, 22_800, 54_800, 11_400, 43_400),
    (5, 1_700_000, 1_899_000, 1_800_000, 18_000, 36_000, 24_800, 60_800, 12_400, 48_400),
    (6, 1_900_000, 2_099_000, 2_000_000, 20_000, 40_000, 26_800, 66_800, 13_400, 53_400),
    (7, 2_100_000, 2_299_000, 2_200_000, 22_000, 44_000, 28_800, 72_800, 14_400, 58_400),
    (8, 2_300_000, 2_499_000, 2_400_000, 24_000, 48_000, 30_800, 78_800, 15_400, 63_400),
    (9, 2_500_000, 2_699_000, 2_600_000, 26_000, 52_000, 32_800, 84_800, 16_400, 68_400),
    (10, 2_700_000, 3_199_000, 2_950_000, 29_500, 59_000, 36_300, 95_300, 18_150, 77_150),
    (11, 3_200_000, 3_699_000, 3_450_000, 34_500, 69_000, 41_300, 110_300, 20_650, 89_650),
    (12, 3_700_000, 4_199_000, 3_950_000, 39_500, 79_000, 46_300, 125_300, 23_150, 102_150),
    (13, 4_200_000, 4_699_000, 4_450_000, 44_500, 89_000, 51_300, 140_300, 25_650, 114_650),
    (14, 4_700_000, 5_199_000, 4_950_000, 49_500, 99_000, 56_300, 155_300, 28_150, 127_150),
    (15, 5_200_000, 5_699_000, 5_450_000, 54_500, 109_000, 61_300, 170_300, 30_650, 139_650),
    (16, 5_700_000, 6_199_000, 5_950_000, 59_500, 119_000, 66_300, 185_300, 33_150, 152_150),
    (17, 6_200_000, 6_699_000, 6_450_000, 64_500, 129_000, 71_300, 200_300, 35_650, 164_650),
    (18, 6_700_000, 7_199_000, 6_950_000, 69_500, 139_000, 76_300, 215_300, 38_150, 177_150),
    (19, 7_200_000, 7_699_000, 7_450_000, 74_500, 149_000, 81_300, 230_300, 40_650, 189_650),
    (20, 7_700_000, 8_199_000, 7_950_000, 79_500, 159_000, 86_300, 245_300, 43_150, 202_150),
    (21, 8_200_000, 9_199_000, 8_700_000, 87_000, 174_000, 93_800, 267_800, 46_900, 220_900),
    (22, 9_200_000, 10_199_000, 9_700_000, 97_000, 194_000, 103_800, 297_800, 51_900, 245_900),
    (23, 10_200_000, 11_199_000, 10_700_000, 107_000, 214_000, 113_800, 327_800, 56_900, 270_900),
    (24, 11_200_000, 12_199_000, 11_700_000, 117_000, 234_000, 123_800, 357_800, 61_900, 295_900),
    (25, 12_200_000, 13_199_000, 12_700_000, 127_000, 254_000, 133_800, 387_800, 66_900, 320_900),
    (26, 13_200_000, 14_199_000, 13_700_000, 137_000, 274_000, 143_800, 417_800, 71_900, 345_900),
    (27, 14_200_000, 15_199_000, 14_700_000, 147_000, 294_000, 153_800, 447_800, 76_900, 370_900),
    (28, 15_200_000, 16_199_000, 15_700_000, 157_000, 314_000, 163_800, 477_800, 81_900, 395_900),
    (29, 16_200_000, 17_199_000, 16_700_000, 167_000, 334_000, 173_800, 507_800, 86_900, 420_900),
    (30, 17_200_000, 18_199_000, 17_700_000, 177_000, 354_000, 183_800, 537_800, 91_900, 445_900),
    (31, 18_200_000, 19_199_000, 18_700_000, 187_000, 374_000, 193_800, 567_800, 96_900, 470_900),
    (32, 19_200_000, 20_199_000, 19_700_000, 197_000, 394_000, 203_800, 597_800, 101_900, 495_900),
    (33, 20_200_000, 999_000_000, 20_700_000, 207_000, 414_000, 213_800, 627_800, 106_900, 520_900),
]


@pytest.mark.parametrize(
    ("row", "lower", "upper", "basis", "jkk", "jht", "two", "three", "two_halved", "three_halved"),
    LAMPIRAN_II,
)
def test_every_band_of_lampiran_ii(
    row: int,
    lower: int,
    upper: int,
    basis: int,
    jkk: int,
    jht: int,
    two: int,
    three: int,
    two_halved: int,
    three_halved: int,
) -> None:
    assert bands.BANDS[row - 1] == bands.Band(lower, basis)
    for income in (
        lower,
        (lower + upper) // 2,
        upper,
        upper + 999,
    ):  # the printed gap belongs to the row below it
        amount = monthly_amount(FULL_PRICE, income=income, programmes=ALL)
        assert (amount.basis, amount.jkk, amount.jkm, amount.jht, amount.total) == (
            basis,
            jkk,
            6_800,
            jht,
            three,
        )
        assert monthly_amount(FULL_PRICE, income=income).total == two
        assert monthly_amount(HALF_PRICE, income=income).total == two_halved
        assert monthly_amount(HALF_PRICE, income=income, programmes=ALL).total == three_halved


def test_the_table_is_complete_and_ascending() -> None:
    assert len(bands.BANDS) == len(LAMPIRAN_II) == 33
    assert [band.lower for band in bands.BANDS] == sorted({band.lower for band in bands.BANDS})
    assert bands.BANDS[0].lower == 0


@pytest.mark.parametrize(
    ("income", "basis", "jkk"),
    [
        (0, 1_000_000, 10_000),  # nothing known: the lowest band
        (1_099_500, 1_000_000, 10_000),  # in the gap between the printed bands
        (1_099_999, 1_000_000, 10_000),
        (1_100_000, 1_200_000, 12_000),
        (3_500_000, 3_450_000, 34_500),  # of the basis, not 35.000 of the income
        (20_199_999, 19_700_000, 197_000),
        (25_000_000, 20_700_000, 207_000),  # everything above is row 33
    ],
)
def test_basis_not_income(income: int, basis: int, jkk: int) -> None:
    assert bands.band_of(income).basis == basis
    assert monthly_amount(FULL_PRICE, income=income).jkk == jkk


def test_income_cannot_be_negative() -> None:
    with pytest.raises(RuleError, match="negatif"):
        bands.band_of(-1)
    with pytest.raises(RuleError, match="negatif"):
        monthly_amount(FULL_PRICE, income=-1)


@pytest.mark.parametrize(
    ("month", "sector", "funding", "two", "three"),
    [
        # Traders: contribution months April to December 2026
        ("2025-12", Sector.TRADE, Funding.SELF, 16_800, 36_800),
        ("2026-01", Sector.TRADE, Funding.SELF, 16_800, 36_800),
        ("2026-03", Sector.TRADE, Funding.SELF, 16_800, 36_800),
        ("2026-04", Sector.TRADE, Funding.SELF, 8_400, 28_400),
        ("2026-05", Sector.TRADE, Funding.SELF, 8_400, 28_400),
        ("2026-11", Sector.TRADE, Funding.SELF, 8_400, 28_400),
        ("2026-12", Sector.TRADE, Funding.SELF, 8_400, 28_400),
        ("2027-01", Sector.TRADE, Funding.SELF, 16_800, 36_800),
        ("2027-04", Sector.TRADE, Funding.SELF, 16_800, 36_800),
        # Transport: January 2026 to March 2027
        ("2025-12", Sector.TRANSPORT, Funding.SELF, 16_800, 36_800),
        ("2026-01", Sector.TRANSPORT, Funding.SELF, 8_400, 28_400),
        ("2026-12", Sector.TRANSPORT, Funding.SELF, 8_400, 28_400),
        ("2027-03", Sector.TRANSPORT, Funding.SELF, 8_400, 28_400),
        ("2027-04", Sector.TRANSPORT, Funding.SELF, 16_800, 36_800),
        # Paid by APBN or APBD: never halved
        ("2026-05", Sector.TRADE, Funding.STATE, 16_800, 36_800),
        ("2026-12", Sector.TRADE, Funding.STATE, 16_800, 36_800),
        ("2026-05", Sector.TRANSPORT, Funding.STATE, 16_800, 36_800),
        ("2027-03", Sector.TRANSPORT, Funding.STATE, 16_800, 36_800),
        # From the first month of PP 44/2015 on
        ("2015-07", Sector.TRADE, Funding.SELF, 16_800, 36_800),
    ],
)
def test_discount_by_contribution_month(
    month: str, sector: Sector, funding: Funding, two: int, three: int
) -> None:
    """PP 50/2025: half of JKK and JKM, JHT in full."""
    first = date.fromisoformat(f"{month}-01")
    least = monthly_amount(first, sector=sector, funding=funding)
    whole = monthly_amount(first, programmes=ALL, sector=sector, funding=funding)
    assert (least.total, whole.total) == (two, three)
    assert whole.jht == 20_000
    assert (least.discount is not None) is (two == 8_400)


def test_the_discount_says_where_it_comes_from() -> None:
    discount = monthly_amount(HALF_PRICE).discount
    assert discount is not None
    assert (discount.source, discount.sector, discount.last_month) == (
        "bpjs_18931",
        Sector.TRADE,
        date(2026, 12, 1),
    )
    assert [discount.percent(programme) for programme in Programme] == [50, 50, 100]


def test_amounts_by_programme() -> None:
    half = monthly_amount(HALF_PRICE, income=1_100_000, programmes=ALL)
    assert half.by_programme == {
        Programme.JKK: 6_000,
        Programme.JKM: 3_400,
        Programme.JHT: 24_000,
    }  # [bpjs_18931]
    assert list(half.by_programme) == list(Programme)
    assert monthly_amount(FULL_PRICE).by_programme == {Programme.JKK: 10_000, Programme.JKM: 6_800}


@pytest.mark.parametrize(
    ("first", "months", "total"),
    [
        ("2026-12", 1, 8_400),
        ("2026-10", 3, 25_200),
        ("2026-11", 3, 8_400 + 8_400 + 16_800),  # over the end of the discount
        ("2026-12", 6, 8_400 + 5 * 16_800),
        ("2026-02", 12, 2 * 16_800 + 9 * 8_400 + 16_800),  # over both ends
        ("2027-01", 12, 201_600),
    ],
)
def test_each_prepaid_month_by_its_own_tariff(first: str, months: int, total: int) -> None:
    paid = amounts(date.fromisoformat(f"{first}-01"), months)
    assert sum(amount.total for amount in paid) == total
    assert len(paid) == months


@pytest.mark.parametrize("months", [0, -1])
def test_a_prepayment_has_at_least_one_month(months: int) -> None:
    with pytest.raises(RuleError, match="paling sedikit satu"):
        amounts(FULL_PRICE, months)


def test_no_tariff_before_pp_44_2015() -> None:
    with pytest.raises(RuleError, match="Belum ada tarif"):
        monthly_amount(date(2015, 6, 1))


def test_a_month_is_a_first_day() -> None:
    """A day in December would otherwise slip past the last month of the discount."""
    with pytest.raises(ValueError, match="2026-12-15"):
        monthly_amount(date(2026, 12, 15))


@pytest.mark.parametrize(
    ("code", "employs_helpers", "refusal"),
    [
        ("JKK,JKM", False, None),
        ("JKK,JKM,JHT", False, None),
        ("JKK,JKM,JHT", True, None),
        ("JKK,JKM", True, "JHT"),
        ("JKK", False, "bersama"),
        ("JKM", False, "bersama"),
        ("JHT", False, "bersama"),
        ("JKK,JHT", False, "bersama"),
        ("JKM,JHT", True, "bersama"),
    ],
)
def test_which_programmes_go_together(
    code: str, employs_helpers: bool, refusal: str | None
) -> None:
    programmes = tariff.parse_programmes(code)
    if refusal is None:
        tariff.check_programmes(programmes, employs_helpers=employs_helpers)
    else:
        with pytest.raises(RuleError, match=refusal):
            tariff.check_programmes(programmes, employs_helpers=employs_helpers)


@pytest.mark.parametrize(
    "programmes", [frozenset(), {Programme.JKK}, {Programme.JKM, Programme.JHT}]
)
def test_no_price_for_half_a_package(programmes: frozenset[Programme]) -> None:
    with pytest.raises(RuleError, match="bersama"):
        monthly_amount(FULL_PRICE, programmes=programmes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JKK,JKM", "JKK,JKM"),
        ("JKM,JKK", "JKK,JKM"),
        ("JHT,JKM,JKK", "JKK,JKM,JHT"),
        ("jkk, jkm", "JKK,JKM"),
        ("JKK,JKM,JKK", "JKK,JKM"),
        ("JHT", "JHT"),
    ],
)
def test_programme_codes(text: str, code: str) -> None:
    assert tariff.programmes_code(tariff.parse_programmes(text)) == code


@pytest.mark.parametrize("text", ["", "JP", "JKP", "JKK,", "JKK;JKM", "JKK,JKM,JP"])
def test_programmes_that_bpu_do_not_have(text: str) -> None:
    with pytest.raises(RuleError, match="tidak dikenal"):
        tariff.parse_programmes(text)


def test_the_usual_periods_and_the_least_package() -> None:
    assert tariff.PERIODS == (1, 3, 6, 12)
    assert tariff.programmes_code(MINIMUM) == "JKK,JKM"
    assert tariff.JKM == 6_800


def test_every_row_names_a_known_source() -> None:
    named = {bands.BANDS_SOURCE, tariff.PROGRAMMES_SOURCE, tariff.PERIODS_SOURCE}
    named |= {row.source for row in tariff.RATES} | {row.source for row in tariff.DISCOUNTS}
    assert named <= SOURCES.keys()
