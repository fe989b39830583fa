"""Migrations: nothing missing, nothing lost, batch mode keeps child rows."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from association import schema
from association.database import Base, migration_connection
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


def test_those_who_worked_before_duties_were_accepted_go_on_working(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    url = f"sqlite:///{tmp_path / 'x.db'}"
    config = Config(attributes={"url": url})
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    command.upgrade(config, "0011")
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
