"""What the phone keeps for when there is no signal: /kegiatan/<id>/hadir/daftar and /sw.js."""

import pytest

from tests.infra.client import Reader
from tests.meetings.events.conftest import Come, Hold


def test_the_whole_list_with_who_came(sari: Reader, event: int, come: Come) -> None:
    come(event, "Suparno")
    answer = sari.client.get(
        f"/kegiatan/{event}/hadir/daftar", headers={"Accept": "application/json"}
    )
    rows = {name: (stall, present) for _id, name, stall, present in answer.json["rows"]}
    assert len(rows) == 6
    assert rows["Suparno"] == ("Los B-2", True)
    assert rows["Tono Wibowo"] == ("Los B-1", False)
    for secret in ("3372", "0812"):
        assert secret not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_strangers(budi: Reader, dewi: Reader, visitor: Reader, event: int) -> None:
    path = f"/kegiatan/{event}/hadir/daftar"
    assert [who.get(path).status for who in (budi, dewi, visitor)] == [404, 403, 303]


def test_the_worker_comes_from_the_root_and_is_looked_at_again(visitor: Reader) -> None:
    answer = visitor.client.get("/sw.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-store")


def test_each_form_of_the_list_may_wait(sari: Reader, event: int) -> None:
    seen = sari.get(f"/kegiatan/{event}/hadir")
    assert len(seen.soup.select("form[data-mark]")) == 7  # six members, and who is on no list
    assert seen.soup.select_one("#queue[hidden][data-token][data-place^=p]") is not None


@pytest.mark.parametrize(
    ("starts_in", "hours"), [(60.5, 75.5), (0, 15), (-14, 1), (-15, 0), (-300, 0)]
)
def test_how_long_the_phone_may_keep_it(
    sari: Reader, hold: Hold, starts_in: float, hours: float
) -> None:
    """To 12 hours after its end, three hours after its start; a sheet opened later not at all."""
    path = f"/kegiatan/{hold(hours=starts_in)}/hadir"
    asked = sari.client.get(f"{path}/daftar", headers={"Accept": "application/json"})
    assert asked.json["keep"] == hours * 3600
    assert sari.get(path).soup.find(id="queue")["data-keep"] == str(int(hours * 3600))
