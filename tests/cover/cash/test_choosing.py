"""/iuran/setor: a deposit takes the receipts that are ticked; who proves it is another, where there
is one."""

from datetime import date

import pytest
from flask import Flask

from association import paging
from association.cover.cash import custody
from association.database import db, write_tx
from association.people.participants.models import Contribution, Deposit
from tests.cover.cash.test_deposits import PATH, balance, first_deposit, take
from tests.infra.cast import NOW, TODAY, Cast, acting
from tests.infra.client import Reader, Seen

NAMES = ("Suparno", "Ngatiyem", "Wagiyem")  # Rp8.400, Rp16.800, Rp8.400


def ticks(seen: Seen) -> dict[str, str]:
    """Give the receipts that can be chosen, by name."""
    boxes = seen.soup.select("input[name=receipt][checked]")
    return {
        str(box.parent.select_one("b").get_text()): str(box["value"])  # type: ignore[union-attr]
        for box in boxes
    }


def inside(app: Flask, cast: Cast, deposit: int) -> list[str]:
    with app.app_context():
        acting(cast, "sari")
        return [name for _paid, _number, name, _id in custody.inside(db.session(), deposit)]


def test_only_the_ticked_are_deposited(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, *NAMES)
    seen = sari.get(PATH)
    offered = ticks(seen)
    assert sorted(offered) == sorted(NAMES), "all are ticked to begin with"
    chosen = [offered["Suparno"], offered["Wagiyem"]]
    saved = sari.submit(seen, PATH, channel="bank", reference="T-1", receipt=chosen)
    assert "Setoran Rp16.800 tercatat" in sari.follow(saved).text
    assert inside(app, cast, first_deposit(app, cast)) == ["Suparno", "Wagiyem"]
    assert balance(app, cast) == (33_600, 16_800, 16_800)
    assert ticks(sari.get(PATH)).keys() == {"Ngatiyem"}


