"""/anggota/<id>/keluar and /kembali: one member off the roster and back; nobody counts those who
left."""

import pytest
from flask import Flask

from association.database import write_tx
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from association.roster.members import actions as members
from association.roster.members.values import MemberValues
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen
from tests.roster.bulk.test_undo import undone


def left(sari: Reader, member_id: int, reason: str = "stopped") -> Seen:
    """Take a member off the roster by the link of their page."""
    page = sari.get(f"/anggota/{member_id}")
    link = page.soup.find("a", string="Keluarkan dari daftar")["href"]
    return sari.follow(sari.fill(str(link), left_reason=reason, left_on="2026-11-20"))


@pytest.mark.parametrize(
    ("reason", "said"),
    [("stopped", "Berhenti berdagang"), ("moved", "Pindah"), ("died", "Meninggal dunia")],
)
def test_out_with_a_reason_and_back(sari: Reader, cast: Cast, reason: str, said: str) -> None:
    member_id = cast.member["Suparno"]
    seen = left(sari, member_id, reason)
    assert "Suparno sudah dikeluarkan dari daftar." in seen.text
    assert "Sudah keluar dari daftar per 20 November 2026" in seen.text
    assert said in seen.text
    assert "Suparno" not in sari.get("/anggota").names()
    back = sari.follow(sari.submit(seen, f"/anggota/{member_id}/kembali"))
    assert "Suparno kembali ke daftar." in back.text
    assert "Sudah keluar" not in back.text
    assert "Suparno" in sari.get("/anggota").names()
    assert sari.submit(seen, f"/anggota/{member_id}/kembali").status == 303, "twice does no harm"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"left_reason": ""}, "Pilih alasannya dulu."),
        ({"left_reason": "merged"}, "Pilih alasannya dulu."),
        ({"left_reason": "died", "left_on": ""}, "Tulis tanggalnya"),
        ({"left_reason": "died", "left_on": "2026-11-23"}, "Belum dikeluarkan"),
        ({"left_reason": "died", "left_on": "kemarin"}, "Belum dikeluarkan"),
    ],
)
def test_invalid_input(sari: Reader, cast: Cast, typed: dict[str, str], said: str) -> None:
    seen = sari.fill(f"/anggota/{cast.member['Suparno']}/keluar", **typed)
    assert seen.status == 422
    assert said in seen.text
    assert "Suparno" in sari.get("/anggota").names()


