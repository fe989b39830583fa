"""/kegiatan/<id>/hadir: marking who came."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from association.roster.members import actions as members
from association.roster.members.values import MemberValues
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, fields
from tests.meetings.attendance.conftest import is_present, present, row, tap

EVERYONE = ["Budi Santoso", "Ngatiyem", "Sri Lestari", "Suparno", "Tono Wibowo", "Wagiyem"]


def test_lists_the_roster_by_name_and_nobody_came_yet(sari: Reader, path: str) -> None:
    seen = sari.get(path)
    assert seen.names() == EVERYONE
    assert present(seen) == []
    assert seen.figure("attendance") == 0
    assert "dari 6 anggota" in seen.text
    assert "Los B-6" in seen.text
    assert "Selasa, 24 November 2026 · 13.00 WIB · Aula Pasar Rejosari" in seen.text


def test_without_javascript_a_tap_marks_and_comes_back_to_the_same_place(
    sari: Reader, path: str, cast: Cast
) -> None:
    member = cast.member["Suparno"]
    marked = tap(sari, sari.get(path), path, member)
    assert (marked.status, marked.location) == (303, f"{path}#m{member}")
    seen = sari.follow(marked)
    assert present(seen) == ["Suparno"]
    assert seen.figure("attendance") == 1
    back = sari.follow(tap(sari, seen, path, member))
    assert present(back) == []
    assert back.figure("attendance") == 0


def test_without_javascript_search_and_page_are_kept(
    app: Flask, sari: Reader, path: str, cast: Cast
) -> None:
    found = sari.get(f"{path}?q=su&after={cast.member['Ngatiyem']}")
    assert found.names() == ["Suparno"]
    member = cast.member["Suparno"]
    marked = tap(sari, found, path, member)
    assert marked.location == f"{path}?q=su&after={cast.member['Ngatiyem']}#m{member}"
    assert present(sari.follow(marked)) == ["Suparno"]


def test_htmx_gets_the_row_and_the_count_alone_within_a_kilobyte(
    sari: Reader, path: str, cast: Cast
) -> None:
    member = cast.member["Suparno"]
    page = sari.get(path)
    assert page.soup.find("form", attrs={"hx-post": path})["hx-target"] == "closest li"
    assert page.soup.select("[hx-swap-oob]") == []
    marked = tap(sari, page, path, member, part=True)
    assert marked.status == 200
    assert marked.soup.find("html") is None
    assert [one["id"] for one in marked.soup.find_all(id=True)] == [
        f"m{member}",
        f"b{member}",
        "attendance_count",
        "live",
    ]
    assert is_present(marked, member)
    assert marked.soup.find(id="attendance_count")["hx-swap-oob"] == "true"
    assert marked.figure("attendance") == 1
    assert {"HX-Request", "HX-Target"} <= {
        part.strip() for part in marked.response.headers["Vary"].split(",")
    }
    back = tap(sari, marked, path, member, part=True)  # the new row is a form that takes it back
    assert not is_present(back, member)
    assert back.figure("attendance") == 0
    sent = fields(row(back, member).find("form"))
    answer = sari.client.post(
        path,
        data=sent,
        headers={"HX-Request": "true", "HX-Target": f"m{member}", "Accept-Encoding": "br"},
    )
    assert answer.headers["Content-Encoding"] == "br"
    assert (
        len(answer.data) + sum(len(name) + len(value) + 4 for name, value in answer.headers) <= 1024
    )


def test_a_row_after_a_search_keeps_its_place(sari: Reader, path: str, cast: Cast) -> None:
    found = sari.get(f"{path}?q=su", part="attendance_list")
    assert found.soup.find("html") is None
    assert found.names() == ["Suparno"]
    marked = tap(sari, found, path, cast.member["Suparno"], part=True)
    assert fields(row(marked, cast.member["Suparno"]).find("form"))["q"] == "su"


def test_marking_twice_is_one_attendance(app: Flask, sari: Reader, path: str, cast: Cast) -> None:
    member = cast.member["Suparno"]
    first, second = sari.get(path), sari.get(path)  # two phones with the same list
    assert tap(sari, first, path, member).status == 303
    assert tap(sari, second, path, member).status == 303
    assert sari.get(path).figure("attendance") == 1
    with app.app_context():
        entries = db.session.query(AuditEntry).filter_by(what="mark attendance").all()
        assert [(entry.subject, entry.details) for entry in entries] == [
            (f"event:{path.split('/')[2]}", {"member": member, "present": True})
        ]


def test_a_repeat_with_the_same_key_changes_nothing(sari: Reader, path: str, cast: Cast) -> None:
    member = cast.member["Suparno"]
    page = sari.get(path)
    tap(sari, page, path, member)
    tap(sari, sari.get(path), path, member)  # taken back
    late = tap(sari, page, path, member, part=True)  # the first tap arrives once more
    assert late.status == 200
    assert not is_present(late, member)
    assert sari.get(path).figure("attendance") == 0
    assert (
        tap(sari, page, path, member, present="0").status == 422
    )  # another body under the same key


def test_a_mark_without_a_key_is_taken(sari: Reader, path: str, cast: Cast) -> None:
    for _ in range(2):
        assert (
            tap(sari, sari.get(path), path, cast.member["Suparno"], key="", present="1").status
            == 303
        )
    assert sari.get(path).figure("attendance") == 1


@pytest.mark.usefixtures("patient")
def test_phones_that_mark_at_once_take_turns(app: Flask, cast: Cast, path: str) -> None:
    member = cast.member["Suparno"]
    phones = [Reader(app, cast.token["sari"]) for _ in range(6)]
    sent = [fields(row(phone.get(path), member).find("form")) for phone in phones]
    with ThreadPoolExecutor(len(phones)) as pool:
        answers = list(pool.map(lambda phone, form: phone.post(path, form).status, phones, sent))
    assert answers == [303] * len(phones)
    assert phones[0].get(path).figure("attendance") == 1


@pytest.mark.parametrize("part", ["", "attendance_rows"])
def test_more_rows_come_after_25_and_are_marked_where_they_stand(
    app: Flask, sari: Reader, path: str, cast: Cast, part: str
) -> None:
    with app.app_context():
        by = acting(cast, "sari")
        for n in range(30):
            members.enrol(
                MemberValues(name=f"Anggota {n:02}"),
                by,
                city_id=cast.city["Kota Surakarta"],
                once=None,
            )
    seen = sari.get(path)
    names = seen.names()
    assert len(names) == 25
    more = sari.get(str(seen.soup.select_one("#attendance_rows a")["href"]), part=part)
    assert (more.soup.find("html") is None) == bool(part)
    assert [*names, *more.names()] == sorted([f"Anggota {n:02}" for n in range(30)] + EVERYONE)
    member = cast.member["Wagiyem"]
    assert present(sari.follow(tap(sari, more, path, member))) == ["Wagiyem"]


def test_all_rows_of_a_page_cost_one_token_and_one_key(sari: Reader, path: str) -> None:
    forms = [fields(form) for form in sari.get(path).soup.select("[data-member] form")]
    assert len({form["csrf_token"] for form in forms}) == 1
    assert len({form["key"] for form in forms}) == 1
    for form in forms[:2]:  # which is each row's own all the same
        assert sari.post(path, form).status == 303
    assert sari.get(path).figure("attendance") == 2


def test_a_search_without_result_says_so(sari: Reader, path: str) -> None:
    assert "Tidak ada yang cocok." in sari.get(f"{path}?q=zzz").text
    assert sari.get(f"{path}?q=zzz&after=9223372036854775808").status == 200
