"""Every page again after the tables have grown a hundredfold under the running app: no page works
harder for others, nor for what is long past."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import Connection

from association import paging
from association.database import db
from tests.attacks.scene import Scene, owned, rules
from tests.infra import growth
from tests.infra.cast import Cast
from tests.infra.client import Reader

NOW = datetime(2026, 11, 21, 17, tzinfo=UTC)
COPIES, PEOPLE = 99, 20
SLACK = 300  # steps of SQLite: some microseconds
MEMBER = "/cek, with card and birth date"
# What grows with more than the page shows, and why that is right.
CITY = "counts the people of the whole city"
THEIRS = "asks which paguyuban are the city's"
MONTHS = "reckons with every month that its members have paid, and there are twelve a year"
EVENTS = "tells of every event that the paguyuban has held"
WAITING = "sorts what waits in the city, of which there are at most 5,000"
ACCOUNTS = "looks through the city's accounts, of which there are some hundred"
LEAVING = "counts all that a paguyuban leaves, once in its life"
CASES = "looks through a paguyuban's cases and their steps, of which there are a few a year"
WHOLE = {
    "/klaim": CASES,
    "/klaim/<id:claim_id>": CASES,
    "/anggota/<id:member_id>/klaim": CASES,
    "/pengguna": ACCOUNTS,
    "/pengguna/kirim": ACCOUNTS,
    "/pengguna/undang": "names the city's paguyuban to choose from",
    "/pengguna/unduh.csv": ACCOUNTS,
    "/lainnya": "counts who administers the officer's city",
    "/": MONTHS,
    "/anggota/<id:member_id>": MONTHS,
    "/anggota/<id:member_id>/iuran": MONTHS,
    "/rekonsiliasi/<id:list_id>": MONTHS,
    MEMBER: MONTHS,
    "/klaim/<id:claim_id>/surat/<letter>.pdf": "names what somebody paid, and where they came",
    "/anggota/<id:member_id>/riwayat/<id:change_id>": "follows what was changed of one member",
    "/anggota/<id:member_id>/riwayat/awal": "follows what was changed of one member",
    "/anggota/saring": "names the paguyuban's kept filters, of which there are 20 at most",
    "/anggota/pilih/<id:selection_id>": "names the city's other paguyuban to choose from",
    "/kegiatan": "looks through the city's invitations, of which there are a dozen a year",
    "/kegiatan/hasil": EVENTS,
    "/paguyuban/impor/<id:intake_id>": "holds a list against the city's paguyuban and markets",
    "/paguyuban/permintaan": WAITING,
    "/paguyuban/permintaan/kerumunan/<network>": WAITING,
    "/paguyuban/<id:association_id>/gabung": LEAVING,
    "/paguyuban/<id:association_id>/pecah": LEAVING,
    "/paguyuban/<id:association_id>/tutup": LEAVING,
    "/pasar": "counts the paguyuban of each market",
    "/pasar/<id:market_id>": "names the paguyuban of a market",
    "/pasar/<id:market_id>/tutup": CITY,
    "/pemantauan": CITY,
    "/pemantauan/unduh.csv": CITY,
    "/pemantauan/klaim": "sums up the city's cases of a year, of which there are some hundred",
    "/pemantauan/pasar/<id:market_id>": CITY,
    "/pemantauan/kegiatan": THEIRS,
    "/pemantauan/kegiatan/<id:event_id>": THEIRS,
    "/pemantauan/kegiatan/hasil": "tells of every event in the city",
    "/pemantauan/kegiatan/baru": "names the city's paguyuban to invite",
    "/pemantauan/kegiatan/<id:event_id>/laporan": "names each paguyuban that came",
    "/pemantauan/kegiatan/<id:event_id>/laporan.pdf": "names each paguyuban that came",
}
Steps = dict[tuple[str, str], int]


def rest(scene: Scene, cast: Cast) -> dict[str, dict[str, Any]]:
    """Give a row of Sari's for each table that her forms left empty."""
    known = scene.values
    by, two = (
        cast.account["sari"],
        {"low_id": cast.member["Suparno"], "high_id": cast.member["Wagiyem"]},
    )
    member, event = {"member_id": known["member_id"]}, {"event_id": known["event_id"]}
    duties = {"from_duty_id": known["duty_id"], "to_duty_id": known["duty_id"], "text_hash": b"h"}
    signed = {"takes_effect": date(2026, 1, 1), "from_signed_at": NOW, "to_signed_at": NOW}
    turn = {"month": date(2026, 11, 1), "cause": "habis", "outcome": "sent", "opened_at": NOW}
    asked = {"ask": "check", "nik_index": b"n", "asked_at": NOW}
    batch = {"batch_id": known["batch_id"]}
    market = {"market_id": cast.market["sari"]}
    rows: dict[str, dict[str, Any]] = {
        "device": {"token_hash": b"t", "account_id": by, "seen_at": NOW},
        "invitation": {"token_hash": b"t", "account_id": by, "expires_at": NOW},
        "kept_query": {"id": b"t", "text_sealed": b"t", "asked_at": NOW},
        "saved_filter": {"name": "Sayur", "fields": {"barang": "sayur"}, "made_at": NOW},
        "handover": duties | signed,
        "duty_place": market | {"duty_id": known["duty_id"], "block": "B"},
        "two_people": two | {"at": NOW},
        "batch_left_out": batch | member | {"why": "no_nik", "fields": []},
        "reminder": member | turn | {"answered_at": NOW, "account_id": by},
        "no_reminders": {"member_id": two["high_id"], "at": NOW},
        "event_association": event | {"city_id": cast.city["Kota Surakarta"]},
        "attendance": event | member | {"marked_at": NOW},
        "attendance_taken_back": event | {"member_id": two["low_id"], "made_at": NOW},
        "attendance_batch_mark": event | member | batch | {"present": True, "made_at": NOW},
        "walk_in": event | member | {"at": NOW},
        "event_headcount": event | {"people": 3, "at": NOW},
        "event_venue": event | {"code": "venue"},
        "nik_check": member | asked | {"city_id": cast.city["Kota Surakarta"]},
    }
    alone = {"device", "invitation", "duty_place", "kept_query"}
    own = {"association_id": cast.association["sari"]}
    rows = {name: row if name in alone else row | own for name, row in rows.items()}
    return rows | of_a_case(scene, cast, own) | of_the_office(scene, cast)


