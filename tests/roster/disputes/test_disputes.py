"""/paguyuban/nik: an officer decides whose NIK it is without seeing a roster; the two leaders are
asked at /anggota/<id>/nik-cocok."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db
from association.people.participants.models import Participant
from association.roster.members.models import Member
from tests.attacks.scene import csrf
from tests.infra.cast import Cast
from tests.infra.client import Reader, Seen

SUPARNO = "3372990101600002"  # on Sari's roster, born 1 January 1960, paid
BASE = "/paguyuban/nik"
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
# What stands in either row and is no officer's to know.
HIDDEN = (
    "Suparno", "Karsono", "1 Januari 1960", "1960-01-01", "2 Maret 1971", "1971-03-02", "B-2",
    "F-8", SUPARNO, "081226004285", "0812-2600-4285", "081226007788", "0812-2600-7788", "Jamu",
)  # fmt: skip


@pytest.fixture
def waits(budi: Reader) -> int:
    """Budi's row with the NIK of Sari's Suparno and other data."""
    saved = budi.fill("/anggota/baru", name="Karsono", nik=SUPARNO, birth_date="2 Maret 1971",
                      phone="081226007788", commodity="Jamu", stall_block="F",
                      stall_number="8")  # fmt: skip
    return int(saved.location.rpartition("/")[2])


def enrolled(leader: Reader, name: str = "Karsono", **typed: str) -> int:
    """Write somebody down; gives the row's id."""
    return int(leader.fill("/anggota/baru", name=name, **typed).location.rpartition("/")[2])


def press(dewi: Reader, member_id: int, what: str) -> Seen:
    """Press the button of a decision, or ask one side."""
    seen = dewi.get(f"{BASE}/{member_id}")
    return dewi.post(*sent(seen, what))


def sent(seen: Seen, what: str) -> tuple[str, dict[str, str]]:
    """Give where the form of a button goes, and what it sends."""
    for form in seen.soup.find_all("form", method="post"):
        body = {str(one["name"]): str(one["value"]) for one in form.select("input[name]")}
        if what in (body.get("decision"), body.get("side") and f"ask {body['side']}"):
            return str(form["action"]), body
    raise AssertionError(f"no button for {what}: {seen.text}")


def person_of(app: Flask, member_id: int) -> tuple[int | None, bool]:
    with app.app_context():
        set_reach(db.session(), Everywhere())
        row = db.session.get_one(Member, member_id)
        return row.participant_id, row.link_pending


@ON_SQLITE
def test_an_officer_sees_whether_data_agree_and_no_data(
    dewi: Reader, waits: int, cast: Cast
) -> None:
    assert dewi.get("/pemantauan").soup.select_one(f"[data-nik-waits] a[href='{BASE}']")
    listed = dewi.get(BASE)
    assert listed.soup.select_one(f"a[href='{BASE}/{waits}']")
    assert "Paguyuban Pasar Gede" in listed.text
    press(dewi, waits, "ask there")
    seen = dewi.get(f"{BASE}/{waits}")
    assert [one for one in HIDDEN if one in str(listed.soup) + str(seen.soup)] == []
    for told in (
        "3372 •••• •••• 0002", "Kedua nama tidak mirip", "beda: hari, bulan, tahun", "S…", "K…",
        "Tanggal lahir dan NIK cocok", "Tanggal lahir dan NIK tidak cocok",
        "Terdaftar di BPJS Ketenagakerjaan ya", "Iuran tercatat ya",
        "Paguyuban Pasar Rejosari", "Paguyuban Pasar Gede",
    ):  # fmt: skip
        assert told in seen.text, told


def test_one_person_is_linked_whatever_differs(
    app: Flask, dewi: Reader, budi: Reader, sari: Reader, waits: int, cast: Cast
) -> None:
    hers = cast.member["Suparno"]
    before = sari.get(f"/anggota/{hers}").text
    assert budi.fill(f"/anggota/{waits}/iuran", months="1").status == 422
    assert press(dewi, waits, "same").location == BASE
    assert person_of(app, waits) == (person_of(app, hers)[0], False)
    assert "perlu dicocokkan" not in budi.get(f"/anggota/{waits}").text
    paid = budi.fill(f"/anggota/{waits}/iuran", months="1")
    assert paid.status == 303
    assert "NIK ini milik anggota ini" in budi.get(f"/anggota/{waits}/riwayat").text
    budi.fill(f"/anggota/{waits}/ubah", commodity="Beras")  # stays linked
    assert person_of(app, waits) == (person_of(app, hers)[0], False)
    assert "Karsono" not in sari.get(f"/anggota/{hers}").text
    assert (
        before.partition("Data diri")[2]
        == (sari.get(f"/anggota/{hers}").text.partition("Data diri")[2])
    )
    assert "memutuskan NIK milik anggota" in dewi.get("/riwayat").text
    assert "memutuskan NIK milik anggota: Karsono" in budi.get("/riwayat").text
    assert dewi.get(f"{BASE}/{waits}").status == 404
    assert "data-nik-waits" not in str(dewi.get("/pemantauan").soup)


