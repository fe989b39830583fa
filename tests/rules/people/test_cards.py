"""Card codes: readable aloud, one slip is noticed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.cards import (
    ALPHABET,
    card_code_has_typo,
    display_card_code,
    new_card_code,
    normalise_card_code,
)


def test_a_code_has_ten_random_symbols_and_a_check_letter() -> None:
    codes = {new_card_code(random.Random(seed)) for seed in range(200)}
    assert len(codes) == 200
    assert all(
        len(code) == 11 and set(code) <= set(ALPHABET) and not card_code_has_typo(code)
        for code in codes
    )
    assert new_card_code(random.Random(1)) == new_card_code(random.Random(1))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("demo-tono", "DEM0T0N0"),
        (" ABCD-EFGH-JKM ", "ABCDEFGHJKM"),
        ("oil 1", "0111"),
        ("ab–cd", "ABCD"),
    ],
)
def test_lookalikes_are_one(typed: str, stored: str) -> None:
    assert normalise_card_code(typed) == stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "kosong"), (" - ", "kosong"), ("A" * 25, "terlalu panjang"), ("AB<C", "huruf dan angka")],
)
def test_what_is_no_code_is_refused(typed: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        normalise_card_code(typed)


def test_display() -> None:
    assert display_card_code("ABCDEFGHJKM") == "ABCD-EFGH-JKM"
    assert not card_code_has_typo("DEM0T0N0")


@given(st.integers(), st.integers(0, 10), st.sampled_from(ALPHABET))
def test_one_wrong_or_two_swapped_symbols_are_noticed(seed: int, place: int, other: str) -> None:
    code = new_card_code(random.Random(seed))
    assert normalise_card_code(display_card_code(code).lower()) == code
    wrong = code[:place] + other + code[place + 1 :]
    assert card_code_has_typo(wrong) == (other != code[place])
    if place < 10:
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert card_code_has_typo(swapped) == (swapped != code)


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_a_rule_error(text: str) -> None:
    try:
        code = normalise_card_code(text)
    except RuleError as error:
        assert error.message
    else:
        assert normalise_card_code(code) == code
        assert card_code_has_typo(code) in {True, False}
