"""What the tests of the officer's pages share: reading figures, moving people, looking for what
must not be there."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy.orm import Session

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import write_tx
from association.roster.members.models import Stall
from tests.infra.cast import ROSTER, Cast
from tests.infra.client import Reader, Seen

NAMES = ("members", "active", "entrusted", "due", "arrears", "inactive", "never", "ended")
NONE = dict.fromkeys(NAMES, 0)
ALL = NONE | {"members": 7, "active": 3, "arrears": 1, "inactive": 1, "never": 2}
REJOSARI = NONE | {"members": 6, "active": 2, "arrears": 1, "inactive": 1, "never": 2}
PEOPLE = [name for name, *_ in ROSTER] + ["Joko Santoso", "Darmi"]
NIKS = [nik for _, nik, *_ in ROSTER if nik] + ["3372990505850001", "3372994606900007"]


def figures(seen: Seen) -> dict[str, int]:
    return {name: seen.figure(name) for name in NAMES}


@contextmanager
def changing(app: Flask) -> Iterator[Session]:
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        yield tx.session


def tono_at_gede(budi: Reader) -> None:
    """Put Tono on Budi's roster as well; one NIK, so one person."""
    assert (
        budi.fill(
            "/anggota/baru", name="Tono Wibowo", nik="3372991708750001", birth_date="17-8-1975"
        ).status
        == 303
    )


def in_two_markets(app: Flask, cast: Cast, name: str) -> None:
    """Give one of Sari's members a second stall, in Pasar Gede."""
    with changing(app) as session:
        session.add(
            Stall(
                member_id=cast.member[name],
                association_id=cast.association["sari"],
                market_id=cast.market["budi"],
            )
        )


def no_person_in(app: Flask, reader: Reader, path: str) -> None:
    """Check that an answer holds no name, NIK, phone or row id of a person, and nothing of another
    city."""
    body = reader.client.get(path).get_data(as_text=True)
    assert body
    for secret in (
        *PEOPLE,
        *NIKS,
        "0812",
        "+62812",
        "62812",
        "data-member",
        "/anggota/",
        "Bunder",
        "1975",
    ):
        assert secret not in body, (path, secret)
