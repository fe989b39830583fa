"""/akun and /akun/sandi."""

import pytest
from flask import Flask

from association.database import db, write_tx
from association.ledger.audit.models import AuditEntry
from association.people.accounts.actions import invite, make_link
from association.people.accounts.models import Invitation, LinkKind
from tests.infra.cast import NOW, PASSWORD, Cast
from tests.infra.client import Reader, Seen

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
PAGE, NEW = "/akun/sandi", "warung tikar hujan lampu"
PHONES = {"sari": "081200000001", "yanti": "081200000006", "dewi": "081200000003"}


def change(reader: Reader, new: str = NEW, old: str = PASSWORD, again: str | None = None) -> Seen:
    return reader.fill(
        PAGE, password=old, new_password=new, new_again=new if again is None else again
    )


@pytest.mark.parametrize("name", ["sari", "yanti", "dewi", "admin"])
def test_everybody_has_an_account_page(someone, name: str) -> None:
    reader = someone(name)
    assert reader.get("/lainnya").soup.select_one("a[href='/akun']") is not None
    page = reader.get("/akun")
    assert (page.status, "Hanya HP ini" in page.text) == (200, True)
    assert (page.soup.select_one("nav.tabs") is not None) == (name in ("sari", "yanti"))
    for path in (PAGE, "/akun/hp", "/akun/hp-lain", "/akun/nomor", "/akun/permintaan"):
        assert reader.get(path).status == 200


def test_a_visitor_is_asked_to_sign_in(visitor: Reader) -> None:
    assert visitor.get("/akun").location == "/masuk?next=/akun"


def make_links(app: Flask, cast: Cast, name: str) -> None:
    """Make links of an account, and an invitation of another."""
    with app.app_context(), write_tx() as tx:
        for kind in (LinkKind.DEVICE, LinkKind.RESET):
            lasts = NOW - NOW.replace(day=1)
            make_link(tx.session, cast.account[name], kind, lasts=lasts, now=NOW)
        invite(tx.session, cast.account["rina"], now=NOW)


@pytest.mark.parametrize("name", ["sari", "yanti", "dewi"])
def test_it_is_changed_here_and_ends_what_is_elsewhere(
    app: Flask, someone, cast: Cast, name: str
) -> None:
    reader, elsewhere = someone(name), Reader(app)
    assert elsewhere.fill("/masuk", phone=PHONES[name], password=PASSWORD).status == 303
    copied = Reader(app, cast.token[name])
    make_links(app, cast, name)
    assert change(reader).location == "/akun"
    assert "sudah diganti" in reader.get("/akun").text
    assert [one.get("/akun").status for one in (elsewhere, copied)] == [303, 303]
    with app.app_context():
        assert {one.account_id for one in db.session.query(Invitation)} == {cast.account["rina"]}
        (log,) = db.session.query(AuditEntry).filter_by(what="change password")
        assert (log.subject, log.details) == (f"account:{cast.account[name]}", {})
    assert elsewhere.fill("/masuk", phone=PHONES[name], password=PASSWORD).status == 422
    assert elsewhere.fill("/masuk", phone=PHONES[name], password=NEW).status == 303


@pytest.mark.parametrize(
    ("new", "old", "again", "says"),
    [
        (NEW, "wrong", NEW, "Kata sandi lama salah"),
        (NEW, PASSWORD, "other", "keduanya berbeda"),
        ("1234567", PASSWORD, "1234567", "8 sampai 128"),
        ("rejosari99", PASSWORD, "rejosari99", "mudah ditebak"),
        ("081200000001", PASSWORD, "081200000001", "mudah ditebak"),
        ("", PASSWORD, "", "8 sampai 128"),
    ],
)
def test_what_cannot_be_taken_is_said_and_never_put_back(
    sari: Reader, new: str, old: str, again: str, says: str
) -> None:
    refused = change(sari, new, old, again)
    assert (refused.status, says in refused.wrong) == (422, True)
    form = refused.soup.select_one(f"form[action='{PAGE}']")
    assert not [one for one in form.select("input[type=password]") if one.get("value")]
    assert not new or new not in str(form)
    assert change(sari).status == 303


def test_who_guesses_at_the_old_one_waits(sari: Reader) -> None:
    answers = [change(sari, old=f"wrong {n}").status for n in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_form_that_waits_behind_the_sign_in_holds_no_password(app: Flask, sari: Reader) -> None:
    page = sari.get(PAGE)
    sari.client.delete_cookie("guyub")
    asked = sari.submit(page, PAGE, password=PASSWORD, new_password=NEW, new_again=NEW)
    resumed = sari.submit(asked, "/masuk", phone=PHONES["sari"], password=PASSWORD)
    assert (asked.status, resumed.status) == (401, 200)
    assert NEW not in str(asked.soup) + str(resumed.soup)


@pytest.mark.parametrize("password", ["pasar123", "12345678", "yanti2026"])
def test_an_invitation_takes_no_password_that_is_soon_guessed(
    app: Flask, visitor: Reader, cast: Cast, password: str
) -> None:
    with app.app_context(), write_tx() as tx:
        token = invite(tx.session, cast.account["yanti"], now=NOW)
    refused = visitor.fill(f"/undangan/{token}", password=password)
    assert (refused.status, "mudah ditebak" in refused.wrong) == (422, True)
    offered = str(refused.soup.select_one(".card p > b").get_text())
    assert visitor.submit(refused, f"/undangan/{token}", password=offered).location == "/masuk"
