"""What a kill left undone is done by the next start, and a database that does not fit is said in
one line, or on the page."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import click
import pysqlite3.dbapi2 as sqlite
import pytest
import sqlalchemy as sa
from flask import Flask

from association import demo, schema, serve, updating
from association.database import db, migration_connection
from association.embedded import Owed, owe
from association.roster.members import indexing
from association.rules.people.sounds import name_key
from association.web.versions import WATCH
from tests.commands.stage import fresh_app, refused, run
from tests.infra.cast import Cast
from tests.infra.client import Reader

ON_SQLITE = pytest.mark.parametrize("stage", ["sqlite"], indirect=True)
UPDATED = "Guyub sedang diperbarui"


def altered(path: Path, *statements: str) -> None:
    """Change the file as another process does."""
    connection = sqlite.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def asked(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite.connect(str(path))) as connection:
        return list(connection.execute(statement).fetchall())


def look_anew(app: Flask) -> None:
    """Let seconds pass: the next page looks at the database again."""
    app.extensions[WATCH]._until = 0.0


def forget_sounds(path: Path) -> None:
    altered(
        path, "UPDATE member SET sound = '', name_sound = '', phone_index = NULL, phone_tail = NULL"
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the file of this test's app."""
    return tmp_path / "guyub.db"


def cut(done: int, _of: int) -> None:
    if done:
        raise KeyboardInterrupt


