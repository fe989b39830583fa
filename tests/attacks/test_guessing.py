"""Guessing many at one moment gives no more tries than guessing one after the other."""

from collections import Counter

import pytest
from flask import Flask

from association.public.status import actions as selfcheck
from tests.attacks.crowd import at_once
from tests.attacks.scene import csrf
from tests.conftest import Clock
from tests.infra.cast import PASSWORD, Cast
from tests.infra.client import Reader

GUESSERS, FREE = 12, 5


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


def test_who_does_right_is_never_slowed(app: Flask, clock: Clock) -> None:
    for _ in range(selfcheck.throttle.per_network("", "127.0.0.1").free + 5):
        person = Reader(app)
        assert person.fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975").status == 200
        clock.tick(seconds=1)


@pytest.mark.parametrize("wrong", [98, 99])
def test_a_right_pair_is_given_back_to_the_network(
    visitor: Reader, clock: Clock, wrong: int
) -> None:
    for number in range(wrong):
        assert visitor.fill("/cek", code=f"AAAA-{number:04}", birth_date="1970-01-01").status == 422
    for _ in range(3):
        assert visitor.fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975").status == 200
    for left in range(wrong, 100):
        assert visitor.fill("/cek", code=f"BBBB-{left:04}", birth_date="1970-01-01").status == 422
    assert visitor.fill("/cek", code="CCCC-0001", birth_date="1970-01-01").status == 429
    clock.tick(minutes=11)
    assert visitor.fill("/cek", code="DEMO-TONO", birth_date="17 Agustus 1975").status == 200
