"""/anggota/baru and /anggota/<id>/ubah: the member form."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader

NEW = {
    "name": "Sutini",
    "nik": "3372 9947 0175 0009",
    "birth_date": "7 Januari 1975",
    "phone": "62812 2600 1234",
}


def test_adds_a_member_with_data_typed_in_any_way(sari: Reader, cast: Cast) -> None:
    saved = sari.fill(
        "/anggota/baru",
        **NEW,
        stall_kind="los",
        stall_block="C",
        stall_number="21",
        commodity="Bumbu",
        stall_market=str(cast.market["sari"]),
    )
    seen = sari.follow(saved)
    for text in (
        "Sutini tersimpan.",
        "7 Januari 1975",
        "0812-2600-1234",
        "3372 •••• •••• 0009",
        "Los C-21",
        "Pasar Rejosari",
        "Bumbu",
    ):
        assert text in seen.text, text
    assert "Bisa dikirim" in seen.text
    assert sari.get("/anggota?q=c21").names() == ["Sutini"]
    assert sari.get("/anggota?q=0009").names() == ["Sutini"]


def test_only_the_name_is_required(sari: Reader) -> None:
    assert "Mbok Darmo" in sari.follow(sari.fill("/anggota/baru", name="Mbok Darmo")).text


def test_control_characters_are_dropped(sari: Reader) -> None:
    seen = sari.follow(
        sari.fill(
            "/anggota/baru",
            name="Su\x00tini",
            commodity="Bum\x00bu",
            stall_block="\x00A",
            stall_number="1",
        )
    )
    assert "Sutini" in seen.text
    assert "Bumbu" in seen.text
    assert sari.get("/anggota", query_string={"q": "su\x00"}).status == 200


def test_save_and_add_another(sari: Reader) -> None:
    saved = sari.fill("/anggota/baru", name="Sutini", again="1")
    assert saved.location == "/anggota/baru"
    assert "Sutini tersimpan." in sari.follow(saved).text


CHOSEN = {"stall_kind", "stall_market"}  # what is no choice of a list cannot stand there again


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Bagian ini harus diisi."),
        ({"name": "   "}, "Bagian ini harus diisi."),
        ({"name": "x" * 61}, "60"),
        ({"nik": "337299470175000"}, "kurang satu angka (15 dari 16)"),
        ({"nik": "3372994701750000"}, "NIK"),
        ({"nik": "abc"}, "NIK"),
        ({"birth_date": "31 Februari 1975"}, "tanggal"),
        ({"birth_date": "2030-01-01"}, "tanggal"),
        ({"phone": "0271-123456"}, "HP"),
        ({"phone": "08123"}, "HP"),
        ({"stall_kind": "istana"}, "Pilih jenis tempat dari daftar."),
        ({"stall_market": "999999"}, "Pilih pasar dari daftar."),
        ({"stall_block": "x" * 30}, "paling banyak 20"),
        ({"commodity": "x" * 61}, "60"),
    ],
)
def test_a_wrong_field_gets_a_sentence_and_keeps_what_was_typed(
    sari: Reader, typed: dict[str, str], sentence: str
) -> None:
    refused = sari.fill("/anggota/baru", **(NEW | {"stall_number": "77"} | typed))
    assert refused.status == 422
    assert sentence.lower() in refused.wrong.lower()
    kept = {i["name"]: i.get("value") for i in reversed(refused.soup.select("input[name]"))}
    sent = {k: v for k, v in (NEW | {"stall_number": "77"} | typed).items() if k not in CHOSEN}
    assert {name: kept[name] for name in sent} == sent
    assert sari.get("/anggota?q=sutini").names() == []


def test_another_birth_date_only_warns(sari: Reader) -> None:
    seen = sari.follow(sari.fill("/anggota/baru", **(NEW | {"birth_date": "8 Januari 1975"})))
    assert "tersimpan" in seen.text
    assert "tanggal lahir" in seen.text.lower()


def test_the_same_nik_twice_on_one_roster_is_refused_with_a_link(sari: Reader, cast: Cast) -> None:
    refused = sari.fill("/anggota/baru", **(NEW | {"nik": "3372991708750001"}))
    assert refused.status == 422
    assert "sudah ada di daftar Anda, atas nama Tono Wibowo" in refused.text
    assert refused.soup.find("a", href=f"/anggota/{cast.member['Tono Wibowo']}") is not None


def test_ten_taps_save_once(sari: Reader) -> None:
    page = sari.get("/anggota/baru")
    first = sari.submit(page, "/anggota/baru", name="Sutini")
    again = [sari.submit(page, "/anggota/baru", name="Sutini") for _ in range(9)]
    assert {one.location for one in again} == {first.location}
    assert sari.get("/anggota?q=sutini").names() == ["Sutini"]
    assert sari.submit(page, "/anggota/baru", name="Another body under the same key").status == 422


def test_edit_keeps_the_nik_unless_another_is_typed(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}"
    page = sari.get(f"{path}/ubah")
    assert "3372990101600002" not in str(page.soup)
    seen = sari.follow(sari.submit(page, f"{path}/ubah", name="Suparno Hadi", commodity="Beras"))
    assert "Suparno Hadi" in seen.text
    assert "3372 •••• •••• 0002" in seen.text
    assert "Perlindungan habis 30 November 2026" in seen.text


def test_a_corrected_nik_keeps_the_contributions(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}"
    seen = sari.follow(sari.fill(f"{path}/ubah", nik="3372990101600012"))
    assert "3372 •••• •••• 0012" in seen.text
    assert "Sep 2026 – Nov 2026" in seen.text


def test_a_nik_with_contributions_cannot_be_removed(sari: Reader, cast: Cast) -> None:
    refused = sari.fill(f"/anggota/{cast.member['Suparno']}/ubah", nik_removed="y")
    assert refused.status == 422
    assert "sudah ada iuran" in refused.text
    ready = f"/anggota/{cast.member['Budi Santoso']}"
    assert "Tanpa NIK" in sari.follow(sari.fill(f"{ready}/ubah", nik_removed="y")).text


def test_several_stalls(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}"
    page = sari.get(f"{path}/ubah")
    sari.submit(
        page,
        f"{path}/ubah",
        stall_market=[str(cast.market["sari"]), ""],
        stall_kind=["los", "kios"],
        stall_block=["B", "A"],
        stall_number=["2", "11"],
    )
    assert "Los B-2, Kios A-11" in sari.get("/anggota?q=a11").text


def test_a_stall_typed_twice_is_one(sari: Reader, cast: Cast) -> None:
    path = f"/anggota/{cast.member['Suparno']}"
    sari.submit(
        sari.get(f"{path}/ubah"),
        f"{path}/ubah",
        stall_market=["", str(cast.market["sari"])],
        stall_kind=["kios", "kios"],
        stall_block=["", ""],
        stall_number=["08", "8"],
        stall_permit=["", "SHP 12"],
    )
    row = sari.get(path)
    assert row.text.count("Kios 08") == sari.get(path).text.count("Kios 08") > 0
    assert "Kios 8" not in row.text
    assert "SHP 12" in row.text


def test_one_nik_on_two_rosters_shares_the_participant_when_date_and_name_agree(
    sari: Reader, budi: Reader, cast: Cast
) -> None:
    tono = {"nik": "3372991708750001", "name": "TONO WIBOWO", "birth_date": "17-8-1975"}
    seen = budi.follow(budi.fill("/anggota/baru", **tono))
    assert "Terlindungi sampai 31 Desember 2026" in seen.text
    assert "Dicatat lewat paguyuban lain" in seen.text
    assert "bendahara" not in seen.text
    assert budi.get("/anggota?q=tono").names() == ["TONO WIBOWO"]
    assert sari.get("/anggota?q=tono").names() == ["Tono Wibowo"]


@pytest.mark.parametrize(
    "other", [{"name": "Slamet Riyadi"}, {"birth_date": "18-8-1975"}, {"birth_date": ""}]
)
def test_otherwise_an_officer_decides_and_nothing_is_told(
    budi: Reader, other: dict[str, str]
) -> None:
    tono = {"nik": "3372991708750001", "name": "Tono Wibowo", "birth_date": "17-8-1975"} | other
    seen = budi.follow(budi.fill("/anggota/baru", **tono))
    assert "perlu dicocokkan petugas" in seen.text
    assert "31 Desember" not in seen.text
    assert "Rejosari" not in seen.text
    refused = budi.fill(seen.response.request.path + "/iuran")
    assert refused.status == 422
    assert "dicocokkan" in refused.text


def test_officer_and_visitor_may_not(dewi: Reader, visitor: Reader) -> None:
    assert dewi.get("/anggota/baru").status == 403
    assert visitor.get("/anggota/baru").status == 303


def test_a_form_sent_after_the_session_ended_waits_behind_the_sign_in(
    sari: Reader, visitor: Reader
) -> None:
    page = sari.get("/anggota/baru")
    sari.client.delete_cookie("guyub")
    asked = sari.submit(page, "/anggota/baru", name="Sutini", commodity="Bumbu")
    assert asked.status == 401
    assert "isian Anda tidak hilang" in asked.text
    resumed = sari.submit(asked, "/masuk", phone="081200000001", password="guyub-demo")
    assert "BELUM tersimpan" in resumed.text
    assert "Bumbu" in sari.follow(sari.submit(resumed, "/anggota/baru")).text
