"""How Alembic runs here: one transaction on a connection made for it; `upgrade` of
association.schema, or the alembic command."""

from importlib import import_module
from typing import Any

from alembic import context

from association.config import from_environment
from association.database import Base, migration_connection
from association.embedded import Owed, owe
from association.features import FEATURES


def _tables_of_every_room() -> None:
    for room in FEATURES:
        try:
            import_module(f"association.{room}.models")
        except ModuleNotFoundError as error:
            if error.name != f"association.{room}.models":
                raise


def _ours(item: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """Leave out the shadow tables of full-text search: autogenerate would drop them."""
    return not (kind == "table" and name and "_fts" in name)


def _applied(*, step: Any, **_about: Any) -> None:
    """Note with each migration that the file is to be rewritten after them."""
    owe(connection, Owed.COMPACT)
    context.config.attributes.get("hears", str)(step.up_revision_id)


url = context.config.attributes.get("url") or from_environment().database_url
_tables_of_every_room()
with migration_connection(url) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=_ours,
        on_version_apply=_applied,
    )
    with context.begin_transaction():
        context.run_migrations()
