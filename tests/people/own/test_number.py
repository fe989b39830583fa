"""/akun/nomor, /akun/permintaan and /masuk/nomor/<token>: another number, with proof."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, Seen

pytestmark = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
PAGE, REQUESTS = "/akun/nomor", "/akun/permintaan"
OLD, NEW = "081200000006", "0857-1111-2222"
People = Callable[[str], Reader]


def ask(reader: Reader, phone: str = NEW) -> None:
    assert reader.fill(PAGE, phone=phone, password=PASSWORD).location == PAGE


def sent(helper: Reader, account_id: int) -> tuple[str, str]:
    """Make the link for who asked; gives it, and the number it goes to."""
    shown = helper.fill(REQUESTS, f"{REQUESTS}/{account_id}")
    href = unquote(str(shown.soup.select_one("a[href^='https://wa.me/']")["href"]))
    found = re.search(r"wa\.me/(\d+)\?.*http://localhost(/masuk/nomor/\S+)", href)
    assert found, href
    return found[2], found[1]


@pytest.mark.parametrize(
    ("who", "helper"), [("yanti", "sari"), ("sari", "dewi"), ("dewi", "admin"), ("yanti", "admin")]
)
def test_the_link_that_comes_to_the_new_number_changes_it(
    app: Flask, someone: People, office: None, cast: Cast, who: str, helper: str
) -> None:
    asking, helping, new = someone(who), someone(helper), Reader(app)
    own = cast.account[who]
    ask(asking)
    assert "Menunggu tautan untuk 0857-1111-2222" in asking.get(PAGE).text
    link, number = sent(helping, own)
    assert number == "6285711112222"
    assert "Tautan sudah dibuat" in asking.get(PAGE).text
    for _ in range(2):
        assert "berakhir dengan 222" in new.get(link).text
    assert new.fill(link, password="wrong").status == 422
    assert asking.get("/akun").status == 200
    assert new.fill(link, password=PASSWORD).location == "/masuk"
    assert asking.get("/akun").status == 303
    old = f"08120000000{ {'sari': 1, 'dewi': 3, 'yanti': 6}[who] }"
    assert new.fill("/masuk", phone=old, password=PASSWORD).status == 422
    assert new.fill("/masuk", phone=NEW, password=PASSWORD).status == 303
    assert "berakhir 222" in new.get("/akun").text
    with app.app_context():
        log = db.session.query(AuditEntry).filter(AuditEntry.what.like("%number%")).all()
        log += db.session.query(AuditEntry).filter_by(what="change phone").all()
        assert [one.subject for one in log] == [f"account:{own}"] * 3
        assert [one.details for one in log] == [{}] * 3
    assert "sudah dipakai" in new.get(link).text


@pytest.mark.parametrize("helper", ["yanti", "sari", "budi", "rina", "dewi"])
def test_nobody_vouches_for_themselves_or_for_whom_they_do_not_lead(
    someone: People, cast: Cast, helper: str
) -> None:
    """Dewi may not administer; Budi leads Yanti, and Sari nobody but her own pengurus."""
    asking = {"budi": "sari"}.get(helper, "dewi" if helper == "yanti" else helper)
    ask(someone(asking))
    helping = someone(helper)
    assert "Tidak ada permintaan" in helping.get(REQUESTS).text
    token = helping.get(PAGE).soup.select_one("input[name=csrf_token]")["value"]
    answer = helping.post(f"{REQUESTS}/{cast.account[asking]}", {"csrf_token": token})
    assert answer.status == 404


def test_a_ketua_is_told_on_the_first_page(yanti: Reader, sari: Reader, rina: Reader) -> None:
    assert REQUESTS not in str(sari.get("/").soup)
    ask(yanti)
    for page in ("/", "/akun"):
        assert sari.get(page).soup.select_one(f"a[href='{REQUESTS}']") is not None
    assert REQUESTS not in str(rina.get("/").soup) + str(yanti.get("/").soup)


@pytest.fixture
def yanti(someone: People) -> Reader:
    return someone("yanti")


def test_a_number_that_is_taken_is_asked_for_alike_and_never_given(
    app: Flask, yanti: Reader, sari: Reader, cast: Cast
) -> None:
    answers = []
    for phone in (NEW, "0812 0000 0002"):  # Budi's
        ask(yanti, phone)
        answers.append(re.sub(r"\d+(-\d+)+", "", yanti.get(PAGE).text))
    assert answers[0] == answers[1]
    link, _number = sent(sari, cast.account["yanti"])
    refused = Reader(app).fill(link, password=PASSWORD)
    assert (refused.status, "dipakai akun lain" in refused.wrong) == (422, True)
    assert not re.search("Budi|Gede", refused.text)
    assert yanti.get("/akun").status == 200
    assert Reader(app).fill("/masuk", phone="081200000002", password=PASSWORD).status == 303


@pytest.mark.parametrize(
    ("phone", "password", "says"),
    [
        ("123", PASSWORD, "omor"),
        ("", PASSWORD, "harus diisi"),
        (NEW, "wrong", "Kata sandi salah"),
        (OLD, PASSWORD, "yang sekarang Anda pakai"),
    ],
)
def test_what_cannot_be_asked_keeps_the_number_and_not_the_password(
    yanti: Reader, phone: str, password: str, says: str
) -> None:
    refused = yanti.fill(PAGE, phone=phone, password=password)
    assert (refused.status, says in refused.wrong) == (422, True)
    assert refused.soup.find("input", id="phone")["value"] == phone
    assert refused.soup.find("input", id="password").get("value", "") == ""


@pytest.mark.parametrize("how", ["sent again", "asked again", "password changed"])
def test_a_dead_link_changes_nothing(
    app: Flask, yanti: Reader, sari: Reader, cast: Cast, how: str
) -> None:
    ask(yanti)
    link, _number = sent(sari, cast.account["yanti"])
    page = Reader(app).get(link)
    if how == "sent again":
        sent(sari, cast.account["yanti"])
    elif how == "asked again":
        ask(yanti, "085733334444")
    else:
        new = "warung tikar hujan lampu"
        yanti.fill("/akun/sandi", password=PASSWORD, new_password=new, new_again=new)
    refused = _spend(app, page, link)
    assert (refused.status, "kedaluwarsa" in refused.wrong) == (422, True)


def _spend(app: Flask, page: Seen, link: str) -> Seen:
    reader = Reader(app)
    reader.get(link)
    token = reader.get("/cek").soup.select_one("input[name=csrf_token]")["value"]
    return reader.post(link, {"csrf_token": token, "password": PASSWORD})