def test_nothing_ticked_and_what_is_gone_meanwhile(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno", "Ngatiyem")
    seen = sari.get(PATH)
    typed = {"channel": "bank", "reference": "T-9", "day": "22/11/2026"}
    none = sari.submit(seen, PATH, **typed, receipt=None)
    assert none.status == 422
    assert "Centang dulu kuitansi" in none.wrong
    assert ticks(none) == {}, "what was unticked stays so"
    kept = none.soup.select_one("input[name=reference]")
    assert kept is not None
    assert kept["value"] == "T-9"
    one = ticks(seen)["Suparno"]
    sari.submit(seen, PATH, **(typed | {"reference": "T-1"}), receipt=[one])
    gone = sari.submit(seen, PATH, **typed, key="4" * 32)
    assert gone.status == 422
    assert "Sebagian kuitansi yang dicentang sudah disetor" in gone.wrong
    assert balance(app, cast) == (25_200, 8_400, 16_800)


def test_what_was_taken_after_the_page_was_opened_stays_in_hand(
    app: Flask, sari: Reader, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "ROWS", 1)
    take(sari, cast, "Suparno", "Ngatiyem")
    seen = sari.get(PATH)
    take(sari, cast, "Wagiyem")
    assert sari.submit(seen, PATH, channel="bank", reference="T", scope="all").status == 303
    assert inside(app, cast, first_deposit(app, cast)) == ["Ngatiyem", "Suparno"]


def test_hundreds_are_shown_in_parts_and_deposited_with_one_button(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        first = tx.session.query(Contribution).filter_by(custody="entrusted").one()
        for number in range(300):
            more = {c.name: getattr(first, c.name) for c in Contribution.__table__.columns}
            year, month = divmod(number, 12)
            day = TODAY.replace(year=2030 + year, month=month + 1, day=1)
            tx.session.add(
                Contribution(**(more | {"id": None, "first_month": day, "last_month": day}))
            )
    seen = sari.get(PATH)
    boxes = seen.soup.select("input[name=receipt]")
    assert len(boxes) == 25
    assert "25 dari 301 kuitansi" in seen.text
    assert "Setor semua 301 kuitansi, Rp2.528.400" in seen.text
    assert len(sari.client.get(PATH, headers={"Accept-Encoding": "br"}).data) < 3.5 * 1024
    on = next(str(a["href"]) for a in seen.soup.select("a.link") if "sesudah" in str(a["href"]))
    behind = sari.get(on)
    others = [str(box["value"]) for box in behind.soup.select("input[name=receipt]")]
    assert set(others).isdisjoint(str(box["value"]) for box in boxes)
    action = on.split("#")[0]
    wrong = sari.submit(behind, action, channel="bank", reference="", receipt=others[:2])
    assert wrong.status == 422
    assert [str(box["value"]) for box in wrong.soup.select("[name=receipt][checked]")] == others[:2]
    assert sari.submit(wrong, action, reference="T-1").status == 303
    assert balance(app, cast) == (2_528_400, 16_800, 2_511_600)
    assert sari.fill(PATH, channel="bank", reference="T-2", scope="all").status == 303
    assert balance(app, cast) == (2_528_400, 2_528_400, 0)


def test_each_collector_has_their_own(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno", "Ngatiyem")
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        paid = tx.session.query(Contribution).filter_by(custody="entrusted", amount=8_400).one()
        paid.recorded_by = cast.account["yanti"]
    seen = sari.get(PATH)
    assert ticks(seen) == {}, "of two, the one that is tapped is opened"
    yantis = sari.get(f"{PATH}?dari={cast.account['yanti']}")
    assert list(ticks(yantis)) == ["Suparno"]
    stolen = list(ticks(sari.get(f"{PATH}?dari={cast.account['sari']}")).values())
    refused = sari.submit(yantis, PATH, channel="bank", reference="T", receipt=stolen)
    assert refused.status == 422
    assert sari.submit(yantis, PATH, channel="bank", reference="T", key="5" * 32).status == 303
    assert inside(app, cast, first_deposit(app, cast)) == ["Suparno"]


def test_who_deposited_leaves_the_proof_to_another(
    app: Flask, sari: Reader, wati: Reader, cast: Cast
) -> None:
    take(sari, cast, "Suparno")
    sari.fill(PATH, channel="bank", reference="T-1")
    deposit = first_deposit(app, cast)
    proof = f"{PATH}/{deposit}/terbukti"
    for seen in (sari.get(PATH), sari.get(f"{PATH}/{deposit}")):
        assert "Minta Wati melihat buktinya" in seen.text
        assert seen.soup.select_one(f"form[action='{proof}']") is None
    token = sari.get("/lainnya").soup.select_one("input[name=csrf_token]")
    assert token is not None
    refused = sari.post(proof, {"csrf_token": str(token["value"])})
    assert refused.status == 422
    assert "minta Wati melihat buktinya" in refused.wrong
    assert wati.submit(wati.get(PATH), proof).status == 303
    seen = sari.get(f"{PATH}/{deposit}")
    assert "Terbukti 22 November 2026 oleh Wati" in seen.text
    assert "sama dengan yang menyetor" not in seen.text


def test_where_there_is_no_other_the_page_says_so(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno")
    sari.fill(PATH, channel="bank", reference="T-1")
    deposit = first_deposit(app, cast)
    sari.fill(f"{PATH}/{deposit}", f"{PATH}/{deposit}/terbukti")
    seen = sari.get(f"{PATH}/{deposit}").text
    assert "Terbukti 22 November 2026 oleh Sari" in seen
    assert "Yang melihat buktinya sama dengan yang menyetor" in seen
    with app.app_context():
        acting(cast, "sari")
        assert db.session.get_one(Deposit, deposit).proven_by == cast.account["sari"]


def test_an_older_proof_names_nobody(app: Flask, sari: Reader, cast: Cast) -> None:
    take(sari, cast, "Suparno")
    sari.fill(PATH, channel="bank", reference="T-1")
    deposit = first_deposit(app, cast)
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        tx.session.get_one(Deposit, deposit).proven_at = NOW
    seen = sari.get(f"{PATH}/{deposit}").text
    assert "Terbukti 22 November 2026" in seen
    assert "oleh" not in seen


def test_cash_kept_too_long_is_named_and_the_rest_goes_in(
    app: Flask, sari: Reader, cast: Cast
) -> None:
    """Money for months that are no longer payable makes nobody a member again (DOMAIN 2.5)."""
    take(sari, cast, "Suparno", "Ngatiyem")  # hers is for October and November
    with app.app_context(), write_tx() as tx:
        acting(cast, "sari")
        paid = tx.session.query(Contribution).filter_by(first_month=date(2026, 6, 1)).one()
        paid.last_month = date(2026, 7, 1)  # so that October came too late on 22 November
    seen = sari.get(PATH)
    refused = sari.submit(seen, PATH, channel="bank", reference="T-1")
    assert refused.status == 422
    assert "Uang Ngatiyem untuk iuran Oktober 2026 tidak bisa disetor lagi" in refused.wrong
    assert "mulai November 2026" in refused.wrong
    rest = [ticks(seen)["Suparno"]]
    assert sari.submit(seen, PATH, channel="bank", reference="T-1", receipt=rest).status == 303
    assert inside(app, cast, first_deposit(app, cast)) == ["Suparno"]
