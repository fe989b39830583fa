"""Who pays and which trade, wherever an amount is shown or asked; and what no text settles."""

import re

import pytest
from flask import Flask

from association.cover.cash import reads as round_reads
from association.cover.reminders import reads as reminders
from association.cover.reminders.kinds import Cause, Standing
from association.database import db
from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.roster.members.terms import terms_of
from tests.cover.enrolment.test_paying import say
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader, Seen, fields

OPEN = "aturan potongan tidak menyebut pedagang yang mempekerjakan orang"
BEHIND = ("Suparno", "Ngatiyem", "Wagiyem")  # lapsing, in arrears, inactive


def member_page(reader: Reader, cast: Cast, name: str) -> Seen:
    return reader.get(f"/anggota/{cast.member[name]}")


def form(reader: Reader, cast: Cast, name: str) -> Seen:
    return reader.get(f"/anggota/{cast.member[name]}/iuran", part="cover")


def sums(seen: Seen) -> list[int]:
    return [int(re.sub(r"\D", "", one.get_text())) for one in seen.soup.select(".opts b.num")]


def checked(visitor: Reader) -> Seen:
    return visitor.fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975")


def recorded(app: Flask, cast: Cast, name: str) -> tuple[int, int]:
    with app.app_context():
        acting(cast, "sari")
        person = db.session.get_one(Member, cast.member[name]).participant_id
        of_person = db.session.query(Contribution).filter_by(participant_id=person)
        last = of_person.order_by(Contribution.id.desc()).first()
        assert last is not None
        return last.estimate, last.amount


def employs(reader: Reader, cast: Cast, name: str) -> None:
    reader.fill(f"/anggota/{cast.member[name]}/ubah", employs_helpers="y")


@pytest.mark.parametrize("name", BEHIND)
def test_the_state_pays_in_full_and_nobody_is_dunned(
    app: Flask, sari: Reader, cast: Cast, name: str
) -> None:
    before = member_page(sari, cast, name)
    assert (before.soup.select_one("[data-owed]") is not None) is (name != "Suparno")
    assert name in sari.get("/iuran/catat").names()
    say(sari, cast, name, funding="state")
    seen = member_page(sari, cast, name)
    assert seen.soup.select_one("[data-owed]") is None
    verdict = seen.soup.select_one(".verdict")
    assert verdict is not None
    assert "Iurannya dibayar APBN atau APBD, jadi tidak ditagih." in verdict.get_text()
    assert "Bayar" not in verdict.get_text()
    assert "Perkiraan iuran Rp16.800 per bulan" in seen.text
    asked = form(sari, cast, name)
    assert min(sums(asked)) == 16_800
    assert "Potongan PP" not in asked.text
    assert name not in sari.get("/iuran/catat").names()
    row = sari.get(f"/iuran/catat?q={name}").soup.select_one(f"#m{cast.member[name]}")
    assert row is not None
    assert "Dibayar APBN atau APBD: tidak ditagih." in row.get_text()
    assert row.select_one("button[value=paid]") is None
    sari.fill(f"/anggota/{cast.member[name]}/iuran", months="1", channel="bank")
    assert recorded(app, cast, name) == (16_800, 16_800)


def test_a_tap_sent_all_the_same_takes_no_money(sari: Reader, cast: Cast) -> None:
    page = sari.get("/iuran/catat")
    row = page.soup.select_one(f"#m{cast.member['Ngatiyem']} form")
    assert row is not None
    say(sari, cast, "Ngatiyem", funding="state")
    seen = sari.post("/iuran/catat", fields(row) | {"outcome": "paid"})
    assert (seen.status, "jadi tidak ditagih" in seen.text) == (422, True)


@pytest.mark.parametrize(("name", "cause"), [
    ("Suparno", Cause.LAPSING), ("Ngatiyem", Cause.ARREARS), ("Budi Santoso", Cause.READY),
])  # fmt: skip
def test_no_reminder_goes_to_whom_the_state_pays_for(
    app: Flask, sari: Reader, cast: Cast, name: str, cause: Cause
) -> None:
    def waiting() -> list[str]:
        with app.app_context():
            acting(cast, "sari")
            own = {"association_id": cast.association["sari"], "today": TODAY, "start": 0}
            found = reminders.listed(db.session(), cause=cause, standing=Standing.WAITING, **own)
            return [row.name for row in found.rows]

    assert name in waiting()
    recap = sari.get("/pengingat/rekap").text
    say(sari, cast, name, funding="state")
    assert name not in waiting()
    assert sari.get("/pengingat/rekap").text != recap


