"""POST /kegiatan/<id>/hadir/baru: who came and is on no list."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from association.meetings.attendance.models import WalkIn
from association.roster.members.models import Member
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, Seen, fields
from tests.meetings.attendance.test_sent_later import Send, moment, sender


@pytest.fixture
def path(event: int) -> str:
    return f"/kegiatan/{event}/hadir"


def add(reader: Reader, path: str, *, part: str = "", **typed: str) -> Seen:
    return reader.fill(path, f"{path}/baru", part=part, **typed)


def candidates(app: Flask, cast: Cast) -> list[str]:
    with app.app_context():
        acting(cast, "sari")
        new = sa.select(Member).join(WalkIn, WalkIn.member_id == Member.id).order_by(Member.id)
        return [
            " ".join(filter(None, [one.name, *(stall.label for stall in one.stalls), one.phone]))
            for one in db.session.scalars(new)
        ]


def test_one_line_makes_a_candidate_who_came(
    app: Flask, sari: Reader, path: str, cast: Cast
) -> None:
    marked = add(sari, path, name="Bu Yatmi los B12 0812 2600 9999")
    assert marked.location == path
    seen = sari.follow(marked)
    assert "Yatmi tercatat hadir." in seen.text
    assert seen.figure("attendance") == 1
    assert candidates(app, cast) == ["Yatmi Los B-12 +6281226009999"]
    found = sari.get("/anggota?q=yatmi").soup.select_one("[data-member]")
    assert found.select_one("[data-status=candidate]")
    story = sari.get(f"/anggota/{found['data-member']}/riwayat")
    assert "Sari menambahkan ke daftar" in story.text
    assert "hadir di Sosialisasi JKK dan JKM" in story.text


@pytest.mark.parametrize("part", ["", "walk_in"])
def test_who_may_be_a_member_is_asked_for(
    app: Flask, sari: Reader, path: str, cast: Cast, part: str
) -> None:
    asked = add(sari, path, name="Pak Soeparno los B2", part=part)
    assert asked.status == 422
    assert (asked.soup.find("html") is None) == bool(part)
    assert "Siapa Pak Soeparno los B2? Belum dicatat." in asked.text
    choices = [(one["name"], one.get_text()) for one in asked.soup.select("#walk_in button")]
    assert choices == [("same", "Suparno, Los B-2"), ("other", "Orang lain: jadikan calon anggota")]
    sent = fields(asked.form(f"{path}/baru"))
    same = sari.post(f"{path}/baru", sent | {"same": str(cast.member["Suparno"])}, part=part)
    if part:
        assert "Suparno tercatat hadir." in same.text
        assert same.soup.find(id="attendance_count")["hx-swap-oob"] == "true"
        assert same.figure("attendance") == 1
    else:
        assert "Suparno tercatat hadir." in sari.follow(same).text
    assert candidates(app, cast) == []
    assert (
        "Soeparno tercatat hadir."
        in sari.follow(add(sari, path, name="Pak Soeparno los B2", other="1")).text
    )
    assert candidates(app, cast) == ["Soeparno Los B-2"]
    assert sari.get(path).figure("attendance") == 2


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Suparno", ["Suparno"]),
        ("pak soeparno", ["Suparno"]),
        ("Ngatijem B3", ["Ngatiyem"]),
        ("Tono", ["Tono Wibowo"]),
        ("Suparno los C9", []),  # another stall
        ("Suparni", []),  # another name
        ("Yatmi 081226004285", []),  # a neighbour's phone alone makes nobody the same
        ("Joko Santoso", []),  # on another roster
    ],
)
def test_whom_a_line_may_mean(send: Send, path: str, line: str, asked: list[str]) -> None:
    answer = send(f"{path}/baru", name=line)
    assert answer.status_code == (422 if asked else 200)
    assert [one["name"] for one in answer.json.get("choices", [])] == asked


@pytest.fixture
def send(sari: Reader, path: str) -> Send:
    return sender(sari, path)


def test_a_queue_sends_it_once_and_answers_the_question(
    app: Flask, send: Send, path: str, cast: Cast
) -> None:
    who = {
        "name": "Bu Yatmi",
        "stall": "los B12",
        "phone": "081226009999",
        "key": "a",
        "made_at": moment(-60),
    }
    first = send(f"{path}/baru", **who)
    assert (first.status_code, first.json["present"], first.json["count"], first.json["name"]) == (
        200,
        True,
        1,
        "Yatmi",
    )
    assert send(f"{path}/baru", **who).json == first.json
    again = send(f"{path}/baru", **who | {"key": "b"})  # typed twice: asked, not doubled
    assert again.status_code == 422
    assert again.json["choices"] == [
        {"member": first.json["member"], "name": "Yatmi", "stall": "Los B-12"}
    ]
    same = send(
        f"{path}/baru", **who | {"key": "b", "same": first.json["member"], "made_at": moment(-50)}
    )
    assert (same.status_code, same.json["count"]) == (200, 1)
    assert candidates(app, cast) == ["Yatmi Los B-12 +6281226009999"]
    taken = send(
        member=first.json["member"], present=0, made_at=moment(-70), key="c"
    )  # said before they walked in
    assert taken.json == {"present": True, "count": 1}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "Tulis namanya dulu"),
        ("  ", "Tulis namanya dulu"),
        ("12", "yang mana namanya?"),
        ("Pasar Gede", "Tidak terbaca sebagai satu orang"),
        ("Bu Siti dan Pak Joko", "seperti ada dua nama"),
        ("Bu Siti, Bu Yem, Pak Joko", "Tidak terbaca sebagai satu orang"),
        ("Bu Yatmi 0812", "nomor HP kurang angka"),
        ("Bu Yatmi 3372994202650003", "NIK tidak ditulis di sini"),
        ("x" * 161, "Terlalu panjang"),
    ],
)
def test_what_is_no_person_is_refused(
    sari: Reader, send: Send, path: str, line: str, why: str
) -> None:
    answer = send(f"{path}/baru", name=line)
    assert answer.status_code == 422
    assert why in answer.json["why"]
    if line.strip():
        refused = add(sari, path, name=line)
        assert why in refused.text
        assert refused.soup.find(id="name")["value"] == line
    else:
        assert add(sari, path, name=line).status == 422
    assert sari.get(path).figure("attendance") == 0


@pytest.mark.usefixtures("patient")
def test_two_phones_at_once_add_one_person(app: Flask, cast: Cast, path: str) -> None:
    phones = [sender(Reader(app, cast.token["sari"]), path) for _ in range(4)]
    with ThreadPoolExecutor(len(phones)) as pool:
        sent = pool.map(
            lambda one: one[1](f"{path}/baru", name="Bu Yatmi los B12", key=one[0]),
            enumerate(phones),
        )
        assert sorted(answer.status_code for answer in sent) == [200, 422, 422, 422]
    assert candidates(app, cast) == ["Yatmi Los B-12"]


def test_only_members_of_this_roster_can_be_chosen(send: Send, path: str, cast: Cast) -> None:
    for stranger in (cast.member["Joko Santoso"], 999999):
        assert send(f"{path}/baru", name="Bu Yatmi", same=stranger, key=stranger).status_code == 404


def test_officer_and_visitor_may_not(dewi: Reader, visitor: Reader, path: str) -> None:
    token = {
        "csrf_token": dewi.get("/lainnya").soup.find("input", attrs={"name": "csrf_token"})["value"]
    }
    assert dewi.post(f"{path}/baru", token | {"name": "Bu Yatmi"}).status == 403
    assert visitor.post(f"{path}/baru", {"name": "Bu Yatmi"}).status == 400
