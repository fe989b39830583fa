"""/iuran/setor and /kuitansi: cash is entrusted, deposited, proven; nothing is skipped, and the
sums agree."""

from datetime import timedelta

import pytest
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import OneMember
from association.cover.cash import custody, reads
from association.database import db, write_tx
from association.people.accounts.models import Duty
from association.people.participants.models import Contribution, Deposit
from association.rules.house.permissions import Position
from association.rules.law.custody import Custody, may_become
from tests.cover.cash.test_round import tap
from tests.infra.cast import NOW, TODAY, Cast, acting
from tests.infra.client import Reader

PATH = "/iuran/setor"


def balance(app: Flask, cast: Cast) -> tuple[int, int, int]:
    with app.app_context():
        acting(cast, "sari")
        return custody.balance(
            db.session(), association_id=cast.association["sari"], collector_id=cast.account["sari"]
        )


def take(sari: Reader, cast: Cast, *names: str) -> None:
    for name in names:
        tap(sari, sari.get(f"/iuran/catat?q={name}"), cast.member[name], "paid")


def first_deposit(app: Flask, cast: Cast) -> int:
    with app.app_context():
        acting(cast, "sari")
        return custody.deposits(db.session(), association_id=cast.association["sari"])[0][0].id


def test_cash_goes_its_way_and_the_sums_agree(
    app: Flask, sari: Reader, cast: Cast, visitor: Reader
) -> None:
    take(sari, cast, "Suparno", "Ngatiyem")
    assert balance(app, cast) == (25_200, 0, 25_200)
    with app.app_context():
        acting(cast, "sari")
        suparno = cast.member["Suparno"]
        number = next(
            iter(
                reads.numbers(
                    db.session(),
                    [
                        one.id
                        for one in db.session.query(Contribution)
                        .filter_by(custody="entrusted")
                        .order_by(Contribution.id)
                    ][:1],
                ).values()
            )
        )
    assert "masih dititipkan" in visitor.get(f"/kuitansi/{number}").text
    seen = sari.get(PATH)
    assert "Rp25.200" in seen.text
    saved = sari.submit(seen, PATH, channel="bank", reference="TRX-1")
    assert saved.status == 303
    assert balance(app, cast) == (25_200, 25_200, 0)
    assert "Uang sudah disetor." in visitor.get(f"/kuitansi/{number}").text
    deposit = first_deposit(app, cast)
    page = sari.get(f"/anggota/{suparno}")
    action = str(page.soup.select("a[href$='/batal']")[0]["href"])
    assert "Tarik dulu setorannya" in sari.fill(action, reason="x").text
    sari.submit(sari.get(PATH), f"{PATH}/{deposit}/terbukti")
    assert "terbukti" in visitor.get(f"/kuitansi/{number}").text
    with app.app_context():
        acting(cast, "sari")
        assert {
            one.custody for one in db.session.query(Contribution).filter(Contribution.custody != "")
        } == {"proven"}


def test_a_member_sees_where_the_money_is(
    app: Flask, sari: Reader, cast: Cast, visitor: Reader
) -> None:
    def own() -> tuple[list[str], str]:
        seen = visitor.fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975")
        return [str(one["data-custody"]) for one in seen.soup.select("[data-custody]")], seen.text

    assert own()[0] == []  # what was paid at a bank needs no hand
    take(sari, cast, "Tono Wibowo")
    assert own()[0] == ["entrusted"]
    assert "Masih di pengurus, belum disetor" in own()[1]
    sari.submit(sari.get(PATH), PATH, channel="bank", reference="TRX-1")
    assert own()[0] == ["deposited"]
    assert "22 November 2026 lewat bank" in own()[1]
    sari.submit(sari.get(PATH), f"{PATH}/{first_deposit(app, cast)}/terbukti")
    assert own()[0] == ["proven"]
    with app.app_context():  # another paguyuban's deposits stay theirs
        set_reach(
            db.session(),
            OneMember(
                cast.member["Sri Lestari"], cast.association["budi"], cast.city["Kota Surakarta"]
            ),
        )
        assert db.session.query(Deposit).count() == 0


