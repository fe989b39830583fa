"""A receipt number that a channel gave out before is asked about: a slip for two, or a slip of the
pen?"""

import pytest
from flask import Flask

from association.database import db
from association.people.participants.models import Contribution, Deposit
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader

SETOR = "/iuran/setor"


def paying(cast: Cast, name: str) -> str:
    return f"/anggota/{cast.member[name]}/iuran"


def numbered(app: Flask, cast: Cast) -> int:
    with app.app_context():
        acting(cast, "sari")
        return db.session.query(Contribution).filter(Contribution.receipt.ilike("%br%77%")).count()


@pytest.mark.parametrize("again", ["BR-77", " br-77", "Br -77 "])
@pytest.mark.parametrize("part", ["cover", ""])
def test_the_same_number_on_the_same_channel_is_asked_about(
    app: Flask, sari: Reader, cast: Cast, again: str, part: str
) -> None:
    sari.fill(paying(cast, "Suparno"), channel="bank", receipt="BR-77")
    path = paying(cast, "Ngatiyem")
    asked = sari.submit(
        sari.get(path), path, part=part, channel="bank", receipt=again, months="3", amount="25.000"
    )
    assert asked.status == 422
    assert "nomor BR-77 sudah dipakai untuk iuran Suparno Des 2026, Rp8.400" in asked.wrong
    form = asked.form(path)
    kept = {name: form.find("input", attrs={"name": name}) for name in ("receipt", "amount")}
    assert kept["amount"]["value"] == "25.000"  # type: ignore[index]
    assert str(kept["receipt"]["value"]).strip() == again.strip()  # type: ignore[index]
    assert "Ya, buktinya memang nomor itu juga" in asked.text
    assert numbered(app, cast) == 1
    saved = sari.submit(asked, path, part=part, number_confirmed="y", months="3")
    assert saved.status == (200 if part else 303)
    assert numbered(app, cast) == 2


def test_two_questions_do_not_forget_each_other(sari: Reader, cast: Cast) -> None:
    sari.fill(paying(cast, "Suparno"), channel="bank", receipt="BR-77")
    path = paying(cast, "Ngatiyem")
    number = sari.fill(path, channel="bank", receipt="BR-77", first_month="2026-11")
    assert "sudah dipakai" in number.wrong
    gap = sari.submit(number, path, number_confirmed="y")
    assert "Ada bulan yang terlewat" in gap.wrong
    assert sari.submit(gap, path, gap_confirmed="y").status == 303


def test_what_is_another_number_is_not_asked(
    app: Flask, sari: Reader, budi: Reader, cast: Cast
) -> None:
    sari.fill(paying(cast, "Suparno"), channel="bank", receipt="BR-77")
    for name, channel, receipt in (
        ("Ngatiyem", "minimarket", "BR-77"),
        ("Wagiyem", "bank", "BR-78"),
        ("Tono Wibowo", "bank", ""),
    ):
        saved = sari.fill(paying(cast, name), channel=channel, receipt=receipt)
        assert saved.status == 303, name
    joko = sari.get(paying(cast, "Joko Santoso"))
    assert joko.status == 404
    theirs = paying(cast, "Joko Santoso")
    assert budi.fill(theirs, channel="bank", receipt="BR-77").status == 303, "another paguyuban's"


def test_a_void_one_gives_its_number_free(sari: Reader, cast: Cast) -> None:
    sari.fill(paying(cast, "Suparno"), channel="bank", receipt="BR-77")
    page = sari.get(f"/anggota/{cast.member['Suparno']}")
    sari.fill(str(page.soup.select("a[href$='/batal']")[0]["href"]), reason="Salah orang")
    assert sari.fill(paying(cast, "Ngatiyem"), channel="bank", receipt="BR-77").status == 303


def test_deposits_and_payments_ask_about_each_other(app: Flask, sari: Reader, cast: Cast) -> None:
    sari.fill(paying(cast, "Suparno"), channel="bank", receipt="br 77")
    sari.fill(paying(cast, "Ngatiyem"))  # cash in hand
    asked = sari.fill(SETOR, channel="bank", reference="BR77")
    assert asked.status == 422
    assert "nomor BR77 sudah dipakai untuk iuran Suparno Des 2026" in asked.wrong
    form = asked.form(SETOR)
    assert form.find("input", attrs={"name": "reference"})["value"] == "BR77"  # type: ignore[index]
    assert sari.submit(asked, SETOR, number_confirmed="y").status == 303
    asked = sari.fill(paying(cast, "Wagiyem"), channel="bank", receipt="BR77")
    assert "sudah dipakai untuk setoran 22 November 2026, Rp16.800" in asked.wrong
    with app.app_context():
        acting(cast, "sari")
        assert db.session.query(Deposit).count() == 1


def test_one_slip_may_hold_two_deposits(app: Flask, sari: Reader, cast: Cast) -> None:
    sari.fill(paying(cast, "Suparno"))
    sari.fill(SETOR, channel="bank", reference="TRX-1")
    sari.fill(paying(cast, "Ngatiyem"))
    asked = sari.fill(SETOR, channel="bank", reference="trx -1")
    assert "nomor TRX-1 sudah dipakai untuk setoran" in asked.wrong
    assert sari.submit(asked, SETOR, number_confirmed="y").status == 303
    with app.app_context():
        acting(cast, "sari")
        assert [one.reference for one in db.session.query(Deposit)] == ["TRX-1", "TRX-1"]


def test_who_left_the_roster_is_not_named(app: Flask, sari: Reader, cast: Cast) -> None:
    """Nothing of a member whom the reader cannot see any more."""
    sari.fill(paying(cast, "Suparno"), channel="bank", receipt="BR-77")
    from association.database import write_tx
    from association.roster.members.models import Member

    with app.app_context():
        acting(cast, "sari")
        with write_tx() as tx:
            own = tx.session.get_one(Member, cast.member["Suparno"])
            own.participant_id = None
            tono = tx.session.get_one(Member, cast.member["Ngatiyem"])
            assert tono.participant_id is not None
    asked = sari.fill(paying(cast, "Wagiyem"), channel="bank", receipt="BR-77")
    assert "Suparno" not in asked.wrong
