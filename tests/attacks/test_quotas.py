"""What waits to be saved, confirmed or answered is limited: nobody fills the disk with it."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.cover.reconciliation import keeping as official
from association.cover.reconciliation.storage import Understood as OfficialUnderstood
from association.database import Base, db, write_tx
from association.roster.bulk import actions as bulk
from association.roster.imports import keeping as imports
from association.roster.imports.storage import Understood
from association.roster.transfers import offering
from association.rules.house.errors import RuleError
from tests.infra.cast import TODAY, Cast, acting

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
pytestmark = ON_SQLITE
EMPTY = Understood(0, "", ())


def ids(name: str) -> list[int]:
    """Give the ids in a table."""
    set_reach(db.session(), Everywhere())
    key = Base.metadata.tables[name].c.id
    return list(db.session().scalars(sa.select(key).order_by(key)))


def test_a_new_list_pushes_the_oldest_out(app: Flask, cast: Cast) -> None:
    with app.app_context():
        people = ["budi", *["sari"] * (imports.MOST + 2)]
        kept = [imports.keep(EMPTY, acting(cast, name)) for name in people]
        assert ids("upload") == [kept[0], *kept[-imports.MOST :]]
        with write_tx() as tx:  # one that is being saved is not pushed out
            set_reach(tx.session, Everywhere())
            upload = Base.metadata.tables["upload"]
            half = sa.update(upload).where(upload.c.id == kept[-imports.MOST])
            tx.session.execute(half.values(position=1, total=2))
        kept.append(imports.keep(EMPTY, acting(cast, "sari")))
        assert ids("upload") == [kept[0], *kept[-imports.MOST - 1 :]]
        db.session.remove()


def test_big_lists_push_out_sooner(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_ROWS", 9)
    with app.app_context():
        kept = [imports.keep(EMPTY, acting(cast, "sari")) for _ in range(2)]
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            upload = Base.metadata.tables["upload"]
            first = sa.update(upload).where(upload.c.id == kept[0])
            tx.session.execute(first.values(total=10))
        kept.append(imports.keep(EMPTY, acting(cast, "sari")))
        assert ids("upload") == kept[1:]
        db.session.remove()


def test_official_lists_and_selections_push_the_oldest_out(app: Flask, cast: Cast) -> None:
    with app.app_context():
        none = OfficialUnderstood("", "", total=0, skipped=0, is_complete=True)
        lists = [
            official.keep(none, acting(cast, "sari"), filename="x", whole=None)
            for _ in range(official.MOST + 1)
        ]
        tono = [cast.member["Tono Wibowo"]]
        chosen = [bulk.keep(tono, acting(cast, "sari")) for _ in range(bulk.MOST + 1)]
        assert ids("official_list") == lists[1:]
        assert ids("selection") == chosen[1:]
        db.session.remove()


def test_offers_are_refused_when_there_are_too_many(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offering, "MOST", 1)
    with app.app_context():
        to: dict[str, Any] = {"to_id": cast.association["budi"], "today": TODAY, "once": None}
        to |= {"city_id": cast.city["Kota Surakarta"], "own_name": "Rejosari"}
        offering.offer([cast.member["Wagiyem"]], acting(cast, "sari"), **to)
        with pytest.raises(RuleError, match="dalam 90 hari"):
            offering.offer([cast.member["Suparno"]], acting(cast, "sari"), **to)
        db.session.remove()
