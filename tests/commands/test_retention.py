"""`flask retention`: what is over goes, whatever table it is in, and nothing else; what is over is
not there even before it went."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import retention
from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation, OneCity
from association.database import Base, db, write_tx
from association.embedded import SPARE_PAGES
from association.keeper import Keeper
from association.rules.house.ends import ENDS, End
from tests.commands.rows import make
from tests.commands.stage import run
from tests.infra.cast import NOW, Cast
from tests.infra.client import Reader

ENDED = {name: end for name, end in ENDS.items() if isinstance(end, End)}
ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # alike on each engine
MINUTE = timedelta(minutes=1)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """Give the session of commands."""
    with app.app_context():
        set_reach(db.session(), Everywhere())
        opened = db.session()
        yield opened
        opened.close()  # a command removes it meanwhile
        db.session.remove()


def placed(tx: Session, name: str, **moment: Any) -> dict[str, Any]:
    """Make a row of a table that ends, in its parent where the moment is the parent's, with a part
    of it where it has parts."""
    end, given = ENDED[name], dict(moment)
    table = Base.metadata.tables[name]
    if end.of:
        parent = make(tx, end.of, **moment)
        key = next(key for key in table.foreign_keys if key.column.table.name == end.of)
        given = {key.parent.name: parent[key.column.name]}
    row = make(tx, name, **given, **dict.fromkeys(end.empties and ("phone_sealed",), b"1234"))
    for part in retention.parts_of(table):
        own = next(key for key in part.foreign_keys if key.column.table is table)
        make(tx, part.name, **{own.parent.name: row[own.column.name]})
    return row


def there(session: Session, name: str, row: dict[str, Any]) -> bool:
    """Tell whether a row, or what it is emptied of, is there."""
    table = Base.metadata.tables[name]
    found = session.execute(
        sa.select(table).where(*(key == row[key.name] for key in table.primary_key))
    ).first()
    return found is not None and all(getattr(found, one) for one in ENDED[name].empties)


def test_what_is_over_goes_and_nothing_else(
    session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    monkeypatch.setattr(retention, "FAMILIES", 2)
    old: dict[str, list[Any]] = {}
    young: dict[str, Any] = {}
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        for name, end in ENDED.items():
            over, still = NOW - end.after - MINUTE, NOW - end.after + MINUTE
            old[name] = [placed(tx.session, name, **{end.since: over}) for _ in range(3)]
            young[name] = placed(tx.session, name, **{end.since: still})
    dry = run(app, "retention")
    assert f"{3 * (len(ENDED) + 2)} rows would go" in dry.stdout  # two tables have parts
    went = run(app, "retention", "--apply")
    assert went.exit_code == 0, went.output
    assert went.stdout.splitlines()[:-1] == dry.stdout.splitlines()[:-1]
    set_reach(session, Everywhere())
    assert [name for name, rows in old.items() if any(there(session, name, r) for r in rows)] == []
    assert [name for name, row in young.items() if not there(session, name, row)] == []
    assert run(app, "retention").stdout.splitlines()[-1].startswith("0 rows would go")


@ON_SQLITE
def test_a_row_that_another_points_to_stays(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table that ends is pointed to today; if one is tomorrow, it waits."""
    end, batch = End(timedelta(1), "at", "for this test"), Base.metadata.tables["batch"]
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        alone, used = (make(tx.session, "batch", at=NOW - timedelta(2)) for _ in range(2))
        make(tx.session, "change", batch_id=used["id"])
    found = session.scalars(retention.over(batch, end, now=NOW)).all()
    assert alone["id"] in found
    assert used["id"] not in found


@ON_SQLITE
def test_what_is_over_is_not_there_before_it_went(session: Session, cast: Cast) -> None:
    own = cast.association["sari"]
    models: Any = {one.local_table.name: one.class_ for one in Base.registry.mappers}
    for name in (name for name, end in ENDED.items() if end.at_once):
        columns = Base.metadata.tables[name].columns.keys()
        mine = {"association_id", "from_id", "to_id"} & set(columns)
        theirs = {"city_id": cast.city["Kota Surakarta"]} if "city_id" in columns else {}
        rows = []
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            for since in (-MINUTE, MINUTE):
                moment = {ENDED[name].since: NOW - ENDED[name].after + since}
                rows.append(
                    make(tx.session, name, **dict.fromkeys(mine, own), **theirs, **moment)["id"]
                )
        city = cast.city["Kota Surakarta"]
        set_reach(session, OneAssociation(own, city) if mine else OneCity(city))
        model, (over, still) = models[name], rows
        assert session.get(model, over) is None, name
        assert session.get(model, still) is not None, name
        assert over not in set(session.scalars(sa.select(model.id))), name


@ON_SQLITE
def test_an_upload_of_yesterday_is_said_to_be_gone(
    session: Session, sari: Reader, cast: Cast
) -> None:
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        mine = {"association_id": cast.association["sari"], "total": 2}
        number = make(tx.session, "upload", **mine, created_at=NOW - timedelta(days=1, minutes=1))
    seen = sari.get(f"/anggota/impor/{number['id']}")
    assert (seen.status, "sudah lewat waktunya" in seen.text) == (404, True)
    assert f"/anggota/impor/{number['id']}" not in str(sari.get("/anggota/impor").soup)


@ON_SQLITE
def test_what_is_over_is_found_by_an_index(session: Session) -> None:
    for name, end in ENDED.items():
        wanted = retention.over(Base.metadata.tables[name], end, now=NOW).limit(500)
        sql = str(wanted.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        steps = [str(row[3]) for row in plan]
        assert not [step for step in steps if not re.match(r"SEARCH .* USING .*INDEX", step)], steps


@ON_SQLITE
def test_what_went_is_overwritten_and_given_back(
    session: Session, app: Flask, tmp_path: Path
) -> None:
    secret = b"sealed-but-still-there" * 100_000
    for _ in range(3):
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            moment = {"created_at": NOW - timedelta(days=2)}
            make(tx.session, "upload", head_sealed=secret, **moment)
    assert run(app, "retention", "--apply").exit_code == 0
    free = session.connection().exec_driver_sql("PRAGMA freelist_count").scalar_one()
    assert free <= SPARE_PAGES < 3 * len(secret) // 4096
    db.session.remove()
    db.engine.dispose()
    assert b"but-still-there" not in (tmp_path / "guyub.db").read_bytes()


@ON_SQLITE
def test_the_server_sweeps_until_it_is_stopped(
    session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "FAMILIES", 1)
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        for _ in range(2):
            make(tx.session, "upload", created_at=NOW - timedelta(days=2))
    stopped, running = Keeper(app), Keeper(app)
    stopped.over.set()
    counts = []
    for keeper in (stopped, running):
        db.session.remove()  # reads anew what another session did
        keeper.sweep()
        set_reach(db.session(), Everywhere())
        counts.append(retention.count_over(db.session(), now=NOW)["upload"])
    assert counts == [2, 0]
