"""/iuran/aturan: which row of which table gave an amount, and its source; for everybody."""

import pytest

from tests.infra.client import Reader


@pytest.mark.parametrize(
    ("query", "total", "said"),
    [
        ("bulan=2026-12", 8_400, "JKK 1% dari Rp1.000.000 = Rp10.000, dibayar 50% = Rp5.000"),
        ("bulan=2026-12", 8_400, "JKM tetap Rp6.800, dibayar 50% = Rp3.400"),
        ("bulan=2026-12", 8_400, "untuk iuran April 2026 sampai Desember 2026"),
        (
            "bulan=2027-01",
            16_800,
            "Tanpa potongan: potongan PP 50/2025 berakhir dengan iuran Desember 2026",
        ),
        (
            "bulan=2026-03",
            16_800,
            "Tanpa potongan: potongan PP 50/2025 baru mulai iuran April 2026",
        ),
        ("bulan=2027-03&sektor=transport", 8_400, "untuk iuran Januari 2026 sampai Maret 2027"),
        (
            "bulan=2026-12&pembayar=state",
            16_800,
            "yang dibayar APBN atau APBD tidak mendapat potongan",
        ),
        ("bulan=2020-07", 16_800, "potongan PP 49/2020 baru mulai iuran Agustus 2020"),
        ("bulan=2020-08", 168, "JKM tetap Rp6.800, dibayar 1% = Rp68"),
        (
            "bulan=2021-01&jht=1",
            20_168,
            "Syaratnya: iuran sampai Juli 2020 lunas. Yang mendaftar sesudah itu membayar 2 bulan",
        ),
        ("bulan=2020-09&sektor=transport", 168, "Potongan PP 49/2020: JKK dan JKM dibayar 1%"),
        ("bulan=2021-02", 16_800, "potongan PP 50/2025 baru mulai iuran April 2026"),
        ("bulan=2027-01&penghasilan=3500000", 41_300, "baris 11 dari 33, Rp3.450.000"),
        (
            "bulan=2026-12&penghasilan=3500000&jht=1",
            89_650,
            "JHT 2% dari Rp3.450.000 = Rp69.000 Potongan",
        ),
        (
            "bulan=2026-12&pekerja=1",
            28_400,
            "aturan tidak menyebut pedagang yang mempekerjakan orang",
        ),
    ],
)
def test_the_row_behind_an_amount(visitor: Reader, query: str, total: int, said: str) -> None:
    seen = visitor.get(f"/iuran/aturan?{query}")
    assert (seen.status, seen.figure("total")) == (200, total)
    assert said in seen.text
    assert "Tagihan resmi BPJS Ketenagakerjaan yang menentukan." in seen.text
    assert "Sumber: Salinan lengkap PP 44/2015 Lampiran II" in seen.text


def test_all_tables_are_shown_with_the_row_that_counts(visitor: Reader) -> None:
    seen = visitor.get("/iuran/aturan?penghasilan=3500000")
    rows = seen.soup.select("table")[-1].select("tbody tr")
    assert len(rows) == 33
    assert [row.get_text(" ") for row in rows if row.has_attr("aria-current")] == [
        "11. Rp3.200.000 – Rp3.699.999 Rp3.450.000"
    ]


def test_every_discount_has_its_row_and_its_months(visitor: Reader) -> None:
    seen = visitor.get("/iuran/aturan")
    rows = [row.get_text(" ", strip=True) for row in seen.soup.select("table")[1].select("tr")]
    assert rows[1] == "PP 49/2020 Semua Agu 2020 – Jan 2021 1% bila lunas sampai Jul 2020"
    assert rows[2:] == [
        "PP 50/2025 Pengangkutan Jan 2026 – Mar 2027 separuh",
        "PP 50/2025 Pedagang dan lainnya Apr 2026 – Des 2026 separuh",
    ]
    offered = [one["value"] for one in seen.soup.select("#bulan option")]
    assert {"2020-08", "2020-12", "2021-01", "2026-04", "2027-03"} <= set(offered)
    assert offered == sorted(set(offered))


def test_what_is_paid_without_the_condition(visitor: Reader) -> None:
    text = visitor.get("/iuran/aturan?bulan=2021-01&jht=1").text
    assert "bulan pertama penuh dulu. Tanpa itu Rp36.800." in text


def test_the_law_of_2020_says_nothing_open_of_employers(visitor: Reader) -> None:
    assert "aturan tidak menyebut" not in visitor.get("/iuran/aturan?bulan=2020-09&pekerja=1").text


def test_the_calculator_leads_there_with_what_was_asked(visitor: Reader) -> None:
    link = visitor.get("/iuran?penghasilan=3.500.000&jht=1").soup.select_one(
        "a[href^='/iuran/aturan']"
    )
    assert link is not None
    assert visitor.get(str(link["href"])).figure("total") == 89_650


def test_htmx_gets_the_reasons_alone(visitor: Reader) -> None:
    seen = visitor.get("/iuran/aturan?bulan=2027-01", part="reasons")
    assert seen.figure("total") == 16_800
    assert seen.soup.find("html") is None


@pytest.mark.parametrize(
    "query", ["bulan=2027-13", "bulan=besok", "bulan=2010-01", "penghasilan=banyak"]
)
def test_nonsense_is_told(visitor: Reader, query: str) -> None:
    seen = visitor.get(f"/iuran/aturan?{query}")
    assert seen.status == 422
    assert seen.soup.select_one("[role=alert]") is not None
