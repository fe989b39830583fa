"""Membership numbers as they stand on cards, and who is still young enough to join."""

from datetime import date

import pytest

from association.rules.house.errors import RuleError
from association.rules.law.enrolment import mask_kpj, parse_kpj, require_may_join


@pytest.mark.parametrize(
    ("typed", "kpj"),
    [
        ("12345678901", "12345678901"),
        ("123 456 789 01", "12345678901"),
        ("12.345.678-901", "12345678901"),
        ("98k12345678", "98K12345678"),
        ("１２３４５６７８９０１", "12345678901"),
        ("'12345678901", "12345678901"),
    ],
)
def test_a_kpj_is_read_however_it_is_typed(typed: str, kpj: str) -> None:
    assert parse_kpj(typed) == kpj


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "kosong"),
        ("1234567890", "ada 10"),
        ("123456789012", "ada 12"),
        ("12345_78901", "tanda “_”"),
        ("1.2345678901E+10", "Excel"),
    ],
)
def test_what_is_no_kpj_is_refused_with_its_reason(typed: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        parse_kpj(typed)


def test_a_kpj_on_a_screen_shows_its_ends() -> None:
    assert mask_kpj("98K12345678") == "98••••••678"


@pytest.mark.parametrize(
    ("born", "on", "may"),
    [
        (date(1961, 11, 23), date(2026, 11, 22), True),  # 65 tomorrow
        (date(1961, 11, 22), date(2026, 11, 22), False),  # 65 today
        (date(1956, 2, 29), date(2021, 2, 28), True),  # leap day: 65 on 1 March
        (date(1956, 2, 29), date(2021, 3, 1), False),
        (date(1961, 12, 31), date(2026, 12, 31), False),
        (None, date(2026, 11, 22), True),
    ],
)
def test_who_joins_is_not_yet_65(born: date | None, on: date, may: bool) -> None:
    if may:
        require_may_join(born, on)
    else:
        with pytest.raises(RuleError, match="65 tahun"):
            require_may_join(born, on)
