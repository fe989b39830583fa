"""/klaim: those that go on first; and /klaim/belum, who died or is long absent without one."""

from collections.abc import Callable

from tests.infra.cast import Cast
from tests.infra.client import Reader


def test_open_ones_first_with_what_is_next(
    sari: Reader, budi: Reader, visitor: Reader, opened: Callable[..., int]
) -> None:
    first, second, third = opened("Wagiyem"), opened("Suparno"), opened("Tono Wibowo")
    sari.follow(sari.fill(f"/klaim/{third}", f"/klaim/{third}/batal"))
    sari.fill(f"/klaim/{first}", f"/klaim/{first}/langkah/ajukan")
    seen = sari.get("/klaim")
    rows = {int(one["data-claim"]): one.text for one in seen.soup.select("[data-claim]")}
    assert list(rows) == [second, first, third]
    assert "Lengkapi berkasnya, lalu ajukan" in rows[second]
    assert "Dibayar paling lambat 25 November 2026" in rows[first]
    assert "Dibatalkan" in rows[third]
    assert [one.name for one in seen.soup.find_all(string="3372")] == []
    assert sari.get("/").soup.select("[data-cases='2']")
    assert budi.get("/klaim").soup.select("[data-claim]") == []
    assert visitor.get("/klaim").status == 303


def test_who_died_or_is_long_absent_is_a_list(sari: Reader, cast: Cast, budi: Reader) -> None:
    """Wagiyem paid until February and was not seen since; Ngatiyem is behind by two months only."""
    page = f"/anggota/{cast.member['Suparno']}"
    sari.fill(f"{page}/keluar", left_reason="died", left_on="20 November 2026")
    seen = sari.get("/klaim/belum")
    assert seen.names() == ["Suparno", "Wagiyem"]
    assert "Meninggal 20 November 2026" in seen.text
    assert "Terakhir bayar iuran Februari 2026" in seen.text
    assert sari.get("/").figure("without_case") == 2
    assert seen.soup.find("a", href=f"{page}/klaim") is not None
    sari.follow(sari.fill(f"{page}/klaim", f"{page}/klaim/meninggal"))
    assert sari.get("/klaim/belum").names() == ["Wagiyem"]
    assert budi.get("/klaim/belum").names() == []
