"""The roster's filter for who stayed away from the last events."""

from tests.infra.cast import Cast
from tests.infra.client import Reader
from tests.meetings.attendance.conftest import tap
from tests.meetings.events.conftest import Hold


def test_who_came_to_none_of_the_last_events(sari: Reader, hold: Hold, cast: Cast) -> None:
    path = f"/kegiatan/{hold('Rapat', hours=-5)}/hadir"
    assert sari.get("/anggota?absen=3").names() == []  # nobody was marked anywhere yet
    tap(sari, sari.get(path), path, cast.member["Suparno"])
    away = sari.get("/anggota?absen=3").names()
    assert "Suparno" not in away
    assert len(away) == 5
