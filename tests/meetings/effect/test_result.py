"""/kegiatan/<id>/hasil: what one event achieved, and whom to follow up."""

from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from flask import Flask

from association.cover.reminders.models import NoReminders, Reminder
from association.database import db, write_tx
from association.roster.members.models import Member
from tests.attacks.scene import csrf
from tests.infra.cast import NOW, TODAY, Cast, acting
from tests.infra.client import Reader, Seen, fields
from tests.meetings.effect.conftest import Staged
from tests.meetings.effect.test_counting import BY_HAND, DAY
from tests.meetings.effect.world import Held, One, World

LISTS = ("belum", "di-tempat", "ingatkan", "absen")
SPOT = TODAY - timedelta(3)
MONTH = (
    "Mendaftar dalam 30 hari: 2 dari 12 orang (17%) yang hadir dan belum terdaftar, dibanding 1 "
    "dari 12 orang (8%) anggota lain yang tidak hadir."
)
QUARTER = (
    "Mendaftar dalam 90 hari: 4 dari 12 orang (33%) yang hadir dan belum terdaftar, dibanding 2 "
    "dari 11 orang (18%) anggota lain yang tidak hadir."
)


def told(seen: Seen) -> list[str]:
    return [one.get_text() for one in seen.soup.select("[data-window]")]


def listed(sari: Reader, event: int) -> dict[str, list[str]]:
    """Give the names in each list; each count is that of its list."""
    found = {}
    for one in LISTS:
        seen = sari.get(f"/kegiatan/{event}/hasil?daftar={one}")
        found[one] = seen.names()
        assert seen.figure(one) == len(found[one])
    return found


def test_two_plain_sentences_with_counts(sari: Reader, staged: Staged) -> None:
    event = staged(BY_HAND)["sosialisasi"]
    assert told(sari.get(f"/kegiatan/{event}/hasil")) == [MONTH, QUARTER]
    assert told(sari.get(f"/kegiatan/{event}/hasil")) == [MONTH, QUARTER], (
        "the same when computed again"
    )


@pytest.mark.parametrize(("came", "others"), [(9, 40), (40, 9)])
def test_below_ten_people_nothing_is_told(
    sari: Reader, staged: Staged, came: int, others: int
) -> None:
    world: World = ({"a": Held(on=DAY)}, [One(came=("a",))] * came + [One()] * others)
    assert told(sari.get(f"/kegiatan/{staged(world)['a']}/hasil")) == [
        "Hasil 30 hari: kurang dari 10 orang, jadi tidak dihitung.",
        "Hasil 90 hari: kurang dari 10 orang, jadi tidak dihitung.",
    ]


@pytest.mark.parametrize(("ago", "over"), [(30, 0), (31, 1), (90, 1), (91, 2)])
def test_a_window_is_told_when_it_is_over(
    sari: Reader, staged: Staged, ago: int, over: int
) -> None:
    day = TODAY - timedelta(ago)
    event = staged(({"a": Held(on=day)}, [One(came=("a",))] * 10 + [One()] * 10))["a"]
    sentences = told(sari.get(f"/kegiatan/{event}/hasil"))
    assert [one.startswith("Mendaftar dalam") for one in sentences] == [True] * over + [False] * (
        2 - over
    )
    waits = [one for one in sentences if "dihitung sesudah 22 November 2026" in one]
    assert len(waits) == (ago in (30, 90))


def test_whom_to_follow_up(sari: Reader, staged: Staged) -> None:
    events = {
        name: Held(on=SPOT - timedelta(days)) for name, days in (("a", 20), ("b", 10), ("c", 0))
    }
    event = staged(
        (
            events,
            [
                One(name="Belum", came=("a", "c")),
                One(name="Batal", came=("c",), void=(SPOT,)),  # what was paid was declared void
                One(name="Bayar", came=("b", "c"), paid=(SPOT,)),
                One(name="Daftar", came=("c",), registered=SPOT, paid=(SPOT + timedelta(1),)),
                One(name="Esok", came=("c",), registered=SPOT + timedelta(1)),
                One(name="Keluar", came=("c",), left=TODAY),
                One(name="Ganda", came=("c",), merged=True),
                One(name="Lama", came=("a",), registered=date(2025, 1, 1)),
                One(name="Absen"),
                One(name="Baru", since=SPOT),  # was not there for all three
                One(of="budi", name="Tetangga"),
            ],
        )
    )["c"]
    assert listed(sari, event) == {
        "belum": ["Batal", "Belum", "Ganda"],
        "di-tempat": ["Bayar", "Daftar"],
        "ingatkan": [],
        "absen": ["Absen"],
    }


