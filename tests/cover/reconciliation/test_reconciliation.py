"""/rekonsiliasi: the list of BPJS Ketenagakerjaan against the roster."""

import random
from datetime import date

from flask import Flask

from association.database import db, write_tx
from association.roster.members import actions as members
from association.roster.members.locking import locked_niks
from association.roster.members.models import Member
from association.roster.members.values import MemberValues
from tests.cover.reconciliation.conftest import (
    LIST,
    PILES,
    act,
    lines,
    sheet,
    sizes,
    upload,
)
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, fields


def test_five_piles_shrink_row_by_row_and_the_same_file_again_changes_nothing(
    sari: Reader, cast: Cast
) -> None:
    shown = sari.follow(upload(sari, LIST.encode()))
    where = shown.response.request.path
    assert sizes(shown) == (3, 1, 2, 2, 0, 0)  # beda: Tono, Wagiyem, Budi; kita: Ngatiyem, Sri
    different = lines(sari.get(f"{where}?tumpukan=beda"))
    assert set(different) == {"r0", "r2", "r3"}
    assert "nama: Wagiyem → Wagiyem Sri" in different["r2"]
    assert "nomor KPJ: kosong → 11••••••111" in different["r0"]
    paid = lines(sari.get(f"{where}?tumpukan=bayar"))
    assert "di kita November 2026, di BPJS Agustus 2026" in paid["r1"]
    # one by one, then all
    assert act(sari, where, "accept", "r0", pile="beda").status == 303
    assert sizes(sari.get(where)) == (2, 1, 2, 2, 1, 0)
    act(sari, where, "all")
    after = sari.get(f"{where}?tumpukan=beda")
    assert sizes(after) == (0, 1, 2, 2, 3, 0)
    assert "November 2026" in sari.get(f"/anggota/{cast.member['Budi Santoso']}").text
    # only theirs: one is new, the other is offered
    act(sari, where, "add", "r4")
    act(sari, where, "accept", "r5", member=cast.member["Sri Lestari"])
    act(sari, where, "aside", "r1")
    # what was added and what was joined still lack their months
    assert sizes(sari.get(where)) == (2, 0, 1, 0, 3, 1)
    act(sari, where, "all")
    assert sizes(sari.get(where)) == (0, 0, 1, 0, 5, 1)
    again = sari.follow(upload(sari, LIST.encode()))
    assert sizes(again) == (0, 1, 1, 0, 5, 0)
    second = again.response.request.path
    act(sari, second, "all")
    assert "batalkan" not in sari.get(second).text.lower()  # nothing was taken over: no batch
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]


def test_the_history_names_the_file_and_what_was_taken_over_can_be_undone(
    sari: Reader, cast: Cast
) -> None:
    where = sari.follow(
        upload(sari, LIST.encode(), "Peserta 3372991708750001.csv")
    ).response.request.path
    act(sari, where, "all")
    member = cast.member["Wagiyem"]
    story = sari.get(f"/anggota/{member}/riwayat").text
    assert "dari daftar BPJS Ketenagakerjaan Peserta ….csv" in story
    assert "nama dari Wagiyem menjadi Wagiyem Sri" in story
    batch = str(sari.get(where).soup.select_one("a[href^='/anggota/perubahan/']")["href"])
    undoing = sari.follow(sari.submit(sari.get(batch), f"{batch}/batalkan"))
    sari.submit(undoing, f"{undoing.response.request.path}/lanjut")
    assert sari.get("/anggota?q=wagiyem").names() == ["Wagiyem"]
    assert sizes(sari.get(where)) == (3, 1, 2, 2, 0, 0)
    act(sari, where, "all")
    assert sari.get("/anggota?q=wagiyem").names() == ["Wagiyem Sri"]
    assert not sari.get(where).soup.select(f"a[href='{batch}']")  # a batch of its own from now on


def test_everything_happens_in_place_with_htmx(sari: Reader) -> None:
    where = sari.follow(upload(sari, LIST.encode())).response.request.path
    token = fields(sari.get("/rekonsiliasi").form("/rekonsiliasi"))["csrf_token"]
    sent = {"csrf_token": token, "do": "accept r0", "tumpukan": "beda"}
    answer = sari.post(where, sent, part="piles")
    assert (answer.status, sizes(answer)) == (200, (2, 1, 2, 2, 1, 0))
    assert sizes(sari.post(where, sent, part="piles")) == (2, 1, 2, 2, 1, 0)  # twice is once


def test_what_the_roster_forbids_is_said_and_nothing_changes(sari: Reader, budi: Reader) -> None:
    # Budi's Joko has the NIK
    joko = "Nama;NIK;KPJ;Tanggal Lahir\nSri Lestari;3372990505850001;77777777777;1/1/1970\n"
    where = sari.follow(upload(sari, joko.encode())).response.request.path
    button = sari.get(where + "?tumpukan=bpjs").soup.select_one("button[value^='accept r0 ']")
    refused = act(sari, where, str(button["value"]))  # type: ignore[index]
    assert refused.status == 422
    assert "Belum ada yang diubah" in refused.text
    assert sizes(sari.get(where))[3] == 1


