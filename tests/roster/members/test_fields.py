"""Every field of the member form: asked, kept, shown, and what a gap costs."""

import pytest
from flask import Flask

from association.database import db, write_tx
from association.roster.history.kinds import ChangeKind
from association.roster.members.actions import put
from association.roster.members.models import Member
from association.rules.people.consent import VERSION, WORDINGS
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader

ALL = {
    "name": "Siti Aminah",
    "known_as": "Bu Sit Bumbu",
    "nik": "3372995505800009",
    "birth_date": "15 Mei 1980",
    "birth_place": "Surakarta",
    "mother_name": "Sulastri",
    "address": "Jl. Kapten Mulyadi 3",
    "phone": "0812-2600-0999",
    "commodity": "Bumbu",
    "income": "2500000",
    "joined_on": "1 Januari 2020",
    "position": "Seksi sosial",
    "note": "Pagi saja",
    "consent_how": "lisan",
    "consent_on": "1 November 2026",
    "stall_kind": "los",
    "stall_block": "C",
    "stall_number": "21",
    "stall_permit": "SHP 12/2019",
    "stall_walk": "3",
}


def member_id_of(saved: str) -> int:
    return int(saved.rsplit("/", 1)[1])


def line(name: str, value: str) -> dict[str, object]:
    """Give a stall field for both lines of the form: the first, and the blank one behind it."""
    return {name: [value, ""]}


def typed(cast: Cast, **more: object) -> dict[str, object]:
    said: dict[str, object] = {}
    for name, value in (ALL | {"stall_market": str(cast.market["sari"])}).items():
        said |= line(name, value) if name.startswith("stall_") else {name: value}
    return said | more


def test_every_field_is_saved_and_shown(sari: Reader, cast: Cast) -> None:
    saved = sari.fill("/anggota/baru", **typed(cast, employs_helpers="y"))
    seen = sari.follow(saved)
    for text in (
        "Siti Aminah tersimpan.",
        "Bu Sit Bumbu",
        "3372 •••• •••• 0009",
        "Surakarta, 15 Mei 1980",
        "Perempuan",  # from the NIK
        "Sulastri",
        "Jl. Kapten Mulyadi 3",
        "0812-2600-0999",
        "Rp2,5 – 2,7 juta",
        "1 Januari 2020",
        "Seksi sosial",
        "Pagi saja",
        f"Lisan, 1 November 2026 naskah {VERSION}, kepada Sari",
        "SHP 12/2019",
        "ya, wajib ikut JHT",
        "JKK, JKM, JHT",
    ):
        assert text in seen.text, text
    assert seen.soup.select("[data-gap]") == []


