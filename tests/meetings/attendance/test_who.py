"""/kegiatan/<id>/hadir: whose attendance can be marked, and who may mark it."""

import pytest
from flask import Flask

from association.database import write_tx
from association.roster.members.models import Member
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader, fields
from tests.meetings.attendance.conftest import present, row, tap
from tests.meetings.events.conftest import Come, Hold


@pytest.mark.parametrize(
    "wrong",
    [
        {"member": "x"},
        {"member": ""},
        {"member": "0"},
        {"member": str(2**63)},
        {"present": ""},
        {"present": "2"},
    ],
)
def test_a_mark_that_makes_no_sense_is_refused(
    sari: Reader, path: str, cast: Cast, wrong: dict[str, str]
) -> None:
    for part in (False, True):
        refused = tap(sari, sari.get(path), path, cast.member["Suparno"], part=part, **wrong)
        assert refused.status == 400
        said = refused.response.get_data(as_text=True)
        assert "Muat ulang halaman ini" in said
    assert sari.get(path).figure("attendance") == 0


def test_only_members_of_this_roster_can_be_marked(
    app: Flask, sari: Reader, path: str, cast: Cast
) -> None:
    page = sari.get(path)
    for stranger in (cast.member["Joko Santoso"], cast.member["Darmi"], 999999):
        for part in (False, True):
            assert (
                tap(
                    sari,
                    page,
                    path,
                    cast.member["Suparno"],
                    part=part,
                    member=str(stranger),
                    key="",
                ).status
                == 404
            )
    assert sari.get(path).figure("attendance") == 0


def test_who_left_the_roster_is_not_listed_and_cannot_be_marked(
    app: Flask, sari: Reader, path: str, cast: Cast
) -> None:
    member, page = cast.member["Suparno"], sari.get(path)
    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            tx.session.get_one(Member, member).left_on = TODAY
    assert tap(sari, page, path, member).status == 404
    seen = sari.get(path)
    assert "Suparno" not in seen.names()
    assert seen.figure("attendance") == 0
    assert "dari 5 anggota" in seen.text


def test_who_came_to_one_event_did_not_come_to_another(
    sari: Reader, path: str, hold: Hold, come: Come
) -> None:
    come(hold("Rapat"), "Suparno", "Ngatiyem")
    come(int(path.split("/")[2]), "Ngatiyem")
    seen = sari.get(path)
    assert present(seen) == ["Ngatiyem"]
    assert seen.figure("attendance") == 1


def test_the_neighbour_is_absent(
    sari: Reader, budi: Reader, rina: Reader, path: str, cast: Cast, hold: Hold
) -> None:
    own = f"/kegiatan/{hold('Rapat Gede', leader='budi')}/hadir"
    page = budi.get(own)
    assert page.names() == ["Joko Santoso"]
    assert budi.get(path).status == rina.get(path).status == 404
    sent = fields(row(page, cast.member["Joko Santoso"]).find("form"))
    for member in (cast.member["Joko Santoso"], cast.member["Suparno"]):
        for part in ("", f"m{member}"):
            answer = budi.post(path, sent | {"member": str(member), "key": ""}, part=part)
            assert answer.status == 404
            assert "Suparno" not in answer.response.get_data(as_text=True)
    assert sari.get(path).figure("attendance") == 0


def test_officer_and_visitor_may_not(
    sari: Reader, dewi: Reader, visitor: Reader, path: str, cast: Cast
) -> None:
    assert dewi.get(path).status == 403
    assert visitor.get(path).location == f"/masuk?next={path}"
    assert visitor.get(path, part="attendance_list").status == 401
    token = {
        "csrf_token": dewi.get("/lainnya").soup.find("input", attrs={"name": "csrf_token"})["value"]
    }
    assert (
        dewi.post(path, token | {"member": str(cast.member["Suparno"]), "present": "1"}).status
        == 403
    )
    page = sari.get(path)
    sari.client.delete_cookie("guyub")
    ended = tap(sari, page, path, cast.member["Suparno"], part=True)
    assert ended.status == 401
    assert "Sesi Anda sudah berakhir" in ended.response.get_data(as_text=True)
