"""Which migrations exist and which of them a database has had, without loading Alembic (100 ms and
7 MB)."""

import re
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from association.config import ROOT
from association.trouble import trouble_of

MIGRATIONS = ROOT / "migrations"
_NAMED = re.compile(r"^(down_revision|revision)\b[^=\n]*=\s*(.+)$", re.MULTILINE)
_QUOTED = re.compile(r"""["']([^"']+)["']""")


def heads(folder: Path = MIGRATIONS) -> frozenset[str]:
    """Name the newest migrations: those that no other one follows."""
    revisions: set[str] = set()
    followed: set[str] = set()
    for path in (folder / "versions").glob("*.py"):
        for name, value in _NAMED.findall(path.read_text()):
            (revisions if name == "revision" else followed).update(_QUOTED.findall(value))
    return frozenset(revisions - followed)


def applied(engine: Engine) -> frozenset[str]:
    """Name the migrations that the database stands at; nothing when it is new."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return frozenset()
        version = sa.column("version_num", sa.String)
        return frozenset(
            connection.scalars(sa.select(version).select_from(sa.table("alembic_version")))
        )


def is_current(engine: Engine) -> bool:
    """Tell whether the database answers and has had every migration."""
    return not wrong_with(engine)


def wrong_with(engine: Engine) -> str:
    """Say in a word what keeps a database from serving: outdated, busy, away, full; nothing where
    nothing does."""
    try:
        return "" if applied(engine) == heads() else "outdated"
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        return str(trouble)


def upgrade(url: str) -> None:
    """Apply every pending migration to a database; nothing of what they removed stays in an SQLite
    file."""
    from alembic import command
    from alembic.config import Config

    from association.database import compact

    config = Config(attributes={"url": url})
    config.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(config, "head")
    compact(url)


def write_migration(message: str) -> None:
    """Write the next migration from the models, against a throw-away database that has all the
    others."""
    import tempfile

    from alembic import command
    from alembic.config import Config

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/migrated.db"
        upgrade(url)
        config = Config(attributes={"url": url})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        number = f"{len(list((MIGRATIONS / 'versions').glob('*.py'))) + 1:04}"
        command.revision(config, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    import sys

    write_migration(sys.argv[1])
