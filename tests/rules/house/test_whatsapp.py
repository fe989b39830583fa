"""A text that people typed stands within a message without breaking its marks."""

import pytest

from association.rules.house.whatsapp import unmarked


@pytest.mark.parametrize(
    "typed",
    [
        "Rapat *penting*",
        "a * b",
        "~gratis~ _hari ini_",
        "`kode` ```blok```",
        " tepi ",
        "dua\nbaris",
    ],
)
def test_it_can_be_bold(typed: str) -> None:
    text = unmarked(typed)
    assert set(text).isdisjoint("*_~`\n")
    assert text == text.strip() != ""  # WhatsApp wants a letter beside the mark


def test_what_has_no_mark_stays() -> None:
    assert unmarked("Sosialisasi JKK & JKM (gratis) - Pak H. Slamet") == (
        "Sosialisasi JKK & JKM (gratis) - Pak H. Slamet"
    )