def test_the_form_opened_and_saved_again_changes_nothing(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    path = sari.fill("/anggota/baru", **typed(cast, employs_helpers="y")).location
    before = sari.get(path).soup.select_one("main").get_text()
    assert sari.fill(f"{path}/ubah").status == 303
    seen = sari.get(path)
    assert seen.soup.select_one("main").get_text().replace(
        "Siti Aminah tersimpan.", ""
    ) == before.replace("Siti Aminah tersimpan.", "")
    assert len(sari.get(f"{path}/riwayat").soup.select("[data-change]")) == 1, (
        "nothing but the enrolment"
    )


def test_what_a_form_does_not_send_stays(sari: Reader, cast: Cast) -> None:
    path = sari.fill("/anggota/baru", **typed(cast)).location
    page = sari.get(f"{path}/ubah").form(f"{path}/ubah")
    few = {
        name: page.find("input", attrs={"name": name})["value"]
        for name in ("csrf_token", "key", "version")
    }
    assert (
        sari.post(f"{path}/ubah", few | {"name": "Siti Aminah", "commodity": "Jamu"}).status == 303
    )
    seen = sari.get(path)
    for text in (
        "Jamu",
        "Sulastri",
        "Rp2,5 – 2,7 juta",
        "0812-2600-0999",
        "SHP 12/2019",
        "Lisan, 1 November 2026",
    ):
        assert text in seen.text, text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"known_as": "x" * 61}, "60"),
        ({"known_as": "123"}, "tidak berisi huruf"),
        ({"mother_name": "x" * 61}, "60"),
        ({"birth_place": "x" * 41}, "Paling banyak 40"),
        ({"address": "x" * 201}, "Paling banyak 200"),
        ({"sex": "X"}, "Pilih salah satu dari daftar."),
        ({"income": "1234"}, "Pilih salah satu dari daftar."),
        ({"income": "abc"}, "Pilih salah satu dari daftar."),
        ({"joined_on": "kemarin dulu"}, "tidak bisa dibaca"),
        ({"joined_on": "1 Januari 2030"}, "belum terjadi"),
        ({"position": "x" * 41}, "Paling banyak 40"),
        ({"note": "x" * 201}, "Paling banyak 200"),
        ({"consent_how": "telepati"}, "Pilih salah satu dari daftar."),
        ({"consent_how": "", "consent_on": "1 November 2026"}, "Pilih cara setujunya"),
        ({"consent_on": "31 Februari 2026"}, "tidak ada"),
        ({"stall_permit": ["x" * 31, ""]}, "SHP atau KTPP paling banyak 30"),
        ({"stall_walk": ["tiga", ""]}, "Urutan jalan ditulis dengan angka"),
        ({"stall_walk": ["0", ""]}, "Urutan jalan ditulis dengan angka"),
        (
            {"stall_kind": "", "stall_block": "", "stall_number": "", "stall_permit": ""},
            "Isi juga jenis, blok",
        ),
    ],
)
def test_a_wrong_field_is_said_in_an_open_part_and_nothing_typed_is_lost(
    sari: Reader, cast: Cast, wrong: dict[str, object], sentence: str
) -> None:
    refused = sari.fill("/anggota/baru", **typed(cast, **wrong))
    assert refused.status == 422
    error = next(one for one in refused.soup.select(".err") if sentence in one.get_text())
    for details in error.find_parents("details"):
        assert details.has_attr("open")
    kept = refused.form("/anggota/baru")
    now = {str(one["name"]): one.get("value", "") for one in kept.select("input[type=text]")}
    right = {name for name in now.keys() & ALL.keys() - wrong.keys() if "stall" not in name}
    assert len(right) > 5
    assert {name: now[name] for name in right} == {name: ALL[name] for name in right}
    assert sari.get("/anggota?q=aminah").names() == []


def test_the_rest_of_the_form_opens_only_when_it_holds_something(sari: Reader, cast: Cast) -> None:
    assert sari.get("/anggota/baru").soup.select("details[open]") == []
    filled = sari.get(f"/anggota/{cast.member['Suparno']}/ubah")
    assert filled.soup.select("details[open]") == []
    sari.fill(
        f"/anggota/{cast.member['Suparno']}/ubah", mother_name="Lastri", stall_permit=["12", ""]
    )
    filled = sari.get(f"/anggota/{cast.member['Suparno']}/ubah")
    assert [one.summary.get_text() for one in filled.soup.select("details[open]")] == [
        "Surat tempat dan urutan jalan",
        "Untuk pendaftaran BPJS Ketenagakerjaan",
    ]


def test_each_gap_says_what_it_costs(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"/anggota/{cast.member['Sri Lestari']}")
    for text in (
        "Tanpa NIK belum bisa didaftarkan",
        "Tanpa nomor HP tidak bisa diingatkan",
        "Tanpa nama ibu kandung pendaftaran tertunda",
        "Belum ada catatan bahwa anggota setuju",
    ):
        assert text in seen.text, text
    registered = sari.get(f"/anggota/{cast.member['Tono Wibowo']}")
    assert [one["data-gap"] for one in registered.soup.select("[data-gap]")] == [
        "consent",
        "income",
    ]
    form = sari.get("/anggota/baru")
    for text in (
        "tanpa NIK belum bisa didaftarkan",
        "nama ibu kandung pendaftaran tertunda",
        "tidak bisa diingatkan",
    ):
        assert text in form.text, text


