"""/gabung: a paguyuban asks to join, follows its request, and the office answers."""

import re
from typing import Any

import pytest
from flask import Flask

from association.public.joining import actions
from association.public.joining.values import answer_by, telling_words
from tests.attacks.scene import csrf
from tests.infra.cast import TODAY, Cast
from tests.infra.client import Reader, Seen

ASKED = {
    "name": "Paguyuban Pasar Legi Selatan",
    "market": "Ps. Legi",
    "ketua": "Bu Marsinah",
    "phone": "0812 9999 0321",
    "note": "Sekitar 80 pedagang",
}
OFFICE = "/paguyuban/permintaan"


def ask(visitor: Reader, solo: int, network: str = "127.0.0.1", **other: Any) -> Seen:
    """Send a request, by default to Surakarta."""
    where = {"environ_overrides": {"REMOTE_ADDR": network}}
    form = {"csrf_token": csrf(visitor), "city": solo, "key": other.get("name", "x") * 9}
    key = re.sub(r"\W", "", f"{form['key']}{other}")[-60:].rjust(20, "0")
    return visitor.post("/gabung", form | ASKED | other | {"key": key}, **where)


@pytest.fixture
def solo(cast: Cast) -> int:
    return cast.city["Kota Surakarta"]


def test_asked_followed_accepted_and_led(
    visitor: Reader, dewi: Reader, solo: int, app: Flask
) -> None:
    seen = visitor.fill("/gabung", city=solo, **ASKED)
    followed = visitor.follow(seen)
    assert "Diterima kantor, menunggu jawaban" in followed.text
    assert "paling lambat 25 November 2026" in followed.text
    assert not re.search("Marsinah|9999", followed.text)
    listed = dewi.get(OFFICE)
    assert "0812-9999-0321" in listed.text and "Bu Marsinah" in listed.text
    [number] = [one["data-request"] for one in listed.soup.select("[data-request]")]
    done = dewi.submit(listed, f"{OFFICE}/{number}/terima")
    [link] = re.findall(r"/undangan/[\w-]+", str(done.soup.find(id="link")))
    assert "wa.me/6281299990321" in str(done.soup)
    assert "Diterima 22 November 2026" in visitor.get(seen.location).text
    accepted = visitor.fill(link, password="warung-kopi-enak")
    assert accepted.location == "/masuk"
    ketua = Reader(app)
    ketua.fill("/masuk", phone=ASKED["phone"], password="warung-kopi-enak")
    assert "Paguyuban Pasar Legi Selatan" in ketua.get("/").text
    assert dewi.get(OFFICE).soup.select("[data-request]") == []


def test_an_accepted_request_is_not_accepted_again(
    visitor: Reader, dewi: Reader, solo: int
) -> None:
    ask(visitor, solo)
    listed = dewi.get(OFFICE)
    dewi.submit(listed, f"{OFFICE}/1/terima")
    again = dewi.submit(listed, f"{OFFICE}/1/terima")
    assert again.status == 303 and "sekali saja" in dewi.get(OFFICE).text
    sent = {"csrf_token": csrf(dewi), "market": "0", "key": "k" * 20}
    refused = dewi.post(f"{OFFICE}/1/terima", sent)
    assert (refused.status, "sudah dijawab" in refused.text) == (422, True)


def test_a_reason_is_read_by_who_asked(visitor: Reader, dewi: Reader, solo: int) -> None:
    where = ask(visitor, solo).location
    why = "Bukan pedagang pasar"
    assert dewi.fill(OFFICE, f"{OFFICE}/1/tolak", reason="").status == 422
    assert dewi.fill(OFFICE, f"{OFFICE}/1/tolak", reason=why).status == 303
    assert why in visitor.get(where).text
    code = where.rpartition("/")[2]
    typed = f"{code[:4]}-{code[4:8]} {code[8:]}".lower()
    assert visitor.get(f"/gabung?rujukan={typed}").location == where


@pytest.mark.parametrize("code", ["ZZZZZZZZZZZ", "0123456789A", "x" * 40])
def test_an_unknown_reference_is_not_there(visitor: Reader, code: str) -> None:
    assert visitor.get(f"/gabung/{code}").status == 404


