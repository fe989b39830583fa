"""The paper: the same bytes every time, any name fits, every page says which it is."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from association.roster.sealed import paper
from association.rules.people.rolls import Roll, RollRow
from association.web import lettering

CODE = "ABCDEFGHJKMN"


def roll(*rows: RollRow, market: str = "Pasar Rejosari") -> Roll:
    made_at = datetime(2026, 11, 22, 3, tzinfo=UTC)
    return Roll(association="Paguyuban Pasar Rejosari", market=market, made_at=made_at, rows=rows)


def named(name: str, commodity: str = "Sembako") -> RollRow:
    return RollRow("los", "B", "14", "", name, commodity)


def drawn(app: Flask, what: Roll) -> bytes:
    with app.test_request_context():
        return paper.draw(
            what, code=CODE, address=f"https://guyub.example/lembar/{CODE}", seal="0" * 64
        )


def test_the_same_roster_gives_the_same_bytes(app: Flask) -> None:
    rows = [named(f"Siti {n}") for n in range(100)]
    assert drawn(app, roll(*rows)) == drawn(app, roll(*rows))
    assert drawn(app, roll(*rows)) != drawn(app, roll(*rows[:-1], named("Siti")))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (41, 1), (42, 2), (500, 13)])
def test_every_page_says_which_it_is(
    app: Flask, written: list[list[str]], count: int, pages: int
) -> None:
    drawn(app, roll(*(named(f"Siti {n}") for n in range(count))))
    assert [next(t for t in page if t.startswith("Halaman")) for page in written[:-1]] == [
        f"Halaman {n} dari {pages}" for n in range(1, pages + 1)
    ]
    for page in written[:-1]:
        assert page[0] == "Daftar tempat usaha"
        assert f"Sidik isi (SHA-256): {'0' * 64}" in page
        assert "Nama" in page
    numbers = [int(text) for page in written for text in page if re.fullmatch(r"\d+", text)]
    assert numbers == list(range(1, count + 1))


@pytest.mark.parametrize(
    "name",
    [
        "X" * 60,
        "W" * 60,
        "Siti Nur Ḥasanah binti Muḥammad Sūryadiningratan Kusumo",
        "山田太郎" * 15,
        "محمد",
        "‮abc",
        "A",
        "",
        " ",
        "&lt;b&gt;<b>x</b>",
        "(\\) Tj ET",
    ],
)
def test_any_name_fits_its_column(app: Flask, written: list[list[str]], name: str) -> None:
    assert drawn(app, roll(named(name), named("Tono", commodity=name), market=name)).startswith(
        b"%PDF"
    )
    width, size = paper.TABLE.widths[3] - 8, paper.TABLE.size
    lines = list(lettering.wrapped(name, width, size=size))
    assert all(lettering.fits(line, width, size) for line in lines)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")


def test_letters_with_accents_are_in_the_font() -> None:
    letters = "AZaz09 éèêëāūīōḥṣḍṭẓşçñøåžłĕ’‘“”–—…·€"
    assert [letter for letter in letters if ord(letter) not in lettering.KNOWN] == []
