"""/kegiatan/<id>/hadir/nomor: marking by the numbers of the printed sheet, undone as one."""

from collections.abc import Callable

import pytest
from bs4 import Tag
from flask import Flask

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen
from tests.infra.team import SetDuty
from tests.meetings.attendance.conftest import present, tap
from tests.meetings.attendance.test_tap import EVERYONE
from tests.roster.bulk.test_undo import finished

PresentNow = Callable[[], list[str]]


@pytest.fixture
def path(sari: Reader, event: int) -> str:
    """The page of Sari's event, whose sheet has been printed: numbers 1 to 6 in the order of
    names."""
    sari.fill(f"/kegiatan/{event}/lembar")
    return f"/kegiatan/{event}/hadir/nomor"


@pytest.fixture
def came(sari: Reader, event: int) -> PresentNow:
    """Name who is marked as having come."""
    return lambda: present(sari.get(f"/kegiatan/{event}/hadir"))


def read_back(sari: Reader, path: str, numbers: str) -> Seen:
    return sari.get(f"{path}?numbers={numbers.replace(' ', '+')}")


def lines(seen: Seen) -> dict[str, str]:
    return {
        str(one["data-number"]): str(one.find("b").get_text())
        for one in seen.soup.select("[data-number]")
    }


def saved(sari: Reader, path: str, numbers: str) -> Seen:
    return sari.follow(sari.submit(_posting(read_back(sari, path, numbers)), path))


def _posting(seen: Seen) -> Seen:
    """Leave of the page the form that saves."""
    asking = seen.soup.find("form", method="get")
    assert isinstance(asking, Tag)
    asking.decompose()
    return seen


def batch_of(seen: Seen) -> str:
    return str(seen.soup.select_one("a[href^='/anggota/perubahan/']")["href"])


def undone(sari: Reader, where: str) -> Seen:
    return finished(sari, sari.follow(sari.fill(where, f"{where}/batalkan")))


def test_names_are_read_back_and_nothing_is_saved_yet(
    sari: Reader, path: str, came: PresentNow
) -> None:
    seen = read_back(sari, path, "1-2, 4")
    assert lines(seen) == {"1": "1. Budi Santoso", "2": "2. Ngatiyem", "4": "4. Suparno"}
    assert "Catat 3 orang hadir" in seen.text
    assert came() == []


def test_those_read_back_are_saved(
    app: Flask, sari: Reader, path: str, came: PresentNow, event: int
) -> None:
    seen = saved(sari, path, "1-2, 4")
    assert "3 orang tercatat hadir." in seen.text
    assert came() == ["Budi Santoso", "Ngatiyem", "Suparno"]
    assert seen.figure("attendance") == 3
    with app.app_context():
        (entry,) = db.session.query(AuditEntry).filter_by(what="mark by number")
        assert (entry.subject, entry.details["members"]) == (f"event:{event}", 3)


def test_who_is_marked_already_is_shown_and_not_marked_again(
    sari: Reader, path: str, came: PresentNow
) -> None:
    saved(sari, path, "1 2")
    seen = read_back(sari, path, "2 3")
    assert [one["data-number"] for one in seen.soup.select("[data-number]:has(.chip)")] == ["2"]
    assert "Catat 1 orang hadir" in seen.text
    assert "1 orang tercatat hadir." in saved(sari, path, "2 3").text
    seen = read_back(sari, path, "1-3")
    assert "Semua sudah tercatat hadir." in seen.text
    assert seen.soup.find("form", method="post", action=path) is None


def test_wrong_numbers_are_named_and_the_others_can_be_saved(
    sari: Reader, path: str, came: PresentNow
) -> None:
    seen = read_back(sari, path, "6-8, 40")
    assert seen.soup.select_one("[data-unknown]").get_text().endswith("nomor 7, 8, 40.")
    assert lines(seen) == {"6": "6. Wagiyem"}
    assert seen.soup.find("input", id="numbers")["value"] == "6-8, 40"
    saved(sari, path, "6-8, 40")
    assert came() == ["Wagiyem"]
    assert "Tidak ada nama di nomor ini." in read_back(sari, path, "99").text


