"""/pengurus/serah-terima: counted live, signed twice, frozen; dates end the old access."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.meetings.events.models import AwarenessEvent
from association.people.accounts.models import Duty
from association.people.handover import proposing
from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.rules.house.handover import Matter
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader
from tests.people.handover.conftest import START, figures, propose, sign


def test_from_one_ketua_to_the_next(sari: Reader, wati: Reader, proposed: str) -> None:
    assert "Anda diminta menjadi ketua" in wati.get("/").text
    paper = wati.get(proposed)
    for said in (
        "Sari menyerahkan",
        "kepada Wati",
        "24 November 2026",
        "Rp1.250.000",
        "Janji ke pengelola pasar",
    ):
        assert said in paper.text
    assert wati.get("/pengurus").status == 403
    assert sign(wati, proposed).location == proposed
    assert "Kedua ketua sudah" in wati.get(proposed).text
    assert (sari.get("/pengurus").status, wati.get("/pengurus").status) == (
        200,
        403,
    )  # until the day


def test_on_the_day_the_old_access_ends_and_the_new_begins(
    app: Flask, sari: Reader, wati: Reader, proposed: str, clock: Clock
) -> None:
    sign(wati, proposed)
    for hours, expected in ((15, (200, 403)), (15, (200, 403)), (15, (200, 403)), (15, (303, 200))):
        clock.tick(hours=hours)
        for name in ("sari", "wati"):  # both stay in use, so only the duty decides
            _refresh(app, name, clock)
        assert (sari.get("/pengurus").status, wati.get("/pengurus").status) == expected
    assert sari.get(proposed).status == 303
    assert wati.get("/anggota/baru").status == 200
    team = wati.get("/pengurus")
    assert "Sari" in team.soup.find("details").get_text()  # type: ignore[union-attr]
    assert wati.get(proposed).status == 200  # the paper stays with the paguyuban


def _refresh(app: Flask, name: str, clock: Clock) -> None:
    from association.people.accounts.models import SignIn
    from association.people.accounts.reads import token_hash

    with app.app_context(), write_tx() as tx:
        row = tx.session.get_one(SignIn, token_hash(f"token-of-{name}"))
        row.seen_at = row.created_at = clock.moment


def test_today_takes_effect_with_the_second_signature(
    sari: Reader, wati: Reader, wati_duty: int
) -> None:
    path = propose(sari, successor=str(wati_duty), takes_effect="2026-11-22").location
    assert sari.get("/pengurus").status == 200
    sign(wati, path)
    assert (sari.get("/anggota").status, wati.get("/pengurus").status) == (303, 200)


def asked(visitor: Reader) -> str:
    """Give the address by which everybody may ask Rejosari."""
    return str(visitor.get("/cek?q=rejosari").soup.select_one("#directory li a")["href"])


def test_from_the_day_on_people_ask_the_new_ketua(
    app: Flask, sari: Reader, wati: Reader, visitor: Reader, proposed: str, clock: Clock
) -> None:
    event = sari.fill(
        "/kegiatan/baru", title="Rapat", starts_at="27 November 2026 13.00", place="Balai"
    ).location
    public = str(sari.get(event).soup.select_one("a[href^='/e/']")["href"])
    assert "kontak paguyuban yang dilihat umum" in wati.get(proposed).text
    assert asked(visitor) == "https://wa.me/6281200000001"
    sign(wati, proposed)
    assert asked(visitor) == "https://wa.me/6281200000001"
    assert "Mulai 24 November 2026 kontaknya Wati" in sari.get("/pengurus/kontak").text
    sari.fill("/pengurus/kontak", name="Bu Ani", phone="081200000555")
    assert asked(visitor) == "https://wa.me/6281200000555"  # until the day
    clock.tick(hours=60)
    assert asked(visitor) == "https://wa.me/6281200000077"
    assert "https://wa.me/6281200000077" in str(visitor.get(public).soup)
    _refresh(app, "wati", clock)
    wati.fill("/pengurus/kontak", name="Bu Ani", phone="081200000555")
    assert asked(visitor) == "https://wa.me/6281200000555"  # the ketua's own choice stays


def test_a_handover_of_today_changes_the_contact_at_once(
    sari: Reader, wati: Reader, visitor: Reader, wati_duty: int
) -> None:
    sign(wati, propose(sari, successor=str(wati_duty), takes_effect="2026-11-22").location)
    assert asked(visitor) == "https://wa.me/6281200000077"


def test_a_form_left_open_saves_nothing_after_the_day(
    sari: Reader, wati: Reader, wati_duty: int
) -> None:
    opened = sari.get("/anggota/baru")
    sign(wati, propose(sari, successor=str(wati_duty), takes_effect="2026-11-22").location)
    assert sari.submit(opened, "/anggota/baru", name="Bu Baru").status == 401
    assert "Bu Baru" not in wati.get("/anggota").text


def test_what_is_open_is_counted_live_and_frozen_at_the_signature(
    app: Flask, sari: Reader, budi: Reader, wati: Reader, wati_duty: int, cast: Cast
) -> None:
    live = figures(sari.get(START))
    assert live == {
        "members": 6, "lapsing": 1, "due": 0, "arrears": 1, "inactive": 1, "sent": 0, "links": 0,
        "transfers": 0,
        "events": 0,
    }  # fmt: skip
    path = propose(sari, successor=str(wati_duty)).location
    sari.fill("/anggota/baru", name="Bu Baru")
    assert figures(sari.get(START))["members"] == 7
    assert figures(wati.get(path))["members"] == 6
    with app.app_context():
        acting(cast, "budi")
        theirs = proposing.open_matters(db.session(), cast.association["budi"], TODAY)
    assert theirs[Matter.MEMBERS] == 1


def test_every_matter_is_counted(app: Flask, sari: Reader, cast: Cast) -> None:
    from tests.roster.transfers.test_offer import offered

    offered(sari, cast, "Tono Wibowo")
    sari.fill(
        "/kegiatan/baru", title="Rapat", starts_at="2026-11-22T08:00", place="Aula"
    )  # today, and begun
    sari.fill("/kegiatan/baru", title="Rapat", starts_at="2026-11-21T08:00", place="Aula")
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.execute(
            sa.update(Member).where(Member.id == cast.member["Suparno"]).values(link_pending=True)
        )
    shown = figures(sari.get(START))
    assert [shown[name] for name in ("transfers", "events", "links")] == [1, 1, 1]


def test_money_that_collectors_hold_is_handed_over(
    app: Flask, sari: Reader, wati: Reader, wati_duty: int, cast: Cast
) -> None:
    assert "Titipan iuran belum disetor Rp0" in sari.get(START).text
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        held = sa.update(Contribution).where(Contribution.first_month == date(2026, 7, 1))
        tx.session.execute(held.values(custody="entrusted", received_on=None, amount=101_000))
    assert "Titipan iuran belum disetor Rp101.000" in sari.get(START).text
    path = propose(sari, successor=str(wati_duty)).location
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.execute(
            sa.update(Contribution).values(custody="", received_on=Contribution.paid_on)
        )
    assert "Titipan iuran belum disetor Rp101.000" in wati.get(path).text


def test_a_day_that_passed_unsigned_is_made_anew(
    app: Flask, wati: Reader, proposed: str, clock: Clock
) -> None:
    clock.tick(days=3)
    _refresh(app, "wati", clock)
    refused = sign(wati, proposed)
    assert (refused.status, "sudah lewat" in refused.text) == (422, True)


def test_the_next_ketua_is_safe_until_the_day(
    app: Flask, sari: Reader, wati: Reader, proposed: str, cast: Cast
) -> None:
    sign(wati, proposed)
    with app.app_context():
        duties = db.session.query(Duty).filter_by(account_id=cast.account["wati"], position="ketua")
        path = f"/pengurus/{duties.one().id}"
    refused = sari.fill(path, f"{path}/akhiri")
    assert (refused.status, "ketua terakhir" in refused.text) == (422, True)


def test_events_count_from_the_midnight_of_the_market(app: Flask, cast: Cast) -> None:
    with app.app_context():
        acting(cast, "sari")
        own = cast.association["sari"]
        before = proposing.open_matters(db.session(), own, TODAY)[Matter.EVENTS]
        for number, (day, hour) in enumerate([(21, 16), (21, 17), (21, 23)]):  # UTC
            with write_tx() as tx:
                tx.session.add(_event(cast, number, datetime(2026, 11, day, hour, tzinfo=UTC)))
        found = proposing.open_matters(db.session(), own, TODAY)[Matter.EVENTS]
        assert found == before + 2  # not the one at 23.00 WIB the day before


def _event(cast: Cast, number: int, starts_at: datetime) -> AwarenessEvent:
    return AwarenessEvent(
        association_id=cast.association["sari"],
        city_id=cast.city["Kota Surakarta"],
        code=f"midnight{number}",
        title="Sosialisasi",
        kind="talk",
        starts_at=starts_at,
        place="Aula",
    )
