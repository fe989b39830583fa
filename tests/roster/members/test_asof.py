"""/anggota and /anggota/<id> with as_of: what was true on another day, from what is known now."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member
from association.rules.people.leaving import Leaving
from tests.infra.cast import MERGED, NOW, Cast
from tests.infra.client import Reader

BANNER = "Keadaan per {day}, menurut yang tercatat sekarang"


@pytest.fixture
def past(app: Flask, cast: Cast) -> Cast:
    """Put the roster on record on 1 January 2026; Suparno paid September to November only on 5
    October."""
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.query(Member).update({"created_at": datetime(2026, 1, 1, 3, tzinfo=UTC)})
        person = tx.session.get_one(Member, cast.member["Suparno"]).participant_id
        tx.session.query(Contribution).filter_by(participant_id=person).update(
            {"paid_on": date(2026, 10, 5), "received_on": date(2026, 10, 5)}
        )
    return cast


# Tono paid July to December on 1 July; Suparno September to November on 5 October; Ngatiyem June to
# September on 1 June.
# Due dates: 15 September, 15 October, 16 November.
CASES = """
Tono Wibowo 2026-06-30 | ready
Tono Wibowo 2026-07-01 | active 2026-12-31
Tono Wibowo 2026-12-31 | active 2026-12-31
Tono Wibowo 2027-01-15 | due
Tono Wibowo 2027-01-16 | arrears
Tono Wibowo 2027-11-22 | inactive
Suparno 2026-09-01 | registered
Suparno 2026-10-04 | registered
Suparno 2026-10-05 | active 2026-11-30
Suparno 2026-11-21 | active 2026-11-30
Suparno 2026-12-16 | arrears
Ngatiyem 2026-05-31 | ready
Ngatiyem 2026-09-30 | active 2026-09-30
Ngatiyem 2026-10-15 | due
Ngatiyem 2026-10-16 | arrears
Ngatiyem 2027-01-01 | inactive
Wagiyem 2025-12-15 | active 2026-02-28
Wagiyem 2026-03-16 | due
Wagiyem 2026-03-17 | arrears
Wagiyem 2026-06-01 | inactive
Sri Lestari 2026-06-01 | candidate
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_one_member_on_any_day(sari: Reader, past: Cast, line: str) -> None:
    asked, expected = line.split(" | ")
    name, day = asked.rsplit(" ", 1)
    seen = sari.get(f"/anggota/{past.member[name]}?as_of={day}")
    verdict = seen.soup.select_one("[data-protected-until]")
    assert (seen.status, f"{verdict['data-status']} {verdict['data-protected-until']}".strip()) == (
        200,
        expected,
    )  # type: ignore[index]
    assert seen.soup.select_one(f"[data-as-of='{day}']")


def test_the_page_of_another_day_offers_nothing_that_writes(sari: Reader, past: Cast) -> None:
    member = past.member["Suparno"]
    seen = sari.get(f"/anggota/{member}?as_of=17/10/2026")
    assert BANNER.format(day="17 Oktober 2026") in seen.text
    assert "Dibayar 5 Oktober 2026" in seen.text
    roster = sari.get("/anggota?as_of=2026-10-17")
    for one in (seen, roster):
        forms = one.soup.select("form:not([role=search])")  # a search changes nothing
        assert {form.get("method") for form in forms} == {"get"}
        links = {str(a["href"]).split("?")[0] for a in one.soup.select("main a")}
        assert links <= {"/anggota"} | {f"/anggota/{number}" for number in past.member.values()}, (
            links
        )
    before = sari.get(f"/anggota/{member}?as_of=2026-10-04")
    assert "Belum ada iuran yang dibayar sampai tanggal itu" in before.text
    assert "Dibayar 5 Oktober" not in before.text


def test_the_form_on_the_members_page_asks_for_it(sari: Reader, past: Cast) -> None:
    where = f"/anggota/{past.member['Tono Wibowo']}"
    seen = sari.get(where)
    assert "Lihat keadaan pada tanggal lain" in seen.text
    assert seen.form(where).find("input", attrs={"name": "as_of", "type": "date"})
    assert sari.get(f"{where}?as_of=2026-11-22").text == seen.text
    assert sari.get("/anggota?as_of=22/11/2026").text == sari.get("/anggota").text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("kemarin", "tidak bisa dibaca"),
        ("31/2/2026", "Tanggal 31 Februari 2026 tidak ada"),
        ("2015-06-30", "mulai 1 Juli 2015"),
        ("2027-11-23", "sampai setahun ke depan"),
        ("9999-99-99", "Bulan 99 tidak ada"),
    ],
)
def test_a_day_that_cannot_be_gets_a_sentence(
    sari: Reader, past: Cast, typed: str, says: str
) -> None:
    for path in ("/anggota", f"/anggota/{past.member['Tono Wibowo']}"):
        seen = sari.get(path, query_string={"as_of": typed})
        assert seen.status == 422
        assert says in seen.text
        assert "Ini keadaan hari ini" in seen.text


