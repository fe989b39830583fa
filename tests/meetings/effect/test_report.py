"""/kegiatan/<id>/laporan and /pemantauan/kegiatan/<id>/laporan: one page, with names for the file
and without for the office."""

import pytest

from tests.infra.client import Reader
from tests.infra.paper import read_aloud, written
from tests.meetings.effect.conftest import Staged
from tests.meetings.effect.test_counting import BY_HAND
from tests.meetings.effect.test_result import MONTH, QUARTER, SPOT, told
from tests.meetings.effect.world import Held, One

__all__ = ["written"]


def test_for_the_file_with_names(sari: Reader, staged: Staged, written: list[list[str]]) -> None:
    people = [
        One(name="Warni", came=("a",)),
        One(name="Asih", came=("a",), registered=SPOT),
        One(name="Tidak Datang"),
    ]
    event = staged(({"a": Held(on=SPOT, speaker="Bu Rini")}, people))["a"]
    sari.fill(f"/kegiatan/{event}/hadir", f"/kegiatan/{event}/hadir/tanpa-nama", heads="30")
    sari.fill(f"/kegiatan/{event}/hadir", f"/kegiatan/{event}/hadir/baru", name="Bu Tamu los Z9")
    seen = sari.get(f"/kegiatan/{event}/laporan")
    names = [one.get_text().strip() for one in seen.soup.select(".names li")]
    assert [name.split(" Los")[0] for name in names] == ["Asih", "Tamu", "Warni"]
    figures = {
        name: seen.figure(name) for name in ("coming", "attendance", "heads", "walked_in", "joined")
    }
    assert figures == {"coming": 0, "attendance": 3, "heads": 30, "walked_in": 1, "joined": 1}
    assert "Bu Rini" in seen.text
    assert told(seen)[0].startswith("Hasil 30 hari dihitung sesudah")


def test_it_is_printed_with_names(sari: Reader, staged: Staged, written: list[list[str]]) -> None:
    people = [One(name="Warni", came=("a",)), One(name="Asih", came=("a",)), One(name="Surti")]
    event = staged(({"a": Held(on=SPOT, speaker="Bu Rini")}, people))["a"]
    assert read_aloud(sari.client.get(f"/kegiatan/{event}/laporan.pdf").data).count("LI") == 2
    text = " ".join(written[0])
    assert all(one in text for one in ("Bu Rini", "Asih", "Warni"))
    assert "Surti" not in text


def test_for_the_office_without_names(
    sari: Reader, dewi: Reader, staged: Staged, written: list[list[str]]
) -> None:
    event = staged(BY_HAND)["sosialisasi"]
    seen = dewi.get(f"/pemantauan/kegiatan/{event}/laporan")
    assert told(seen) == told(sari.get(f"/kegiatan/{event}/laporan")) == [MONTH, QUARTER]
    assert "Orang 0" not in seen.text
    assert seen.soup.select(".names") == []
    assert "Paguyuban Pasar Rejosari" in seen.text
    assert (seen.figure("attendance"), seen.figure("joined")) == (14, 1)
    pdf = dewi.client.get(f"/pemantauan/kegiatan/{event}/laporan.pdf").data
    assert "TH" in read_aloud(pdf)
    assert "Paguyuban Pasar Rejosari" in written[0]
    assert "Orang 0" not in " ".join(written[0])
    assert (
        dewi.get(f"/pemantauan/kegiatan/{event}").soup.select_one("a[href$='/laporan']") is not None
    )


def test_nobody_yet(sari: Reader, staged: Staged) -> None:
    event = staged(({"a": Held(on=SPOT)}, []))["a"]
    assert "Belum ada yang dicatat hadir." in sari.get(f"/kegiatan/{event}/laporan").text


@pytest.mark.parametrize("who", ["sari", "rina", "visitor"])
def test_the_office_s_is_the_city_s_officers_alone(
    request: pytest.FixtureRequest, staged: Staged, who: str
) -> None:
    event = staged(BY_HAND)["sosialisasi"]
    assert request.getfixturevalue(who).get(f"/pemantauan/kegiatan/{event}/laporan").status in (
        403,
        303,
    )
