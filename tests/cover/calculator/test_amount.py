"""/iuran: what a contribution costs, this month, from January and a day; for everybody."""

import pytest

from tests.infra.client import Reader


@pytest.mark.parametrize(
    ("query", "total", "next_year", "said"),
    [
        ("", 8_400, 16_800, "Kira-kira Rp280 sehari."),
        ("?penghasilan=1.000.000&jht=1", 28_400, 36_800, "Hari tua (JHT) Rp20.000"),
        ("?penghasilan=3500000", 20_650, 41_300, "Dasar hitungan Rp3.450.000"),
        ("?penghasilan=Rp+3.500.000&pekerja=1", 89_650, 110_300, "Rp3.200.000 – Rp3.699.999"),
        ("?penghasilan=25.000.000", 106_900, 213_800, "Rp20.200.000 +"),
        ("?penghasilan=0", 8_400, 16_800, "Rp0 – Rp1.099.999"),
    ],
)
def test_computes_for_everybody(
    visitor: Reader, query: str, total: int, next_year: int, said: str
) -> None:
    seen = visitor.get(f"/iuran{query}")
    assert seen.status == 200
    assert (seen.figure("total"), seen.figure("next_year")) == (total, next_year)
    assert said in seen.text
    assert "Mulai iuran Januari 2027" in seen.text
    assert "perkiraan" in seen.text
    assert "tagihan resmi" in seen.text.lower()


def test_says_what_the_family_gets_and_who_says_so(visitor: Reader) -> None:
    seen = visitor.get("/iuran")
    for words in (
        "setelah 3 bulan jadi peserta Rp42.000.000",
        "Sebelum itu Rp10.000.000",
        "Rp70.000.000",
        "PP 50/2025",
    ):
        assert words in seen.text
    share = seen.soup.select_one("a[href^='https://wa.me/']")
    assert share is not None
    assert "Rp8.400" in str(share["href"]).replace("%20", " ")
    assert visitor.get("/program").status == 200


def test_a_trader_with_helpers_gets_jht_ticked(visitor: Reader) -> None:
    seen = visitor.get("/iuran?pekerja=1")
    assert seen.soup.select_one("input[name=jht]").has_attr("checked")  # type: ignore[union-attr]


def test_htmx_gets_the_answer_alone(visitor: Reader) -> None:
    seen = visitor.get("/iuran?penghasilan=3500000", part="answer")
    assert seen.figure("total") == 20_650
    assert seen.soup.find("html") is None


@pytest.mark.parametrize("typed", ["banyak", "-5", "16,800", "9" * 15, "%00", "<b>", "1" * 70])
def test_nonsense_is_told_and_kept(visitor: Reader, typed: str) -> None:
    seen = visitor.get("/iuran", query_string={"penghasilan": typed})
    assert seen.status == 422
    assert seen.soup.select_one("[role=alert]") is not None
    assert seen.soup.select_one("#penghasilan")["value"] == typed.replace("\0", "")[:60]


def test_the_same_for_those_who_are_signed_in(sari: Reader, dewi: Reader) -> None:
    assert sari.get("/iuran").figure("total") == dewi.get("/iuran").figure("total") == 8_400
