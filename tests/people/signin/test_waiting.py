"""A form that was sent after its session had ended waits behind the sign-in page."""

from io import BytesIO

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, fields
from tests.people.signin.test_sign_in import enter

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
SARI = {"phone": "081200000001", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _cookies_age_too(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what signs cookies read the clock of the test."""
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(clock().timestamp()))


@ON_SQLITE
@pytest.mark.parametrize("hours", [25, 29 * 24])
def test_a_form_left_open_is_saved(visitor: Reader, clock: Clock, hours: int) -> None:
    enter(visitor, own_phone="y")
    opened = visitor.get("/anggota/baru")
    clock.tick(hours=hours)
    assert visitor.submit(opened, "/anggota/baru", name="Bu Baru").status == 303
    assert visitor.get("/anggota?q=Baru").names() == ["Bu Baru"]


@ON_SQLITE
@pytest.mark.parametrize(("own", "hours"), [({"own_phone": "y"}, 31 * 24), ({}, 13), ({}, 25)])
def test_a_form_left_open_longer_than_the_session_waits(
    visitor: Reader, clock: Clock, own: dict[str, str], hours: int
) -> None:
    enter(visitor, **own)
    opened = visitor.get("/anggota/baru")
    clock.tick(hours=hours)
    asked = visitor.submit(opened, "/anggota/baru", name="Bu Baru")
    assert (asked.status, "Sesi Anda sudah berakhir" in asked.text) == (401, True)
    resumed = visitor.submit(asked, "/masuk", **SARI)
    assert visitor.submit(resumed, "/anggota/baru").status == 303
    assert visitor.get("/anggota?q=Baru").names() == ["Bu Baru"]


@ON_SQLITE
def test_the_form_cookie_is_renewed_once_a_day(visitor: Reader, clock: Clock) -> None:
    def given(path: str = "/lainnya") -> bool:
        return "guyub_form" in visitor.get(path).response.headers.get("Set-Cookie", "")

    enter(visitor, own_phone="y")
    assert [given(), given()] == [True, False]  # a secret of this account's
    clock.tick(hours=25)
    assert [given(), given()] == [True, False]
    visitor.client.delete_cookie("guyub_form")  # a browser that lost it has it for as long again
    assert [given(), given()] == [True, False]
    assert visitor.client.get_cookie("guyub_form").expires is not None


@ON_SQLITE
def test_on_a_shared_phone_the_form_cookie_ends_with_the_browser(visitor: Reader) -> None:
    enter(visitor)
    visitor.get("/anggota/baru")
    assert visitor.client.get_cookie("guyub_form").expires is None


CHECK = {"code": "DEMO-TONO", "birth_date": "17 Agustus 1975"}


@ON_SQLITE
def test_a_visitors_form_is_kept_with_the_true_reason(app: Flask, visitor: Reader) -> None:
    opened = visitor.get("/cek")
    visitor.client.delete_cookie("guyub_form")
    left = visitor.submit(opened, "/cek", **CHECK)
    assert (left.status, "tidak lagi menyimpan catatan (kuki)" in left.text) == (400, True)
    assert "masuk lagi" not in left.text
    assert visitor.submit(left, "/cek").status == 200
    again = visitor.submit(opened, "/cek", **CHECK)  # another cookie by now
    assert (again.status, "catatan browser (kuki) sudah berganti" in again.text) == (400, True)
    assert visitor.submit(again, "/cek").status == 200


@ON_SQLITE
@pytest.mark.parametrize("token", [None, "x" * 80])
def test_a_form_without_its_token_is_kept_where_the_browser_says_it_is_ours(
    visitor: Reader, token: str | None
) -> None:
    opened = visitor.get("/cek")
    sent = {k: v for k, v in (CHECK | {"csrf_token": token}).items() if v}
    for headers in ({"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}):
        left = visitor.client.post("/cek", data=sent, headers=headers)
        assert (left.status_code, "tidak ikut terkirim" in left.text) == (400, True)
        assert "DEMO-TONO" in left.text
    nobody = visitor.client.post("/cek", data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert (nobody.status_code, "DEMO-TONO" in nobody.text) == (400, False)
    assert "isian Anda masih ada di sana" in nobody.text
    assert visitor.submit(opened, "/cek", **CHECK).status == 200


@ON_SQLITE
def test_another_accounts_form_waits_sealed_for_who_opened_it(visitor: Reader, cast: Cast) -> None:
    enter(visitor)
    opened = visitor.get("/anggota/baru")
    visitor.client.set_cookie("guyub", cast.token["budi"])
    asked = visitor.submit(opened, "/anggota/baru", name="Bu Baru", nik="3372994107600011")
    assert (asked.status, "akun lain" in asked.text) == (409, True)
    assert not {"Bu Baru", "3372994107600011"} & set(str(asked.soup).split('"'))
    resumed = visitor.submit(asked, "/masuk", **SARI)
    assert visitor.submit(resumed, "/anggota/baru").status == 303
    assert visitor.get("/anggota?q=Baru").names() == ["Bu Baru"]


def test_a_form_that_waits_is_sent_on_by_who_opened_it_only(
    app: Flask, visitor: Reader, clock: Clock, wati_duty: int
) -> None:
    enter(visitor)
    opened = visitor.get("/anggota/baru")
    clock.tick(hours=13)
    asked = visitor.submit(opened, "/anggota/baru", name="Bu Baru")
    other = Reader(app)
    for name in ("guyub_form", "guyub_device"):
        if cookie := visitor.client.get_cookie(name):
            other.client.set_cookie(name, cookie.value)
    hers = {"phone": "081200000077", "password": PASSWORD}
    refused = other.follow(other.submit(asked, "/masuk", **hers))
    assert "akun lain. TIDAK tersimpan" in refused.text
    assert "Bu Baru" not in str(refused.soup)
    resumed = visitor.submit(asked, "/masuk", phone="081200000001", password=PASSWORD)
    assert visitor.submit(resumed, "/anggota/baru").status == 303
    assert visitor.get("/anggota?q=Baru").names() == ["Bu Baru"]


def test_a_button_without_fields_waits_as_well(visitor: Reader, clock: Clock, cast: Cast) -> None:
    enter(visitor)
    path = f"/anggota/{cast.member['Tono Wibowo']}"
    opened = visitor.get(path)
    clock.tick(hours=13)
    asked = visitor.submit(opened, f"{path}/nik")
    resumed = visitor.submit(asked, "/masuk", phone="081200000001", password=PASSWORD)
    assert "3372991708750001" in visitor.submit(resumed, f"{path}/nik").text.replace(" ", "")


def test_a_file_is_to_be_chosen_again_and_that_is_said_first(visitor: Reader, clock: Clock) -> None:
    enter(visitor)
    token = fields(visitor.get("/anggota/impor").form("/anggota/impor"))
    clock.tick(hours=13)
    asked = visitor.post("/anggota/impor", token | {"file": (BytesIO(b"Nama\nBu A\n"), "a.csv")})
    assert asked.status == 401
    assert "berkasnya sesudah itu harus dipilih lagi" in asked.text
    resumed = visitor.submit(asked, "/masuk", phone="081200000001", password=PASSWORD)
    again = resumed.form("/anggota/impor")
    assert again["enctype"] == "multipart/form-data"
    assert again.select_one("input[type=file][name=file][required]") is not None
    assert "Berkasnya tidak ikut tersimpan. Pilih lagi" in resumed.text
    file = (BytesIO(b"Nama\nBu Marni\n"), "a.csv")
    read = visitor.submit(resumed, "/anggota/impor", file=file)
    assert "Bu Marni" in visitor.follow(read).text


def test_a_sign_in_page_left_open_keeps_the_number_and_says_why(visitor: Reader) -> None:
    page = visitor.get("/masuk?next=/anggota")
    visitor.client.delete_cookie("guyub_form")
    again = visitor.submit(page, "/masuk", phone="081200000001", password=PASSWORD)
    assert (again.status, "sudah lama terbuka" in again.text) == (400, True)
    assert PASSWORD not in str(again.soup)
    entered = visitor.submit(again, "/masuk", password=PASSWORD)
    assert entered.location == "/anggota"