def test_void_now_is_void_then(app: Flask, sari: Reader, past: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.query(Contribution).update({"voided_at": NOW, "void_reason": "salah"})
    seen = sari.get(f"/anggota/{past.member['Tono Wibowo']}?as_of=2026-10-01")
    assert "Terlindungi sampai" not in seen.text


def _leaves(member: Member, day: date, reason: Leaving) -> None:
    member.left_on, member.left_reason = day, reason


def _changed_in_september(app: Flask, past: Cast) -> None:
    """Let members join and leave on 10 and 11 September 2026."""
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tono, ngatiyem, suparno, wagiyem = (
            tx.session.get_one(Member, past.member[name])
            for name in ("Tono Wibowo", "Ngatiyem", "Suparno", "Wagiyem")
        )
        tono.joined_on = date(2026, 9, 11)
        _leaves(ngatiyem, date(2026, 9, 11), Leaving.STOPPED)
        suparno.left_on = date(2026, 9, 10)
        wagiyem.created_at = datetime(2026, 9, 10, 17, 0, tzinfo=UTC)  # midnight WIB
        participant = tx.session.get_one(Participant, ngatiyem.participant_id)
        participant.ended_on = date(2026, 9, 10)


def test_the_roster_counts_and_filters_by_that_day(
    app: Flask, sari: Reader, budi: Reader, past: Cast
) -> None:
    seen = sari.get("/anggota?as_of=2026-09-10")
    figures = {
        name: seen.figure(name)
        for name in ("members", "active", "due", "arrears", "inactive", "never")
    }
    assert figures == {"members": 6, "active": 2, "due": 0, "arrears": 0, "inactive": 1, "never": 3}
    assert sari.get("/anggota?as_of=2026-09-10&status=aktif").names() == ["Ngatiyem", "Tono Wibowo"]
    assert sari.get("/anggota?as_of=2026-09-10&status=habis").names() == ["Ngatiyem"]
    assert sari.get("/anggota?as_of=2026-09-10&q=sup", part="member_table").names() == ["Suparno"]
    assert {str(a["href"]) for a in seen.soup.select("[data-member] a")} == {
        f"/anggota/{past.member[name]}?as_of=2026-09-10"
        for name in past.member
        if name not in ("Joko Santoso", "Darmi", MERGED)
    }
    _changed_in_september(app, past)
    assert sari.get("/anggota?as_of=2026-09-10").names() == [
        "Budi Santoso",
        "Ngatiyem",
        "Sri Lestari",
    ]
    assert sari.get("/anggota?as_of=2026-09-11").names() == [
        "Budi Santoso",
        "Sri Lestari",
        "Tono Wibowo",
        "Wagiyem",
    ]
    assert sari.get("/anggota?as_of=2026-09-10&status=habis").names() == []
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        for name, reason in (("Sri Lestari", Leaving.MERGED), ("Budi Santoso", Leaving.UNDONE)):
            _leaves(tx.session.get_one(Member, past.member[name]), date(2026, 11, 1), reason)
    assert sari.get("/anggota?as_of=2026-09-11").names() == ["Tono Wibowo", "Wagiyem"]
    said = "Pada tanggal itu belum ada di daftar paguyuban; tercatat sejak 11 September 2026"
    assert said in sari.get(f"/anggota/{past.member['Tono Wibowo']}?as_of=2026-09-10").text
    assert sari.follow(sari.get("/?as_of=2026-09-11")).figure("members") == 2
    assert budi.get("/anggota?as_of=2026-09-10").names() == ["Joko Santoso"]


def test_a_day_to_come_takes_what_is_known_now(sari: Reader, past: Cast) -> None:
    seen = sari.get("/anggota?as_of=2027-01-16")
    assert "Keadaan per 16 Januari 2027, bila tidak ada iuran baru" in seen.text
    assert (seen.figure("members"), seen.figure("active"), seen.figure("arrears")) == (6, 0, 2)


def test_who_may_not_see_the_member_may_not_see_another_day(
    budi: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    path = f"/anggota/{cast.member['Tono Wibowo']}?as_of=2026-10-01"
    assert (budi.get(path).status, dewi.get(path).status, visitor.get(path).status) == (
        404,
        403,
        303,
    )