def test_a_mistyped_reference_is_told(visitor: Reader) -> None:
    assert visitor.get("/gabung?rujukan=ABC").status in (303, 422)
    assert visitor.get("/gabung?rujukan=????").status == 422


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "harus diisi"),
        ("name", "123", "Tulis namanya"),
        ("market", " ", "harus diisi"),
        ("ketua", "12", "tidak berisi huruf"),
        ("phone", "12", "Bukan nomor HP"),
        ("note", "x" * 201, "Paling banyak 200"),
        ("city", "99", "Pilih salah satu"),
        ("note", "NIK 3372991708750001", "NIK tidak ditulis di sini"),
    ],
)
def test_a_wrong_field_keeps_the_others(
    visitor: Reader, solo: int, field: str, typed: str, said: str
) -> None:
    seen = ask(visitor, solo, **{field: typed})
    assert (seen.status, said in seen.text) == (422, True)
    kept = "Bu Marsinah" if field != "ketua" else ASKED["name"]
    assert kept in str(seen.soup)


def test_one_that_is_there_is_named_with_its_contact(
    visitor: Reader, dewi: Reader, solo: int
) -> None:
    seen = visitor.follow(ask(visitor, solo, name="Paguyuban Pedagang Pasar Rejosari"))
    assert "sepertinya sudah ada" in seen.text
    assert "Paguyuban Pasar Rejosari, dipimpin oleh Sari" in seen.text
    assert "Mungkin sudah ada: Paguyuban Pasar Rejosari" in dewi.get(OFFICE).text


def test_many_from_one_address_leave_a_usable_list(
    visitor: Reader, dewi: Reader, solo: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After 300 they wait (here 30); the list shows them as one line, and one button answers
    them."""
    monkeypatch.setattr(actions, "CROWD", 30)
    other = ask(visitor, solo, "10.9.9.9", name="Paguyuban Jongke", phone="081299990999")
    statuses = [
        ask(visitor, solo, "10.1.1.1", name=f"Iseng {n}", phone=f"0813{n:08}").status
        for n in range(32)
    ]
    assert statuses == [303] * 30 + [429] * 2
    listed = dewi.get(OFFICE)
    assert len(listed.soup.select("[data-request]")) == 1 and "Paguyuban Jongke" in listed.text
    [crowd] = listed.soup.select("a[href*=kerumunan]")
    assert "30 permintaan" in crowd.text
    shown = dewi.get(str(crowd["href"]))
    assert len(shown.soup.select("[data-request]")) == 25
    [address] = {
        str(form["action"]) for form in shown.soup.find_all("form") if "kerumunan" in form["action"]
    }
    [number] = shown.soup.select("[data-request]")[0]["data-request"].split()
    sent = {"csrf_token": csrf(dewi), "market": "99", "key": "k" * 20}
    refused = dewi.post(f"{OFFICE}/{number}/terima", sent)
    assert (refused.status, "Pilih pasarnya" in refused.wrong) == (422, True)
    assert dewi.submit(shown, address, reason="Iseng").status == 303
    assert "Paguyuban Jongke" in dewi.get(OFFICE).text
    assert "kerumunan" not in str(dewi.get(OFFICE).soup)
    assert "menunggu" in visitor.get(other.location).text


def test_a_phone_that_asks_often_waits_and_is_one_line(
    visitor: Reader, dewi: Reader, solo: int
) -> None:
    statuses = [
        ask(visitor, solo, f"10.{n}.0.1", name=f"Coba {'abcd'[n]}").status for n in range(4)
    ]
    assert statuses == [303, 303, 303, 429]
    listed = dewi.get(OFFICE)
    assert len(listed.soup.select("[data-request]")) == 1
    assert "nomor ini mengirim 3 kali" in listed.text


def test_only_those_who_administer_answer(
    sari: Reader, visitor: Reader, cast: Cast, solo: int, dewi: Reader
) -> None:
    ask(visitor, cast.city["Kabupaten Sragen"])
    assert sari.get(OFFICE).status == 403
    assert visitor.get(OFFICE).status == 303
    assert dewi.get(OFFICE).soup.select("[data-request]") == []
    sent = {"csrf_token": csrf(dewi), "market": "0", "key": "k" * 20}
    assert dewi.post(f"{OFFICE}/1/terima", sent).status == 404
    assert dewi.get(f"{OFFICE}/kerumunan/zz").status == 404


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Paguyuban Pasar Gede", "pedagang ps. gede", True),
        ("Paguyuban Buah Pasar Gede", "Paguyuban Pasar Gede", False),
        ("Paguyuban", "Paguyuban Pedagang", False),
        ("Paguyuban Legi", "Paguyuban Klewer", False),
    ],
)
def test_names_mean_one_paguyuban(one: str, other: str, *, same: bool) -> None:
    assert (telling_words(one) == telling_words(other)) is same


def test_the_office_has_three_working_days() -> None:
    assert answer_by(TODAY).isoformat() == "2026-11-25"