def of_a_case(scene: Scene, cast: Cast, own: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give a row for each table of cases that nobody filled."""
    case, ends = {"claim_id": scene.values["claim_id"]}, {"ends_at": NOW + timedelta(days=180)}
    whose = {"member_id": scene.values["member_id"], "city_id": cast.city["Kota Surakarta"]}
    photo = {"code": "card", "image_sealed": b"s", "taken_at": NOW}
    link = {"token_hash": b"t", "made_at": NOW, "expires_at": NOW}
    return {"claim_photo": own | case | photo | ends, "family_link": own | case | whose | link}


def of_the_office(scene: Scene, cast: Cast) -> dict[str, dict[str, Any]]:
    """Give a row for each table of the office, and of what it moves, that nobody filled."""
    known, own = scene.values, {"association_id": cast.association["sari"]}
    market, city = {"market_id": cast.market["sari"]}, {"city_id": cast.city["Kota Surakarta"]}
    member = {"member_id": cast.member["Suparno"]}
    by, first, later = {"account_id": cast.account["dewi"]}, date(2025, 1, 1), date(2025, 2, 1)
    lists = {"source": "", "total": 0, "made": {}, "version": 1, "created_at": NOW}
    sides = {"from_id": cast.association["sari"], "to_id": cast.association["budi"]}
    batches = {"from_batch_id": known["batch_id"], "to_batch_id": known["batch_id"]}
    done = {"kind": "join", "state": "returned", "at": NOW, "returned_at": NOW, "made": {}}
    return {
        "former_stay": own | market | {"until": first},
        "closure": own | {"closed_on": first, "reopened_on": later},
        "founding_papers": own | city | {"number": "", "note": ""},
        "intake": city | by | lists | {"ends_at": NOW + timedelta(days=1)},
        "absence": own | city | member | {"left_on": first, "back_on": later},
        "regrouping": city | by | sides | batches | done | {"id": 1},
        "regrouped": city | member | {"regrouping_id": 1, "fate": "back"},
        "draft": {
            "draft_index": b"t",
            "account_id": cast.account["sari"],
            "typed_sealed": b"s",
            "saved_at": NOW,
        },
        "recovery_code": {"code_index": b"t", "account_id": cast.account["sari"]},
    }


@pytest.fixture
def scene(app: Flask, sari: Reader, budi: Reader, cast: Cast) -> Scene:
    """Give the scene with something in every table, so that everything grows."""
    scene = owned(sari, cast)
    sari.fill("/kegiatan/kalender")
    Reader(app).fill("/gabung", name="Baru", market="Legi", ketua="Bu Sih", phone="085699990001",
                     city=str(cast.city["Kota Surakarta"]))  # fmt: skip
    budi.fill("/anggota/baru", name="Karsono", nik="3372990101600002")  # Suparno's: it waits
    scene.values["handover_id"] = 987_654  # its papers are not sealed here
    with growth.writing(app) as connection:
        for name, row in rest(scene, cast).items():
            connection.execute(sa.insert(db.metadata.tables[name]), row)
        empty = {name for name in db.metadata.tables if not filled(connection, name)}
        assert empty == {"first_start"}  # one row, until somebody has begun
    return scene


def filled(connection: Connection, name: str) -> int:
    """Count the rows of a table."""
    table = db.metadata.tables[name]
    return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def asked(app: Flask, scene: Scene, readers: dict[str, Reader], work: growth.Work) -> Steps:
    """Ask for every page as everybody, and give the work of those that are answered."""
    found = {}
    for who, reader in readers.items():
        for rule in rules(app, "GET"):
            if rule.endpoint == "static":
                continue
            work.steps = 0
            answer = reader.client.get(scene.address(rule))
            answer.get_data()
            assert answer.status_code < 500, (who, rule.rule)
            if answer.status_code == 200:
                found[who, rule.rule] = work.steps
    if "visitor" in readers:
        work.steps = 0
        own = readers["visitor"].fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975")
        assert own.status == 200
        found["visitor", MEMBER] = work.steps
    return found


def grown(before: Steps, after: Steps, times: int) -> dict[str, str]:
    """Tell, by their address, of pages that cost more than so many times the work of before."""
    return {
        rule: f"{rule} of {who}: {before[who, rule]} steps, then {steps}"
        for (who, rule), steps in after.items()
        if steps > times * before[who, rule] + SLACK
    }


@pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
def test_no_page_works_harder_for_others_or_for_what_is_past(
    app: Flask,
    scene: Scene,
    cast: Cast,
    someone: Callable[[str], Reader],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paging, "ROWS", 1)
    growth.open_copies(monkeypatch)
    own = cast.association["sari"]
    readers = {"sari": someone("sari"), "dewi": someone("dewi"), "visitor": Reader(app)}
    with growth.counting(app) as work:
        first = asked(app, scene, readers, work)
        growth.count_statistics(app)  # of tables that are nearly empty
        growth.others().happen(app, COPIES)
        growth.past(own).happen(app, COPIES)
        later = asked(app, scene, readers, work)
        growth.roster(own).happen(app, PEOPLE)
        big = asked(app, scene, {"sari": readers["sari"]}, work)
    harder = grown(first, later, 2)
    assert [told for rule, told in harder.items() if rule not in WHOLE] == []
    assert list(grown(first, later, 2 * COPIES).values()) == []
    assert WHOLE.keys() - harder.keys() == set(), "named, and no harder than before"
    # Twenty times the people are twenty times the work, not four hundred times.
    assert list(grown(later, big, 2 * PEOPLE).values()) == []
