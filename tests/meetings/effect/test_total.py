"""/kegiatan/hasil: what all events of a paguyuban achieved together."""

from tests.infra.client import Reader
from tests.meetings.effect.conftest import Staged
from tests.meetings.effect.test_counting import BY_HAND, DAY, after
from tests.meetings.effect.test_result import MONTH, told
from tests.meetings.effect.world import Held, One

WHOLE = "section.card [data-window]"


def test_who_came_twice_counts_at_each(sari: Reader, staged: Staged) -> None:
    events = {"a": Held(on=DAY), "b": Held(on=after(10))}
    both = [One(came=("a", "b"), registered=after(20)) for _ in range(5)]
    first = [One(came=("a",)) for _ in range(5)]
    second = [One(came=("b",), registered=after(1)) for _ in range(5)]  # had joined when they came
    staged((events, both + first + second + [One() for _ in range(10)]))
    seen = sari.get("/kegiatan/hasil")
    # At a: 10 came, 5 joined; of the others 10 (second came to another event in the same weeks). At
    # b: 5 came, 5 joined;
    # 15 others: those who came to a did so before.
    assert told(seen)[0] == (
        "Mendaftar dalam 30 hari: 10 dari 15 orang (67%) yang hadir dan belum terdaftar, "
        "dibanding 0 dari 25 orang (0%) anggota lain yang tidak hadir."
    )


def test_each_event_by_itself_the_latest_first(sari: Reader, staged: Staged) -> None:
    ids = staged(BY_HAND)
    seen = sari.get("/kegiatan/hasil")
    rows = seen.soup.select("[data-event]")
    assert [int(one["data-event"]) for one in rows] == [
        ids[n] for n in ("nanti", "juli", "rapat", "sosialisasi")
    ]
    assert MONTH in rows[3].get_text()
    assert "kurang dari 10 orang" in rows[0].get_text()


def test_nothing_yet(
    sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, staged: Staged
) -> None:
    staged(BY_HAND)
    assert "Belum ada kegiatan dengan catatan hadir." in budi.get("/kegiatan/hasil").text
    assert (dewi.get("/kegiatan/hasil").status, visitor.get("/kegiatan/hasil").status) == (403, 303)
    assert sari.get("/kegiatan").soup.select_one("a[href='/kegiatan/hasil']") is not None
