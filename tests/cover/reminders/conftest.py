"""More people whose cover ends with November, and a tap on the screen of a turn."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import Tag
from flask import Flask

from association.cover.contributions.actions import record_contribution
from association.database import db, write_tx
from association.roster.members import actions as members
from association.roster.members.values import MemberValues
from association.rules.law.payments import Payment
from association.rules.law.tariff import MINIMUM
from tests.infra.cast import TODAY, Cast, acting
from tests.infra.client import Reader, Seen, fields

HABIS = "/pengingat/habis"


@pytest.fixture
def lapsing(app: Flask, cast: Cast) -> Callable[[int], None]:
    """Put so many more people on Sari's roster who have paid November and no more."""

    def add(number: int) -> None:
        with app.app_context():
            by = acting(cast, "sari")
            with write_tx() as tx:
                for n in range(1, number + 1):
                    values = MemberValues(
                        name=f"Warga {n:02}",
                        nik=f"3372990101801{n:03}",
                        birth_date=date(1980, 1, 1),
                        phone=f"+6281226001{n:03}",
                    )
                    member = members.add(
                        tx.session, values, by, city_id=cast.city["Kota Surakarta"]
                    )
                    record_contribution(
                        tx.session,
                        by,
                        association_id=cast.association["sari"],
                        participant_id=member.participant_id or 0,
                        payment=Payment(
                            first_month=date(2026, 11, 1),
                            months=1,
                            programmes=MINIMUM,
                            income=0,
                            amount=None,
                            paid_on=date(2026, 11, 1),
                            channel="bank",
                            receipt=f"BANK-{n}",
                        ),
                        today=TODAY,
                    )
                    cast.member[values.name] = member.id
            db.session.remove()

    return add


def begin(someone: Reader, path: str = HABIS) -> Seen:
    """Tap Mulai or Lanjutkan, and give the screen of the turn."""
    return someone.follow(someone.fill("/pengingat", f"{path}/mulai"))


def say(
    someone: Reader, seen: Seen, answer: str, path: str = HABIS, /, *, part: str = "", **typed: Any
) -> Seen:
    """Tap an answer on the screen of a turn, whoever opened it."""
    button = seen.soup.select_one(f"form[action='{path}'] button[value={answer}]")
    assert button is not None
    form = button.find_parent("form")
    assert isinstance(form, Tag)
    return someone.post(
        path, fields(form) | {"outcome": answer, "csrf_token": token(someone)} | typed, part=part
    )


def turn_form(seen: Seen) -> Tag:
    """Give the form of the person on the screen."""
    form = seen.soup.select_one("form[data-turn]")
    assert isinstance(form, Tag)
    return form


def whose(seen: Seen) -> str:
    """Tell whose turn a screen shows."""
    name = seen.soup.select_one("[data-member] h2")
    return name.get_text() if name else ""


def token(someone: Reader) -> str:
    """Give somebody's own CSRF token."""
    return str(someone.get("/pengingat").soup.select_one("input[name=csrf_token]")["value"])


def letter(seen: Seen) -> tuple[str, str]:
    """Give the number and the text of a screen's WhatsApp link."""
    link = seen.soup.select_one("a[href^='https://wa.me/']")
    assert isinstance(link, Tag)
    address = urlsplit(str(link["href"]))
    return address.path.strip("/"), parse_qs(address.query)["text"][0]
