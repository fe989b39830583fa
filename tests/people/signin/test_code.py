"""/masuk/kode: the second page of signing in."""

from datetime import timedelta

from flask import Flask

from association.database import db
from association.people.accounts.models import Device
from tests.conftest import Clock
from tests.infra.client import Reader
from tests.people.secondfactor.conftest import PHONES, enrol
from tests.people.secondfactor.test_code import ON_SQLITE, SARI, Enrol

__all__ = ["enrol"]
WRONG = "Kode salah, atau sudah dipakai"


def half(reader: Reader, **more: str):  # type: ignore[no-untyped-def]
    """Show the password; gives the page of the code."""
    return reader.follow(reader.fill("/masuk", **(SARI | more)))


def test_the_password_alone_lets_nobody_in(app: Flask, visitor: Reader, enrol: Enrol) -> None:
    phone = enrol("sari")
    page = half(visitor)
    first = visitor.client.get_cookie("guyub").value
    assert visitor.get("/anggota").location.startswith("/masuk?")
    with app.app_context():
        assert db.session.query(Device).count() == 0  # known by who comes in only
    entered = visitor.submit(page, "/masuk/kode", code=f"{phone.code()[:3]} {phone.code()[3:]}")
    assert entered.location == "/"
    assert visitor.get("/anggota").status == 200
    assert visitor.client.get_cookie("guyub").value != first
    assert Reader(app, first).get("/anggota").status == 303


def test_a_used_code_is_dead_and_so_is_one_before_it(
    app: Flask, visitor: Reader, enrol: Enrol
) -> None:
    phone = enrol("sari")
    later = phone.code(1)
    assert visitor.submit(half(visitor), "/masuk/kode", code=later).status == 303
    other = Reader(app)
    page = half(other)
    for code in (later, phone.code(), phone.code(-1)):
        refused = other.submit(page, "/masuk/kode", code=code)
        assert (refused.status, WRONG in refused.wrong) == (422, True)
    phone.clock.tick(seconds=60)
    assert other.submit(page, "/masuk/kode", code=phone.code()).status == 303


@ON_SQLITE
def test_a_clock_may_be_one_step_wrong(visitor: Reader, enrol: Enrol) -> None:
    phone = enrol("sari")
    phone.clock.tick(minutes=1)
    page = half(visitor)
    for steps in (-2, 2):
        assert visitor.submit(page, "/masuk/kode", code=phone.code(steps)).status == 422
    for steps in (-1, 0, 1):
        assert visitor.submit(half(visitor), "/masuk/kode", code=phone.code(steps)).status == 303


@ON_SQLITE
def test_half_a_sign_in_dies_in_five_minutes(visitor: Reader, clock: Clock, enrol: Enrol) -> None:
    phone = enrol("sari")
    page = half(visitor)
    clock.tick(minutes=5)
    late = visitor.submit(page, "/masuk/kode", code=phone.code())
    assert (late.status, "5 menit" in late.wrong) == (401, True)
    assert visitor.get("/masuk/kode").location == "/masuk?next=/"
    again = visitor.follow(visitor.submit(late, "/masuk", **SARI))
    assert visitor.submit(again, "/masuk/kode", code=phone.code()).status == 303


@ON_SQLITE
def test_a_code_on_paper_works_once_however_it_is_typed(
    app: Flask, visitor: Reader, enrol: Enrol
) -> None:
    paper = enrol("sari").paper[3]
    typed = paper.lower().replace("0", "o").replace("-", " ")
    assert visitor.submit(half(visitor), "/masuk/kode", code=typed).status == 303
    assert "tersisa 9" in visitor.get("/akun/kode").text
    other = Reader(app)
    assert other.submit(half(other), "/masuk/kode", code=paper).status == 422


@ON_SQLITE
def test_anything_else_is_refused_and_stays_typed(visitor: Reader, enrol: Enrol) -> None:
    enrol("sari")
    page = half(visitor)
    for code in ("", "abcdef", "١٢٣٤٥٦", "1" * 30, "🙂"):
        refused = visitor.submit(page, "/masuk/kode", code=code)
        assert (refused.status, WRONG in refused.wrong) == (422, True)
        assert refused.soup.find("input", id="code").get("value") == code


@ON_SQLITE
def test_one_goes_on_where_one_was_going_and_a_form_that_waits_survives(
    visitor: Reader, clock: Clock, enrol: Enrol
) -> None:
    phone = enrol("sari")
    page = visitor.follow(visitor.get("/anggota?q=ton"))
    asked = visitor.follow(visitor.submit(page, "/masuk", **SARI))
    went_on = visitor.submit(asked, "/masuk/kode", code=phone.code())
    assert went_on.location == "/anggota?q=ton"
    opened = visitor.get("/anggota/baru")
    clock.tick(hours=13)
    out = visitor.submit(opened, "/anggota/baru", name="Bu Baru")
    waits = visitor.submit(out, "/masuk", **SARI)
    assert waits.status == 200
    wrong = visitor.submit(waits, "/masuk/kode", code="000000")
    resumed = visitor.submit(wrong, "/masuk/kode", code=phone.code())
    assert visitor.submit(resumed, "/anggota/baru").status == 303
    assert visitor.get("/anggota?q=Baru").names() == ["Bu Baru"]


@ON_SQLITE
def test_next_stays_on_this_site(visitor: Reader, enrol: Enrol) -> None:
    phone = enrol("sari")
    half(visitor)
    page = visitor.get("/masuk/kode?next=//evil.example")
    sent = {"next": "//evil.example", "code": phone.code()}
    assert visitor.submit(page, "/masuk/kode", **sent).location == "/"


@ON_SQLITE
def test_who_lacks_the_password_uses_up_no_tries_and_a_known_phone_has_its_own(
    app: Flask, visitor: Reader, clock: Clock, enrol: Enrol
) -> None:
    phone = enrol("sari")
    thief, away = Reader(app), {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    token = {"csrf_token": str(thief.get("/masuk").soup.find("input")["value"])}
    for _ in range(12):  # without the password nothing is judged
        assert thief.post("/masuk/kode", token | {"code": "000000"}, **away).status == 401
    assert visitor.submit(half(visitor), "/masuk/kode", code=phone.code()).status == 303
    visitor.fill("/lainnya", "/keluar")
    thief.post("/masuk", token | SARI, **away)
    told = [thief.post("/masuk/kode", token | {"code": "000000"}, **away) for _ in range(12)]
    assert {one.status for one in told} == {422, 429}
    clock.tick(minutes=1)
    new = Reader(app)
    page = half(new)
    for number in range(20):  # from many addresses: ten in all
        where = {"environ_base": {"REMOTE_ADDR": f"10.{number}.0.1"}}
        last = new.post("/masuk/kode", {"csrf_token": token_of(page), "code": "000000"}, **where)
    assert last.status == 429
    assert int(last.response.headers["Retry-After"]) <= timedelta(hours=1).total_seconds() + 1
    assert visitor.submit(half(visitor), "/masuk/kode", code=phone.code()).status == 303


def token_of(page) -> str:  # type: ignore[no-untyped-def]
    return str(page.soup.find("input", attrs={"name": "csrf_token"})["value"])


@ON_SQLITE
def test_an_officer_signs_in_with_it_as_well(visitor: Reader, enrol: Enrol) -> None:
    phone = enrol("dewi")
    page = half(visitor, phone=PHONES["dewi"])
    assert visitor.submit(page, "/masuk/kode", code=phone.code()).location == "/"
    assert visitor.follow(visitor.get("/")).status == 200
