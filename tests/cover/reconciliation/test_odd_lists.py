"""Lists that are damaged, or no lists, and requests no form sends."""

import random

import pytest

from tests.cover.reconciliation.conftest import (
    EMBEDDED,
    LIST,
    PILES,
    act,
    sheet,
    sizes,
    upload,
)
from tests.infra.client import Reader


@EMBEDDED
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_never_breaks_anything(sari: Reader, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(
        chance.choice([LIST.encode(), LIST.encode("utf-16"), sheet([["1", "2", "Tono", "x", -1]])])
    )
    for _ in range(chance.choice([1, 5, 60])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    sent = upload(
        sari,
        bytes(data[: chance.randrange(1, len(data) + 1)]),
        chance.choice(["a.csv", "\x00…/b.xlsx", "c"]),
    )
    assert sent.status in (303, 422)
    if sent.status == 303:
        where = sari.follow(sent).response.request.path.removesuffix("/kolom")
        for pile in PILES:
            assert sari.get(f"{where}?tumpukan={pile}&after=99999").status == 200
        assert act(sari, where, "all").status == 303
    else:
        assert sent.wrong


@EMBEDDED
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "kosong"),
        (b"Nama;Alamat\nTono;Solo\n", "Beri judul Nama dan NIK atau KPJ"),
        (b"Nama;NIK\n;\n", "tidak ada baris berisi nama"),
        (b"%PDF-1.7 ...", "PDF"),
    ],
)
def test_what_is_no_list_gets_one_sentence(sari: Reader, data: bytes, sentence: str) -> None:
    refused = upload(sari, data)
    assert refused.status == 422
    assert sentence.lower() in refused.wrong.lower()


def test_unknown_actions_and_rows_change_nothing(sari: Reader) -> None:
    where = sari.follow(upload(sari, LIST.encode())).response.request.path
    for what, line in (
        ("", ""),
        ("nonsense", "r0"),
        ("accept", "r999"),
        ("add", "r0"),
        ("aside", "m9"),
        ("back", "x"),
    ):
        assert act(sari, where, what, line, member=int("9" * 30), pile="nonsense").status == 303
    assert sizes(sari.get(where)) == (3, 1, 2, 2, 0, 0)
