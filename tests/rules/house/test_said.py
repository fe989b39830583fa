"""What a page said, held against what is so."""

from datetime import date

import pytest

from association.access.by import By
from association.rules.house.errors import OutOfDate
from association.rules.house.said import hold, write

read = By.told

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def test_facts_come_back_as_they_were_written() -> None:
    text = write({"mulai": DECEMBER, "3": 34_200, "hari": date(2026, 12, 15), "di": "Balai Kota"})
    assert text == "mulai=2026-12 3=34200 hari=2026-12-15 di=Balai_Kota"
    assert write(read(text)) == text
    assert read("") == {}


def test_what_holds_or_was_not_said_is_let_through() -> None:
    hold(read("mulai=2026-12 1=8400"), {"mulai": DECEMBER, "1": 8_400, "orang": 3})
    hold({}, {"mulai": DECEMBER})


@pytest.mark.parametrize(
    ("said", "now", "words"),
    [
        (
            "mulai=2026-12 1=8400",
            {"mulai": JANUARY, "1": 16_800},
            ": mulai iuran Desember 2026, 1 bulan Rp8.400. Sekarang: mulai iuran Januari 2027, 1 b",
        ),
        ("orang=250", {"orang": 251}, "Tadi tertulis: 250 orang. Sekarang: 251 orang."),
        (
            "jam=09.00 di=Balai_Kota",
            {"jam": "10.00", "di": "Pasar"},
            "pukul 09.00, di Balai Kota. Sekarang: pukul 10.00, di Pasar.",
        ),
        ("r7=0a1b", {"r7": "ffff"}, "Isinya sudah berubah sejak halaman ini dibuka."),
        ("mulai=nanti", {"mulai": JANUARY}, "Tadi tertulis: nanti."),  # a form may carry anything
    ],
)
def test_what_differs_is_said_with_what_holds_now(
    said: str, now: dict[str, object], words: str
) -> None:
    with pytest.raises(OutOfDate) as refused:
        hold(read(said), now)
    assert words in refused.value.message
    assert write(refused.value.facts) == write(now)
