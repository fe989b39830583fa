"""Months that a list has as paid, lists that are a part, columns that were taken for something
else."""

from datetime import date

import pytest

from association.cover.reconciliation import storage
from association.roster.history.kinds import ChangeKind
from tests.cover.reconciliation.conftest import EMBEDDED, act, lines, sizes, upload
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen, fields
from tests.infra.team import SetDuty

HEAD = "NIK;Nama;KPJ;Status;Lunas s/d\n"
BUDI = "3372990404800005;BUDI SANTOSO;44444444444;AKTIF;12/2026\n"


def uploaded(reader: Reader, rows: str, *, whole: str | None = "ya") -> str:
    return reader.follow(upload(reader, (HEAD + rows).encode(), whole=whole)).response.request.path


def of(reader: Reader, cast: Cast, name: str) -> str:
    return reader.get(f"/anggota/{cast.member[name]}").text


def test_taking_a_row_records_the_months_it_shows(sari: Reader, cast: Cast) -> None:
    where = uploaded(sari, BUDI)
    (words,) = lines(sari.get(f"{where}?tumpukan=beda")).values()
    assert "Yang dicatat: iuran November 2026 – Desember 2026" in words
    assert "jumlah perkiraan" in words
    act(sari, where, "accept", "r0")
    assert sizes(sari.get(where))[0] == 0
    page = of(sari, cast, "Budi Santoso")
    assert "Terlihat lunas di daftar BPJS Ketenagakerjaan pada 22 November 2026" in page
    assert "perkiraan" in page
    assert "31 Des" in page
    assert act(sari, where, "accept", "r0").status == 303  # twice is once
    assert of(sari, cast, "Budi Santoso").count("Terlihat lunas") == 1


def test_an_old_month_is_recorded_as_seen_though_it_could_not_be_paid_today(
    sari: Reader, cast: Cast
) -> None:
    where = uploaded(sari, BUDI.replace("12/2026", "s/d Jul 2026").replace("AKTIF", "Non aktif"))
    act(sari, where, "all")
    assert sizes(sari.get(where))[0] == 0
    assert sari.get("/anggota?q=budi").status_of(cast.member["Budi Santoso"]) == "inactive"


def undone(reader: Reader, batch: str) -> str:
    """Undo a batch, or an undoing; gives the page of the undoing."""
    undoing = reader.follow(reader.submit(reader.get(batch), f"{batch}/batalkan"))
    where = undoing.response.request.path
    done = reader.follow(reader.submit(undoing, f"{where}/lanjut"))
    assert (done.figure("changed"), done.names()) == (1, [])
    return where


def batch_of(page: Seen) -> str:
    """Give the address of what was taken from a list."""
    return str(page.soup.select("a[href^='/anggota/perubahan/']")[0]["href"])


def test_undoing_takes_the_months_back_and_undoing_that_brings_them_again(
    sari: Reader, cast: Cast
) -> None:
    where = uploaded(sari, BUDI)
    act(sari, where, "all")
    assert "Terlihat lunas" in of(sari, cast, "Budi Santoso")
    undoing = undone(sari, batch_of(sari.get(where)))
    page = of(sari, cast, "Budi Santoso")
    assert "Terlihat lunas" not in page
    assert "Daftar BPJS Ketenagakerjaan dibatalkan" in page
    assert "44•" not in page
    again = undone(sari, undoing)
    assert "Terlihat lunas" in of(sari, cast, "Budi Santoso")
    undone(sari, again)
    assert "Terlihat lunas" not in of(sari, cast, "Budi Santoso")


def test_months_alone_are_a_change_that_can_be_undone(sari: Reader, cast: Cast) -> None:
    where = uploaded(sari, BUDI.replace("12/2026", "11/2026"))
    act(sari, where, "all")
    later = uploaded(sari, BUDI)
    (words,) = lines(sari.get(f"{later}?tumpukan=beda")).values()
    assert "Yang dicatat: iuran Desember 2026" in words
    act(sari, later, "all")
    assert sizes(sari.get(later))[0] == 0
    story = sari.get(f"/anggota/{cast.member['Budi Santoso']}/riwayat").text
    assert "mencocokkan bulan yang lunas" in story
    assert ChangeKind.MONTHS not in story
    undoing = undone(sari, batch_of(sari.get(later)))
    assert sizes(sari.get(later))[0] == 1
    undone(sari, undoing)
    assert sizes(sari.get(later))[0] == 0


def test_who_may_not_record_money_takes_no_months_and_reads_so(
    wati: Reader, wati_duty: int, set_duty: SetDuty, sari: Reader, cast: Cast
) -> None:
    set_duty(wati_duty, may_record_money=False)
    where = uploaded(wati, BUDI)
    act(wati, where, "all")
    (words,) = lines(wati.get(f"{where}?tumpukan=beda")).values()
    assert "Bulan lunasnya tidak diambil dari daftar." in words
    assert "Minta bendahara mencatat iurannya." in words
    assert "44" in of(sari, cast, "Budi Santoso")
    assert "Terlihat lunas" not in of(sari, cast, "Budi Santoso")
    # somebody who may goes on with the same list
    act(sari, where, "all")
    assert "Terlihat lunas" in of(sari, cast, "Budi Santoso")


