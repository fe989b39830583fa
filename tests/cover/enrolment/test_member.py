"""/anggota/<id>/pendaftaran: one member sent, registered, ended, and each taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from tests.cover.enrolment.conftest import BUDI
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen
from tests.infra.team import SetDuty

KPJ = "12345678901"


def path(cast: Cast, name: str = BUDI, step: str = "") -> str:
    return f"/anggota/{cast.member[name]}/pendaftaran{step}"


def note(reader: Reader, cast: Cast, step: str, /, name: str = BUDI, **typed: Any) -> Seen:
    return reader.fill(path(cast, name), path(cast, name, step), **typed)


def status(reader: Reader, cast: Cast, name: str = BUDI) -> str:
    return str(
        reader.get(f"/anggota/{cast.member[name]}").soup.select_one(".verdict")["data-status"]
    )  # type: ignore[index]


def test_from_ready_to_ended_and_all_the_way_back(
    sari: Reader, cast: Cast, state: Callable[[int], dict]
) -> None:
    assert status(sari, cast) == "ready"
    seen = sari.follow(note(sari, cast, "/kirim", day="20 November 2026"))
    assert "Dikirim 20 November 2026. Belum ada perlindungan" in seen.text
    seen = sari.follow(note(sari, cast, "/terdaftar", kpj="1234 5678-901", day="21/11/2026"))
    assert "Terdaftar, belum bayar Belum ada perlindungan." in seen.text
    assert f"Nomor KPJ {KPJ}" in seen.text
    assert "terlindungi" not in seen.text.lower().replace("belum terlindungi", "")
    seen = sari.follow(note(sari, cast, "/berhenti", reason="employed", day="22 November 2026"))
    assert "Berhenti" in seen.soup.select_one("section.verdict").text
    assert "22 November 2026, menjadi pekerja penerima upah" in seen.text
    for what, then in (("ended", "registered"), ("registered", "sent"), ("sent", "ready")):
        form = sari.get(path(cast)).soup.select_one(f"form:has(input[value={what}])")
        sari.post(path(cast, step="/tarik"), {"csrf_token": form.input["value"], "what": what})
        assert status(sari, cast) == then
    left = state(cast.member[BUDI])
    assert [
        left[name] for name in ("sent_on", "registered_on", "kpj", "ended_on", "ended_reason")
    ] == [None] * 4 + [""]


def test_the_history_tells_it_and_hides_the_number(sari: Reader, cast: Cast, app: Flask) -> None:
    note(sari, cast, "/terdaftar", kpj=KPJ, day="21/11/2026")
    text = sari.get(f"/anggota/{cast.member[BUDI]}/riwayat").text
    assert "mencatat kepesertaan" in text
    assert "nomor KPJ diisi: 12••••••901" in text
    assert KPJ not in text
    with app.app_context():
        assert KPJ not in str([entry.details for entry in db.session.query(AuditEntry)])


def test_without_a_number_it_warns_and_goes_on(sari: Reader, cast: Cast) -> None:
    seen = sari.follow(note(sari, cast, "/terdaftar", day="22 November 2026"))
    assert "Nomor KPJ belum diisi. Isi saat kartunya datang." in seen.text
    assert "Nomor KPJ belum dicatat." in seen.text
    assert status(sari, cast) == "registered"


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("/kirim", {"day": "besok"}, "Tanggal"),
        ("/kirim", {"day": "23 November 2026"}, "Tanggal"),
        ("/kirim", {"day": ""}, "Bagian ini harus diisi."),
        (
            "/terdaftar",
            {"kpj": "123", "day": "1/11/2026"},
            "Nomor KPJ harus 11 huruf atau angka; yang diketik ada 3.",
        ),
        ("/terdaftar", {"kpj": "1234567890?", "day": "1/11/2026"}, "Nomor KPJ berisi tanda “?”."),
    ],
)
def test_what_is_typed_wrongly_is_kept(
    sari: Reader, cast: Cast, step: str, typed: dict[str, str], said: str
) -> None:
    answer = note(sari, cast, step, **typed)
    assert answer.status == 422
    assert said in answer.wrong
    assert [
        field["value"] for field in answer.form(path(cast, step=step)).find_all("input", id=True)
    ] == list(typed.values())
    assert status(sari, cast) == "ready"


def test_a_number_belongs_to_one_person(sari: Reader, cast: Cast) -> None:
    note(sari, cast, "/terdaftar", kpj=KPJ, day="21/11/2026")
    answer = note(sari, cast, "/terdaftar", name="Tono Wibowo", kpj=KPJ, day="1/7/2026")
    assert answer.status == 422
    assert f"Nomor KPJ ini sudah dipakai {BUDI}." in answer.text
    assert (
        sari.follow(note(sari, cast, "/terdaftar", kpj=KPJ, day="20/11/2026")).status == 200
    )  # their own stays theirs


def test_days_come_in_their_order(sari: Reader, cast: Cast) -> None:
    note(sari, cast, "/kirim", day="20 November 2026")
    answer = note(sari, cast, "/terdaftar", day="19 November 2026")
    assert "Tanggal terdaftar tidak boleh sebelum tanggal kirim, 20 November 2026." in answer.text
    note(sari, cast, "/terdaftar", day="20 November 2026")
    answer = note(sari, cast, "/berhenti", day="19 November 2026", reason="stopped")
    assert "Tanggal berhenti tidak boleh sebelum terdaftar, 20 November 2026." in answer.text


def test_from_65_on_nobody_joins_but_who_joined_goes_on(
    sari: Reader, cast: Cast, enrol: Callable[..., int]
) -> None:
    cast.member["old"] = enrol(1, birth_date=date(1961, 11, 22))
    assert (
        "Sudah 65 tahun atau lebih, jadi tidak bisa lagi"
        in sari.get(f"/anggota/{cast.member['old']}").text
    )
    for step in ("/kirim", "/terdaftar"):
        assert (
            "Sudah 65 tahun atau lebih"
            in note(sari, cast, step, name="old", day="22 November 2026").text
        )
    assert (
        note(sari, cast, "/terdaftar", name="old", day="21 November 2026").status == 303
    )  # 64 on that day
    assert status(sari, cast, "old") == "registered"
    assert (
        note(sari, cast, "/terdaftar", name="Suparno", kpj=KPJ, day="1 September 2026").status
        == 303
    )  # 66, pays


def test_who_never_was_a_participant_does_not_stop(sari: Reader, cast: Cast) -> None:
    assert not sari.get(path(cast)).soup.select("form[action$='/berhenti']")
    token = sari.get(path(cast)).soup.select_one("input[name=csrf_token]")["value"]
    answer = sari.post(
        path(cast, step="/berhenti"), {"csrf_token": token, "reason": "died", "day": "1/11/2026"}
    )
    assert answer.status == 422
    assert "belum terdaftar" in answer.text


def test_a_death_points_the_family_on(sari: Reader, cast: Cast) -> None:
    seen = sari.follow(
        note(sari, cast, "/berhenti", name="Tono Wibowo", reason="died", day="21 November 2026")
    )
    assert "Bantu ahli waris mengurus santunan kematian, perkiraan Rp42.000.000" in seen.text
    assert "ingin ikut lagi" not in seen.text


def test_without_a_nik_there_is_nothing_to_note(sari: Reader, cast: Cast) -> None:
    seen = sari.get(path(cast, "Sri Lestari"))
    assert "Isi NIK anggota dulu" in seen.text
    token = seen.soup.select_one("input[name=csrf_token]") or sari.get(path(cast)).soup.select_one(
        "[name=csrf_token]"
    )
    answer = sari.post(
        path(cast, "Sri Lestari", "/kirim"), {"csrf_token": token["value"], "day": "1/11/2026"}
    )  # type: ignore[index]
    assert answer.status == 422


def test_a_trader_with_helpers_is_told_of_jht(
    sari: Reader, cast: Cast, enrol: Callable[..., int]
) -> None:
    member = enrol(2, employs_helpers=True)
    assert "JHT wajib, karena mempekerjakan orang." in sari.get(f"/anggota/{member}").text
    assert "JHT boleh ditambah." in sari.get(f"/anggota/{cast.member[BUDI]}").text


def test_strangers(budi: Reader, dewi: Reader, visitor: Reader, cast: Cast) -> None:
    assert [who.get(path(cast)).status for who in (budi, dewi, visitor)] == [404, 403, 303]


def test_without_the_right_to_edit(
    wati: Reader, wati_duty: int, set_duty: SetDuty, cast: Cast
) -> None:
    set_duty(wati_duty, may_edit=False)
    assert wati.get(path(cast)).status == 403
    assert not wati.get(f"/anggota/{cast.member[BUDI]}").soup.select(f"a[href='{path(cast)}']")