@ON_SQLITE
def test_a_nik_of_the_other_is_taken_off(
    app: Flask, dewi: Reader, budi: Reader, sari: Reader, waits: int, cast: Cast
) -> None:
    assert press(dewi, waits, "there").location == BASE
    assert person_of(app, waits) == (None, False)
    shown = budi.get(f"/anggota/{waits}")
    assert "melepas NIK anggota ini" in shown.text and "0002" not in shown.text
    assert "bukan milik anggota ini" in budi.get(f"/anggota/{waits}/riwayat").text
    assert "Isi NIK dari KTP" in budi.get(f"/anggota/{waits}/nik-cocok").text
    assert "Cocokkan NIK Karsono" in budi.get("/").text
    assert "NIK" not in sari.get("/").text
    budi.fill(f"/anggota/{waits}/ubah", nik=SUPARNO)
    assert "pernah dilepas 22 November 2026" in dewi.get(f"{BASE}/{waits}").text
    assert "Cocokkan NIK" not in budi.get("/").text
    budi.fill(f"/anggota/{waits}/ubah", nik="3372990203610008")
    assert "Cocokkan NIK" not in budi.get("/").text
    assert budi.fill(f"/anggota/{waits}/iuran", months="1").status == 303


def test_whose_nik_is_wrong_is_asked_to_mend_it(
    app: Flask, dewi: Reader, budi: Reader, sari: Reader, cast: Cast
) -> None:
    hers = cast.member["Budi Santoso"]  # nothing is paid
    waits = enrolled(budi, nik="3372990404800005", birth_date="4 April 1980")
    old = person_of(app, hers)
    assert press(dewi, waits, "here").location == f"{BASE}/{waits}"
    assert person_of(app, hers) == old and person_of(app, waits) == (None, True)
    assert "NIK ini bukan milik anggota ini" in sari.get(f"/anggota/{hers}").text
    asked = sari.get(f"/anggota/{hers}/nik-cocok").text
    assert "perbaiki NIK-nya" in asked
    assert not [one for one in ("Karsono", "Gede", "paguyuban lain") if one in asked]
    assert "Cocokkan NIK Budi Santoso" in sari.get("/").text
    sari.fill(f"/anggota/{hers}/ubah", nik="3372990404800015")
    assert "Cocokkan NIK" not in sari.get("/").text


@ON_SQLITE
def test_once_the_wrong_nik_is_mended_the_other_is_linked(
    app: Flask, dewi: Reader, budi: Reader, sari: Reader, cast: Cast
) -> None:
    hers = cast.member["Budi Santoso"]
    waits, old = enrolled(budi, nik="3372990404800005"), person_of(app, hers)
    press(dewi, waits, "here")
    sari.fill(f"/anggota/{hers}/ubah", nik="3372990404800015")
    assert "Bisa dihubungkan" in dewi.get(BASE).text
    seen = dewi.get(f"{BASE}/{waits}")
    assert "Tidak ada anggota lain yang memakai NIK ini lagi" in seen.text
    assert dewi.post(*sent(seen, "join")).location == BASE
    person, pending = person_of(app, waits)
    assert person not in (None, old[0]) and not pending
    assert budi.fill(f"/anggota/{waits}/iuran", months="1").status == 303


@ON_SQLITE
@pytest.mark.parametrize("nik", ["", "3372990404800015"])
def test_what_waits_is_linked_when_its_leader_saves_it_and_nobody_has_the_nik(
    app: Flask, budi: Reader, sari: Reader, cast: Cast, nik: str
) -> None:
    waits = enrolled(budi, nik="3372990404800005")
    clear = {"nik": nik} if nik else {"nik": "", "nik_removed": "y"}
    sari.fill(f"/anggota/{cast.member['Budi Santoso']}/ubah", **clear)
    budi.fill(f"/anggota/{waits}/ubah", commodity="Beras")
    person, pending = person_of(app, waits)
    assert person is not None and not pending
    with app.app_context():
        set_reach(db.session(), Everywhere())
        assert db.session.get_one(Participant, person).name == "Karsono"


