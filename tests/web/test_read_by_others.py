"""Free text that others read says so beside its field, before anything is written there."""

import pytest

from tests.infra.cast import Cast
from tests.infra.client import Reader

ANYBODY = ("siapa pun", "petugas Dinas")
EVENT = {"title": "Rapat", "starts_at": "24 November 2026 13.00", "place": "Balai"}


def beside(reader: Reader, path: str, field: str) -> str:
    """Give what a field is described by."""
    soup = reader.get(path).soup
    ids = str(soup.find(id=field)["aria-describedby"]).split()
    return " ".join(soup.find(id=one).get_text() for one in ids)


@pytest.mark.parametrize("who", ["sari", "dewi"])
@pytest.mark.parametrize("field", ["title", "place", "speaker", "note"])
def test_an_events_words_are_read_by_anybody(someone, who: str, field: str) -> None:
    path = "/kegiatan/baru" if who == "sari" else "/pemantauan/kegiatan/baru"
    said = beside(someone(who), path, field)
    assert all(one in said for one in ANYBODY), said


@pytest.mark.parametrize("field", ["reason", "why"])
def test_why_an_event_is_put_off_is_read_by_anybody(sari: Reader, field: str) -> None:
    event = sari.fill("/kegiatan/baru", **EVENT).location
    said = beside(sari, f"{event}/tunda", field)
    assert all(one in said for one in ANYBODY), said


def test_a_members_note_goes_with_them(sari: Reader, cast: Cast) -> None:
    for path in ("/anggota/baru", f"/anggota/{cast.member['Tono Wibowo']}/ubah"):
        said = beside(sari, path, "note")
        assert "semua pengurus" in said
        assert "paguyuban barunya" in said


def test_what_is_handed_over_is_read_by_the_next_ketua(sari: Reader, wati_duty: int) -> None:
    assert "ketua baru" in beside(sari, "/pengurus/serah-terima", "note")
