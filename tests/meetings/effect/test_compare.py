"""/pemantauan/kegiatan/hasil: kinds of events, speakers and markets beside each other, in
numbers."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.meetings.events.models import AwarenessEvent, Kind, State
from association.territory.models import Market
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen
from tests.meetings.effect.conftest import Staged
from tests.meetings.effect.test_counting import DAY, after
from tests.meetings.effect.test_result import told
from tests.meetings.effect.world import Held, One, World

PATH = "/pemantauan/kegiatan/hasil"
WORLD: World = (
    {
        "a": Held(on=DAY, speaker="Bu Rini"),
        "b": Held(on=after(100), kind=Kind.ASSEMBLY, speaker="bu  RINI"),
        "c": Held(of="budi", on=DAY),
        "tahun lalu": Held(on=date(2025, 3, 3)),
    },
    [
        *(One(came=("a",), registered=after(5)) for _ in range(3)),
        *(One(came=("a",)) for _ in range(9)),
        *(One(came=("b",), name="Rahasia") for _ in range(9)),
        *(One() for _ in range(6)),
        *(One(of="budi", came=("c",)) for _ in range(10)),
        *(One(of="budi", registered=after(30)) for _ in range(10)),
    ],
)


def table(seen: Seen) -> dict[str, tuple[str, ...]]:
    """Give each line: how many events, and what came of who came and who did not, over 30 and 90
    days."""
    found = {}
    for line in seen.soup.select("[data-line]"):
        found[str(line["data-line"])] = tuple(cell.get_text() for cell in line.find_all("td")[1:])
    return found


def test_kinds_speakers_and_markets(dewi: Reader, staged: Staged) -> None:
    staged(WORLD)
    seen = dewi.get(PATH)
    lines = table(seen)
    sari = ("3 dari 12 (25%)", "0 dari 15 (0%)")
    budi = ("0 dari 10 (0%)", "10 dari 10 (100%)")
    both = ("3 dari 22 (14%)", "10 dari 25 (40%)")
    assert lines["Sosialisasi"] == ("2", *both, *both)
    assert lines["Rapat"] == ("1", "–", "–", "–", "–"), "nine came"
    # Bu Rini: a and b together. At b 9 came; of the others 9 + 6 (who came to a and had not joined,
    # and who never came).
    assert lines["bu RINI"] == ("2", "3 dari 21 (14%)", "0 dari 30 (0%)", *sari)
    assert lines["(tidak dicatat)"] == ("1", *budi, *budi)
    assert lines["Pasar Gede"] == ("1", *budi, *budi)
    assert lines["Pasar Rejosari"] == lines["bu RINI"]
    assert "3 dari 31 orang (10%)" in told(seen)[0]


def test_no_names(dewi: Reader, staged: Staged) -> None:
    staged(WORLD)
    assert "Rahasia" not in dewi.get(PATH).text


@pytest.mark.parametrize(
    ("asked", "held"), [("2025", 1), ("2026", 3), ("", 3), ("1990", 3), ("2999", 3), ("x", 3)]
)
def test_a_year_at_a_time(dewi: Reader, staged: Staged, asked: str, held: int) -> None:
    staged((WORLD[0], [*WORLD[1], One(came=("tahun lalu",))]))
    assert (
        sum(
            int(line[0])
            for name, line in table(dewi.get(f"{PATH}?tahun={asked}")).items()
            if "Pasar" in name
        )
        == held
    )


def test_cancelled_events_are_left_out(dewi: Reader, staged: Staged) -> None:
    events = {name: replace(one, state=State.CANCELLED) for name, one in WORLD[0].items()}
    staged((events, WORLD[1]))
    assert "Belum ada kegiatan dengan catatan hadir pada tahun ini." in dewi.get(PATH).text


def test_only_officers(sari: Reader, visitor: Reader, dewi: Reader) -> None:
    assert (sari.get(PATH).status, visitor.get(PATH).status, dewi.get(PATH).status) == (
        403,
        303,
        200,
    )
    assert dewi.get("/pemantauan/kegiatan").soup.select_one(f"a[href='{PATH}']") is not None


def test_an_event_for_two_markets_counts_in_both(
    app: Flask, cast: Cast, dewi: Reader, staged: Staged
) -> None:
    event = staged(WORLD)["a"]
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        found = tx.session.query(Market).filter(
            Market.id.in_([cast.market["budi"], cast.market["sari"]])
        )
        tx.session.get_one(AwarenessEvent, event).markets = found.all()
    lines = table(dewi.get(PATH))
    assert {name: line[0] for name, line in lines.items() if "Pasar" in name} == {
        "Pasar Gede": "2",
        "Pasar Rejosari": "2",
    }
    assert lines["Pasar Gede"][1] == "3 dari 22 (14%)"