def test_the_rule_and_the_query_name_the_same_people(app: Flask, sari: Reader, cast: Cast) -> None:
    say(sari, cast, "Ngatiyem", funding="state")
    with app.app_context():
        acting(cast, "sari")
        ids = [cast.member[name] for name in BEHIND]
        asked = {one for one, terms in terms_of(db.session(), ids).items() if terms.is_asked}
        own = {"association_id": cast.association["sari"], "today": TODAY}
        listed = round_reads.round_of(db.session(), walking=True, **own)
        assert {line.row.id for line in listed.lines} == asked == set(ids) - {ids[1]}
        told = [reminders.person(db.session(), one, today=TODAY).cause for one in ids]
        assert [cause is not None for cause in told] == [True, False, False]


def test_transport_keeps_its_discount_to_march(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast
) -> None:
    assert "Rp16.800" in checked(visitor).text  # Tono pays January next
    say(sari, cast, "Tono Wibowo", sector="transport")
    say(sari, cast, "Suparno", sector="transport")
    assert "Mulai Apr 2027 Rp16.800" in member_page(sari, cast, "Suparno").text
    seen = checked(visitor).text
    assert "iuran Januari 2027, perkiraan Rp8.400" in seen
    assert sums(form(sari, cast, "Suparno")) == [
        8_400,
        25_200,
        4 * 8_400 + 2 * 16_800,
        4 * 8_400 + 8 * 16_800,
    ]
    row = sari.get("/iuran/catat").soup.select_one(f"#m{cast.member['Suparno']} button[value=paid]")
    assert row is not None
    assert "Rp8.400" in row.get_text()
    sari.fill(f"/anggota/{cast.member['Suparno']}/iuran", months="3", channel="bank")
    assert recorded(app, cast, "Suparno") == (25_200, 25_200)


def test_on_cek_who_is_paid_for_is_asked_nothing(sari: Reader, visitor: Reader, cast: Cast) -> None:
    say(sari, cast, "Tono Wibowo", funding="state")
    seen = checked(visitor)
    assert "Anda terlindungi sampai 31 Desember 2026" in seen.text
    assert "Iuran Anda dibayar APBN atau APBD, jadi tidak ditagih." in seen.text
    assert "Pembayar iuran APBN atau APBD" in seen.text
    for asking in ("Bayar berikutnya", "Bayar lagi", "Rp16.800"):
        assert asking not in seen.text


def test_what_is_open_for_who_employs_people_stands_by_every_amount(
    sari: Reader, visitor: Reader, cast: Cast
) -> None:
    suparno = cast.member["Suparno"]
    opened = f"/iuran/catat?buka={suparno}"
    for seen in (member_page(sari, cast, "Suparno"), form(sari, cast, "Suparno"), sari.get(opened)):
        assert OPEN not in seen.text
    employs(sari, cast, "Suparno")
    for seen in (member_page(sari, cast, "Suparno"), form(sari, cast, "Suparno"), sari.get(opened)):
        assert seen.text.count(OPEN) == 1
    say(sari, cast, "Suparno", funding="state")  # in full: nothing is open
    assert OPEN not in member_page(sari, cast, "Suparno").text
    assert OPEN in visitor.get("/iuran?penghasilan=1000000&pekerja=1").text
    assert OPEN not in visitor.get("/iuran?penghasilan=1000000&jht=1").text


def test_on_cek_too_while_the_discount_holds(sari: Reader, visitor: Reader, cast: Cast) -> None:
    employs(sari, cast, "Tono Wibowo")
    assert OPEN not in checked(visitor).text  # January 2027 is in full for every trader
    say(sari, cast, "Tono Wibowo", sector="transport")
    assert OPEN in checked(visitor).text
