"""Names stay as on the KTP; search and likeness forgive spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.people.likeness import like_names
from association.rules.people.names import clean_name, search_form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Sri   Lestari\t", "Sri Lestari"), ("SUPARMI", "SUPARMI"), ("Hj. Siti Nur'aini",
     "Hj. Siti Nur'aini"),
     ("Tono\u200b\u200e", "Tono"), ("Ny.\u00a0Warsi\nSartono", "Ny. Warsi Sartono"), ("a" * 60,
      "a" * 60)],
)  # fmt: skip
def test_a_name_keeps_its_letters(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Nama kosong"), (" \u200b", "Nama kosong"), ("a" * 61, "(61 huruf, paling banyak 60)"),
     ("123 .", "tidak berisi huruf"), ("To\x00no", "tidak bisa ditampilkan"), ("To\ud800",
      "tidak bisa ditampilkan")],
)  # fmt: skip
def test_what_is_no_name_is_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(RuleError) as refused:
        clean_name(typed)
    assert said in refused.value.message


def test_the_search_form() -> None:
    assert search_form("  Hj. SITI Nur'aini (Bu Éni) ") == "hj siti nur aini bu eni"


@pytest.mark.parametrize(
    ("a", "b"),
    [("Hj. Siti Aminah", "siti aminah"), ("Soeharto", "Suharto"), ("Tjipto Wardojo",
     "Cipto Wardoyo"),
     ("Djoko Susilo", "Joko Susilo"), ("Moh. Yusuf", "Muhammad Jusuf"), ("Mochamad Arif",
      "Muh Arif"),
     ("Sri Lestari", "Sri Lestari Wahyuningsih"), ("Suparmi", "Suparni"), ("Bu Warsiyem",
      "Warsiyem"),
     ("Sumiati", "Sumiyati"), ("Tri Wahyuni", "Triwahyuni"), ("Suparmi", "Supamri"), ("alm. Kasno",
      "KASNO")],
)  # fmt: skip
def test_like_names(a: str, b: str) -> None:
    assert like_names(a, b) and like_names(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Tono", "Toni"), ("Sri Lestari", "Sri Wahyuni"), ("Budi", "Sari"), ("", "Sari"), ("Pak",
     "Bu"),
     ("Suparmi", "Suparjo"), ("Siti Aminah", "Siti Fatimah")],
)  # fmt: skip
def test_unlike_names(a: str, b: str) -> None:
    assert not like_names(a, b) and not like_names(b, a)


@given(st.text(max_size=80))
def test_any_text_is_a_name_or_a_rule_error(text: str) -> None:
    try:
        name = clean_name(text)
    except RuleError as error:
        assert error.message
    else:
        assert clean_name(name) == name and len(name) <= 60
        assert name.encode()


@given(st.text(max_size=40), st.text(max_size=40))
def test_search_form_is_stable_and_likeness_has_two_sides(a: str, b: str) -> None:
    assert search_form(search_form(a)) == search_form(a)
    assert like_names(a, b) == like_names(b, a)
