"""/kegiatan: the list of events."""

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from tests.conftest import Clock
from tests.infra.client import Reader, Seen
from tests.meetings.events.conftest import Come, Hold


def titles(seen: Seen) -> list[str]:
    return [one.get_text() for one in seen.soup.select("[data-event] b")]


def test_the_soonest_comes_first_then_the_past_backwards(sari: Reader, hold: Hold) -> None:
    for title, days in (("Lusa", 2), ("Kemarin", -1), ("Besok", 1), ("Bulan lalu", -30)):
        hold(title, days=days)
    seen = sari.get("/kegiatan")
    assert titles(seen) == ["Besok", "Lusa", "Kemarin", "Bulan lalu"]
    assert "Selasa, 24 November 2026 · 00.30 WIB" in seen.text
    assert "Aula Pasar Rejosari" in seen.text


def test_today_is_said_and_an_event_is_over_three_hours_after_its_start(
    sari: Reader, hold: Hold, clock: Clock
) -> None:
    clock.tick(hours=9.5)  # 10.00 WIB
    hold("Baru mulai", hours=7.5)
    hold("Nanti", hours=11.5)
    hold("Selesai", hours=5.5)
    seen = sari.get("/kegiatan")
    assert titles(seen) == ["Baru mulai", "Nanti", "Selesai"]
    assert [chip.get_text(" ", strip=True) for chip in seen.soup.select("[data-event] .chip")] == [
        "Hari ini",
        "Hari ini",
        "0 hadir",
    ]


def test_each_event_shows_how_many_came(sari: Reader, hold: Hold, come: Come) -> None:
    full, empty = hold("Penuh", days=-1), hold("Sepi", days=-2)
    come(full, "Suparno", "Ngatiyem")
    seen = sari.get("/kegiatan")
    counts = {
        row["data-event"]: row.select_one("[data-figure=attendance]")["data-value"]
        for row in seen.soup.select("[data-event]")
    }
    assert counts == {str(full): "2", str(empty): "0"}


@pytest.mark.parametrize("part", ["", "event_rows"])
def test_more_events_come_after_25_without_gap_or_repeat(
    sari: Reader, hold: Hold, part: str
) -> None:
    expected = [f"Akan {n:02}" for n in range(40)] + [f"Lewat {n:02}" for n in range(35)]
    for n in range(40):
        hold(f"Akan {n:02}", days=1 + n // 3)  # some begin at the same moment
    for n in reversed(range(35)):
        hold(f"Lewat {n:02}", days=-1 - n // 3)
    seen, found = sari.get("/kegiatan"), []
    for _ in range(5):
        assert len(titles(seen)) <= 25
        found += titles(seen)
        more = seen.soup.select_one("#event_rows a")
        if more is None:
            break
        seen = sari.get(str(more["href"]), part=part)
        assert (seen.soup.find("html") is None) == bool(part)
    assert found == expected


def test_a_lost_cursor_starts_again_instead_of_failing(sari: Reader, hold: Hold) -> None:
    hold("Besok", days=1)
    other = hold("Di Gede", leader="budi")
    for after in (other, "9223372036854775808", "x"):
        assert titles(sari.get(f"/kegiatan?after={after}")) == ["Besok"]


def test_a_full_page_asks_as_little_as_a_short_one(app: Flask, sari: Reader, hold: Hold) -> None:
    asked: list[str] = []
    with app.app_context():
        sa.event.listen(
            db.engine,
            "before_cursor_execute",
            lambda _c, _cursor, statement, *_: asked.append(statement),
        )
    hold("Pertama", days=-1)
    sari.get("/kegiatan")  # the first request of a process asks whether Guyub is set up
    asked.clear()
    sari.get("/kegiatan")
    few = len(asked)
    for n in range(20):
        hold(f"Kegiatan {n}", days=-2)
    asked.clear()
    assert len(titles(sari.get("/kegiatan"))) == 21
    assert len(asked) == few


def test_an_empty_list_says_what_to_do(sari: Reader) -> None:
    seen = sari.get("/kegiatan")
    assert "Belum ada kegiatan." in seen.text
    assert seen.soup.find("a", href="/kegiatan/baru") is not None


def test_home_shows_the_next_one_until_three_hours_after_its_start(
    sari: Reader, hold: Hold
) -> None:
    hold("Selesai", hours=-4)
    assert "Selesai" not in sari.get("/").text
    hold("Sedang jalan", hours=-2)
    hold("Besok", days=1)
    seen = sari.get("/")
    assert "Sedang jalan" in seen.text
    assert "Besok" not in seen.text


def test_the_neighbour_is_absent(budi: Reader, rina: Reader, event: int, hold: Hold) -> None:
    hold("Rapat Gede", leader="budi")
    assert titles(budi.get("/kegiatan")) == ["Rapat Gede"]
    assert titles(rina.get("/kegiatan")) == []


def test_officer_admin_and_visitor_see_no_list(
    dewi: Reader, admin: Reader, visitor: Reader
) -> None:
    assert dewi.get("/kegiatan").status == 403
    assert admin.get("/kegiatan").status == 403
    assert visitor.get("/kegiatan").location == "/masuk?next=/kegiatan"
    assert visitor.get("/kegiatan", part="event_rows").status == 401
