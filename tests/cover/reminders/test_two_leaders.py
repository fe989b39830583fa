"""Two leaders remind at one time: nobody is written to twice."""

from collections import Counter
from collections.abc import Callable

from flask import Flask

from association.cover.reminders.models import Reminder
from association.database import db
from tests.attacks.crowd import at_once
from tests.conftest import Clock
from tests.cover.reminders.conftest import HABIS, begin, say, turn_form
from tests.infra.cast import Cast, acting
from tests.infra.client import Reader, fields

Lapsing = Callable[[int], None]


def test_two_leaders_never_meet(sari: Reader, wati: Reader, lapsing: Lapsing) -> None:
    lapsing(1)
    mine, hers = begin(sari), begin(wati)
    assert "Suparno" in mine.text
    assert "Warga 01" in hers.text
    refused = say(wati, mine, "sent", part="turn")
    assert refused.status == 422
    assert "Orang ini sedang diingatkan oleh Sari." in refused.text
    assert "Warga 01" in refused.text  # hers goes on
    say(sari, mine, "sent")
    assert (
        "Orang ini sudah diingatkan oleh Sari bulan ini."
        in say(wati, mine, "sent", key="3" * 32).text
    )
    finished = sari.get(HABIS)
    assert "Masih terbuka di HP pengurus lain: 1 orang." in finished.text


def test_two_leaders_at_one_moment(
    app: Flask, sari: Reader, wati: Reader, cast: Cast, lapsing: Lapsing
) -> None:
    lapsing(11)
    screens = [(someone, begin(someone)) for someone in (sari, wati)]
    for _ in range(6):
        forms = [
            (someone, fields(turn_form(seen)) | {"outcome": "sent"}) for someone, seen in screens
        ]
        got = at_once(
            *(lambda one=one, form=form: one.post(HABIS, form).status for one, form in forms)
        )
        assert got == [303, 303]
        screens = [(someone, someone.get(HABIS)) for someone in (sari, wati)]
    with app.app_context():
        acting(cast, "sari")
        told = db.session.query(Reminder.account_id, Reminder.outcome).all()
    assert Counter(told) == {(cast.account["sari"], "sent"): 6, (cast.account["wati"], "sent"): 6}


def test_what_somebody_left_open_is_taken_over_later(
    sari: Reader, wati: Reader, clock: Clock
) -> None:
    begin(sari)
    path, reopen = f"{HABIS}/daftar?lihat=opened", f"{HABIS}/buka"
    member = wati.get(path).soup.select_one("button[name=member]")["value"]
    early = wati.fill(path, reopen, member=member)
    assert early.status == 422
    assert "sedang diingatkan oleh Sari" in early.text
    clock.tick(minutes=31)
    assert "Suparno" in wati.follow(wati.fill(path, reopen, member=member)).text
    assert "Suparno" not in sari.get(HABIS).text
