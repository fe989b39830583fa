"""/isian: what is typed into a long form is kept for a day, and offered where it was typed."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from association.database import db, write_tx
from association.drafts import Draft, find
from association.people.accounts.actions import shut_out
from association.people.drafts.actions import LONGEST, MOST
from tests.conftest import Clock
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen, fields

NEW = "/anggota/baru"
NIK = "3372990101800001"
TYPED = {"name": "Bu Sutini", "nik": NIK, "stall_block": ["B", "C"], "birth_date": "17/8/1975"}


def typing(reader: Reader, path: str, **typed: Any) -> dict[str, Any]:
    """Send what a browser sends while somebody types; give the whole form."""
    form = fields(reader.get(path).form(path)) | typed
    assert reader.post("/isian", form | {"untuk": path}).status == 204
    return form


def kept(app: Flask) -> int:
    """Count the drafts."""
    with app.app_context():
        return db.session.query(Draft).count()


def offer(seen: Seen) -> str:
    """Give what a page says of a draft."""
    said = seen.soup.select_one("[data-drafted]")
    return " ".join(said.get_text(" ").split()) if said else ""


def test_it_is_offered_and_only_taken_when_asked(sari: Reader, clock: Clock) -> None:
    typing(sari, NEW, **TYPED)
    clock.tick(hours=1)
    seen = sari.get(NEW)
    assert offer(seen) == "Ada isian yang belum disimpan dari 00.30 WIB. Pakai Buang"
    assert fields(seen.form(NEW))["name"] == ""
    link = seen.soup.select_one("[data-drafted] a")
    assert link is not None
    taken = sari.get(str(link["href"]))
    again = fields(taken.form(NEW))
    assert (again["name"], again["nik"], again["birth_date"]) == ("Bu Sutini", NIK, "17/8/1975")
    assert again["stall_block"] == ["B", "C", ""]
    assert offer(taken).startswith("Isian dari 00.30 WIB sudah ditaruh di bawah. BELUM tersimpan.")
    assert taken.wrong == ""
    saved = sari.submit(taken, NEW, stall_block=["B", "", ""])
    assert saved.status == 303
    assert offer(sari.get(NEW)) == ""


def test_saving_ends_it_and_what_comes_late_is_not_kept(sari: Reader, app: Flask) -> None:
    form = typing(sari, NEW, **TYPED)
    assert sari.post(NEW, form | {"birth_date": "x"}).status == 422
    assert kept(app) == 1  # refused: still needed
    assert sari.post(NEW, form).status == 303
    assert kept(app) == 0
    assert sari.post("/isian", form | {"untuk": NEW}).status == 204
    assert kept(app) == 0


def test_it_can_be_thrown_away(sari: Reader, app: Flask) -> None:
    typing(sari, NEW, **TYPED)
    back = sari.submit(sari.get(NEW), "/isian")
    assert (back.location, kept(app)) == (NEW, 0)


def test_an_edit_knows_whether_somebody_saved_since(sari: Reader, cast: Cast) -> None:
    where = f"/anggota/{cast.member['Suparno']}/ubah"
    typing(sari, where, commodity="Jamu")
    assert "diubah" not in offer(sari.get(where))
    sari.fill(where, commodity="Beras")  # from a page of now: the draft goes with it
    assert offer(sari.get(where)) == ""
    old = fields(sari.get(where).form(where)) | {"commodity": "Jamu"}
    sari.fill(where, commodity="Sayur")
    sari.post("/isian", old | {"untuk": where, "key": "k" * 32})
    assert "Sesudah itu datanya diubah orang lain." in offer(sari.get(where))
    taken = sari.get(f"{where}?isian=1")
    meanwhile = sari.submit(taken, where)
    assert meanwhile.status == 409
    assert "Baru saja disimpan orang lain: Sayur" in meanwhile.text


@pytest.mark.parametrize("path", ["/anggota/impor", "/kegiatan/baru"])
def test_other_long_forms_have_one_too(sari: Reader, path: str, app: Flask) -> None:
    text = {"text": "1. Bu Tini los B2"} if path == "/anggota/impor" else {}
    event = {"title": "Rapat", "starts_at": "24 November 2026 13.00", "place": "Balai"}
    typed: dict[str, Any] = text or event
    form = next(
        fields(one) for one in sari.get(path).soup.select(f"form[data-draft][action='{path}']")
    )
    sari.post("/isian", form | typed | {"untuk": path})
    taken = next(
        fields(one)
        for one in sari.get(f"{path}?isian=1").soup.select(f"form[data-draft][action='{path}']")
    )
    assert {name: taken[name].strip() for name in typed} == typed
    assert sari.post(path, taken).status == 303
    assert kept(app) == 0


def test_the_office_has_one_for_a_paguyuban(dewi: Reader, app: Flask) -> None:
    path = "/paguyuban/baru"
    typing(dewi, path, name="Paguyuban Pasar Legi")
    taken = dewi.get(f"{path}?isian=1")
    assert fields(taken.form(path))["name"] == "Paguyuban Pasar Legi"


def test_nobody_else_is_offered_it(sari: Reader, budi: Reader, visitor: Reader, app: Flask) -> None:
    typing(sari, NEW, **TYPED)
    assert offer(budi.get(NEW)) == ""
    assert visitor.post("/isian", {"untuk": NEW}).status in (400, 401)
    assert kept(app) == 1


def test_it_ends_after_a_day_and_at_sign_out(sari: Reader, clock: Clock, app: Flask) -> None:
    typing(sari, NEW, **TYPED)
    clock.tick(hours=11)
    assert offer(sari.get(NEW))
    with app.app_context(), write_tx() as tx:
        row = tx.session.query(Draft).one()
        row.saved_at -= timedelta(hours=14)
    assert offer(sari.get(NEW)) == ""
    typing(sari, NEW, **TYPED)
    form = fields(sari.get("/lainnya").form("/keluar"))
    assert kept(app) == 1
    sari.post("/keluar", form)
    assert kept(app) == 0


def test_an_account_that_is_shut_out_keeps_none(sari: Reader, app: Flask, cast: Cast) -> None:
    typing(sari, NEW, **TYPED)
    with app.app_context(), write_tx() as tx:
        shut_out(tx.session, cast.account["sari"])
    assert kept(app) == 0


def test_it_is_sealed_without_passwords_and_marks_of_the_page(sari: Reader, app: Flask) -> None:
    typing(sari, NEW, **TYPED, password="guyub-demo", new_password="x")
    with app.app_context():
        row = db.session.query(Draft).one()
        assert NIK.encode() not in row.typed_sealed
        assert b"Sutini" not in row.typed_sealed
        typed = find(db.session(), row.draft_index, now=row.saved_at)
    assert typed is not None
    names = {name for name, _value in typed.fields}
    assert names & {"password", "new_password", "csrf_token", "key", "untuk"} == set()
    assert "nik" in names


def test_few_are_kept_and_none_that_is_too_long(sari: Reader, app: Flask, clock: Clock) -> None:
    form = fields(sari.get(NEW).form(NEW))
    for number in range(MOST + 3):
        clock.tick(minutes=1)
        sari.post("/isian", form | {"untuk": f"/anggota/{number}/ubah", "key": f"{number:032}"})
    assert kept(app) == MOST
    long = form | {"untuk": NEW, "note": "x" * LONGEST}
    assert sari.post("/isian", long).status == 204
    assert offer(sari.get(NEW)) == ""
    assert sari.post("/isian", form | {"untuk": "//elsewhere.example"}).status == 404
