"""Commands: `flask --app app setup | demo | generate | account | association | backup | restore |
audit | retention | migrate`; each fails with one clear line."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association.account_commands import account
from association.commands import (
    anchored,
    bring_up_to_date,
    commands,
    in_words,
    plainly,
    ready,
    settings,
)
from association.database import db, engine_options, lone_engine
from association.founding import association
from association.ledger.audit.anchors import Head, Unfit, Why, anchors, head_of
from association.people.setup.actions import void_code
from association.upkeep import audit, retention


def set_up(app: Flask) -> None:
    """Register the commands; what they need is imported when one runs."""
    for command in (*commands.commands.values(), account, association, audit, retention):
        app.cli.add_command(command)


@commands.command()
@click.option(
    "--members", type=click.IntRange(1, 5_000_000), required=True, help="How many members to make."
)
@click.option(
    "--city",
    default="33.72",
    show_default=True,
    metavar="CODE",
    help="Code of the city they are made in.",
)
@click.option(
    "--associations",
    type=click.IntRange(1),
    help="How many paguyuban.  [default: one for 250 members]",
)
@click.option("--force", is_flag=True, help="Add them to members who are there already.")
@plainly
def generate(members: int, city: str, associations: int | None, force: bool) -> None:
    """Make synthetic members for load tests: people, stalls, cards, contributions."""
    from association.generate import PER_ASSOCIATION, HoldsOtherData
    from association.generate import generate as make

    ready()
    many = min(members, associations or max(1, round(members / PER_ASSOCIATION)))
    with _bar("Members", members) as bar:
        try:
            make(
                members=members,
                city_code=city,
                associations=many,
                force=force,
                send=_send,
                advance=bar.update,
            )
        except HoldsOtherData:
            raise click.ClickException(
                "The database holds members already. --force mixes synthetic ones among them."
            ) from None
    anchored()
    click.echo(f"Made {members} members in {many} paguyuban.")


def _send(session: "Session", statement: str, rows: list[tuple[Any, ...]]) -> None:
    session.connection().exec_driver_sql(statement, rows)


@commands.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_words
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE, also while it serves. Keep the keys
    elsewhere."""
    from association import backup as copies

    source_path, part = _database_file("pg_dump"), file.with_name(file.name + ".part")
    if file.exists():
        raise click.ClickException(f"{file} is there already.")
    if not source_path.exists():
        raise click.ClickException(f"There is no database at {source_path}.")
    try:
        with (
            _opened(source_path, "ro") as source,
            _opened(part, "rwc") as target,
            _steps("Copying") as step,
        ):
            copies.copy(source, target, step)
        copies.keep(part, file)
    except (copies.Refused, _driver().Error, OSError) as error:
        raise click.ClickException(f"No backup was made at {file}: {_said(error)}.") from None
    finally:
        part.unlink(missing_ok=True)
    anchored(Why.BACKUP)
    click.echo(f"Wrote {file}.")


@commands.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_words
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the database, which is kept aside. Stop the server
    first."""
    from association import backup as copies

    current = _database_file("pg_restore")
    part = current.with_name(current.name + ".restoring")
    db.engine.dispose()
    try:
        with (
            _opened(file, "ro") as source,
            _opened(part, "rwc") as target,
            _steps("Checking") as step,
        ):
            copies.copy(source, target, step)
        head = _whole_log(part)
        _nobody_uses(current)
        aside = current.with_name(f"{current.name}.before-{settings().now():%Y%m%dT%H%M%SZ}")
        if aside.exists():
            raise click.ClickException(f"{aside} is there already.")
        copies.put_aside(current, aside)
        copies.keep(part, current)
    except (copies.Refused, _driver().Error, OSError) as error:
        raise click.ClickException(f"{file} was not restored: {_said(error)}.") from None
    finally:
        part.unlink(missing_ok=True)
    bring_up_to_date()
    void_code()
    kept = f" The database before it is kept in {aside}." if aside.exists() else ""
    behind = _behind(head)
    anchored(Why.RESTORED)
    click.echo(f"Restored {file}.{kept}{behind}")


def _behind(head: Head) -> str:
    """Say how far a backup lies behind what was anchored."""
    try:
        newest = max((one.head.entry for one in anchors(settings().instance)), default=0)
    except (Unfit, OSError):
        newest = 0
    if newest <= head.entry:
        return ""
    return f" Its audit log ends at entry {head.entry}; entries up to {newest} are lost with it."


def _nobody_uses(current: Path) -> None:
    """Refuse while somebody has the database open; afterwards everything stands in the one file."""
    if not current.exists():
        return
    from association.backup import Refused

    with _opened(current, "rw") as opened:
        try:
            opened.execute("PRAGMA journal_mode=DELETE").fetchone()
        except _driver().OperationalError:
            raise Refused("the database is in use; stop the server first") from None
        except _driver().DatabaseError:
            pass  # damaged: the reason why somebody restores


def _said(error: Exception) -> str:
    """Give an error's words in one line."""
    return " ".join(str(error.strerror or error if isinstance(error, OSError) else error).split())


def _driver() -> Any:
    return engine_options("sqlite:///")["module"]


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[Any]:
    """Open an SQLite file by itself: "ro", "rw", or "rwc" to make it."""
    if mode == "rwc":
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
    opened = _driver().connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=5, isolation_level=None
    )
    try:
        yield opened
    finally:
        opened.close()


def _database_file(instead: str) -> Path:
    url = sa.make_url(settings().database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise click.ClickException(f"This database is no SQLite file. Use {instead} of PostgreSQL.")
    return Path(url.database)


def _whole_log(path: Path) -> Head:
    """Walk the audit chain of another file than the database; tells how far it reaches. Raises
    Refused."""
    from association.backup import Refused
    from association.ledger.audit import actions

    with Session(lone_engine(f"sqlite:///{path}")) as session:
        if (entry := actions.first_broken(session)) is not None:
            raise Refused(
                f"entry {entry} of its audit log does not fit (altered, or made with another "
                f"data key)"
            )
        return head_of(session)


def _bar(label: str, length: int) -> Any:
    """Make a progress bar for whoever watches."""
    return click.progressbar(
        length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    )


@contextmanager
def _steps(label: str) -> Iterator[Callable[[int, int, int], None]]:
    """Show how far a copy is."""
    with _bar(label, 1) as bar:

        def step(_status: int, left: int, pages: int) -> None:
            bar.length = pages
            bar.update(pages - left - bar.pos)

        yield step
