"""Hard words stand beside a plain one, or nowhere (UX, Words): a market's leader reads them."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SAID
from tests.architecture.test_imports import plant
from tests.architecture.test_words import extracted

# A hard word, and the plain one that has to stand in its sentence; None: a better one is said.
HARD: dict[str, str | None] = {
    r"peramban": None,  # browser
    r"rekonsiliasi": None,  # cocokkan
    r"sinkron\w*": None,  # kirim
    r"otentikasi|autentik\w*|otorisasi": None,  # kode, hak
    r"faktor kedua": None,  # kode masuk
    r"log ?in|log ?out|sign ?in": None,  # masuk, keluar
    r"upload\w*|download\w*|klik": None,  # unggah, unduh, tekan
    r"token|cache|cookies?": None,
    r"verifikasi|validasi|valid": r"periksa|cocok",
    r"konfirmasi\w*": r"pastikan|yakin|jawab",
    r"sidik": r"angka pemeriksa",
    r"kuki": r"catatan",
    r"(?:ter|di)sandi(?:kan)?|enkripsi": r"kunci",
    r"url": r"alamat",
}
BESIDE = {re.compile(rf"\b(?:{hard})\b", re.I): plain for hard, plain in HARD.items()}
AS_IT_WAS = {
    "Sidik isi (SHA-256): %(seal)s": "on sealed sheets, whose PDF must come out as it was sealed",
}


def too_hard(root: Path) -> list[str]:
    """Name the sentences with a hard word and no plain one."""
    return [
        f"rule 1.1: “{text}” has a hard word and no plain one: say it as tests/architecture/"
        f"test_plain_words.py has it"
        for text in sorted(extracted(root) - AS_IT_WAS.keys())
        for hard, plain in BESIDE.items()
        if hard.search(text) and not (plain and re.search(plain, text, re.I))
    ]


def test_hard_words_stand_beside_plain_ones() -> None:
    assert too_hard(ROOT) == []


@pytest.mark.parametrize("text", ["Buka di peramban", "Sidik berkas", "Klik di sini"])
def test_a_hard_word_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, {"templates/page.html": "<p>{{ _('" + text + "') }}</p>"})
    assert SAID.fullmatch(too_hard(tmp_path)[0])
