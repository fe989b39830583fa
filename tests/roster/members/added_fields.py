"""What a field added to the table can do; test_one_field.py runs it in a tree that has two more.

The two are `child_name`, a plain text ("nama panggilan anak"), and `account_number`, a sealed one
("nomor rekening").
"""

import io
import re

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import OutOfReach, set_reach
from association.access.reach import OneCity
from association.database import db
from association.roster.history.models import Batch
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen
from tests.roster.bulk.test_undo import undone
from tests.roster.imports.test_import_pages import save, upload

NIK = "3372995505800009"
SITI = {
    "name": "Siti Aminah",
    "nik": NIK,
    "phone": "0812-2600-0999",
    "birth_date": "15 Mei 1980",
    "child_name": "Ucil",
    "account_number": "BRI 0123",
}


def enrolled(sari: Reader, **typed: str) -> str:
    saved = sari.fill("/anggota/baru", **(SITI | typed))
    others = [str(one["value"]) for one in saved.soup.select("input[name=other_person]")]
    return (sari.submit(saved, "/anggota/baru", other_person=others) if others else saved).location


def said(reader: Reader, path: str) -> str:
    return reader.get(path).text


def downloaded(sari: Reader) -> str:
    return sari.client.get("/anggota/unduh.csv?nik=tanpa").data.decode("utf-8-sig")


def test_it_is_asked_saved_and_shown(sari: Reader) -> None:
    form = sari.get("/anggota/baru")
    labels = {one.get("for"): one.get_text() for one in form.soup.find_all("label")}
    assert (labels["child_name"], labels["account_number"]) == (
        "Nama panggilan anak",
        "Nomor rekening",
    )
    path = enrolled(sari)
    assert "Ucil" in said(sari, path)
    assert "BRI 0123" in said(sari, path)
    refused = sari.fill(f"{path}/ubah", child_name="x" * 61)
    assert refused.status == 422
    assert "Paling banyak 60 huruf" in refused.text
    assert sari.fill(f"{path}/ubah", child_name=None, commodity="Jamu").status == 303
    assert "Ucil" in said(sari, path), "a form that does not send it leaves it as it is"


def test_it_is_sealed_and_no_officer_reads_it(app: Flask, sari: Reader, cast: Cast) -> None:
    enrolled(sari)
    with app.app_context():
        acting(cast, "sari")
        siti = db.session.scalars(sa.select(Member).where(Member.name == SITI["name"])).one()
        assert b"0123" not in siti.account_number_sealed
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        for column in (Member.child_name, Member.account_number_sealed, Member):
            with pytest.raises(OutOfReach):
                db.session.execute(sa.select(column)).all()


def test_it_is_exported_imported_as_a_change_and_undone(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    path = enrolled(sari)
    told = downloaded(sari)
    assert "Nama panggilan anak" in told.splitlines()[0]
    assert "Nomor rekening" in told.splitlines()[0]
    book = openpyxl.load_workbook(io.BytesIO(sari.client.get("/anggota/unduh.xlsx?nik=tanpa").data))
    assert {"Ucil", "BRI 0123"} <= {cell.value for row in book.active for cell in row}
    changed = told.replace("Ucil", "Ucok").replace("BRI 0123", "BNI 0456")
    preview = sari.follow(upload(sari, changed.encode()))
    assert preview.figure("changed") == 1
    assert "nama panggilan anak: Ucil → Ucok" in preview.text
    assert "nomor rekening: BRI 0123 → BNI 0456" in preview.text
    assert save(sari, preview).figure("updated") == 1
    assert "Ucok" in said(sari, path)
    assert "BNI 0456" in said(sari, path)
    with app.app_context():
        acting(cast, "sari")
        batch = db.session.scalars(sa.select(Batch.id)).one()
    undone(sari, batch)
    assert "Ucil" in said(sari, path)
    assert "BRI 0123" in said(sari, path)


def test_a_nik_written_into_it_is_refused(sari: Reader) -> None:
    enrolled(sari)
    preview = sari.follow(upload(sari, downloaded(sari).replace("Ucil", NIK).encode()))
    assert "NIK tertulis di kolom lain (Nama panggilan anak)" in preview.text


@pytest.mark.parametrize(
    ("theirs", "chosen", "left"), [("", {}, "Ucil"), ("Ucok", {"child_name": "other"}, "Ucok")]
)
def test_merging_asks_for_it_and_loses_nothing(
    sari: Reader, theirs: str, chosen: dict[str, str], left: str
) -> None:
    first = enrolled(sari)
    second = enrolled(sari, nik="", child_name=theirs, account_number="")
    path = f"/anggota/kembar/{first.rpartition('/')[2]}/{second.rpartition('/')[2]}"
    pair = sari.get(path)
    assert bool(pair.soup.select("input[name=child_name]")) is bool(chosen)
    seen = sari.follow(sari.submit(pair, path, **chosen))
    assert left in seen.text
    assert "BRI 0123" in seen.text


def test_what_only_the_other_row_says_is_taken_over(sari: Reader) -> None:
    first = enrolled(sari, child_name="", account_number="")
    second = enrolled(sari, nik="")
    path = f"/anggota/kembar/{first.rpartition('/')[2]}/{second.rpartition('/')[2]}"
    pair = sari.get(path)
    assert re.search(
        r"Dilengkapi dari baris kedua: .*nama panggilan anak.*nomor rekening", pair.text
    )
    seen = sari.follow(sari.submit(pair, path))
    assert "Ucil" in seen.text
    assert "BRI 0123" in seen.text


def change_ids(seen: Seen) -> list[str]:
    return [str(one["data-change"]) for one in seen.soup.select("[data-change]")]


def test_its_history_is_told_and_put_back(sari: Reader) -> None:
    path = enrolled(sari)
    sari.fill(f"{path}/ubah", child_name="Ucok", account_number="BNI 0456")
    story = sari.get(f"{path}/riwayat")
    assert "nama panggilan anak dari Ucil menjadi Ucok" in story.text
    assert "nomor rekening diubah" in story.text
    assert "BNI" not in story.text, "what is sealed is not told"
    first = change_ids(story)[-1]
    seen = sari.follow(sari.fill(f"{path}/riwayat/{first}"))
    assert "Ucil" in seen.text
    assert "BRI 0123" in seen.text


def test_two_who_edit_are_joined_by_field(sari: Reader) -> None:
    path = f"{enrolled(sari)}/ubah"
    first, second, third = sari.get(path), sari.get(path), sari.get(path)
    assert sari.submit(first, path, child_name="Ucok").status == 303
    seen = sari.follow(sari.submit(second, path, commodity="Jamu"))
    assert "Perubahan orang lain tetap tersimpan juga: nama panggilan anak." in seen.text
    conflict = sari.submit(third, path, child_name="Ucup")
    assert conflict.status == 409
    assert "Baru saja disimpan orang lain: Ucok" in conflict.text
