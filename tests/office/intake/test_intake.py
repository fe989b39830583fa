"""/paguyuban/impor: a list of a city's paguyuban, made all at once and taken back."""

import io
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.office.intake import keeping
from association.office.intake.models import Intake
from association.people.accounts.models import Account, Duty, Invitation
from association.territory.models import Association, Market
from tests.conftest import Clock
from tests.infra.cast import TODAY, Cast, stay_signed_in
from tests.infra.client import Reader
from tests.office.intake.books import FAULTY, LEGI, OFFICE
from tests.office.intake.made import Made
from tests.office.intake.texts import WHATSAPP_LINES

HERE = "/paguyuban/impor"
ONE = "Paguyuban;Pasar;Ketua;HP\nGede Jaya;Pasar Gede;Slamet;081225007001\n"


def send(reader: Reader, made: Made) -> str:
    """Send a list; gives the address of its page."""
    if made.is_pasted:
        return reader.fill(HERE, text=made.text).location
    return reader.fill(HERE, file=(io.BytesIO(made.data), made.name)).location


def csv(text: str) -> Made:
    return Made("daftar.csv", (), text=text)


def everything(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        set_reach(db.session(), Everywhere())
        found = list(db.session().scalars(sa.select(model)))
        db.session.remove()
        return found


def named(app: Flask, name: str) -> Any:
    return next((one for one in everything(app, Association) if one.name == name), None)


def make(reader: Reader, at: str, **typed: Any) -> None:
    """Answer about markets as the page suggests, and press its button."""
    page = reader.get(at)
    if f"{at}/pasar" in str(page.soup):
        reader.submit(page, f"{at}/pasar")
    assert reader.submit(reader.get(at), at, **typed).status == 303


def test_a_list_of_the_office_is_made_at_once(dewi: Reader, app: Flask) -> None:
    at = send(dewi, OFFICE)
    page = dewi.get(at)
    assert (page.figure("same"), page.figure("waits")) == (1, 3)  # Gede is there and led
    dewi.submit(page, f"{at}/pasar")
    page = dewi.get(at)
    assert page.figure("new") == 3
    assert "Buat 3 paguyuban" in page.text
    dewi.submit(page, at)
    made = dewi.get(at)
    assert (made.figure("made"), made.figure("invited"), made.figure("markets")) == (3, 3, 4)
    legi = named(app, LEGI)
    assert legi.contact_phone == ""  # nobody's number is published unasked
    [duty] = [one for one in everything(app, Duty) if one.association_id == legi.id]
    assert (duty.invited_name, duty.accepted_on, duty.position) == ("Tugiman", None, "ketua")
    account = next(one for one in everything(app, Account) if one.id == duty.account_id)
    assert account.password_hash == ""
    assert everything(app, Invitation) == []  # the links are made when they are sent
    [noted] = [one for one in everything(app, AuditEntry) if one.what == "make paguyuban of list"]
    assert noted.details == {"paguyuban": 3, "completed": 0, "markets": 4, "invited": 3}
    [kept] = everything(app, Intake)
    assert kept.rows_sealed is None  # what was read is gone once it is made
    assert kept.sheets_sealed is None


def test_pressed_twice_it_is_made_once(dewi: Reader, app: Flask) -> None:
    at = send(dewi, csv(ONE))
    page = dewi.get(at)
    for _press in range(2):
        dewi.submit(page, at, publish="y")
    assert [one.name for one in everything(app, Association)].count("Gede Jaya") == 1
    assert named(app, "Gede Jaya").contact_phone == "+6281225007001"  # it was ticked


def test_what_the_page_said_is_held(dewi: Reader, app: Flask) -> None:
    at = send(dewi, csv(ONE))
    page = dewi.get(at)
    make(dewi, send(dewi, csv(ONE)))
    seen = dewi.submit(page, at)
    assert seen.status == 409
    assert "Tadi tertulis: 1 paguyuban" in seen.wrong


def test_it_is_taken_back_but_for_what_went_on(dewi: Reader, app: Flask) -> None:
    before = {model: len(everything(app, model)) for model in (Association, Market, Account, Duty)}
    at = send(dewi, OFFICE)
    make(dewi, at)
    with app.app_context(), write_tx() as tx:  # one ketua accepts meanwhile
        set_reach(tx.session, Everywhere())
        duty = tx.session.scalars(sa.select(Duty).where(Duty.invited_name == "Tugiman")).one()
        duty.accepted_on = duty.starts_on
    page = dewi.get(at)
    assert "undangan ketuanya sudah diterima" in page.text
    assert "Batalkan 2 paguyuban" in page.text
    dewi.submit(page, f"{at}/batal")
    assert named(app, LEGI) is not None
    after = {model: len(everything(app, model)) for model in before}
    kept = {Association: 1, Market: 2, Account: 1, Duty: 1}  # Legi with its markets and its ketua
    assert after == {model: count + kept[model] for model, count in before.items()}
    assert "dibatalkan" in dewi.get(HERE).text.lower()


def test_a_paguyuban_with_other_pengurus_stays(dewi: Reader, app: Flask, cast: Cast) -> None:
    at = send(dewi, csv(ONE))
    make(dewi, at)
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        made = tx.session.scalars(sa.select(Association).where(Association.name == "Gede Jaya"))
        other = Duty(
            account_id=cast.account["budi"], association_id=made.one().id, position="bendahara",
            starts_on=TODAY,
        )  # fmt: skip
        tx.session.add(other)
    page = dewi.get(at)
    assert "ada pengurus lain" in page.text
    assert "Batalkan" not in page.text
    assert named(app, "Gede Jaya") is not None


def test_a_row_is_mended_on_the_page_or_left_out(dewi: Reader, app: Flask) -> None:
    at = send(dewi, FAULTY)
    page = dewi.get(at)
    assert page.figure("refused") == 2
    assert "0812250" in page.text  # what was typed is shown
    seen = dewi.fill(f"{at}/baris/2", phone="123")
    assert seen.status == 422
    assert "Panggungrejo" in str(seen.soup)
    dewi.fill(f"{at}/baris/2", phone="0812-2500-6102")
    dewi.fill(f"{at}/baris/3", do="leave_out")
    make(dewi, at)
    assert named(app, "Paguyuban Panggungrejo") is not None
    assert sum("Turisari" in one.name for one in everything(app, Association)) == 1  # told twice


def test_a_paguyuban_without_ketua_is_completed(dewi: Reader, app: Flask, cast: Cast) -> None:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.add(Association(city_id=cast.city["Kota Surakarta"], name="Gede Jaya"))
    at = send(dewi, csv(ONE))
    assert dewi.get(at).figure("completed") == 1
    make(dewi, at)
    dewi.submit(dewi.get(at), f"{at}/batal")  # only what was added goes
    there = named(app, "Gede Jaya")
    assert there is not None
    assert [one for one in everything(app, Duty) if one.association_id == there.id] == []


def test_a_column_is_taken_for_something_else(dewi: Reader) -> None:
    at = send(dewi, csv("Paguyuban;Sebutan;Tokoh\nGede Jaya;Pasar Gede;Slamet\n"))
    page = dewi.get(at)
    dewi.submit(page, f"{at}/kolom", column=["name", "market", "ketua"])
    assert "Ketua: Slamet" in dewi.get(at).text
    seen = dewi.submit(dewi.get(at), f"{at}/kolom", column=["", "", ""])
    assert seen.status == 422


def test_a_market_is_another_name_of_one_that_is_there(
    dewi: Reader, app: Flask, cast: Cast
) -> None:
    at = send(dewi, csv(ONE.replace("Pasar Gede", "Ps. Gedhe")))
    page = dewi.get(at)
    chosen = page.soup.select_one("select[name=answer] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(cast.market["budi"])  # one slip away: it is suggested
    before = len(everything(app, Market))
    make(dewi, at)
    assert len(everything(app, Market)) == before


def test_one_much_like_another_is_asked_about(dewi: Reader, app: Flask) -> None:
    at = send(dewi, csv(ONE.replace("Gede Jaya", "Kelompok Pedagang Pasar Gede")))
    page = dewi.get(at)
    assert page.figure("waits") == 1
    assert "mirip dengan Paguyuban Pasar Gede" in page.text
    dewi.submit(page, f"{at}/pasar")  # it is suggested that they are one
    assert dewi.get(at).figure("same") == 1
    dewi.submit(dewi.get(at), f"{at}/pasar", answer="baru")
    make(dewi, at)
    assert named(app, "Kelompok Pedagang Pasar Gede") is not None


def test_pasted_text_is_read_as_files_are(dewi: Reader, app: Flask) -> None:
    make(dewi, send(dewi, WHATSAPP_LINES))
    assert named(app, "Ngudi Luhur") is not None


def test_an_officers_number_is_not_invited(dewi: Reader, app: Flask) -> None:
    at = send(dewi, csv(ONE.replace("081225007001", "081200000003")))  # Dewi's own
    assert "tidak diundang" in dewi.get(at).text
    make(dewi, at)
    assert named(app, "Gede Jaya") is not None


@pytest.mark.parametrize("text", ["", "halo apa kabar", "a;b\n1;2\n", "\x00\x01"])
def test_what_is_no_such_list_is_refused_in_a_sentence(dewi: Reader, text: str) -> None:
    seen = dewi.fill(HERE, text=text)
    assert seen.status == 422
    assert len(seen.wrong) > 10


def test_each_city_has_its_own(
    dewi: Reader, admin: Reader, sari: Reader, visitor: Reader, app: Flask, cast: Cast
) -> None:
    at = send(dewi, csv(ONE))
    assert admin.get(at).status == 200  # an admin works in the city they chose
    assert sari.get(at).status == sari.get(HERE).status == 403
    assert visitor.get(HERE).status in (302, 303)
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        dewis = tx.session.get_one(Account, cast.account["dewi"])
        dewis.city_id = cast.city["Kabupaten Sragen"]
    assert dewi.get(at).status == 404
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        tx.session.get_one(Account, cast.account["dewi"]).may_administer = False
    assert dewi.get(HERE).status == 403


def test_a_list_waits_for_a_day_and_few_wait(dewi: Reader, app: Flask, clock: Clock) -> None:
    first, *_others, last = [send(dewi, csv(ONE)) for _list in range(keeping.MOST + 1)]
    assert (dewi.get(first).status, dewi.get(last).status) == (404, 200)
    clock.tick(hours=timedelta(days=1, hours=1).total_seconds() / 3600)
    stay_signed_in(app, clock.moment)
    assert dewi.get(last).status == 404