def test_a_deposit_needs_its_number_and_a_number_serves_once(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    seen = sari.get(PATH)
    assert (
        "lebih awal daripada uang"
        in sari.submit(seen, PATH, channel="bank", reference="T", day="21/11/2026").text
    )
    assert "Tulis nomor bukti setor" in sari.submit(seen, PATH, channel="bank", reference="  ").text
    assert (
        sari.submit(seen, PATH, channel="bank", reference="TRX-1", day="1 Januari 2030").status
        == 422
    )
    assert sari.submit(seen, PATH, channel="bendahara", reference="TRX-1").status == 422
    assert sari.submit(seen, PATH, channel="bank", reference="TRX-1").status == 303
    assert (
        "Tidak ada uang"
        in sari.submit(seen, PATH, channel="bank", reference="TRX-2", key="1" * 32).text
    )
    take(sari, cast, "Ngatiyem")
    used = sari.submit(sari.get(PATH), PATH, channel="bank", reference="TRX-1")
    assert used.status == 422
    assert "nomor TRX-1 sudah dipakai untuk setoran 22 November 2026" in used.text
    first = used.soup.select_one(".fail a")
    assert first is not None
    seen = sari.get(str(first["href"]))
    assert "Suparno" in seen.text
    assert "Rp8.400" in seen.text
    assert (
        sari.submit(sari.get(PATH), PATH, channel="bank", reference=" trx-1 ").status == 422
    )  # the same number
    assert sari.submit(sari.get(PATH), PATH, channel="minimarket", reference="TRX-1").status == 303


def test_a_deposit_noted_wrongly_is_taken_back(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno")
    sari.submit(sari.get(PATH), PATH, channel="bank", reference="TRX-1")
    deposit = first_deposit(app, cast)
    assert sari.submit(sari.get(PATH), f"{PATH}/{deposit}/tarik", reason=" ").status == 422
    sari.submit(sari.get(PATH), f"{PATH}/{deposit}/tarik", reason="Salah nomor")
    assert balance(app, cast) == (8_400, 0, 8_400)
    assert "Ditarik: Salah nomor" in sari.get(PATH).text
    assert sari.submit(sari.get(PATH), PATH, channel="bank", reference="TRX-1").status == 303
    again = first_deposit(app, cast)
    sari.submit(sari.get(PATH), f"{PATH}/{again}/terbukti")
    withdrawn = sari.fill(f"{PATH}/{again}", f"{PATH}/{again}/tarik", reason="Bukti orang lain")
    assert withdrawn.status == 303, "a proven one, too"
    assert balance(app, cast) == (8_400, 0, 8_400)
    seen = sari.get(f"{PATH}/{again}").text
    assert "Ditarik: Bukti orang lain oleh Sari" in seen
    assert "Tarik setoran ini" not in seen
    token = {
        "csrf_token": str(sari.get("/lainnya").soup.select_one("input[name=csrf_token]")["value"])
    }  # type: ignore[index]
    assert sari.post(f"{PATH}/{deposit}/terbukti", token).status == 404


@pytest.mark.parametrize(("days", "late"), [(0, False), (3, False), (4, True)])
def test_late_cash_raises_an_alarm(
    app: Flask, sari: Reader, cast: Cast, days: int, late: bool
) -> None:
    take(sari, cast, "Suparno")
    with app.app_context():
        acting(cast, "sari")
        own = cast.association["sari"]
        assert [
            one.is_late
            for one in custody.held(
                db.session(), association_id=own, today=TODAY + timedelta(days=days)
            )
        ] == [late]
        with write_tx() as tx:
            for one in tx.session.query(Contribution).filter_by(custody="entrusted"):
                one.recorded_at = NOW - timedelta(days=days)
    assert ("belum disetor sejak" in sari.get("/iuran/catat").text) is late
    home = sari.get("/")
    since = (TODAY - timedelta(days)).day
    assert f"Rp8.400 belum disetor Dari 1 iuran, di tangan Sari sejak {since} Nov" in home.text
    assert home.figure("cash_held") == 8_400
    assert [chip["class"] for chip in home.soup.select("a[href='/iuran/setor'] .chip")] == [
        ["chip", "bad" if late else "due"]
    ]


def test_who_may_not_record_money_is_not_alarmed(
    app: Flask, sari: Reader, budi: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        for one in tx.session.query(Contribution).filter_by(custody="entrusted"):
            one.recorded_at = NOW - timedelta(days=9)
        duty = tx.session.query(Duty).filter_by(account_id=cast.account["sari"]).one()
        duty.position, duty.may_record_money = Position.SEKRETARIS, False
    assert "belum disetor" not in sari.get("/").text
    assert sari.get(PATH).status == 403
    assert "belum disetor" not in budi.get("/").text


def test_strangers(
    app: Flask, sari: Reader, budi: Reader, dewi: Reader, visitor: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    sari.submit(sari.get(PATH), PATH, channel="bank", reference="TRX-1")
    deposit = first_deposit(app, cast)
    token = {
        "csrf_token": str(budi.get("/lainnya").soup.select_one("input[name=csrf_token]")["value"])
    }  # type: ignore[index]
    for end in ("terbukti", "tarik"):
        assert budi.post(f"{PATH}/{deposit}/{end}", token | {"reason": "x"}).status == 404
    assert budi.get(f"{PATH}/{deposit}").status == 404
    assert "Tidak ada uang" in budi.get(PATH).text
    stolen = token | {
        "collector": str(cast.account["sari"]),
        "channel": "bank",
        "reference": "X",
        "key": "2" * 32,
    }
    assert budi.post(PATH, stolen).status == 422
    assert (dewi.get(PATH).status, visitor.get(PATH).status) == (403, 303)


@pytest.mark.parametrize("number", ["", "x", "ABCD-EFGH-JKM", "0" * 40, "%00", "<b>x"])
def test_an_unknown_receipt_is_not_found(visitor: Reader, number: str) -> None:
    assert visitor.get(f"/kuitansi/{number}").status == 404


def test_a_receipt_shows_no_full_name(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    with app.app_context():
        acting(cast, "sari")
        number = next(
            iter(
                reads.numbers(
                    db.session(),
                    [
                        one.id
                        for one in db.session.query(Contribution).filter_by(custody="entrusted")
                    ],
                ).values()
            )
        )
    seen = visitor.get(f"/kuitansi/{number}")
    assert "S…" in seen.text
    assert "Suparno" not in seen.response.get_data(as_text=True)
    assert "Rp8.400" in seen.text


@pytest.mark.parametrize(("now", "then", "may"), [
    (Custody.ENTRUSTED, Custody.DEPOSITED, True), (Custody.DEPOSITED, Custody.PROVEN, True),
    (Custody.DEPOSITED, Custody.ENTRUSTED, True), (Custody.ENTRUSTED, Custody.PROVEN, False),
    (Custody.PROVEN, Custody.DEPOSITED, False), (Custody.PROVEN, Custody.ENTRUSTED, True),
    (Custody.NONE, Custody.DEPOSITED, False),
])  # fmt: skip
def test_no_state_is_skipped(now: Custody, then: Custody, may: bool) -> None:
    assert may_become(now, then) is may
