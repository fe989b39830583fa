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
            connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one() for t in ("member", "stall", "card")
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
            "INSERT INTO stall (member_id, association_id, kind, block, number) VALUES (1, 1, '', '', '')"
        )
    with migration_connection(url) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM stall").scalar_one() == 0