def test_neighbour_officer_and_visitor(
    sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    path = f"/anggota/{cast.member['Suparno']}/keluar"
    assert budi.get(path).status == 404
    token = (
        budi.get("/anggota/pilih")
        .form("/anggota/pilih")
        .find("input", attrs={"name": "csrf_token"})["value"]
    )
    sent = {"csrf_token": token, "left_reason": "died", "left_on": "2026-11-01"}
    assert budi.post(path, sent).status == 404
    assert budi.post(path.replace("keluar", "kembali"), sent).status == 404
    assert dewi.get(path).status == 403
    assert visitor.get(path).location == f"/masuk?next={path}"
    assert "Suparno" in sari.get("/anggota").names()


def test_a_nik_of_somebody_who_left_leads_to_the_way_back(sari: Reader, cast: Cast) -> None:
    member_id = cast.member["Suparno"]
    left(sari, member_id)
    seen = sari.fill(
        "/anggota/baru", name="Suparno", nik="3372990101600002", birth_date="1960-01-01"
    )
    assert seen.status == 422
    assert "NIK ini milik Suparno, yang sudah keluar dari daftar." in seen.text
    link = seen.soup.find("a", string="Buka anggota itu")["href"]
    assert "Kembalikan ke daftar" in sari.get(str(link)).text


def test_nobody_counts_those_who_left(sari: Reader, dewi: Reader, cast: Cast) -> None:
    event = {
        "title": "Sosialisasi",
        "kind": "sosialisasi",
        "starts_at": "2026-11-24T13:00",
        "place": "Aula",
    }
    where = sari.fill("/kegiatan/baru", **event).location
    before = dewi.get("/pemantauan").figure("members")
    assert "dari 6 anggota" in sari.get(f"{where}/hadir").text
    for name in ("Suparno", "Ngatiyem"):
        left(sari, cast.member[name])
    home, roster = sari.get("/"), sari.get("/anggota")
    assert (home.figure("members"), roster.figure("members")) == (4, 4)
    assert "Suparno" not in home.text, "the list of those whose cover lapses"
    assert home.figure("arrears") == 0
    for address in (
        "/anggota",
        "/anggota?q=supar",
        "/anggota?status=habis",
        "/anggota/pilih",
        f"{where}/hadir",
    ):
        assert "Suparno" not in sari.get(address).names(), address
    assert "dari 4 anggota" in sari.get(f"{where}/hadir").text
    assert "Semua hasil saringan (4 orang)" in sari.get("/anggota/pilih").text
    assert dewi.get("/pemantauan").figure("members") == before - 2
    place = dewi.get(f"/pemantauan/paguyuban/{cast.association['sari']}")
    assert place.figure("members") == 4
    assert dewi.get(f"/pemantauan/pasar/{cast.market['sari']}").figure("members") == 4


def test_an_import_taken_back_is_nobody_who_left_but_its_nik_leads_back(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            batch = open_batch(tx.session, by, BatchKind.IMPORT)
            values = MemberValues(name="Sutini", nik="3372994701750009")
            members.add(tx.session, values, by, city_id=cast.city["Kota Surakarta"], batch_id=batch)
    assert undone(sari, batch).figure("changed") == 1
    assert not sari.get("/anggota/keluar").names()
    seen = sari.fill("/anggota/baru", name="Sutini", nik="3372994701750009")
    assert seen.status == 422
    page = sari.get(str(seen.soup.find("a", string="Buka anggota itu")["href"]))
    assert "Impornya dibatalkan" in page.text
    sari.submit(page, f"{page.response.request.path}/kembali")
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]


@pytest.mark.parametrize(
    ("name", "reason", "status", "says"),
    [
        ("Suparno", "died", "ended", "masih terlindungi. Bantu ahli waris mengurus santunan"),
        ("Wagiyem", "died", "ended", "belum diterima BPJS Ketenagakerjaan. Tanyakan hak ahli"),
        ("Suparno", "stopped", "ended", "Tanyakan ke BPJS Ketenagakerjaan di 175"),
        ("Suparno", "moved", "active", "Bayar sebelum tanggal itu"),
        ("Budi Santoso", "died", "ready", "jadi tidak didaftarkan"),  # was never a participant
    ],
)
def test_death_and_stopping_are_one_door(
    sari: Reader, cast: Cast, name: str, reason: str, status: str, says: str
) -> None:
    member_id = cast.member[name]
    before = sari.get(f"/anggota/{member_id}").soup.select_one(".verdict")["data-status"]
    seen = left(sari, member_id, reason)
    assert seen.soup.select_one(".verdict")["data-status"] == status
    assert says in seen.text
    back = sari.follow(sari.submit(seen, f"/anggota/{member_id}/kembali"))
    assert back.soup.select_one(".verdict")["data-status"] == before


def test_who_is_noted_as_dead_leaves_the_roster_and_comes_back(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/pendaftaran"
    members_before = sari.get("/").figure("members")
    seen = sari.follow(sari.fill(path, f"{path}/berhenti", reason="died", day="20/11/2026"))
    assert "Sudah keluar dari daftar per 20 November 2026 Meninggal dunia" in seen.text
    assert sari.get("/").figure("members") == members_before - 1
    form = sari.get(path).soup.select_one("form:has(input[value=ended])")
    sari.post(f"{path}/tarik", {"csrf_token": form.input["value"], "what": "ended"})
    assert "Suparno" in sari.get("/anggota").names()


def test_who_became_an_employee_stays_and_is_shown_as_such(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}/pendaftaran"
    sari.fill(path, f"{path}/berhenti", reason="employed", day="20/11/2026")
    home = sari.get("/")
    assert (home.figure("ended"), home.figure("members")) == (1, 5)
    assert "Suparno" in sari.get("/anggota?status=berhenti").names()
    assert "bisa aktif lagi" not in sari.get(f"/anggota/{cast.member['Suparno']}").text.lower()