@pytest.mark.parametrize(("ago", "names"), [(6, []), (7, ["Belum"]), (300, ["Belum"])])
def test_who_is_reminded_after_seven_days(
    sari: Reader, staged: Staged, ago: int, names: list[str]
) -> None:
    day = TODAY - timedelta(ago)
    people = [
        One(name="Belum", came=("a",)),
        One(name="Sudah", came=("a",), registered=day + timedelta(3)),
    ]
    event = staged(({"a": Held(on=day)}, people))["a"]
    assert listed(sari, event)["ingatkan"] == names
    seen = sari.get(f"/kegiatan/{event}/hasil?daftar=ingatkan")
    assert ("Daftar ini terisi mulai 23 November 2026" in seen.text) is (ago == 6)


def test_events_without_marks_and_later_ones_are_not_missed(sari: Reader, staged: Staged) -> None:
    days = {"a": 40, "b": 30, "c": 20, "empty": 10, "d": 0}
    events = {name: Held(on=SPOT - timedelta(ago)) for name, ago in days.items()}
    people = [
        One(name="Rajin", came=("a", "b", "c")),
        One(name="Sekali", came=("d",)),
        One(name="Tidak"),
    ]
    ids = staged((events, people))
    assert listed(sari, ids["b"])["absen"] == [], "only two events had marks by then"
    assert listed(sari, ids["c"])["absen"] == ["Sekali", "Tidak"]
    assert listed(sari, ids["d"])["absen"] == ["Tidak"], "the empty one is passed over"
    assert listed(sari, ids["empty"])["absen"] == [], "nobody was marked at this one"


def test_a_message_to_who_came(app: Flask, sari: Reader, staged: Staged, cast: Cast) -> None:
    event = staged(
        (
            {"a": Held(on=SPOT)},
            [One(name=name, came=("a",)) for name in ("Ada", "Tanpa HP", "Tidak Mau")],
        )
    )["a"]
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            for member in tx.session.query(Member).filter(Member.name.in_(["Ada", "Tidak Mau"])):
                member.seal("phone", "+6281226001234")
                if member.name == "Tidak Mau":
                    own = cast.association["sari"]
                    tx.session.add(NoReminders(member_id=member.id, association_id=own, at=NOW))
    seen = sari.get(f"/kegiatan/{event}/hasil")
    rows = {one.find("b").get_text(): one for one in seen.soup.select("[data-member]")}
    link = unquote(str(rows["Ada"].select_one("a.btn")["href"]))
    assert link.startswith(
        "https://wa.me/6281226001234?text=Bapak/Ibu Ada,\n\nTerima kasih sudah hadir di of a "
        "world a"
    )
    assert "Perkiraan iuran Rp8.400 sebulan" in link
    assert "STOP" in link
    assert rows["Tanpa HP"].select_one("a.btn") is None
    assert "Belum ada nomor HP." in rows["Tanpa HP"].get_text()
    assert "Minta tidak diingatkan." in rows["Tidak Mau"].get_text()


def test_who_was_written_to_is_not_written_to_again_in_this_month(
    app: Flask, sari: Reader, staged: Staged, cast: Cast
) -> None:
    day = TODAY - timedelta(10)
    event = staged(({"a": Held(on=day)}, [One(name=name, came=("a",)) for name in ("Ada", "Ani")]))[
        "a"
    ]
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            for member in tx.session.query(Member).filter(Member.name.in_(["Ada", "Ani"])):
                member.seal("phone", "+6281226001234")
    path = f"/kegiatan/{event}/hasil?daftar=ingatkan"
    seen = sari.get(path)
    assert sari.get("/").figure("to_remind") == 2
    one = int(str(seen.soup.select_one("[data-member]")["data-member"]))
    action = str(seen.soup.select_one("[data-member] form")["action"])
    part = sari.submit(seen, action, part=f"f{one}")
    assert (part.status, part.soup.find("html")) == (200, None)
    assert "✓ Sudah diingatkan bulan ini" in part.text
    assert part.soup.select("a.btn, button") == []
    assert sari.get("/").figure("to_remind") == 1
    plain = sari.submit(seen, action)  # once more, without JavaScript
    assert plain.location == f"{path}#f{one}"
    assert [link.get_text() for link in sari.follow(plain).soup.select("[data-member] a.btn")] == [
        "WhatsApp"
    ]
    with app.app_context():
        acting(cast, "sari")
        (turn,) = db.session.query(Reminder)
        assert (turn.member_id, turn.outcome, turn.cause) == (one, "sent", "siap")


