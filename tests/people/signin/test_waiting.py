"""A form that was sent after its session had ended waits behind the sign-in page."""

from io import BytesIO

from flask import Flask

from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader, fields
from tests.people.signin.test_sign_in import enter


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
