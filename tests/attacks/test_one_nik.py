"""What Budi learns by typing a NIK that stands on Sari's roster: nothing of her row, whatever else
he types."""

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db
from association.people.accounts import passwords
from association.people.participants.models import Participant
from tests.attacks.scene import csrf
from tests.infra.cast import Cast
from tests.infra.client import Reader

SUPARNO = "3372990101600002"  # on Sari's roster, born 1 January 1960
HERS = ("Harjono", "5 Mei 1955", "Jamu", "C-9", "0812-2600-9911")


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("Sutini", ""),
        ("Sutini", "5/5/1955"),
        ("Harjana", ""),
        ("Harjana", "6 Mei 1955"),
        ("Sari", "1 Juli 1960"),
    ],
)
def test_without_birth_date_and_name_nothing_is_linked(
    sari: Reader, budi: Reader, name: str, born: str
) -> None:
    nik = "3372994107600011"  # tells another birth date than the one that Sari wrote down
    hers = sari.fill("/anggota/baru", nik=nik, stall_block="C", stall_number="9", name="Harjono",
                     birth_date="5 Mei 1955", commodity="Jamu", phone="081226009911")  # fmt: skip
    saved = budi.fill("/anggota/baru", name=name, nik=nik, birth_date=born)
    assert hers.status == saved.status == 303
    seen = f"{budi.get(saved.location).text} {budi.get(saved.location + '/riwayat').text}"
    told = ("5 Mei 1955",) if born == "5/5/1955" else ()  # he typed it himself
    assert [one for one in HERS if one in seen and one not in told] == []
    assert budi.fill(f"{saved.location}/iuran", months="1").status == 422


def test_trying_birth_dates_and_names_changes_nothing_of_hers(
    app: Flask, budi: Reader, sari: Reader, cast: Cast
) -> None:
    where = budi.fill("/anggota/baru", name="Sutini", nik=SUPARNO).location
    hers = sari.get(f"/anggota/{cast.member['Suparno']}").text
    for day in range(1, 6):
        budi.fill(f"{where}/ubah", name=f"Sutini {day}", birth_date=f"{day + 1} Januari 1960")
    assert sari.get(f"/anggota/{cast.member['Suparno']}").text == hers
    with app.app_context():
        set_reach(db.session(), Everywhere())
        assert db.session.query(Participant).filter_by(name="Suparno").count() == 1


def test_who_knows_all_three_shares_the_person_and_not_the_row(
    budi: Reader, sari: Reader, cast: Cast
) -> None:
    where = budi.fill(
        "/anggota/baru", name="Soeparno", nik=SUPARNO, birth_date="1 Januari 1960"
    ).location
    shown = budi.get(where).text
    assert "30 November" in shown  # DESIGN: one participant, one status
    assert [one for one in ("Sembako", "B-2", "0812-2600-4285") if one in shown] == []
    budi.fill(f"{where}/ubah", name="Suparna", commodity="Kain", note="milik Budi")
    hers = sari.get(f"/anggota/{cast.member['Suparno']}").text
    assert [one for one in ("Suparna", "Kain", "milik Budi") if one in hers] == []


def test_a_link_that_is_none_costs_no_hashing(
    visitor: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argon2 takes 20 ms and 19 MB, two at a time: whoever guesses links must not keep others from
    signing in."""

    def hashed(_password: str) -> str:
        raise AssertionError("hashed for nobody")

    monkeypatch.setattr(passwords, "hashed", hashed)
    form = {"csrf_token": csrf(visitor), "password": "sebuah kata sandi"}
    assert visitor.post("/undangan/no-such-link", form).status == 422