def test_who_said_no_since_is_refused(
    app: Flask, sari: Reader, budi: Reader, staged: Staged, cast: Cast
) -> None:
    event = staged(({"a": Held(on=SPOT)}, [One(name="Ada", came=("a",))]))["a"]
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            member = tx.session.query(Member).filter_by(name="Ada").one()
            member.seal("phone", "+6281226001234")
            member_id = member.id
    seen = sari.get(f"/kegiatan/{event}/hasil")
    action = str(seen.soup.select_one("[data-member] form")["action"])
    sent = fields(seen.soup.select_one("[data-member] form"))
    assert budi.post(action, sent | {"key": "", "csrf_token": csrf(budi)}).status == 404
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.add(
                NoReminders(member_id=member_id, association_id=cast.association["sari"], at=NOW)
            )
    refused = sari.post(action, sent)
    assert refused.status == 422
    assert "minta berhenti diingatkan" in refused.text


def test_twenty_five_and_more(sari: Reader, staged: Staged) -> None:
    event = staged(
        ({"a": Held(on=SPOT)}, [One(name=f"Orang {n:02}", came=("a",)) for n in range(30)])
    )["a"]
    first = sari.get(f"/kegiatan/{event}/hasil")
    more = str(first.soup.select_one("#follow_rows a")["href"])
    rest = sari.get(more, part="follow_rows")
    assert first.names() + rest.names() == [f"Orang {n:02}" for n in range(30)]
    assert rest.soup.find("html") is None
    assert sari.get(more).status == 200


def test_neighbours_officers_and_strangers(
    budi: Reader, dewi: Reader, visitor: Reader, staged: Staged
) -> None:
    event = staged(BY_HAND)["sosialisasi"]
    for path in (f"/kegiatan/{event}/hasil", f"/kegiatan/{event}/laporan"):
        assert (budi.get(path).status, dewi.get(path).status, visitor.get(path).status) == (
            404,
            403,
            303,
        )


def test_of_an_event_of_the_city_each_sees_their_own(
    sari: Reader, budi: Reader, staged: Staged
) -> None:
    people = [One(came=("a",), name=f"S{n}") for n in range(12)] + [
        One(of="budi", came=("a",), name="B")
    ]
    people += [One() for _ in range(12)]
    event = staged(({"a": Held(of=None, on=DAY)}, people))["a"]
    assert "0 dari 12 orang" in told(sari.get(f"/kegiatan/{event}/hasil"))[0]
    assert budi.get(f"/kegiatan/{event}/hasil").names() == ["B"]
    assert "tidak dihitung" in told(budi.get(f"/kegiatan/{event}/hasil"))[0]


def test_the_events_page_leads_here_once_somebody_came(sari: Reader, staged: Staged) -> None:
    ids = staged(({"a": Held(on=SPOT), "b": Held(on=SPOT)}, [One(came=("a",))]))
    for name, links in (("a", 1), ("b", 0)):
        seen = sari.get(f"/kegiatan/{ids[name]}")
        assert len(seen.soup.select(f"a[href='/kegiatan/{ids[name]}/hasil']")) == links


@pytest.mark.parametrize(("ago", "told"), [(6, False), (7, True), (60, True), (61, False)])
def test_beranda_says_whom_to_remind(sari: Reader, staged: Staged, ago: int, told: bool) -> None:
    day = TODAY - timedelta(ago)
    event = staged(
        ({"a": Held(on=day, hour=1)}, [One(came=("a",)), One(came=("a",), registered=day)])
    )["a"]
    link = sari.get("/").soup.select_one(f"a[href='/kegiatan/{event}/hasil?daftar=ingatkan']")
    assert (link is not None) is told
    figures = sari.get("/").soup.select("[data-figure=to_remind]")
    assert [one["data-value"] for one in figures] == ["1"] * told
