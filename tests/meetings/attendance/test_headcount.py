"""/kegiatan/<id>/hadir/tanpa-nama: how many came of whom no name was taken."""

import pytest
from flask import Flask

from association.database import db
from association.meetings.attendance.models import Headcount
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader


def where(event: int) -> str:
    return f"/kegiatan/{event}/hadir/tanpa-nama"


def test_the_count_is_kept_and_is_nobodys_attendance(sari: Reader, event: int) -> None:
    sheet = f"/kegiatan/{event}/hadir"
    assert "data-figure=heads" not in sari.get(sheet).text
    seen = sari.follow(sari.fill(sheet, where(event), heads="35 orang"))
    assert (seen.figure("heads"), seen.figure("attendance")) == (35, 0)
    assert "Jumlah tanpa nama disimpan." in seen.text
    assert seen.soup.find("input", id="heads")["value"] == "35"
    part = sari.submit(seen, where(event), part="headcount", heads="40")
    assert (part.status, part.figure("heads"), part.soup.find("html")) == (200, 40, None)
    assert sari.get(f"/kegiatan/{event}").figure("attendance") == 0


@pytest.mark.parametrize("typed", ["", "banyak", "-3", "10000", "9" * 5_000, "3,5"])
def test_what_is_no_number_is_refused_and_kept(
    app: Flask, sari: Reader, event: int, cast: Cast, typed: str
) -> None:
    refused = sari.fill(f"/kegiatan/{event}/hadir", where(event), heads=typed)
    assert refused.status == 422
    assert refused.soup.select_one("#headcount .err, #headcount .fail") is not None
    assert refused.soup.find("input", id="heads").get("value", "") == typed
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Headcount).all() == []


def test_a_neighbour_does_not_count_here(sari: Reader, budi: Reader, event: int, hold) -> None:
    own = hold("Rapat", leader="budi")
    sent = budi.get(f"/kegiatan/{own}/hadir")
    assert budi.submit(sent, where(own), heads="3").status == 303
    assert budi.post(where(event), {"heads": "3", "csrf_token": _token(budi)}).status == 404


def _token(reader: Reader) -> str:
    return str(
        reader.get("/kegiatan/baru").soup.find("input", attrs={"name": "csrf_token"})["value"]
    )
