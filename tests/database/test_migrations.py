"""Migrations: nothing missing, nothing lost, batch mode keeps child rows."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session

from association import schema
from association.database import Base, lone_engine, migration_connection
from association.people.accounts.beginning import Begun, holds
from tests.infra.cast import Cast


def test_the_models_and_the_migrations_agree(stage: tuple[str, Cast]) -> None:
    with migration_connection(stage[0]) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_rebuilding_a_parent_table_keeps_its_children(stage: tuple[str, Cast]) -> None:
    from alembic.operations import Operations

    def rows(connection: sa.Connection) -> list[int]:
        return [
            connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one()
            for t in ("member", "stall", "card")
        ]

    with migration_connection(stage[0]) as connection:
        before = rows(connection)
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("member", recreate="auto") as batch:
            batch.add_column(sa.Column("for_this_test", sa.Integer))
        assert rows(connection) == before
        assert min(before) > 0


def test_a_migration_that_breaks_a_foreign_key_is_rolled_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    schema.upgrade(url)
    with pytest.raises(RuntimeError, match="stall"), migration_connection(url) as connection:
        connection.exec_driver_sql(
            "INSERT INTO stall (member_id, association_id, kind, block, number) VALUES (1, 1, '', "
            "'', '')"
        )
    with migration_connection(url) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM stall").scalar_one() == 0


def upgrade_to(url: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"url": url})
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    command.upgrade(config, revision)


def test_those_who_worked_before_duties_were_accepted_go_on_working(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    upgrade_to(url, "0011")
    with migration_connection(url) as connection:
        for row in (
            "INSERT INTO city (id, code, name) VALUES (1, '33.72', 'Kota Surakarta')",
            (
                "INSERT INTO association (id, city_id, name, contact_name, contact_phone, "
                "version) VALUES (1, 1, 'P', '', '', 1)"
            ),
            (
                "INSERT INTO account (id, name, role, phone_index, password_hash, created_at) "
                "VALUES (1, 'Sari', 'leader', x'01', '', '2026-01-01')"
            ),
            (
                "INSERT INTO duty (account_id, association_id, position, starts_on) VALUES (1, 1, "
                "'ketua', '2026-01-01')"
            ),
        ):
            connection.exec_driver_sql(row)
    schema.upgrade(url)
    with migration_connection(url) as connection:
        columns = "accepted_on, may_edit, may_record_money, may_see_nik, invited_name"
        kept = connection.exec_driver_sql(f"SELECT {columns} FROM duty").all()
    assert kept == [("2026-01-01", 1, 1, 1, "")]
    with Session(lone_engine(url)) as session:
        assert holds(session).begun is Begun.DONE  # nobody sets up what people work with


def old_answers(connection: sa.Connection) -> None:
    """Keep a thousand answers as before 0.2.0, and forget half of them as after a week."""
    for n in range(1000):
        digest = hashlib.sha256(f"{n}".encode()).hexdigest()
        value = f"decode('{digest}', 'hex')"
        if connection.dialect.name == "sqlite":
            value = f"x'{digest}'"
        connection.exec_driver_sql(
            "INSERT INTO saved_answer (owner, key, digest, answer, saved_at) VALUES "
            f"('account:1', 'key-{n:04}', {value}, '7', '2026-11-22')"
        )
    connection.exec_driver_sql("DELETE FROM saved_answer WHERE key >= 'key-0500'")


def test_digests_without_a_key_leave_the_file_and_answers_stay(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    url = f"sqlite:///{path}"
    upgrade_to(url, "0021")
    with migration_connection(url) as connection:
        old_answers(connection)
    digests = [hashlib.sha256(f"{n}".encode()).digest() for n in range(1000)]
    assert sum(one in path.read_bytes() for one in digests) > 500  # deleted ones, too
    schema.upgrade(url)
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert [n for n, one in enumerate(digests) if one in kept] == []
    with migration_connection(url) as connection:
        rows = "SELECT count(*), max(length(digest)), min(answer) FROM saved_answer"
        assert connection.exec_driver_sql(rows).one() == (500, 0, "7")


@pytest.mark.postgres
def test_digests_without_a_key_are_emptied_on_postgresql(remade: Callable[[str, str], str]) -> None:
    url = remade("digests", "template1")
    upgrade_to(url, "0021")
    with migration_connection(url) as connection:
        old_answers(connection)
        before = connection.exec_driver_sql("SELECT pg_relation_filenode('saved_answer')").scalar()
    schema.upgrade(url)
    with migration_connection(url) as connection:
        rows = "SELECT count(*), max(length(digest)), min(answer) FROM saved_answer"
        assert tuple(connection.exec_driver_sql(rows).one()) == (500, 0, "7")
        now = connection.exec_driver_sql("SELECT pg_relation_filenode('saved_answer')").scalar()
    assert now != before  # written anew: no replaced row stays in the table's file
