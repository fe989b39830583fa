"""The same or a corrected list again changes members instead of doubling them; it can all be
undone."""

import pytest
from flask import Flask

from association.database import db, write_tx
from association.roster.history.kinds import ChangeKind
from association.roster.history.models import Batch
from association.roster.members import actions as members
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen, fields
from tests.roster.imports.test_import_pages import save, upload

HEADING = "Nama;NIK;No HP;Los/Kios;Dagangan;Nama panggilan;Catatan\n"


def member_of(app: Flask, cast: Cast, name: str) -> Member:
    with app.app_context():
        acting(cast, "sari")
        found = db.session.query(Member).filter_by(name=name).one()
        _ = (found.stalls, found.phone, found.nik)
        return found


def undo(app: Flask, cast: Cast, sari: Reader, batch: int) -> Seen:
    """Undo a batch to its end, as the page goes on by itself; gives the page of the undo."""
    path = f"/anggota/perubahan/{batch}"
    sari.submit(sari.get(path), f"{path}/batalkan")
    with app.app_context():
        acting(cast, "sari")
        path = f"/anggota/perubahan/{db.session.query(Batch).filter_by(undoes_id=batch).one().id}"
    while (page := sari.get(path)).soup.select(f"form[action='{path}/lanjut']"):
        sari.submit(page, f"{path}/lanjut")
    return page


