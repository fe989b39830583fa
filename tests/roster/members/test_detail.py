"""/anggota/<id>: one member."""

from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from tests.infra.cast import Cast
from tests.infra.client import Reader


def test_shows_status_price_and_masked_data(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"/anggota/{cast.member['Tono Wibowo']}")
    assert "Terlindungi sampai 31 Desember 2026" in seen.text
    assert "3372 •••• •••• 0001" in seen.text
    assert "3372991708750001" not in seen.text
    assert "Rp8.400" in seen.text
    assert "Mulai Jan 2027 Rp16.800" in seen.text
    assert "Los B-1" in seen.text
    assert "0812-2600-4171" in seen.text
    assert seen.soup.select_one("[data-protected-until]")["data-protected-until"] == "2026-12-31"


def test_says_what_is_at_stake(sari: Reader, cast: Cast) -> None:
    tono = sari.get(f"/anggota/{cast.member['Tono Wibowo']}")
    assert tono.figure("benefit") == 42_000_000
    assert "Sisa perlindungan 39 hari" in tono.text
    assert "Beasiswa anak mulai 1 Juli 2029" in tono.text
    assert "Bila terputus" not in tono.text
    suparno = sari.get(f"/anggota/{cast.member['Suparno']}")
    assert "Sisa perlindungan 8 hari" in suparno.text
    assert [suparno.figure(name) for name in ("benefit", "waiting_days")] == [10_000_000, 9]
    assert "Rp42.000.000 mulai 1 Desember 2026: 9 hari lagi bila tidak terputus" in suparno.text
    assert (
        "Bila terputus, Rp10.000.000 itu hilang. Masa tunggu 3 bulan bisa mulai lagi (perkiraan)"
        in suparno.text
    )
    assert "Sisa perlindungan" not in sari.get(f"/anggota/{cast.member['Ngatiyem']}").text


def test_an_unpaid_month_is_never_called_protected(sari: Reader, cast: Cast) -> None:
    for name in ("Ngatiyem", "Wagiyem", "Budi Santoso", "Sri Lestari"):
        seen = sari.get(f"/anggota/{cast.member[name]}")
        assert "terlindungi" not in seen.text.lower().replace("perlindungan", ""), name
        assert seen.soup.select_one("[data-protected-until]")["data-protected-until"] == ""


def test_without_a_nik_the_page_says_what_that_costs(sari: Reader, cast: Cast) -> None:
    seen = sari.get(f"/anggota/{cast.member['Sri Lestari']}")
    assert "Tanpa NIK belum bisa didaftarkan" in seen.text


def test_the_full_nik_is_shown_on_tap_and_logged(app: Flask, sari: Reader, cast: Cast) -> None:
    member = cast.member["Tono Wibowo"]
    seen = sari.submit(sari.get(f"/anggota/{member}"), f"/anggota/{member}/nik", part="nik_shown")
    assert "3372991708750001" in seen.text
    assert seen.soup.find("html") is None
    plain = sari.submit(sari.get(f"/anggota/{member}"), f"/anggota/{member}/nik")
    assert "3372991708750001" in plain.text
    with app.app_context():
        views = db.session.query(AuditEntry).filter_by(what="view NIK").all()
        assert [(v.account_id, v.subject) for v in views] == [
            (cast.account["sari"], f"member:{member}")
        ] * 2


def test_the_neighbour_and_others_get_nothing(
    budi: Reader, rina: Reader, dewi: Reader, visitor: Reader, sari: Reader, cast: Cast
) -> None:
    member = cast.member["Tono Wibowo"]
    for path in (
        f"/anggota/{member}",
        f"/anggota/{member}/ubah",
        f"/anggota/{member}/iuran",
        f"/anggota/{member}/kartu",
    ):
        assert budi.get(path).status == 404, path
        assert rina.get(path).status == 404, path
        assert dewi.get(path).status == 403, path
        assert visitor.get(path).status == 303, path
    own = budi.get(f"/anggota/{cast.member['Joko Santoso']}")
    token = {"csrf_token": own.soup.find("input", attrs={"name": "csrf_token"})["value"]}
    for path in (f"/anggota/{member}/nik", f"/anggota/{member}/ubah", f"/anggota/{member}/iuran"):
        posted = budi.post(
            path,
            token | {"name": "X", "months": "1", "first_month": "2027-01", "programmes": "JKK,JKM"},
        )
        assert posted.status == 404, path
        assert "Tono" not in posted.text
    assert sari.get("/anggota/9223372036854775808").status == 404
    assert sari.get("/anggota/0").status == 404