@ON_SQLITE
def test_a_filling_that_was_cut_goes_on_at_the_next_start(
    app: Flask, sari: Reader, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = asked(path, "SELECT id, sound, name_sound, phone_tail, version FROM member")
    forget_sounds(path)
    monkeypatch.setattr(indexing, "CHUNK", 2)
    with app.app_context(), pytest.raises(KeyboardInterrupt):
        indexing.fill(cut)
    missing = "SELECT count(*) FROM member WHERE name_sound = ''"
    assert asked(path, missing) == [(len(whole) - 2,)]
    look_anew(app)
    assert (sari.get("/readyz").status, UPDATED in sari.get("/anggota").text) == (503, True)
    done = run(app, "migrate")
    assert f"search indexes of members: {len(whole) - 2} made" in done.stderr
    assert asked(path, "SELECT id, sound, name_sound, phone_tail, version FROM member") == whole
    assert run(app, "migrate").stdout == "The database is up to date.\n"
    look_anew(app)
    assert (sari.get("/readyz").status, sari.get("/anggota").status) == (200, 200)


@ON_SQLITE
def test_a_row_that_is_saved_meanwhile_is_filled_as_it_is_then(
    app: Flask, cast: Cast, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_sounds(path)
    made, changed = indexing._made, []

    def save_one(row: sa.Row[tuple[int]]) -> dict[str, object]:
        if not changed:
            changed.append(row.id)
            altered(
                path, f"UPDATE member SET name = 'Wage', version = version + 1 WHERE id = {row.id}"
            )
        return made(row)

    monkeypatch.setattr(indexing, "_made", save_one)
    with app.app_context():
        indexing.fill()
    found = f"SELECT name_sound FROM member WHERE id = {changed[0]}"
    assert asked(path, found) == [(name_key("Wage"),)]


@ON_SQLITE
def test_what_is_made_after_migrations_is_found_by_an_index(app: Flask, path: Path) -> None:
    assert schema.MADE_LATER.keys() == updating.FILLERS.keys()
    plan = str(asked(path, f"EXPLAIN QUERY PLAN {schema.STANDS}"))
    assert "USING COVERING INDEX ix_member_unheard" in plan
    with app.app_context():
        statement = str(
            indexing._READ.where(indexing.UNHEARD).compile(
                db.engine, compile_kwargs={"literal_binds": True}
            )
        )
    assert "ix_member_unheard" in str(asked(path, f"EXPLAIN QUERY PLAN {statement}"))


def test_a_name_that_sounds_like_nothing_has_a_key() -> None:
    assert name_key("ﾞ") == "-"


@ON_SQLITE
def test_a_backup_with_rows_to_fill_comes_back_filled(
    app: Flask, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert run(app, "backup", copy).exit_code == 0
    forget_sounds(copy)
    with app.app_context():
        db.engine.dispose()
    assert run(app, "restore", copy).exit_code == 0
    assert asked(path, "SELECT count(*) FROM member WHERE name_sound = ''") == [(0,)]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """Give an app on a migrated database without rows."""
    with fresh_app(tmp_path) as app:
        yield app


def test_a_file_that_was_not_rewritten_is_rewritten_by_the_next_start(
    empty: Flask, path: Path
) -> None:
    with migration_connection(f"sqlite:///{path}") as connection:
        connection.exec_driver_sql(
            "INSERT INTO saved_answer (owner, key, digest, answer, saved_at) "
            "VALUES ('a', 'k', x'00', 'left-in-a-free-page', '2026-11-22')"
        )
    altered(path, "DELETE FROM saved_answer")
    assert b"left-in-a-free-page" in path.read_bytes()
    with migration_connection(f"sqlite:///{path}") as connection:
        owe(connection, Owed.COMPACT)
    assert "is up to date now" in run(empty, "migrate").stdout
    assert b"left-in-a-free-page" not in path.read_bytes()
    assert asked(path, "PRAGMA user_version") == [(0,)]


def test_migrations_note_that_the_file_is_to_be_rewritten(tmp_path: Path) -> None:
    schema.migrate(f"sqlite:///{tmp_path / 'x.db'}")
    assert asked(tmp_path / "x.db", "PRAGMA user_version") == [(Owed.COMPACT,)]


def test_a_first_start_that_was_cut_loads_the_demo_city_at_the_next(
    empty: Flask, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    altered(path, f"PRAGMA user_version = {int(Owed.DEMO)}")  # as a new database
    loads = []

    def load(**_options: object) -> None:
        loads.append(1)
        if len(loads) == 1:
            raise KeyboardInterrupt
        raise demo.HoldsOtherData

    monkeypatch.setattr(demo, "load", load)
    with empty.app_context():
        with pytest.raises(KeyboardInterrupt):
            serve.prepare(empty)
        serve.prepare(empty)
        serve.prepare(empty)
    assert len(loads) == 2


def test_of_two_starts_at_once_one_waits(
    empty: Flask, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, order = f"sqlite:///{path}", []

    def second() -> None:
        with schema.turn(url):
            order.append("second")

    other = threading.Thread(target=second)
    with schema.turn(url):
        other.start()
        other.join(0.2)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    assert "Another process brings the database up to date: waiting" in capsys.readouterr().err


FAULTS: dict[str, Callable[[Path], object]] = {
    "has had migration 9999": lambda path: altered(
        path, "UPDATE alembic_version SET version_num = '9999'"
    ),
    "is empty": lambda path: path.write_bytes(b""),
    "is damaged": lambda path: path.write_bytes(path.read_bytes()[:50_000]),
    "is no SQLite database": lambda path: path.write_bytes(b"Nama;NIK\n" * 9),
    "is no database of Guyub": lambda path: altered(path, "DROP TABLE alembic_version"),
    "cannot be read": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("said", FAULTS)
def test_a_database_that_does_not_fit_is_said_in_one_line(
    empty: Flask, path: Path, said: str
) -> None:
    FAULTS[said](path)
    for words in (("migrate",), ("demo",), ("audit", "verify")):
        assert said in refused(empty, *words)
    with pytest.raises(SystemExit) as ended:
        updating.stop_if_unusable(empty)
    assert (said in str(ended.value), str(ended.value).count("\n")) == (True, 0)


def test_every_command_looks_first(empty: Flask) -> None:
    """But those for which there may be no database that fits, and Flask's own."""

    def leaves(group: click.Group) -> Iterator[click.Command]:
        for one in group.commands.values():
            yield from leaves(one) if isinstance(one, click.Group) else [one]

    ours = [one for one in leaves(empty.cli) if one.name not in ("run", "shell", "routes")]
    without = {one.name for one in ours if not hasattr(one.callback, "looks_first")}
    assert without == {"backup", "restore"}


@ON_SQLITE
@pytest.mark.parametrize("version", ["9999", "0029"])
def test_a_site_of_another_version_says_so_and_keeps_what_was_typed(
    app: Flask, sari: Reader, path: Path, version: str
) -> None:
    form = sari.get("/anggota/baru")
    altered(path, f"UPDATE alembic_version SET version_num = '{version}'")
    refused = sari.submit(form, "/anggota/baru", name="Bu Wulan")  # within the seconds of a look
    assert (refused.status, UPDATED in refused.text) == (503, True)
    look_anew(app)
    for page in ("/", "/anggota", "/masuk", "/iuran"):
        seen = sari.get(page)
        assert (seen.status, UPDATED in seen.text) == (503, True)
    refused = sari.submit(refused, "/anggota/baru")
    assert refused.status == 503
    found = {"9999": "newer", "0029": "outdated"}[version]
    assert sari.get("/readyz").response.get_data() == f"not ready: {found}\n".encode()
    assert sari.get("/healthz").status == 200
    altered(path, f"UPDATE alembic_version SET version_num = '{next(iter(schema.heads()))}'")
    look_anew(app)
    assert sari.submit(refused, "/anggota/baru").status == 303
    assert sari.get("/anggota?q=wulan").names() == ["Bu Wulan"]


@ON_SQLITE
def test_an_error_of_an_update_a_moment_ago_is_no_fault_of_ours(
    app: Flask, sari: Reader, path: Path
) -> None:
    sari.get("/anggota")
    altered(
        path,
        "ALTER TABLE member RENAME COLUMN search_text TO searched",
        "UPDATE alembic_version SET version_num = '9999'",
    )
    seen = sari.get("/anggota?q=wulan")
    assert (seen.status, UPDATED in seen.text) == (503, True)


@ON_SQLITE
def test_looking_costs_no_statement_of_a_page(app: Flask, sari: Reader) -> None:
    counts, heard = [], []
    sari.get("/anggota")
    with app.app_context():
        engine = db.engine

    def note(*given: object) -> None:
        heard.append(given[2])

    sa.event.listen(engine, "before_cursor_execute", note)
    for wait in (False, True):
        heard.clear()
        if wait:
            look_anew(app)
        sari.get("/anggota")
        counts.append(len(heard))
    sa.event.remove(engine, "before_cursor_execute", note)
    assert counts[0] == counts[1] > 0