def test_cash_in_hand_is_deposited_first(sari: Reader, cast: Cast) -> None:
    act(sari, uploaded(sari, BUDI.replace("12/2026", "11/2026")), "all")
    member = f"/anggota/{cast.member['Budi Santoso']}/iuran"
    sari.submit(sari.get(member), member, channel="bendahara", months="1", first_month="2026-12")
    where = uploaded(sari, BUDI)
    (words,) = lines(sari.get(f"{where}?tumpukan=beda")).values()
    assert "masih dititipkan" in words
    assert "Catat setorannya" in words
    act(sari, where, "all")
    assert sizes(sari.get(where))[0] == 1


def test_a_list_without_months_says_that_none_are_taken(sari: Reader, cast: Cast) -> None:
    where = uploaded(sari, "3372994303700004;WAGIYEM;33333333333;AKTIF;\n")
    act(sari, where, "all")
    shown = lines(sari.get(f"{where}?tumpukan=beda"))
    assert "tidak ada bulan yang diambil" in shown["r0"]


@EMBEDDED
@pytest.mark.parametrize("words", ["12 bulan", "Des 2026 - Jan 2026", "sudah"])
def test_what_cannot_be_read_is_said(sari: Reader, words: str) -> None:
    where = uploaded(sari, f"3372991708750001;TONO WIBOWO;;AKTIF;{words}\n")
    act(sari, where, "all")  # the day of registration
    (shown,) = lines(sari.get(f"{where}?tumpukan=beda")).values()
    assert f"“{words}”, tidak terbaca" in shown


@EMBEDDED
def test_contrary_words_are_shown_and_propose_nothing(sari: Reader, cast: Cast) -> None:
    where = uploaded(sari, "3372991708750001;TONO WIBOWO;;aktif, meninggal;\n")
    page = sari.get(f"{where}?tumpukan=beda")
    assert "Status di daftar: “aktif, meninggal”, tidak dikenal." in page.text
    assert not page.soup.select("button[value^=accept]")
    act(sari, where, "all")
    act(sari, where, "accept", "r0")
    assert "Lihat atau batalkan" not in sari.get(where).text


@EMBEDDED
def test_an_end_is_recorded_one_by_one_with_the_lists_own_words(sari: Reader, cast: Cast) -> None:
    rows = (
        "3372991708750001;TONO WIBOWO;;MENINGGAL (klaim JKM);\n"
        "3372990101600002;SUPARNO;;Pindah PU;\n"
    )
    where = uploaded(sari, rows)
    page = sari.get(f"{where}?tumpukan=beda")
    shown = lines(page)
    assert "meninggal (“MENINGGAL (klaim JKM)”)" in shown["r0"]
    assert "Catat: meninggal" in shown["r0"]
    assert "Catat: penerima upah" in shown["r1"]
    assert not page.soup.select("input[name=do][value=all]")
    act(sari, where, "all")
    assert sizes(sari.get(where))[0] == 2
    act(sari, where, "accept", "r1")
    assert sizes(sari.get(where))[0] == 1


def test_nobody_is_missed_before_the_list_is_called_whole(sari: Reader) -> None:
    where = uploaded(sari, BUDI, whole=None)
    asked = sari.get(where)
    assert "memuat semua anggota" in asked.text
    assert sizes(asked)[1:3] == (0, 0)
    assert sizes(sari.follow(act(sari, where, "whole")))[1:3] != (0, 0)
    part = sari.follow(act(sari, where, "part"))
    assert sizes(part)[1:3] == (0, 0)
    assert "hanya sebagian" in part.text


def test_columns_are_shown_and_can_be_corrected(sari: Reader, budi: Reader) -> None:
    shown = sari.follow(
        upload(sari, b"Nama;Nama Peserta;NIK\nBUDI SANTOSO;GUDANG;3372990404800005\n")
    )
    columns = f"{shown.response.request.path}/kolom"
    assert "Nama → nama; Nama Peserta → tidak dipakai; NIK → NIK" in shown.text
    form = sari.get(columns).form(columns)
    sent = fields(form) | {"column": ["", "name", "nik"]}
    assert "Gudang" in sari.follow(sari.post(columns, sent)).text
    for wrong in (["", "", "nik"], ["name", "name", "nik"], ["name"], ["x"] * 40):
        refused = sari.post(columns, sent | {"column": wrong})
        assert (refused.status, bool(refused.wrong)) == (422, True)
    assert budi.get(columns).status == 404
    assert act(budi, columns, "").status == 404


def test_headings_that_are_not_known_lead_to_the_columns(sari: Reader) -> None:
    data = b"Pemegang Kartu;Nomor Induk\nBUDI SANTOSO;3372990404800005\n"
    page = sari.follow(upload(sari, data))
    where = page.response.request.path
    assert where.endswith("/kolom")
    assert "BUDI SANTOSO" in page.text
    assert "3372990404800005" not in str(page.soup)
    assert "Pilih kolom" in sari.get(where.removesuffix("/kolom")).text
    sent = fields(page.form(where)) | {"column": ["name", "nik"]}
    found = sari.follow(sari.post(where, sent))
    assert "Budi Santoso" in lines(found)["r0"]


def test_a_list_kept_by_an_earlier_version_is_still_read() -> None:
    earlier = (
        '[{"row":0,"name":"Tono","nik":null,"kpj":null,"birth_date":"1975-08-17",'
        '"standing":"active","paid_until":null,"since":null,"unread":true}]'
    )
    (row,) = storage.read(earlier).rows
    assert (row.name, row.unread, row.birth_date) == ("Tono", ("nik",), date(1975, 8, 17))
