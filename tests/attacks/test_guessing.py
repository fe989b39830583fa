"""Guessing many at one moment gives no more tries than guessing one after the other."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from association.ledger.throttle import actions as throttle
from association.public.status.remembering import remember, remembered
from tests.attacks.crowd import at_once
from tests.attacks.scene import csrf
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader
from tests.people.secondfactor.conftest import Phone, enrol

__all__ = ["enrol"]
GUESSERS, FREE = 12, 5
RIGHT = {"code": "DEMO-TONO", "birth_date": "17 Agustus 1975"}
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
AWAY = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}


def statuses(app: Flask, path: str, form: dict[str, str], token: str = "") -> Counter[int]:
    """Send one form from many browsers at once; each has opened the page before."""
    people = [Reader(app, token) for _ in range(GUESSERS)]
    tokens = [csrf(one) for one in people]
    return Counter(
        at_once(
            *(
                lambda one=one, token=token: (
                    one.client.post(path, data=form | {"csrf_token": token}).status_code
                )
                for one, token in zip(people, tokens, strict=True)
            )
        )
    )


@pytest.fixture
def hurried(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass with every look at the clock, so that who waits for a lock has an old one."""
    real, passed = Clock.__call__, itertools.count()

    def later(self: Clock) -> datetime:
        return real(self) + timedelta(milliseconds=next(passed))

    monkeypatch.setattr(Clock, "__call__", later)


@pytest.mark.usefixtures("hurried", "patient")
def test_right_answers_at_one_moment_all_get_through(app: Flask) -> None:
    """From one address, on one card: what a double tap is, too."""
    found = statuses(app, "/cek", RIGHT)
    assert found == {200: GUESSERS}


def test_passwords(app: Flask, visitor: Reader, clock: Clock) -> None:
    found = statuses(app, "/masuk", {"phone": "081200000001", "password": "wrong"})
    assert found == {422: FREE, 429: GUESSERS - FREE}
    right = {"phone": "081200000001", "password": PASSWORD}
    assert visitor.fill("/masuk", **right).status == 429
    clock.tick(seconds=31)
    assert visitor.fill("/masuk", **right).status == 303


def test_birth_dates_of_a_card(app: Flask) -> None:
    found = statuses(app, "/cek", {"code": "DEMO-TONO", "birth_date": "1970-01-01"})
    assert found == {422: FREE, 429: GUESSERS - FREE}


def test_the_password_before_niks_leave(app: Flask, cast: Cast) -> None:
    found = statuses(
        app, "/anggota/unduh", {"password": "wrong", "file": "csv"}, cast.token["sari"]
    )
    assert found == {422: FREE, 429: GUESSERS - FREE}


@ON_SQLITE
def test_codes_of_a_second_factor(
    app: Flask, visitor: Reader, clock: Clock, enrol: Callable[[str], Phone]
) -> None:
    """Behind the password, from many browsers of one address."""
    phone, right = enrol("sari"), {"phone": "081200000001", "password": PASSWORD}
    people = [Reader(app) for _ in range(GUESSERS)]
    pages = [one.follow(one.fill("/masuk", **right)) for one in people]
    found = at_once(
        *(
            lambda o=o, p=p: o.submit(p, "/masuk/kode", code="000000").status
            for o, p in zip(people, pages, strict=True)
        )
    )
    assert Counter(found) == {422: FREE, 429: GUESSERS - FREE}
    assert people[0].submit(pages[0], "/masuk/kode", code=phone.code()).status == 429
    clock.tick(seconds=31)
    page = visitor.follow(visitor.fill("/masuk", **right))
    assert visitor.submit(page, "/masuk/kode", code=phone.code()).status == 303


@ON_SQLITE
def test_who_does_right_is_never_slowed(app: Flask, clock: Clock) -> None:
    person = Reader(app)
    page = person.get("/cek")
    for _ in range(throttle.per_network("", "127.0.0.1").free + 5):
        assert person.submit(page, "/cek", **RIGHT).status == 200
        person.client.delete_cookie("guyub_cards", path="/cek")
        clock.tick(seconds=1)


