"""Numbers of a printed sheet are read as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.house.numbering import LARGEST, MOST_AT_ONCE, read_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-14, 17, 20", [*range(1, 15), 17, 20]),
        ("17", [17]),
        ("3 1 2", [1, 2, 3]),
        ("1,1,1-2", [1, 2]),
        ("1 - 3", [1, 2, 3]),
        ("1–3 ; 5", [1, 2, 3, 5]),
        ("1 s/d 3 dan 7", [1, 2, 3, 7]),
        ("1 sd 3", [1, 2, 3]),
        ("1 s.d. 3", [1, 2, 3]),
        ("1 sampai 3 & 9", [1, 2, 3, 9]),
        ("1hingga3", [1, 2, 3]),
        ("1. 2. 3.", [1, 2, 3]),
        ("4\n5\r\n6", [4, 5, 6]),
        ("007", [7]),
        (f"1-{MOST_AT_ONCE}", list(range(1, MOST_AT_ONCE + 1))),
    ],
)
def test_numbers_and_ranges(text: str, numbers: list[int]) -> None:
    assert read_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Tulis nomornya dulu"),
        (" , ", "Tulis nomornya dulu"),
        ("1-14, tujuh", "“tujuh” bukan nomor"),
        ("1-2-3", "“1-2-3” bukan nomor"),
        ("-5", "“-5” bukan nomor"),
        ("5-", "“5-” bukan nomor"),
        ("²", "bukan nomor"),
        ("٣", "bukan nomor"),
        ("14-1", "terbalik.*misalnya 1-14"),
        ("0", "Nomor 0 tidak ada"),
        (str(LARGEST + 1), "tidak ada di lembar"),
        ("9" * 5_000, "bukan nomor"),
        (f"1-{MOST_AT_ONCE + 1}", "Paling banyak 500"),
        (f"1-{MOST_AT_ONCE}, 900", "Paling banyak 500"),
        ("1-99999", "Paling banyak 500"),
    ],
)
def test_what_is_no_list_of_numbers_is_named(text: str, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        read_numbers(text)


@given(st.sets(st.integers(1, LARGEST), min_size=1, max_size=MOST_AT_ONCE))
def test_any_numbers_written_out_come_back(numbers: set[int]) -> None:
    assert read_numbers(", ".join(map(str, numbers))) == sorted(numbers)


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789-,s/d ")), max_size=60)
)
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(RuleError):
        numbers = read_numbers(text)
        assert numbers == sorted(set(numbers))
        assert 1 <= len(numbers) <= MOST_AT_ONCE
