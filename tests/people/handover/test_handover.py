"""/pengurus/serah-terima: counted live, signed twice, frozen; dates end the old access."""

import hashlib
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.once import SavedAnswer
from association.people.accounts.models import Duty
from association.people.handover import proposing, reads
from association.people.handover.models import Handover
from association.people.participants.models import Contribution
from association.roster.members.models import Member
from association.rules.house.handover import Matter
from association.vault import vault
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, TODAY, Cast, acting
from tests.infra.client import Reader, Seen
from tests.infra.team import SetDuty

START = "/pengurus/serah-terima"
GOOD = {
    "takes_effect": "2026-11-24",
    "cash": "1.250.000",
    "note": "Janji ke pengelola pasar",
    "password": PASSWORD,
}


def propose(sari: Reader, **typed: str) -> Seen:
    return sari.fill(START, **(GOOD | typed))


@pytest.fixture
def proposed(sari: Reader, wati_duty: int) -> str:
    """Sari signed for Wati: the address of the paper."""
    answer = propose(sari, successor=str(wati_duty))
    assert answer.status == 303, answer.text
    return answer.location


def sign(reader: Reader, path: str, password: str = PASSWORD) -> Seen:
    return reader.fill(path, f"{path}/tanda-tangan", password=password)


def figures(seen: Seen) -> dict[str, int]:
    return {
        str(one["data-figure"]): int(str(one["data-value"]))
        for one in seen.soup.select("dl [data-figure]")
    }


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
        tx.session.execute(held.values(custody="entrusted", amount=101_000))
    assert "Titipan iuran belum disetor Rp101.000" in sari.get(START).text
    path = propose(sari, successor=str(wati_duty)).location
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.execute(sa.update(Contribution).values(custody=""))
    assert "Titipan iuran belum disetor Rp101.000" in wati.get(path).text


def test_the_signed_text_is_bound_to_the_log(
    app: Flask, wati: Reader, proposed: str, cast: Cast
) -> None:
    sign(wati, proposed)
    with app.app_context():
        acting(cast, "sari")
        kept = db.session.query(Handover).one()
        text = vault.open(kept.text_sealed or b"", reads.place(kept.id))
        assert hashlib.sha256(text.encode()).digest() == kept.text_hash
        log = [
            (e.what, e.details)
            for e in db.session.query(AuditEntry).where(AuditEntry.what.contains("handover"))
        ]
    assert log == [
        (f"sign handover {way}", {"sha256": kept.text_hash.hex()}) for way in ("out", "in")
    ]
    assert kept.text_hash.hex() in wati.get(proposed).text


def test_a_wrong_password_signs_nothing_and_is_throttled(
    sari: Reader, wati: Reader, wati_duty: int
) -> None:
    refused = propose(sari, successor=str(wati_duty), password="wrong")
    assert (refused.status, "BELUM ditandatangani" in refused.text) == (422, True)
    assert refused.soup.find("input", id="cash")["value"] == "1.250.000"  # type: ignore[index]
    path = propose(sari, successor=str(wati_duty)).location
    assert [sign(wati, path, "wrong").status for _ in range(6)] == [422] * 5 + [429]
    assert sign(wati, path).status == 429
    assert "belum" in sari.get(path).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"takes_effect": "2026-11-21"}, "sudah lewat"),
        ({"takes_effect": "2028-11-21"}, "terlalu jauh"),
        ({"takes_effect": ""}, "harus diisi"),
        ({"cash": ""}, "harus diisi"),
        ({"cash": "-5"}, "negatif"),
        ({"note": "x" * 1001}, "Terlalu panjang"),
        ({"successor": "999"}, "Pilih salah satu"),
        ({"successor": "x"}, "Pilih salah satu"),
    ],
)
def test_what_cannot_be_signed(
    sari: Reader, wati_duty: int, typed: dict[str, str], said: str
) -> None:
    refused = propose(sari, **({"successor": str(wati_duty)} | typed))
    assert (refused.status, said in refused.text) == (422, True), refused.text
    assert "menunggu ketua baru" not in sari.get(START).text


