"""/anggota/<id>/iuran: record a contribution."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader, fields


def path(cast: Cast, name: str) -> str:
    return f"/anggota/{cast.member[name]}/iuran"


def test_the_choices_show_the_amount_of_each_contribution_month(sari: Reader, cast: Cast) -> None:
    seen = sari.get(path(cast, "Suparno"))
    options = [label.get_text(" ", strip=True) for label in seen.soup.select(".opts label")]
    assert options == [
        "1 bulan Desember 2026 Rp8.400",
        "3 bulan sampai Februari 2027 · 1 × Rp8.400 + 2 × Rp16.800 Rp42.000",
        "6 bulan sampai Mei 2027 · 1 × Rp8.400 + 5 × Rp16.800 Rp92.400",
        "12 bulan sampai November 2027 · 1 × Rp8.400 + 11 × Rp16.800 Rp193.200",
    ]


def test_after_saving_the_new_date_shows_at_once_by_a_part(sari: Reader, cast: Cast) -> None:
    where = path(cast, "Suparno")
    form = sari.get(where, part="cover")
    assert form.soup.find("html") is None
    seen = sari.submit(form, where, part="cover", months="3", channel="bank")
    assert seen.status == 200
    assert seen.soup.find("html") is None
    assert "Terlindungi sampai 28 Februari 2027" in seen.text
    assert seen.soup.select_one("[data-protected-until]")["data-protected-until"] == "2027-02-28"
    assert "Rp42.000" in seen.text


def test_without_javascript_the_same_form_goes_back_to_the_member(sari: Reader, cast: Cast) -> None:
    seen = sari.follow(sari.fill(path(cast, "Suparno"), months="1", receipt="0412", channel="bank"))
    assert "Tersimpan. Sudah bayar sampai 31 Desember 2026." in seen.text
    assert "kuitansi 0412" in seen.text


def test_the_receipt_may_differ_from_the_estimate(sari: Reader, cast: Cast) -> None:
    assert "Rp10.000" in sari.follow(sari.fill(path(cast, "Suparno"), amount="Rp 10.000")).text


def test_old_age_and_income_change_the_amount(sari: Reader, cast: Cast) -> None:
    seen = sari.get(
        path(cast, "Suparno")
        + "?months=1&first_month=2027-01&programmes=JKK,JKM,JHT&income=3200000",
        part="cover",
    )
    first = seen.soup.select_one(".opts label").get_text(" ", strip=True)
    assert first == "1 bulan Januari 2027 Rp110.300"  # DOMAIN 1.2 row 11: 34.500 + 6.800 + 69.000


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Suparno", "2026-12"),
        ("Tono Wibowo", "2027-01"),
        ("Ngatiyem", "2026-10"),
        ("Wagiyem", "2026-11"),
        ("Budi Santoso", "2026-11"),
    ],
)
def test_the_form_begins_with_the_next_unpaid_month(
    sari: Reader, cast: Cast, name: str, begins: str
) -> None:
    chosen = sari.get(path(cast, name)).soup.select_one("#first_month option[selected]")
    assert chosen["value"] == begins


def test_ten_taps_record_once(sari: Reader, cast: Cast) -> None:
    where = path(cast, "Suparno")
    form = sari.get(where)
    answers = [sari.submit(form, where, months="1").status for _ in range(10)]
    assert set(answers) == {303}
    assert sari.get(where.removesuffix("/iuran")).text.count("Des 2026 Dibayar") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_month": "2026-11"}, "Sudah dibayar: November 2026."),
        ({"first_month": "2027-02"}, "terlewat: iuran Desember 2026, Januari 2027 belum dibayar."),
        ({"first_month": "2031-01"}, "Paling jauh 12 bulan ke depan."),
        ({"first_month": "november"}, "Pilih bulan dari daftar."),
        ({"first_month": "2012-01", "gap_confirmed": "y"}, "Baru terdaftar 3 Juni 2024"),
        ({"months": "0"}, "Jumlah bulan harus 1 sampai 24."),
        ({"months": "99"}, "Jumlah bulan harus 1 sampai 24."),
        ({"months": "banyak"}, "Jumlah bulan harus 1 sampai 24."),
        ({"other_months": "25"}, "Jumlah bulan harus 1 sampai 24."),
        ({"programmes": "JKM"}, "JKK dan JKM wajib diikuti bersama."),
        ({"programmes": "JP"}, "Program tidak dikenal"),
        ({"income": "-5"}, "Jumlah uang tidak boleh negatif."),
        ({"amount": "lima ribu"}, "Tulis jumlah uang dalam rupiah bulat"),
        ({"paid_on": "22 November 2027"}, "22 November 2027 belum terjadi."),
        ({"paid_on": "kemarin"}, "“kemarin” tidak bisa dibaca."),
        ({"channel": "merpati"}, "Pilih salah satu dari daftar."),
    ],
)
def test_what_the_law_or_sense_refuses(
    sari: Reader, cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    where = path(cast, "Suparno")
    refused = sari.submit(
        sari.get(where), where, part="cover", **({"months": "1", "receipt": "R-77"} | typed)
    )
    assert refused.status == 422
    assert sentence in refused.wrong
    assert refused.soup.select_one(".err, .fail") is not None
    assert refused.soup.find("input", attrs={"name": "receipt"})["value"] == "R-77"
    assert "Perlindungan habis 30 November 2026" in sari.get(where.removesuffix("/iuran")).text


def test_any_number_of_months_becomes_a_choice(sari: Reader, cast: Cast) -> None:
    where = path(cast, "Suparno")
    typed = {"paid_on": "20 November 2026", "receipt": "R-9", "amount": "75.600"}
    counted = sari.submit(
        sari.get(where), where, part="cover", other_months="5", recount="1", **typed
    )
    kept = fields(counted.form(where))
    assert {name: kept[name] for name in typed} == typed
    chosen = counted.soup.select_one(".opts input[checked]")
    assert chosen is not None
    assert "5 bulan sampai April 2027 · 1 × Rp8.400 + 4 × Rp16.800 Rp75.600" in counted.text
    assert chosen["value"] == "5"
    assert (
        sari.follow(sari.submit(counted, where, channel="bank")).text.count(
            "Sudah bayar sampai 30 April 2027"
        )
        == 1
    )
    straight = path(cast, "Ngatiyem")
    assert (
        "sampai 28 Februari 2027"
        in sari.follow(sari.fill(straight, other_months="5", channel="bank")).text
    )  # five from October on


def test_programmes_and_income_may_change_between_runs(sari: Reader, cast: Cast) -> None:
    where = path(cast, "Suparno")
    sari.fill(where, months="1", programmes="JKK,JKM,JHT", income="3200000")
    again = sari.get(where)
    first = again.soup.select_one(".opts label")
    assert first is not None
    assert (
        first.get_text(" ", strip=True) == "1 bulan Januari 2027 Rp110.300"
    )  # as chosen last time
    sari.fill(where, months="1", programmes="JKK,JKM", income="0")
    seen = sari.get(where.removesuffix("/iuran") + "?tahun=2026").text
    assert "Rp89.650" in seen  # December with JHT: (34.500 + 6.800) / 2 + 69.000, never halved
    seen = sari.get(where.removesuffix("/iuran") + "?tahun=2027").text
    assert "Jan 2027" in seen
    assert "Rp16.800" in seen


def test_a_gap_can_be_confirmed(sari: Reader, cast: Cast) -> None:
    where = path(cast, "Ngatiyem")
    refused = sari.fill(where, first_month="2026-11")
    assert "Ada bulan yang terlewat: iuran Oktober 2026 belum dibayar" in refused.text
    assert sari.submit(refused, where, gap_confirmed="y").status == 303


def test_who_employs_helpers_must_take_old_age(sari: Reader, cast: Cast) -> None:
    member = f"/anggota/{cast.member['Suparno']}"
    sari.fill(f"{member}/ubah", employs_helpers="y")
    refused = sari.fill(f"{member}/iuran", programmes="JKK,JKM")
    assert refused.status == 422
    assert "wajib ikut JHT" in refused.text


def test_without_a_nik_nothing_can_be_recorded(sari: Reader, cast: Cast) -> None:
    refused = sari.fill(path(cast, "Sri Lestari"))
    assert refused.status == 422
    assert "Isi NIK anggota dulu" in refused.text
