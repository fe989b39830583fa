"""A NIK typed where texts are kept as they are written is refused, and kept on the screen only."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from association.rules.people.nik import holds_nik
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader

NIK = "3372991708750001"
EVENT = {"title": "Rapat", "starts_at": "24 November 2026 13.00", "place": "Balai"}
FIELDS = [
    *(("/anggota/baru", one, {"name": "Bu Sri"}) for one in ("note", "commodity", "known_as")),
    ("/anggota/baru", "position", {"name": "Bu Sri"}),
    ("/anggota/baru", "birth_place", {"name": "Bu Sri"}),
    *(("/kegiatan/baru", one, EVENT) for one in ("title", "place", "speaker", "note")),
    ("/pengurus/kontak", "name", {"phone": "081200000555"}),
    (
        "/pengurus/serah-terima",
        "note",
        {"takes_effect": "2026-11-24", "cash": "0", "password": PASSWORD},
    ),
]


def everywhere(app: Flask) -> str:
    with app.app_context(), db.engine.connect() as connection:
        rows = (connection.execute(sa.select(table)).all() for table in db.metadata.tables.values())
        return "".join(map(repr, rows))


@pytest.mark.parametrize(("path", "field", "others"), FIELDS)
def test_a_nik_in_a_text_is_refused_and_not_kept(
    app: Flask, sari: Reader, wati_duty: int, path: str, field: str, others: dict[str, str]
) -> None:
    typed = f"KTP 3372 9917-0875.0001 {field}"
    refused = sari.fill(path, **(others | {field: typed}))
    assert refused.status == 422
    assert refused.soup.find(attrs={"name": field}).get("value", typed) == typed
    assert "3372 9917-0875.0001" not in everywhere(app)


def test_a_receipt_number_may_look_like_one(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/iuran"
    assert sari.fill(path, months="1", channel="bank", receipt=NIK).status == 303


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (NIK, True),
        ("NIK: 3372 9917 0875 0001.", True),
        (f"{NIK} 081226004171", True),
        ("3372-9917-0875-0001/Tono", True),
        ("33729917087500012", False),
        ("3372994508750000", False),
        ("081226004171", False),
        ("", False),
    ],
)
def test_what_holds_a_nik(text: str, holds: bool) -> None:
    assert holds_nik(text) is holds