def test_one_at_a_time_and_withdrawable_until_both_signed(
    sari: Reader, wati: Reader, wati_duty: int, proposed: str
) -> None:
    form = sari.get(START)
    assert form.soup.find("select") is None
    assert wati.fill(proposed, f"{proposed}/tarik").status == 303  # the successor may decline
    assert "Anda diminta" not in wati.get("/").text
    second = propose(sari, successor=str(wati_duty)).location
    opened = wati.get(second)
    assert sari.fill(second, f"{second}/tarik").status == 303
    refused = wati.submit(opened, f"{second}/tanda-tangan", password=PASSWORD)
    assert (refused.status, "sudah ditarik" in refused.text) == (422, True)
    third = propose(sari, successor=str(wati_duty)).location
    opened = sari.get(third)
    sign(wati, third)
    refused = sari.submit(opened, f"{third}/tarik")
    assert (refused.status, "tidak bisa ditarik" in refused.text) == (422, True)


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


def test_a_successor_who_is_only_invited_signs_after_accepting(app: Flask, sari: Reader) -> None:
    from tests.people.team.test_team import NEW, duty_of, entered, invite, link

    address = link(invite(sari))
    path = propose(sari, successor=str(duty_of(app, "Wati"))).location
    Reader(app).fill(address, password=NEW)
    wati = entered(app, "081299990123")
    assert "Anda diminta menjadi ketua" in wati.get("/").text
    assert sign(wati, path, NEW).status == 303


def test_nobody_else_sees_or_signs(
    app: Flask,
    sari: Reader,
    budi: Reader,
    rina: Reader,
    dewi: Reader,
    visitor: Reader,
    proposed: str,
    set_duty: SetDuty,
) -> None:
    assert [r.get(proposed).status for r in (budi, rina, dewi, visitor)] == [404, 404, 403, 303]
    assert [r.get(START).status for r in (dewi, visitor)] == [403, 303]
    token = budi.get("/anggota/baru").soup.find("input", attrs={"name": "csrf_token"})["value"]  # type: ignore[index]
    for way in ("tanda-tangan", "tarik"):
        assert (
            budi.post(f"{proposed}/{way}", {"csrf_token": token, "password": PASSWORD}).status
            == 404
        )
    own = sari.get(proposed).soup.find("input", attrs={"name": "csrf_token"})["value"]  # type: ignore[index]
    signed = sari.post(f"{proposed}/tanda-tangan", {"csrf_token": own, "password": PASSWORD})
    assert signed.status == 404  # the outgoing ketua cannot sign for both
    assert "belum" in sari.get(proposed).text


def test_a_pengurus_who_is_no_side_does_not_see_it(app: Flask, sari: Reader, proposed: str) -> None:
    from tests.people.team.test_team import NEW, entered, invite, link

    Reader(app).fill(link(invite(sari, "081299990555", "Pak Lain")), password=NEW)
    assert entered(app, "081299990555").get(proposed).status == 404


def test_what_is_typed_is_text_and_sealed(app: Flask, sari: Reader, wati_duty: int) -> None:
    path = propose(sari, successor=str(wati_duty), note="<img src=x onerror=alert(1)>").location
    assert sari.get(path).soup.find("img") is None
    with app.app_context():
        raw = (
            db.session.connection().exec_driver_sql("SELECT text_sealed FROM handover").scalar_one()
        )
    assert b"onerror" not in bytes(raw)


def test_sent_twice_it_signs_once_and_no_password_is_kept(
    app: Flask, sari: Reader, wati_duty: int
) -> None:
    form = sari.get(START)
    first = sari.submit(form, START, **(GOOD | {"successor": str(wati_duty)}))
    again = sari.submit(form, START, **(GOOD | {"successor": str(wati_duty)}))
    assert first.location == again.location
    with app.app_context():
        digests = {one.digest for one in db.session.query(SavedAnswer)}
    body = sorted(
        {
            "cash": "1.250.000",
            "note": GOOD["note"],
            "successor": str(wati_duty),
            "takes_effect": "2026-11-24",
        }.items()
    )
    assert hashlib.sha256(repr((START, body)).encode()).digest() in digests
