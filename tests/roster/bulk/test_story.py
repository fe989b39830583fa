"""/anggota/<id>/riwayat: what happened to a member, and older versions put back."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import write_tx
from association.roster.history import actions as changes
from association.roster.history.kinds import BatchKind, ChangeKind
from association.roster.history.models import Change
from association.roster.members.actions import put
from association.roster.members.models import Member
from tests.conftest import Clock
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen


def edited(sari: Reader, cast: Cast, whom: str = "Suparno", **typed: object) -> str:
    path = f"/anggota/{cast.member[whom]}"
    assert sari.fill(f"{path}/ubah", **typed).status == 303
    return path


def change_ids(seen: Seen) -> list[str]:
    return [str(one["data-change"]) for one in seen.soup.select("[data-change]")]


def test_tells_who_what_before_and_after(sari: Reader, cast: Cast) -> None:
    path = edited(sari, cast, phone="0812-2600-0777", commodity="", note="Pagi", income="2500000")
    edited(
        sari,
        cast,
        nik="3372990101600012",
        mother_name="Lastri",
        address="Jl. Satu 1",
        stall_number=["99", ""],
    )
    sari.submit(sari.get(path), f"{path}/nik")
    seen = sari.get(f"{path}/riwayat")
    for text in (
        "Sari menambahkan ke daftar",
        "nomor HP dari 0812-2600-4285 menjadi 0812-2600-0777",
        "dagangan dihapus (semula Sembako)",
        "catatan diisi: Pagi",
        "penghasilan diisi: Rp2,5 – 2,7 juta",
        "NIK dari 3372 •••• •••• 0002 menjadi 3372 •••• •••• 0012",
        "nama ibu kandung diubah",
        "alamat diubah",
        "tempat usaha dari Los B-2, Pasar Rejosari menjadi Los B-99, Pasar Rejosari",
        "Sari melihat NIK lengkap",
        "Sari mencatat iuran Sep 2026 – Nov 2026, Rp25.200",
        "22 November 2026, 00.30 WIB",
    ):
        assert text in seen.text, text
    for secret in ("3372990101600002", "3372990101600012", "Lastri", "Jl. Satu"):
        assert secret not in str(seen.soup), secret
    assert sari.get(path).soup.find("a", href=f"{path}/riwayat") is not None


def test_tells_batches_and_what_was_undone(app: Flask, sari: Reader, cast: Cast) -> None:
    member_id = cast.member["Suparno"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            member = tx.session.get_one(Member, member_id)
            batches = [
                changes.open_batch(tx.session, by, kind)
                for kind in (BatchKind.IMPORT, BatchKind.BULK)
            ]
            put(tx.session, member, {"note": "a"}, by, kind=ChangeKind.EDIT, batch_id=batches[0])
            gone = {"left_on": "2026-11-22", "left_reason": "stopped"}
            put(tx.session, member, gone, by, kind=ChangeKind.LEAVE, batch_id=batches[1])
            undo = changes.open_batch(tx.session, by, BatchKind.UNDO, undoes=batches[1])
            back = {"left_on": None, "left_reason": ""}
            put(tx.session, member, back, by, kind=ChangeKind.UNDO, batch_id=undo)
    text = sari.get(f"/anggota/{member_id}/riwayat").text
    assert "00.30 WIB · lewat impor Keadaan sekarang" in text
    assert "Sari mengeluarkan dari daftar (berhenti berdagang)" in text
    assert "lewat perubahan massal, sudah dibatalkan" in text
    assert "Sari membatalkan perubahan" in text
    assert "tanggal keluar dihapus (semula 22 November 2026)" in text
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            changes.open_batch(tx.session, by, BatchKind.UNDO, undoes=undo)
    text = sari.get(f"/anggota/{member_id}/riwayat").text
    assert "lewat perubahan massal, sudah" not in text
    assert "lewat pembatalan, sudah dibatalkan" in text


def test_what_another_paguyuban_recorded_is_not_told(budi: Reader) -> None:
    said = {"nik": "3372991708750001", "name": "Tono Wibowo", "birth_date": "17-8-1975"}
    path = budi.fill("/anggota/baru", **said).location
    assert "Dicatat lewat paguyuban lain" in budi.get(path).text
    seen = budi.get(f"{path}/riwayat")
    assert "Budi menambahkan ke daftar" in seen.text
    assert "iuran" not in seen.text


def test_twenty_five_and_more(sari: Reader, cast: Cast, clock: Clock) -> None:
    for number in range(30):
        clock.tick(minutes=1)
        path = edited(sari, cast, note=f"ke-{number}")
    first = sari.get(f"{path}/riwayat")
    assert len(change_ids(first)) == 25
    assert "iuran" not in first.text
    more = str(first.soup.select_one("#story_rows a")["href"])
    for seen in (sari.get(more), sari.get(more, part="story_rows")):
        assert len(change_ids(seen)) == 6
        assert not set(change_ids(seen)) & set(change_ids(first))
        assert seen.text.count("mencatat iuran") == 1
        assert seen.soup.select_one("#story_rows") is None


def test_an_older_version_is_put_back_though_the_member_changed_since(
    sari: Reader, cast: Cast
) -> None:
    path = edited(sari, cast, phone="0812-2600-0777", mother_name="Lastri", stall_number=["99", ""])
    edited(sari, cast, phone="0812-2600-0888", mother_name="Lastri Ayu", name="Suparno Jaya")
    then = change_ids(sari.get(f"{path}/riwayat"))[1]
    asked = sari.get(f"{path}/riwayat/{then}")
    assert "nomor HP dari 0812-2600-0888 menjadi 0812-2600-0777" in asked.text
    assert "nama dari Suparno Jaya menjadi Suparno" in asked.text
    assert "tempat usaha" not in asked.text
    fields = [one["value"] for one in asked.soup.select("[name=field]")]
    assert sorted(fields) == ["mother_name", "name", "phone"]
    seen = sari.follow(sari.submit(asked, f"{path}/riwayat/{then}", field=["phone", "mother_name"]))
    for text in (
        "Isian lama sudah dikembalikan",
        "0812-2600-0777",
        "Lastri",
        "Suparno Jaya",
        "Los B-99",
    ):
        assert text in seen.text, text
    assert "Lastri Ayu" not in seen.text
    assert "Sari mengembalikan isian lama" in sari.get(f"{path}/riwayat").text


def test_the_first_version_can_come_back(sari: Reader, cast: Cast) -> None:
    path = edited(
        sari, cast, "Sri Lestari", nik="3372995505800009", commodity="Jamu", income="2500000"
    )
    first = change_ids(sari.get(f"{path}/riwayat"))[-1]
    seen = sari.follow(sari.fill(f"{path}/riwayat/{first}"))
    for text in ("Sembako", "Tanpa NIK belum bisa"):
        assert text in seen.text, text
    assert "Tidak ada yang berbeda dari sekarang" in sari.get(f"{path}/riwayat/{first}").text


def test_what_was_before_any_history_can_come_back(app: Flask, sari: Reader, cast: Cast) -> None:
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.execute(sa.delete(Change))
    path = edited(sari, cast, note="baru", commodity="Beras")
    seen = sari.get(f"{path}/riwayat")
    assert "Keadaan sekarang" in seen.soup.select_one("[data-change]").get_text()
    assert change_ids(seen)[1:] == ["0"]
    assert "Sembako" in sari.follow(sari.fill(f"{path}/riwayat/awal")).text
    assert "baru" not in sari.get(path).text


def test_a_nik_that_stands_elsewhere_now_is_refused_and_the_rest_can_come_back(
    sari: Reader, cast: Cast
) -> None:
    path = edited(sari, cast, "Budi Santoso", nik="3372990404800015", commodity="Beras")
    sari.fill("/anggota/baru", name="Paijo", nik="3372990404800005")
    then = change_ids(sari.get(f"{path}/riwayat"))[-1]
    refused = sari.fill(f"{path}/riwayat/{then}")
    assert refused.status == 422
    assert "sudah ada di daftar Anda, atas nama Paijo" in refused.text
    assert "3372990404800005" not in str(refused.soup)
    assert refused.soup.find("a", string="Buka anggota itu") is not None
    assert "Beras" in sari.get(path).text, "nothing was put back"
    seen = sari.follow(sari.submit(refused, f"{path}/riwayat/{then}", field="commodity"))
    assert "Sembako" in seen.text
    assert "3372 •••• •••• 0015" in seen.text


def test_a_nik_with_contributions_cannot_be_taken_away_by_an_old_version(
    sari: Reader, cast: Cast
) -> None:
    path = edited(sari, cast, "Sri Lestari", nik="3372995505800009")
    paid = sari.fill(f"{path}/iuran", first_month="2026-11", months="1", programmes="JKK,JKM")
    assert paid.status == 303, paid.text
    first = change_ids(sari.get(f"{path}/riwayat"))[-1]
    assert "sudah ada iuran" in sari.fill(f"{path}/riwayat/{first}").text


def test_what_changed_while_looking_is_shown_first(sari: Reader, cast: Cast) -> None:
    path = edited(sari, cast, note="satu")
    then = change_ids(sari.get(f"{path}/riwayat"))[-1]
    asked = sari.get(f"{path}/riwayat/{then}")
    edited(sari, cast, note="dua")
    again = sari.submit(asked, f"{path}/riwayat/{then}")
    assert again.status == 409
    assert "baru saja diubah orang lain" in again.text
    assert "catatan dihapus (semula dua)" in again.text
    assert "dua" in sari.get(path).text


@pytest.mark.parametrize("typed", [{"field": None}, {"field": "left_on"}, {"field": "x" * 500}])
def test_nothing_chosen_or_nothing_that_may_come_back(
    sari: Reader, cast: Cast, typed: dict[str, str | None]
) -> None:
    path = edited(sari, cast, note="satu")
    then = change_ids(sari.get(f"{path}/riwayat"))[-1]
    refused = sari.fill(f"{path}/riwayat/{then}", **typed)
    assert refused.status == 422
    assert "Pilih paling sedikit satu isian" in refused.text


def test_the_neighbour_and_others_get_nothing(
    sari: Reader, budi: Reader, rina: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    path = edited(sari, cast, note="rahasia")
    then = change_ids(sari.get(f"{path}/riwayat"))[-1]
    for address in (f"{path}/riwayat", f"{path}/riwayat/{then}", f"{path}/riwayat/awal"):
        assert [one.get(address).status for one in (budi, rina, dewi, visitor)] == [
            404,
            404,
            403,
            303,
        ]
    own = budi.get(f"/anggota/{cast.member['Joko Santoso']}/ubah")
    token = {"csrf_token": own.soup.find("input", attrs={"name": "csrf_token"})["value"]}
    assert (
        budi.post(f"{path}/riwayat/{then}", token | {"field": "note", "version": "2"}).status == 404
    )
    other = f"/anggota/{cast.member['Tono Wibowo']}/riwayat/{then}"
    assert sari.get(other).status == 404, "a change of somebody else"
    assert sari.get(f"{path}/riwayat?after=x").status == 200