def test_a_list_belongs_to_one_paguyuban_and_needs_the_right_to_edit(
    sari: Reader, budi: Reader, dewi: Reader, visitor: Reader
) -> None:
    where = sari.follow(upload(sari, LIST.encode())).response.request.path
    assert budi.get(where).status == 404
    assert act(budi, where, "all").status == 404
    assert act(budi, f"{where}/selesai", "").status == 404
    assert dewi.get("/rekonsiliasi").status == 403
    assert visitor.get("/rekonsiliasi").status == 303
    assert sari.follow(act(sari, f"{where}/selesai", "")).text.count("bpjs.csv") == 0
    assert sari.get(where).status == 404


def test_numbers_are_masked_and_nothing_readable_is_kept(app: Flask, sari: Reader) -> None:
    where = sari.follow(upload(sari, LIST.encode())).response.request.path
    for pile in PILES:
        text = str(sari.get(f"{where}?tumpukan={pile}").soup)
        assert "3372990707750009" not in text
        assert "11111111111" not in text
    from association.access.fence import set_reach
    from association.access.reach import Everywhere
    from association.cover.reconciliation.models import OfficialList

    with app.app_context():
        set_reach(db.session(), Everywhere())
        kept = db.session.query(OfficialList).one()
        assert b"SUTINI" not in kept.rows_sealed.upper()
        assert b"11111111111" not in kept.rows_sealed


def _enrolled(app: Flask, cast: Cast, count: int) -> None:
    """Put registered members on Sari's roster, beside the cast."""
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            locked_niks(tx.session, *map(_nik, range(count)))
            for n in range(count):
                values = MemberValues(name=_name(n), nik=_nik(n), birth_date=date(1980, 5, 5))
                member: Member = members.add(
                    tx.session, values, by, city_id=cast.city["Kota Surakarta"]
                )
                standing = {"registered_on": "2026-01-05", "kpj": f"9{n:010}"}
                members.put(tx.session, member, standing, by, kind=members.ChangeKind.EDIT)
        db.session.remove()


def _name(n: int) -> str:
    return f"Pedagang {chr(65 + n // 26)}{chr(97 + n % 26)}ri"


def _nik(n: int) -> str:
    return f"337299050580{n + 1:04}"


def test_300_rows_against_300_members_sort_right_to_the_last(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    _enrolled(app, cast, 300)
    rows = [[_nik(n), f"9{n:010}", _name(n).upper(), "AKTIF", date(2026, 1, 5)] for n in range(300)]
    wrong = {"name": range(130), "kpj": range(130, 150), "ended": range(150, 160)}
    for n in wrong["name"]:
        rows[n][2] = rows[n][2].replace("RI", "RINI")
    for n in wrong["kpj"]:
        rows[n][1] = f"8{n:010}"
    for n in wrong["ended"]:
        rows[n][3] = "MENINGGAL DUNIA"
    for n in range(160, 170):  # the KPJ alone is enough
        rows[n][0] = ""
    for n in range(290, 300):  # ten of ours are missing, ten of theirs are new
        rows[n] = [
            _nik(n + 100),
            f"7{n:010}",
            f"Orang Lain {chr(65 + n - 290)}",
            "AKTIF",
            date(2026, 1, 5),
        ]
    random.Random(7).shuffle(rows)
    data = sheet(rows)
    page = sari.follow(upload(sari, data, "daftar.xlsx"))
    where = page.response.request.path
    # the cast, of whom the list names nobody: two paid for November, four others
    assert sizes(page) == (160, 2, 10 + 4, 10, 130, 0)
    first = lines(sari.get(f"{where}?tumpukan=cocok"))
    second = lines(sari.get(f"{where}?tumpukan=cocok&after=25"))
    assert (len(first), len(second), len(first.keys() & second.keys())) == (25, 25, 0)
    act(sari, where, "all")  # two chunks, then on; who has died is taken one by one
    assert sizes(sari.get(where)) == (10, 2, 14, 10, 280, 0)
    for key in lines(sari.get(f"{where}?tumpukan=beda")):
        act(sari, where, "accept", key)
    assert sizes(sari.get(where)) == (0, 2, 14, 10, 290, 0)
    again = sari.follow(upload(sari, data, "daftar.xlsx"))
    assert sizes(again) == (0, 2, 14, 10, 290, 0)
    assert "Lihat atau batalkan" not in again.text


def test_who_is_ready_is_led_to_the_registration(sari: Reader, cast: Cast) -> None:
    where = sari.follow(upload(sari, b"Nama;NIK\nSutini;3372990707750009\n")).response.request.path
    ready = f"m{cast.member['Budi Santoso']}"
    assert "Bisa dikirim" in lines(sari.get(f"{where}?tumpukan=kita"))[ready]
    led = sari.follow(act(sari, where, "send", ready))
    assert "Budi Santoso" in led.text
    assert "Catat: sudah dikirim" in led.text
