"""The commands that look after a database: audit, retention."""

import sys

import click
import sqlalchemy as sa
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from association import retention as ends
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.commands import commands, plainly, settings
from association.database import db, is_postgresql
from association.ledger.audit import anchors

# What keeps the log append-only: without one of them somebody had it open for changes.
SQLITE_TRIGGERS = {
    "audit_entry_no_update",
    "audit_entry_no_delete",
    "audit_entry_no_replace",
    "audit_entry_at_the_end",
}
POSTGRESQL_TRIGGERS = {"audit_entry_refuse"}

audit = AppGroup("audit", help="The audit log.")


@audit.command()
@plainly
def verify() -> None:
    """Check the chain of the audit log, its end against the anchors, and that nothing can be
    altered; names the first entry that does not fit."""
    from association.ledger.audit import actions

    session = db.session()
    set_reach(session, Everywhere())
    try:
        kept = anchors.anchors(settings().instance)  # first: the log only grows meanwhile
        entry = actions.first_broken(session)
        if entry is not None:
            raise click.ClickException(
                f"Entry {entry} of the audit log does not fit: it, or one before it, was altered."
            )
        began = anchors.check(session, kept)
    except anchors.Unfit as unfit:
        raise click.ClickException(str(unfit)) from None
    if missing := _missing_triggers(session):
        raise click.ClickException(
            f"The audit log is whole, but open for changes: {', '.join(missing)} is missing."
        )
    head = anchors.head_of(session)
    last = "none" if head.entry == 0 else head.mac
    click.echo(f"The audit log is whole: {head.entries} entries, the last one {last}.")
    for one in began:
        click.echo(f"On {one.day} it was {one.why} at entry {one.head.entry}.")


def _missing_triggers(session: Session) -> list[str]:
    """Name the triggers that are gone, or switched off."""
    if is_postgresql(session):
        found = sa.table("pg_trigger", sa.column("tgname"), sa.column("tgenabled"))
        there = sa.select(found.c.tgname).where(found.c.tgenabled != sa.literal("D"))
        wanted = POSTGRESQL_TRIGGERS
    else:
        found = sa.table("sqlite_master", sa.column("name"), sa.column("type"))
        there = sa.select(found.c.name).where(found.c.type == "trigger")
        wanted = SQLITE_TRIGGERS
    return sorted(wanted - set(session.scalars(there)))


@audit.command("anchor")
@click.option("--accept", is_flag=True, help="Take the log as it stands, whatever lies before.")
@plainly
def anchor(accept: bool) -> None:
    """Write outside the database how far the audit log reaches; keep what it prints."""
    why = anchors.Why.ACCEPTED if accept else anchors.Why.COMMAND
    try:
        line = anchors.anchor(db.session(), settings().instance, why, now=settings().now())
    except anchors.Unfit as unfit:
        raise click.ClickException(str(unfit)) from None
    click.echo(line or "The audit log has not moved since the last anchor.")


@commands.command()
@click.option("--apply", is_flag=True, help="Delete the rows; without it they are only counted.")
@plainly
def retention(apply: bool) -> None:
    """Count, per table, the rows whose end has come; delete them with --apply."""
    now = settings().now()
    set_reach(db.session(), Everywhere())
    found = ends.count_over(db.session(), now=now)
    if apply:
        length = sum(found.values())
        with click.progressbar(
            length=length, label="Rows", file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar:

            def step(rows: int) -> bool:
                bar.update(rows)
                return True

            found |= ends.sweep(now=now, step=step)
    for table, count in found.items():
        click.echo(f"{table}: {count}")
    many = sum(found.values())
    click.echo(f"{many} rows went." if apply else f"{many} rows would go. To delete: --apply")