@ON_SQLITE
@pytest.mark.parametrize("wrong", [98, 99])
def test_a_right_pair_is_given_back_to_the_network(
    visitor: Reader, clock: Clock, wrong: int
) -> None:
    page = visitor.get("/cek")

    def told(code: str, born: str = "1970-01-01") -> int:
        return visitor.submit(page, "/cek", code=code, birth_date=born).status

    assert {told(f"AAAA-{number:04}") for number in range(wrong)} == {422}
    assert [told("DEMO-TONO", RIGHT["birth_date"]) for _ in range(3)] == [200] * 3
    assert {told(f"BBBB-{left:04}") for left in range(wrong, 100)} == {422}
    assert told("CCCC-0001") == 429
    clock.tick(minutes=11)
    assert visitor.fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975").status == 200


def flood(reader: Reader) -> None:
    """Guess from this address until it has to wait."""
    page = reader.get("/cek")
    for number in range(101):
        last = reader.submit(page, "/cek", code=f"AAAA-{number:04}", birth_date="1970-01-01")
    assert last.status == 429


@ON_SQLITE
def test_who_is_right_gets_through_where_others_guess(app: Flask, visitor: Reader) -> None:
    """A card that is not guessed at itself; where it is, only a browser that had it right."""
    known = Reader(app)
    assert known.fill("/cek", **RIGHT).status == 200
    flood(visitor)
    assert Reader(app).fill("/cek", **RIGHT).status == 200
    tries = [visitor.fill("/cek", code="DEMO-TONO", birth_date="1970-01-01") for _ in range(3)]
    assert {one.status for one in tries} == {429}
    assert len({one.text for one in (*tries, visitor.fill("/cek", **RIGHT))}) == 1
    assert Reader(app).fill("/cek", **RIGHT).status == 429
    assert known.fill("/cek", **RIGHT).status == 200


@ON_SQLITE
def test_a_browser_is_known_for_the_cards_it_had_right_only(app: Flask, visitor: Reader) -> None:
    visitor.fill("/cek", **RIGHT)
    cookie = visitor.client.get_cookie("guyub_cards", path="/cek").value
    assert remembered(cookie, "DEM0T0N0")
    assert not remembered(cookie, "DEM0SARI")
    assert not remembered(cookie[:7] + ("A" if cookie[7] != "A" else "B") + cookie[8:], "DEM0T0N0")
    for number in range(5):
        cookie = remember(cookie, f"C0DE{number}")
    assert not remembered(cookie, "DEM0T0N0")
    assert len(cookie) < 128


def guess(app: Flask, path: str, form: dict[str, str], where: dict[str, dict[str, str]]) -> int:
    """Open a page and send its form, from some address, in a browser that nobody knows."""
    one = Reader(app)
    return one.post(path, form | {"csrf_token": csrf(one)}, **where).status


@ON_SQLITE
@pytest.mark.parametrize(
    ("path", "wrong", "right", "status"),
    [
        ("/cek", RIGHT | {"birth_date": "1970-01-01"}, RIGHT, 200),
        (
            "/masuk",
            {"phone": "081200000001", "password": "wrong"},
            {"phone": "081200000001", "password": PASSWORD},
            303,
        ),
    ],
)
def test_nobody_keeps_another_from_a_new_phone(
    app: Flask, path: str, wrong: dict[str, str], right: dict[str, str], status: int
) -> None:
    assert [guess(app, path, wrong, AWAY) for _ in range(6)] == [422] * 5 + [429]
    assert guess(app, path, right, {}) == status


@ON_SQLITE
def test_guesses_from_many_addresses_wait_together(app: Flask, clock: Clock) -> None:
    wrong = RIGHT | {"birth_date": "1970-01-01"}
    asked = Reader(app)
    form = wrong | {"csrf_token": csrf(asked)}

    def told(number: int) -> int:
        where = {"REMOTE_ADDR": f"10.{number}.0.1"}
        return asked.client.post("/cek", data=form, environ_base=where).status_code

    assert [told(number // 4) for number in range(51)] == [422] * 50 + [429]
    clock.tick(minutes=10, seconds=1)
    assert [told(60), told(61)] == [422, 429]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.1.2.3", "10.1.2.250", True),
        ("10.1.2.3", "10.1.3.3", False),
        ("::ffff:10.1.2.3", "10.1.2.4", True),
        ("2001:db8::5", "2001:db8:0:1::6", True),
        ("2001:db8:1::5", "2001:db8::5", False),
        ("", "", True),
    ],
)
def test_what_counts_as_one_address(one: str, other: str, same: bool) -> None:
    assert (throttle.network_of(one) == throttle.network_of(other)) is same
