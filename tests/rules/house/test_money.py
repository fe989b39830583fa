"""Rupiah on screen and as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.house.money import parse_rupiah, rupiah


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "Rp0"),
        (500, "Rp500"),
        (8_400, "Rp8.400"),
        (16_800, "Rp16.800"),
        (999_999, "Rp999.999"),
        (42_000_000, "Rp42.000.000"),
        (-5_000, "-Rp5.000"),
        (-1, "-Rp1"),
    ],
)
def test_rupiah(amount: int, text: str) -> None:
    assert rupiah(amount) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp 16.800", 16_800),
        ("Rp16.800", 16_800),
        ("rp. 16.800", 16_800),
        ("Rp.16800", 16_800),
        ("16800", 16_800),
        ("16.800", 16_800),
        ("16.800,00", 16_800),
        ("16.800,0", 16_800),
        ("16800,00", 16_800),
        ("16.800,-", 16_800),
        ("16 800", 16_800),
        ("16\u00a0800", 16_800),
        ("  Rp  16.800 ", 16_800),
        ("0", 0),
        ("500", 500),
        ("Rp42.000.000", 42_000_000),
    ],
)
def test_parse_rupiah(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rp",
        "enam belas ribu",
        "16,800",
        "16.8",
        "16.80",
        "1.6800",
        "16.800,50",
        "16.800.00",
        "16 80",
        "1 6800",
        "16.800 000",
        "16.800,000",
        "1e4",
        "16_800",
        "USD 16",
        "16.800 rb",
        "٥٠٠",
        "1" * 16,
        ",00",
        ".800",
    ],
)
def test_parse_rupiah_refuses_rather_than_guesses(text: str) -> None:
    with pytest.raises(RuleError, match="rupiah bulat"):
        parse_rupiah(text)


@pytest.mark.parametrize(
    "text", ["-5000", "-Rp5.000", "Rp -5.000", "Rp-5.000", "\u22125000", " - 5.000"]
)
def test_parse_rupiah_names_negatives(text: str) -> None:
    with pytest.raises(RuleError, match="tidak boleh negatif"):
        parse_rupiah(text)


@given(st.integers(0, 10**14))
def test_what_is_shown_can_be_typed_back(amount: int) -> None:
    assert parse_rupiah(rupiah(amount)) == parse_rupiah(str(amount)) == amount
