"""What a year leaves in the database of a paguyuban of 2,600, table by table: under 50 MB.

Played by the real actions on a tenth of the members, for ten times as long as the suite may take:
the round with cash and deposits, a list imported each month in which every row changed, weekly
meetings, a reminder and a list of BPJS each month, and the sweep that the serving process does.
"""

import contextlib
import dataclasses
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from association import create_app, retention, schema
from association.access.by import By
from association.access.fence import set_reach
from association.access.reach import Everywhere, OneAssociation
from association.cover.cash import actions as cash
from association.cover.cash import depositing
from association.cover.cash.outcomes import Asking, Outcome
from association.cover.reconciliation import keeping as official_keeping
from association.cover.reconciliation import official
from association.cover.reminders import sending
from association.database import db, write_tx
from association.meetings.attendance import actions as attendance
from association.meetings.events import actions as events
from association.meetings.events.models import Kind
from association.meetings.events.values import EventValues
from association.once import Once
from association.people.accounts.actions import create_account
from association.roster.imports import actions as imports
from association.roster.imports import keeping
from association.roster.imports.checking import check
from association.roster.lists.date_orders import understand_dates
from association.roster.lists.markets import known_markets
from association.roster.lists.sheets import Sheet
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Role
from association.rules.law.custody import DepositValues
from association.territory.models import Association
from tests.conftest import settings_for

TENTH, MOST_MB = 260, 50


class Year:
    """One paguyuban, month by month."""

    def __init__(self, app: Flask) -> None:
        self.app, self.now = app, datetime(2026, 1, 5, 3, tzinfo=UTC)
        settings = app.extensions["guyub"]
        app.extensions["guyub"] = dataclasses.replace(settings, clock=lambda: self.now)
        self.keys = iter(range(10_000_000))
        with write_tx() as tx:
            set_reach(tx.session, Everywhere())
            home = tx.session.scalars(sa.select(Association)).one()
            account = create_account(
                tx.session, name="Ketua", phone="081200000901", role=Role.LEADER, now=self.now
            )
            self.account, self.home, self.city = account.id, home.id, home.city_id
        self.own()
        self.ids = list(db.session().scalars(sa.select(Member.id).order_by(Member.id)))

    def own(self) -> None:
        """Take the reach of the paguyuban again."""
        set_reach(db.session(), OneAssociation(self.home, self.city))

    @property
    def by(self) -> By:
        """Say who acts now."""
        return By(account_id=self.account, association_id=self.home, at=self.now)

    @property
    def today(self) -> date:
        """Give the day."""
        return self.by.day

    def once(self) -> Once:
        """Make the key of one more form."""
        return Once(f"account:{self.account}", f"p1-{next(self.keys):032x}", b"d" * 16, self.now)

    def month(self) -> None:
        """Play one month."""
        self.own()
        self.imported()
        for week in range(4):
            self.met(week)
        for one in self.ids:
            asking = Asking(outcome=Outcome.PAID)
            with contextlib.suppress(RuleError):
                cash.visit(one, asking, self.by, today=self.today, once=self.once())
            with contextlib.suppress(RuleError):
                sending.sent(one, self.by, today=self.today, once=self.once())
        values = DepositValues(
            collector_id=self.account, day=self.today, channel="bank", reference=f"R-{self.today}"
        )
        with contextlib.suppress(RuleError):
            depositing.deposit(values, self.by, today=self.today, once=self.once())
        self.reconciled()
        self.now += timedelta(days=31)
        retention.sweep(now=self.now, step=lambda _rows: True)
        db.session.remove()

    def met(self, week: int) -> None:
        """Hold a meeting to which a tenth comes."""
        values = EventValues(
            title=f"Pekan {week}", kind=Kind.ASSEMBLY, starts_at=self.now, place="Aula pasar"
        )
        event = events.create(values, self.by, city_id=self.city, once=self.once())
        for one in self.ids[week::10]:
            attendance.mark(event, one, self.by, present=True, today=self.today, once=self.once())

    def roster(self, *further: str) -> Iterator[tuple[str, ...]]:
        """Give name, NIK, birth date and more of every member, as a list has them."""
        for one in db.session().scalars(sa.select(Member).order_by(Member.id)):
            born = one.birth_date.strftime("%d/%m/%Y") if one.birth_date else ""
            yield (one.name, one.nik or "", born, *further)

    def imported(self) -> None:
        """Import the roster with another commodity in every row."""
        rows = (("Nama", "NIK", "Tanggal lahir", "Dagangan"), *self.roster(f"Sembako {self.today}"))
        sheets = (Sheet("Daftar", rows, (), False, {}),)
        contents = understand_dates(sheets, today=self.today)
        upload = keeping.keep(contents, self.by, sheets=sheets)
        markets = known_markets(db.session(), self.home)
        check(upload, markets=markets, parts=100)
        imports.save(upload, self.by, city_id=self.city, markets=markets, chunks=100)

    def reconciled(self) -> None:
        """Keep the list of the branch."""
        rows = (("Nama", "NIK", "Tanggal lahir", "Status"), *self.roster("Aktif"))
        sheets = (Sheet("BPJS", rows, (), False, {}),)
        found = official.understand(sheets, today=self.today)
        official_keeping.keep(found, sheets, self.by, filename="bpjs.xlsx", whole=True)


def sizes(path: Path) -> dict[str, tuple[int, int]]:
    """Give bytes and rows of each table with its indexes."""
    connection = sqlite3.connect(path)
    owners = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master"))
    found: dict[str, int] = {}
    for name, size in connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
        table = owners.get(name, name)
        found[table] = found.get(table, 0) + size
    rows = {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in found
        if not table.startswith("sqlite_")
    }
    connection.close()
    return {table: (size, rows.get(table, 0)) for table, size in found.items()}


def run() -> list[str]:
    """Play the year, print the tables, say what weighs too much."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "guyub.db"
        schema.upgrade(f"sqlite:///{path}")
        app = create_app(settings_for(f"sqlite:///{path}", folder))
        made = ("generate", "--members", str(TENTH), "--associations", "1")
        if (done := app.test_cli_runner().invoke(args=made)).exit_code:
            raise SystemExit(done.output)
        with app.app_context():
            year = Year(app)
            before = sizes(path)
            for _ in range(12):
                year.month()
            db.engine.dispose()
        after = sizes(path)
    finally:
        shutil.rmtree(folder)
    total = 10 * sum(size for size, _rows in after.values()) / 1e6
    print(f"{'table':24}{'rows':>9}{'MB':>8}{'MB before':>11}   (of 2,600 members, a year)")
    for table, (size, rows) in sorted(after.items(), key=lambda one: -one[1][0])[:20]:
        old = before.get(table, (0, 0))[0] / 1e5
        print(f"{table:24}{rows * 10:>9}{size / 1e5:>8.1f}{old:>11.1f}")
    print(f"all: {total:.1f} MB")
    return [f"the archive of a year has {total:.1f} MB"] if total > MOST_MB else []
