"""Phones are typed in many ways, stored in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.phone import format_phone, parse_phone
from association.rules.people.recipients import beside_roster, chat_link


@pytest.mark.parametrize(
    "typed",
    ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "6281234567890", "81234567890",
     "(0812) 3456 7890",
     "0812.3456.7890", "０８１２－３４５６－７８９０", "0812\u00a03456\u20097890",
      "+62(0)81234567890",
     "+6281234567890",
     "006281234567890", "81234567890.0", "'081234567890", "\u202a+62 812‑3456‑7890\u202c",
     "0812/34567890"],
)  # fmt: skip
def test_a_phone_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_phone(typed) == "+6281234567890"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Nomor HP kosong."),
        ("---", "Nomor HP kosong."),
        ("08123", "kurang angka (5 angka"),
        ("08123456789012", "kelebihan angka (14 angka"),
        ("0271-632000", "telepon rumah tidak bisa dipakai"),
        ("0841234567", "Bukan nomor HP"),
        ("+1 650 253 0000", "bukan nomor Indonesia"),
        ("0812-3456-789O", "berisi huruf “O”"),
        ("0812*345678", "berisi tanda “*”"),
        ("8,12346E+10", "Excel mengubah nomor HP"),
        ("++6281234567890", "berisi tanda “+”"),
    ],
)
def test_what_is_no_mobile_number_is_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_phone(typed)
    assert said in refused.value.message


def test_shown_and_linked() -> None:
    assert format_phone("+6281234567890") == "0812-3456-7890"
    assert format_phone("+62812345678") == "0812-345-678"
    assert format_phone("bukan nomor") == "bukan nomor"
    assert chat_link(beside_roster("+6281234567890")) == "https://wa.me/6281234567890"


@given(st.from_regex(r"8[1-35-9][0-9]{7,10}", fullmatch=True))
def test_what_is_shown_is_read_back(national: str) -> None:
    stored = parse_phone(f"0{national}")
    assert stored == f"+62{national}"
    assert (
        parse_phone(format_phone(stored))
        == parse_phone(stored.removeprefix("+"))
        == parse_phone(national)
        == stored
    )


@given(st.text(alphabet="0123456789 +-.()eE,٣", max_size=24) | st.text(max_size=40))
def test_any_text_is_a_phone_or_a_rule_error(text: str) -> None:
    try:
        stored = parse_phone(text)
    except RuleError as error:
        assert error.message
    else:
        assert stored.startswith("+628") and parse_phone(stored) == stored