def test_a_corrected_list_shows_each_difference_and_changes_them(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    told = (
        "Tono Wibowo;3372991708750001;0812-3333-4444;Los B-1;;Pak "
        "Tono;\nSuparno;3372990101600002;;;Bumbu;;Pagi\n"
    )
    preview = sari.follow(upload(sari, (HEADING + told).encode()))
    assert (preview.figure("good"), preview.figure("changed")) == (0, 2)
    for words in (
        "nomor HP: 0812-2600-4171 → 0812-3333-4444",
        "nama di pasar: kosong → Pak Tono",
        "dagangan: Sembako → Bumbu",
        "catatan: kosong → Pagi",
    ):
        assert words in preview.text
    assert save(sari, preview).figure("updated") == 2
    tono, suparno = member_of(app, cast, "Tono Wibowo"), member_of(app, cast, "Suparno")
    assert (tono.phone, tono.known_as, tono.commodity) == (
        "+6281233334444",
        "Pak Tono",
        "Sembako",
    )  # a blank wipes nothing
    assert (suparno.commodity, suparno.note, suparno.phone) == ("Bumbu", "Pagi", "+6281226004285")
    again = sari.follow(upload(sari, (HEADING + told).encode()))
    assert again.figure("same") == 2


def test_capital_letters_alone_change_nothing(app: Flask, sari: Reader, cast: Cast) -> None:
    told = "Tono Wibowo;3372991708750001;;los b-1;Sembako;Pak Tono;Pagi\n"
    save(sari, sari.follow(upload(sari, (HEADING + told).encode())))
    shouted = sari.follow(upload(sari, (HEADING.lower() + told.upper()).encode()))
    assert shouted.figure("same") == 1
    other = sari.follow(upload(sari, (HEADING + told.upper().replace("PAGI", "SORE")).encode()))
    assert "catatan: Pagi → Pagi; SORE" in other.text
    assert "dagangan" not in other.text


def test_a_change_without_its_tick_is_not_made(app: Flask, sari: Reader, cast: Cast) -> None:
    told = "Tono Wibowo;3372991708750001;;;Jamu;;\nSuparno;3372990101600002;;;Bumbu;;\n"
    preview = sari.follow(upload(sari, (HEADING + told).encode()))
    where = preview.response.request.path
    sent = fields(preview.form(where)) | {"asked": ["0", "1"], "change": ["1"]}
    saved = sari.follow(sari.post(where, sent))
    assert saved.figure("updated") == 1
    assert member_of(app, cast, "Tono Wibowo").commodity == "Sembako"
    assert member_of(app, cast, "Suparno").commodity == "Bumbu"


@pytest.mark.parametrize(
    ("told", "stalls"),
    [
        ("Los B-1", ["Los B-1"]),
        (
            "Los B-1, Kios A-9",
            ["Los B-1", "Kios A-9"],
        ),  # one of them is known: the other comes beside
        ("Los B-01", ["Los B-1"]),
        ("Los B01, Kios A-9", ["Los B-1", "Kios A-9"]),
        ("Kios Z-5", ["Kios Z-5"]),  # moved
        ("", ["Los B-1"]),
    ],
)
def test_stalls_are_filled_up_added_or_replaced(
    app: Flask, sari: Reader, cast: Cast, told: str, stalls: list[str]
) -> None:
    preview = sari.follow(
        upload(sari, f"{HEADING}Tono Wibowo;3372991708750001;;{told};;;\n".encode())
    )
    if preview.soup.select("form#begin"):
        save(sari, preview)
    assert [stall.label for stall in member_of(app, cast, "Tono Wibowo").stalls] == stalls


def test_who_was_changed_after_the_upload_is_not_overruled(
    app: Flask, sari: Reader, cast: Cast, clock
) -> None:  # type: ignore[no-untyped-def]
    preview = sari.follow(
        upload(sari, f"{HEADING}Tono Wibowo;3372991708750001;;;Jamu;;\n".encode())
    )
    clock.tick(minutes=1)
    path = f"/anggota/{cast.member['Tono Wibowo']}/ubah"
    assert sari.fill(path, commodity="Tempe").status == 303
    saved = save(sari, preview)
    assert "diubah orang lain sesudah daftar ini diunggah" in saved.text
    assert member_of(app, cast, "Tono Wibowo").commodity == "Tempe"


def test_who_left_is_brought_back_by_a_leader_only(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            gone = {"left_on": "2026-11-01", "left_reason": "stopped"}
            members.put(
                tx.session,
                tx.session.get_one(Member, cast.member["Suparno"]),
                gone,
                by,
                kind=ChangeKind.LEAVE,
            )
    preview = sari.follow(upload(sari, f"{HEADING}Suparno;3372990101600002;;;;;\n".encode()))
    assert preview.figure("bad") == 1
    assert "sudah keluar dari daftar" in preview.text


def test_an_import_undone_can_be_corrected_and_imported_again(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    lines = "".join(f"Pedagang {n};;0812260{n:05};Los X-{n};Sayur;;\n" for n in range(30))
    assert save(sari, sari.follow(upload(sari, (HEADING + lines).encode()))).figure("added") == 30
    with app.app_context():
        acting(cast, "sari")
        batch = db.session.query(Batch).one()
        assert (batch.kind, batch.rows) == ("import", 30)
        number = batch.id
    undo(app, cast, sari, number)
    assert sari.get("/anggota?q=pedagang").names() == []
    corrected = sari.follow(upload(sari, (HEADING + lines.replace("Sayur", "Buah")).encode()))
    assert (corrected.figure("good"), corrected.figure("changed")) == (0, 30)
    assert save(sari, corrected).figure("updated") == 30
    assert len(sari.get("/anggota?q=pedagang").names()) == 25
    assert member_of(app, cast, "Pedagang 3").commodity == "Buah"


def test_100_lines_5_edits_and_undo(app: Flask, sari: Reader, cast: Cast, clock) -> None:
    lines = "".join(f"Warga {n:03};;0813260{n:05};Los Y-{n};Sayur;;\n" for n in range(100))
    preview = sari.follow(upload(sari, (HEADING + lines).encode()))
    where = preview.response.request.path
    seen = sari.follow(sari.submit(preview, where))
    while seen.soup.select(f"form[action='{where}']"):
        seen = sari.follow(sari.submit(sari.get(where), where))
    assert seen.figure("added") == 100
    clock.tick(minutes=5)
    with app.app_context():
        acting(cast, "sari")
        batch = db.session.query(Batch).one().id
        edited = [
            row.id
            for row in db.session.query(Member).filter(Member.name.like("Warga 00%")).limit(5)
        ]
    for member_id in edited:
        assert sari.fill(f"/anggota/{member_id}/ubah", note="Disunting").status == 303
    page = undo(app, cast, sari, batch)
    with app.app_context():
        acting(cast, "sari")
        left = (
            db.session.query(Member)
            .filter(Member.name.like("Warga %"), Member.left_on.is_(None))
            .all()
        )
        assert sorted(one.id for one in left) == sorted(edited)
        assert (
            db.session.query(Member)
            .filter(Member.name.like("Warga %"), Member.left_on.is_not(None))
            .count()
            == 95
        )
    for name in ("Warga 000", "Warga 004"):
        assert name in page.text


@pytest.mark.parametrize("spelt", ["Soeparno", "Pak Suparno", "SUPARNO"])
def test_another_spelling_is_the_same_member_and_keeps_the_name(
    app: Flask, sari: Reader, cast: Cast, spelt: str
) -> None:
    preview = sari.follow(upload(sari, f"{HEADING}{spelt};;;Los B-2;Bumbu;;\n".encode()))
    assert (preview.figure("good"), preview.figure("changed")) == (0, 1)
    save(sari, preview)
    assert member_of(app, cast, "Suparno").commodity == "Bumbu"


def test_a_nik_corrects_the_name(app: Flask, sari: Reader, cast: Cast) -> None:
    save(sari, sari.follow(upload(sari, f"{HEADING}Suparno Hadi;3372990101600002;;;;;\n".encode())))
    assert member_of(app, cast, "Suparno Hadi").id == cast.member["Suparno"]
