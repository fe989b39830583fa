"""/paguyuban/<id>/gabung: two paguyuban become one, and two again; earlier months never change."""

from datetime import date

from flask import Flask

from tests.conftest import Clock
from tests.infra.cast import Cast, stay_signed_in
from tests.infra.client import Reader, Seen
from tests.office.joins.past import DAYS, long_known, shown


def page_of(cast: Cast, leader: str = "sari") -> str:
    return f"/paguyuban/{cast.association[leader]}/gabung"


def joined(dewi: Reader, cast: Cast, **typed: object) -> Seen:
    """Let Dewi join Sari's paguyuban to Budi's; gives the page where it ends."""
    where = page_of(cast)
    seen = dewi.get(f"{where}?ke={cast.association['budi']}")
    return dewi.follow(dewi.submit(seen, where, **typed))


def put_back(dewi: Reader, seen: Seen) -> Seen:
    where = seen.response.request.path
    return dewi.follow(dewi.submit(dewi.get(where), f"{where}/kembalikan"))


def test_earlier_months_stay_as_they_were_through_join_and_put_back(
    app: Flask, clock: Clock, dewi: Reader, cast: Cast
) -> None:
    long_known(app)
    before = shown(app, cast)
    seen = joined(dewi, cast)
    assert seen.figure("moved") == 6
    assert shown(app, cast) == before
    clock.tick(days=20)
    stay_signed_in(app, clock.moment)
    november = [*DAYS, date(2026, 11, 30)]
    as_joined = shown(app, cast, november)
    assert put_back(dewi, seen).figure("back") == 6
    assert shown(app, cast) == before
    assert shown(app, cast, november) == as_joined, "the joined months stay joined"