def test_another_market_of_the_city_can_be_chosen(sari: Reader, cast: Cast) -> None:
    page = sari.get("/anggota/baru")
    offered = page.soup.select("#stall_market1 option")
    assert [one["value"] for one in offered] == ["", str(cast.market["sari"]), "lain"]
    asked = sari.submit(page, "/anggota/baru", name="Sutini", **line("stall_market", "lain"))
    assert asked.status == 422
    assert "daftar lengkap" in asked.text
    every = [one["value"] for one in asked.soup.select("#stall_market1 option")]
    assert str(cast.market["budi"]) in every
    said = line("stall_market", str(cast.market["budi"])) | line("stall_number", "7")
    assert "Pasar Gede" in sari.follow(sari.submit(asked, "/anggota/baru", **said)).text


def test_the_consent_is_read_out_and_dated_today(sari: Reader) -> None:
    assert WORDINGS[VERSION] in sari.get("/anggota/baru").text
    seen = sari.follow(sari.fill("/anggota/baru", name="Sutini", consent_how="whatsapp"))
    assert "WhatsApp, 22 November 2026" in seen.text


def test_who_was_told_stays_when_the_form_is_saved_again(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    path = sari.fill("/anggota/baru", **typed(cast)).location
    with app.app_context():
        acting(cast, "sari")
        member = db.session.get_one(Member, member_id_of(path))
        assert (member.consent_by, member.consent_text) == (cast.account["sari"], VERSION)
        by = acting(cast, "sari")
        with write_tx() as tx:
            earlier = {"consent": ["2026-11-01", None, "2025-01", "lisan"]}
            put(
                tx.session,
                tx.session.get_one(Member, member_id_of(path)),
                earlier,
                by,
                kind=ChangeKind.EDIT,
            )
    assert sari.fill(f"{path}/ubah", note="Sore").status == 303
    assert "Lisan, 1 November 2026 naskah 2025-01" in sari.get(path).text
    sari.fill(f"{path}/ubah", consent_how="", consent_on="")
    assert "Persetujuan" not in [dt.get_text() for dt in sari.get(path).soup.find_all("dt")]


def test_the_income_is_handed_to_a_participant_who_has_none(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    path = f"/anggota/{cast.member['Budi Santoso']}"

    def income() -> int | None:
        with app.app_context():
            acting(cast, "sari")
            return db.session.get_one(Member, cast.member["Budi Santoso"]).participant.income

    assert income() is None
    before = sari.get(path).text
    assert sari.follow(sari.fill(f"{path}/ubah", income="3200000")).text != before
    assert "Rp20.650" in sari.get(path).text  # (1 % of 3.450.000 + 6.800) / 2
    assert income() == 3_200_000
    sari.fill(f"{path}/ubah", income="4200000")
    assert income() == 4_200_000, "the one handed over before follows"
    paid = f"/anggota/{cast.member['Suparno']}"
    sari.fill(f"{paid}/ubah", income="3200000")
    assert "Rp8.400" in sari.get(paid).text, "what was reported with a contribution stays"


def test_a_sex_unlike_the_nik_only_warns(sari: Reader) -> None:
    seen = sari.follow(sari.fill("/anggota/baru", name="Siti", nik="3372995505800009", sex="L"))
    assert "Jenis kelamin berbeda dari NIK" in seen.text
    assert "Laki-laki" in seen.text


def test_a_member_who_left_has_a_page_that_says_so(app: Flask, sari: Reader, cast: Cast) -> None:
    member_id = cast.member["Suparno"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            gone = {"left_on": "2026-11-20", "left_reason": "moved"}
            put(tx.session, tx.session.get_one(Member, member_id), gone, by, kind=ChangeKind.LEAVE)
    seen = sari.get(f"/anggota/{member_id}")
    assert "Keluar dari daftar sejak 20 November 2026. Alasan: pindah." in seen.text
    assert seen.soup.select_one("[data-left]")["data-left"] == "moved"