@pytest.mark.parametrize(
    ("typed", "why"),
    [("1-2, dua", "“dua” bukan nomor"), ("9-1", "terbalik"), ("1-9999", "Paling banyak 500")],
)
def test_what_is_no_number_is_named_and_kept(
    sari: Reader, path: str, came: PresentNow, typed: str, why: str
) -> None:
    seen = read_back(sari, path, typed)
    assert seen.status == 422
    assert why in seen.text
    assert seen.soup.find("input", id="numbers")["value"] == typed
    ready = _posting(read_back(sari, path, "1"))
    refused = sari.submit(ready, path, numbers=typed)
    assert (refused.status, came()) == (422, [])
    assert why in refused.text


def test_who_left_is_named_by_number_and_who_was_merged_is_the_other(
    app: Flask, sari: Reader, path: str, cast: Cast, came: PresentNow
) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            tx.session.get_one(Member, cast.member["Suparno"]).left_on = by.day
            tx.session.get_one(Member, cast.member["Wagiyem"]).left_on = by.day
            tx.session.get_one(Member, cast.member["Wagiyem"]).merged_into_id = cast.member[
                "Ngatiyem"
            ]
    seen = read_back(sari, path, "4, 6")
    assert seen.soup.select_one("[data-gone]").get_text().endswith("nomor 4.")
    assert lines(seen) == {"6": "6. Ngatiyem"}
    saved(sari, path, "2, 4, 6")
    assert came() == ["Ngatiyem"]


def test_without_a_sheet_it_is_made_first(sari: Reader, hold: Callable[..., int]) -> None:
    event = hold("Rapat", hours=5)
    seen = sari.get(f"/kegiatan/{event}/hadir/nomor")
    assert seen.soup.select_one(f"main a[href='/kegiatan/{event}/lembar']") is not None
    assert seen.soup.find("input", id="numbers") is None


def test_sending_the_form_twice_marks_once(sari: Reader, path: str, came: PresentNow) -> None:
    ready = _posting(read_back(sari, path, "1-3"))
    first, again = sari.submit(ready, path), sari.submit(ready, path)
    assert first.location == again.location
    assert len(sari.get("/anggota/perubahan").soup.select("[data-batch]")) == 1
    assert len(came()) == 3


def test_a_batch_is_undone_but_for_who_was_tapped_since(
    sari: Reader, path: str, came: PresentNow, event: int, cast: Cast
) -> None:
    where = batch_of(saved(sari, path, "1-4"))
    listed = sari.get("/anggota/perubahan")
    assert "Hadir dicatat dengan nomor lembar · 4 orang" in listed.text
    sheet = f"/kegiatan/{event}/hadir"
    for _ in range(2):  # taken back, and marked again by hand
        tap(sari, sari.get(sheet), sheet, cast.member["Suparno"])
    tap(sari, sari.get(sheet), sheet, cast.member["Ngatiyem"])  # taken back
    seen = undone(sari, where)
    assert came() == ["Suparno"]
    assert (seen.figure("changed"), seen.figure("kept")) == (2, 2)
    assert sorted(seen.names()) == ["Ngatiyem", "Suparno"]
    assert "diubah sesudahnya: tanda hadir" in seen.text


def test_a_later_batch_with_the_same_number_leaves_the_first_one_alone(
    sari: Reader, path: str, came: PresentNow
) -> None:
    first = batch_of(saved(sari, path, "1-2"))
    saved(sari, path, "2-3")
    undone(sari, first)
    assert came() == ["Sri Lestari"]


def test_the_undoing_is_undone(sari: Reader, path: str, came: PresentNow) -> None:
    undoing = undone(sari, batch_of(saved(sari, path, "1-6")))
    assert came() == []
    undone(sari, undoing.response.request.path)
    assert came() == EVERYONE


def test_neighbours_and_officers_see_no_such_event(
    budi: Reader, dewi: Reader, visitor: Reader, path: str
) -> None:
    assert budi.get(f"{path}?numbers=1").status == 404
    assert dewi.get(path).status == 403
    assert visitor.get(path).status == 303


def test_who_may_not_edit_is_offered_no_undo(
    sari: Reader, wati: Reader, wati_duty: int, set_duty: SetDuty, path: str, came: PresentNow
) -> None:
    set_duty(wati_duty, may_edit=False)
    where = batch_of(saved(wati, path, "1-2"))
    seen = wati.get(where)
    assert seen.soup.find("form", action=f"{where}/batalkan") is None
    assert "Minta kepada ketua." in seen.text
    assert sari.get(where).soup.find("form", action=f"{where}/batalkan") is not None
