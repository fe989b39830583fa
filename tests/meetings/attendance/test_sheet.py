"""/kegiatan/<id>/lembar and /anggota/lembar: numbered sheets to print and sign."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from association.database import db
from association.meetings.attendance.models import AttendanceSheet
from association.meetings.attendance.numbering import number
from association.meetings.events import actions
from association.meetings.events.models import Kind
from association.meetings.events.values import EventValues
from association.roster.members.values import MemberValues
from tests.infra.cast import NOW, ROSTER, TODAY, Cast
from tests.infra.client import Reader, Seen
from tests.infra.paper import read_aloud
from tests.roster.exports.conftest import Alter, Enrol

BY_NAME = sorted(name for name, *_ in ROSTER)


@pytest.fixture
def path(leading: Any, cast: Cast) -> str:
    """The sheet of an event of Sari's."""
    values = EventValues(
        title="Rapat", kind=Kind.ASSEMBLY, starts_at=NOW, place="Aula Pasar Rejosari"
    )
    with leading() as by:
        city = cast.city["Kota Surakarta"]
        return f"/kegiatan/{actions.create(values, by, city_id=city, once=None)}/lembar"


def lines(seen: Seen) -> list[tuple[int, str]]:
    rows = [
        [cell.get_text() for cell in row.find_all("td")] for row in seen.soup.select("tbody tr")
    ]
    return [(int(row[0]), row[1]) for row in rows]


def test_the_first_print_numbers_the_roster_in_its_order(sari: Reader, path: str) -> None:
    first = sari.get(path)
    assert "Lembar hadir belum dibuat." in first.text
    assert lines(first) == []
    shown = sari.follow(sari.submit(first, path))
    assert lines(shown) == list(enumerate(BY_NAME, 1))
    assert "Minggu, 22 November 2026 · 00.30 WIB · Aula Pasar Rejosari" in shown.text
    assert "Paguyuban Pasar Rejosari" in shown.text
    assert [cell.get_text() for cell in shown.soup.select("tbody tr td")][2] == "Los B-5"
    assert shown.soup.find("form") is None
    assert shown.soup.find("link", href=lambda href: href and href.endswith("/sheet.css"))


def test_it_is_printed(sari: Reader, path: str) -> None:
    shown = sari.follow(sari.fill(path))
    assert shown.soup.select_one("[data-print]")["href"] == f"{path}.pdf"  # type: ignore[index]
    heard = read_aloud(sari.client.get(f"{path}.pdf").data)
    assert (heard.count("TH"), heard.count("TD")) == (4, 4 * len(BY_NAME))


def test_looking_writes_nothing(app: Flask, leading: Any, sari: Reader, path: str) -> None:
    sari.get(path)
    with leading():
        assert db.session.query(AttendanceSheet).count() == 0


def test_numbers_stay_and_new_members_get_the_next_ones(
    sari: Reader, path: str, enrol: Enrol
) -> None:
    sari.fill(path)
    enrol(MemberValues(name="Aminah"))  # before everybody else in the alphabet
    seen = sari.get(path)
    assert "1 anggota baru belum punya nomor." in seen.text
    assert lines(seen) == list(enumerate(BY_NAME, 1))
    assert lines(sari.follow(sari.submit(seen, path))) == [*enumerate(BY_NAME, 1), (7, "Aminah")]


def test_who_left_is_gone_and_nobody_moves_up(sari: Reader, path: str, alter: Alter) -> None:
    sari.fill(path)
    alter("Ngatiyem", left_on="2026-11-01", left_reason="moved")
    numbers = dict(map(reversed, lines(sari.get(path))))
    assert "Ngatiyem" not in numbers
    assert numbers == {name: n for n, name in enumerate(BY_NAME, 1) if name != "Ngatiyem"}
    alter("Ngatiyem", left_on=None, left_reason="")
    assert lines(sari.get(path)) == list(enumerate(BY_NAME, 1))


def test_pressing_twice_changes_nothing(sari: Reader, path: str) -> None:
    page = sari.get(path)
    for _ in range(3):
        assert lines(sari.follow(sari.submit(page, path))) == list(enumerate(BY_NAME, 1))


def test_a_corrected_name_keeps_its_number(sari: Reader, path: str, alter: Alter) -> None:
    sari.fill(path)
    alter("Wagiyem", name="Asih Wagiyem")
    assert (6, "Asih Wagiyem") in lines(sari.get(path))


def test_the_neighbour_and_others_get_nothing(
    app: Flask, leading: Any, sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, path: str
) -> None:
    page = sari.get(path)
    assert budi.get(path).status == 404
    assert budi.post(path, {"csrf_token": token(budi)}).status == 404
    assert dewi.get(path).status == 403
    assert visitor.get(path).location == f"/masuk?next={path}"
    for lost in ("0", "999999", "9223372036854775808", "x"):
        assert sari.get(f"/kegiatan/{lost}/lembar").status == 404
    assert lines(page) == []
    with leading():
        assert db.session.query(AttendanceSheet).count() == 0


def token(reader: Reader) -> str:
    return str(reader.get("/lainnya").soup.find("input", attrs={"name": "csrf_token"})["value"])


def test_the_event_leads_there(sari: Reader, path: str) -> None:
    assert sari.get(path.removesuffix("/lembar")).soup.find("a", href=path) is not None


def test_an_event_and_its_numbers_are_one_paguyubans(leading: Any, cast: Cast, path: str) -> None:
    with leading("budi") as by, pytest.raises(NoResultFound):
        number(int(path.split("/")[2]), by, today=TODAY)


def test_a_sheet_without_an_event_is_of_what_the_filter_shows(sari: Reader, budi: Reader) -> None:
    assert lines(sari.get("/anggota/lembar")) == list(enumerate(BY_NAME, 1))
    assert lines(sari.get("/anggota/lembar?status=menunggak")) == [(1, "Ngatiyem")]
    found = sari.get("/anggota/lembar?q=su")
    assert lines(found) == [(1, "Suparno")]
    pdf = str(found.soup.select_one("[data-print]")["href"])  # type: ignore[index]
    assert read_aloud(sari.client.get(pdf).data).count("TR") == 2  # the head, and who was found
    assert lines(budi.get("/anggota/lembar")) == [(1, "Joko Santoso")]
    nobody = sari.get("/anggota/lembar?q=tidak-ada")
    assert lines(nobody) == []
    assert "Tidak ada anggota untuk dicetak." in nobody.text


def test_others_may_not_print_the_roster(dewi: Reader, admin: Reader, visitor: Reader) -> None:
    assert dewi.get("/anggota/lembar").status == 403
    assert admin.get("/anggota/lembar").status == 403
    assert visitor.get("/anggota/lembar").location == "/masuk?next=/anggota/lembar"