@ON_SQLITE
def test_both_leaders_are_asked_and_answer(
    dewi: Reader, budi: Reader, sari: Reader, waits: int, cast: Cast
) -> None:
    hers = cast.member["Suparno"]
    assert "wa.me" not in str(dewi.get(f"{BASE}/{waits}").soup)
    for side, leader, member in (("here", budi, waits), ("there", sari, hers)):
        assert press(dewi, waits, f"ask {side}").status == 303
        assert ("Dijawab" in dewi.get(BASE).text) is (side == "there")
        seen = dewi.get(f"{BASE}/{waits}")
        [link] = seen.soup.select(f"[data-side={side}] a[href*='wa.me']")
        assert quote(f"/anggota/{member}/nik-cocok", safe="/") in str(link["href"])
        page = leader.get(f"/anggota/{member}/nik-cocok")
        assert "dicocokkan dengan KTP-nya" in page.text
        assert leader.submit(page, f"/anggota/{member}/nik-cocok").status == 303
        assert "Tidak ada yang perlu" in leader.get(f"/anggota/{member}/nik-cocok").text
    seen = dewi.get(f"{BASE}/{waits}").text
    assert "22 November 2026, Budi" in seen and "22 November 2026, Sari" in seen
    assert "Dijawab" in dewi.get(BASE).text
    token = {"csrf_token": csrf(sari), "key": "k" * 20}
    assert sari.post(f"/anggota/{hers}/nik-cocok", token).status == 422


@ON_SQLITE
def test_a_page_that_is_out_of_date_decides_nothing(
    app: Flask, dewi: Reader, admin: Reader, budi: Reader, waits: int
) -> None:
    first, second = dewi.get(f"{BASE}/{waits}"), admin.get(f"{BASE}/{waits}")
    budi.fill(f"/anggota/{waits}/ubah", birth_date="1 Januari 1971")
    stale = dewi.post(*sent(first, "same"))
    assert (stale.status, person_of(app, waits)) == (409, (None, True))
    assert dewi.post(*sent(stale, "there")).status == 303
    late = admin.post(*sent(second, "same"))
    assert (late.status, person_of(app, waits)) == (409, (None, False))
    assert "NIK bentrok" in late.text
    form = {"csrf_token": csrf(dewi), "key": "k" * 20, "decision": "same"}
    assert dewi.post(f"{BASE}/{waits}/putusan", form).status == 422


@ON_SQLITE
@pytest.mark.parametrize("typed", [{}, {"decision": "all"}, {"decision": "join"}])
def test_a_decision_that_is_none_changes_nothing(
    app: Flask, dewi: Reader, waits: int, typed: dict[str, str]
) -> None:
    form = {"csrf_token": csrf(dewi), "key": "k" * 20} | typed
    assert dewi.post(f"{BASE}/{waits}/putusan", form).status == 422
    assert dewi.post(f"{BASE}/{waits}/tanya", form).status == 422
    assert person_of(app, waits) == (None, True)


@ON_SQLITE
def test_a_nik_of_another_city_names_no_paguyuban(
    app: Flask, dewi: Reader, budi: Reader, rina: Reader
) -> None:
    nik = "3372994606900007"  # Darmi's, on Rina's roster
    saved = budi.fill("/anggota/baru", name="Karsinah", nik=nik)
    waits = int(saved.location.rpartition("/")[2])
    assert press(dewi, waits, "ask there").status == 303
    seen = dewi.get(f"{BASE}/{waits}")
    assert "Paguyuban di kota lain" in seen.text
    assert [one for one in ("Bunder", "Rina", "Darmi", "wa.me") if one in str(seen.soup)] == []
    assert "Cocokkan NIK Darmi" in rina.get("/").text
    offered = [one["value"] for one in seen.soup.select("[name=decision]")]
    assert offered == ["there"]
    assert dewi.post(*sent(seen, "there")).status == 303
    assert person_of(app, waits) == (None, False)


@ON_SQLITE
def test_no_leader_and_no_visitor_decides(
    app: Flask, someone: Callable[[str], Reader], visitor: Reader, dewi: Reader, waits: int
) -> None:
    action, body = sent(dewi.get(f"{BASE}/{waits}"), "same")
    for name in ("sari", "budi", "rina"):
        reader = someone(name)
        assert reader.get(BASE).status == 403
        assert reader.get(f"{BASE}/{waits}").status == 403
        assert reader.post(action, body | {"csrf_token": csrf(reader)}).status == 403
    assert visitor.get(f"{BASE}/{waits}").status == 303
    assert visitor.post(action, body | {"csrf_token": csrf(visitor)}).status == 401
    for path in (f"/anggota/{waits}/nik-cocok", f"/anggota/{waits}"):
        assert someone("rina").get(path).status == someone("sari").get(path).status == 404
    assert person_of(app, waits) == (None, True)
    assert re.findall(r"data-asked", str(someone("sari").get("/").soup)) == []


@ON_SQLITE
def test_another_city_is_not_reached(
    app: Flask, dewi: Reader, rina: Reader, waits: int, cast: Cast
) -> None:
    action, body = sent(dewi.get(f"{BASE}/{waits}"), "same")
    far = enrolled(rina, name="Tukijan", nik=SUPARNO)
    assert dewi.get(f"{BASE}/{far}").status == 404
    far_action = action.replace(str(waits), str(far))
    assert dewi.post(far_action, body).status == 404
    assert f"/{far}" not in str(dewi.get(BASE).soup)
    assert dewi.get(f"{BASE}/{cast.member['Tono Wibowo']}").status == 404
    assert person_of(app, waits) == (None, True)
