"""/pengurus/kontak: whom people ask about the paguyuban."""

from datetime import date

import pytest
from flask import Flask

from association.database import db
from association.ledger.audit.models import AuditEntry
from association.territory.models import Association
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader

PAGE = "/pengurus/kontak"


def shown(visitor: Reader, name: str) -> list[str]:
    """Give the number by which the public directory lets one write to a paguyuban."""
    rows = visitor.get("/cek").soup.select("#directory li")
    (row,) = [one for one in rows if name in one.get_text()]
    return [str(link["href"]) for link in row.select("a")]


def test_a_ketua_sets_the_contact_that_everybody_sees(
    app: Flask, sari: Reader, visitor: Reader, cast: Cast
) -> None:
    saved = sari.fill(PAGE, name="bu ani", phone="0812 0000-0555")
    assert saved.location == "/pengurus"
    assert "tersimpan" in sari.follow(saved).text
    assert shown(visitor, "Rejosari") == ["https://wa.me/6281200000555"]
    with app.app_context():
        acting(cast, "sari")
        own = db.session.get_one(Association, cast.association["sari"])
        assert (own.contact_name, own.contact_phone) == ("bu ani", "+6281200000555")
        log = db.session.query(AuditEntry).filter_by(what="set contact").one()
        assert (log.subject, log.details) == (f"association:{own.id}", {})
    assert sari.get(PAGE).soup.find("input", id="phone")["value"] == "0812-0000-0555"


def test_only_this_paguyuban_gets_it(sari: Reader, visitor: Reader) -> None:
    before = shown(visitor, "Gede")
    sari.fill(PAGE, name="Bu Ani", phone="081200000555")
    assert shown(visitor, "Gede") == before


def test_without_a_number_none_is_shown(sari: Reader, visitor: Reader) -> None:
    sari.fill(PAGE, name="Bu Ani", phone="")
    assert shown(visitor, "Rejosari") == []


@pytest.mark.parametrize("phone", ["0812", "nomor", "021-555", "0812000005551234567"])
def test_a_number_that_is_none_is_refused_and_what_was_typed_stays(
    sari: Reader, visitor: Reader, phone: str
) -> None:
    before = shown(visitor, "Rejosari")
    refused = sari.fill(PAGE, name="Bu Ani", phone=phone)
    assert refused.status == 422
    assert refused.soup.find("input", id="phone")["value"] == phone
    assert refused.soup.find("input", id="name")["value"] == "Bu Ani"
    assert "Belum tersimpan" in refused.text
    assert shown(visitor, "Rejosari") == before


@pytest.mark.parametrize(("who", "status"), [("yanti", 403), ("dewi", 403), ("visitor", 303)])
def test_nobody_but_a_ketua_opens_it(someone, visitor: Reader, who: str, status: int) -> None:
    reader = visitor if who == "visitor" else someone(who)
    assert reader.get(PAGE).status == status


def test_the_page_says_that_everybody_sees_it(sari: Reader) -> None:
    assert "siapa pun" in sari.get(PAGE).text
    assert PAGE in {str(link["href"]) for link in sari.get("/pengurus").soup.select("a[href]")}


def test_who_follows_counts_from_the_day_on() -> None:
    one = Association(contact_name="Sari", contact_phone="+6281", next_contact_name="Wati")
    one.next_contact_phone, one.next_contact_on = "+6282", date(2026, 11, 23)
    assert one.contact(TODAY).name == "Sari"
    assert one.contact(date(2026, 11, 23)).phone == "+6282"
    one.next_contact_on = None
    assert one.contact(date(2027, 1, 1)).phone == "+6281"
