"""`python -m bench`: does a page get slower, or ask more, when the city has a hundred times the
members?

The same paguyuban of 250 members is measured in a database of 1,000 members and in a big one, turn
by turn in one run, so that a busy machine slows both. Ends with 1 when a page asks the big database
more often than the small one.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from flask.testing import FlaskClient
from sqlalchemy import event

from association.database import db
from association.rules.house.permissions import Role
from bench.stage import Stage, stage

SMALL = 1_000
WARM = 5
PAGES = (
    (Role.LEADER, "/"),
    (Role.LEADER, "/anggota"),
    (Role.LEADER, "/anggota?after={last}"),
    (Role.LEADER, "/anggota?q=t"),
    (Role.LEADER, "/anggota?q=ti"),
    (Role.LEADER, "/anggota?q=santoso"),
    (Role.LEADER, "/anggota?q={tail}"),
    (Role.LEADER, "/anggota?q={phone}"),
    (Role.LEADER, "/anggota?q={slip}"),
    (Role.LEADER, "/anggota?q=b-12"),
    (Role.LEADER, "/anggota?status=menunggak"),
    (Role.LEADER, "/anggota?status=habis"),
    (Role.LEADER, "/anggota/{member}"),
    (Role.LEADER, "/iuran/catat"),
    (Role.LEADER, "/iuran/setor"),
    (Role.LEADER, "/pendaftaran"),
    (Role.LEADER, "/pengingat"),
    (Role.LEADER, "/anggota?as_of=2026-06-30"),
    (Role.LEADER, "/kegiatan"),
    (Role.LEADER, "/kegiatan/{event}/hadir"),
    (Role.LEADER, "/kegiatan/{event}/hasil"),
    (Role.LEADER, "/kegiatan/hasil"),
    (Role.OFFICER, "/pemantauan"),
    (Role.OFFICER, "/pemantauan/kegiatan/hasil"),
)


@dataclass
class Line:
    """One page in both databases: milliseconds of each turn, and statements."""

    page: str
    small: list[float] = field(default_factory=list)
    big: list[float] = field(default_factory=list)
    statements: tuple[int, int] = (0, 0)

    @property
    def ratio(self) -> float:
        """Give how many times longer the big database takes: the median of the turns, not of the
        sums."""
        return statistics.median(self.big) / statistics.median(self.small)

    def __str__(self) -> str:
        small, big = statistics.median(self.small), statistics.median(self.big)
        asked = "{} / {}".format(*self.statements)
        return f"{self.page:<32}{small:>9.1f}{big:>9.1f}{self.ratio:>8.2f}{asked:>13}"


def main() -> int:
    """Build both databases, measure, print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--members", type=int, default=100_000, help="of the big database (100000)")
    parser.add_argument(
        "--turns", type=int, default=40, help="how often each page is asked for (40)"
    )
    parser.add_argument(
        "--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite"
    )
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guyub-bench-")))
        urls = stack.enter_context(_databases(folder, postgres=options.postgres))
        small = stack.enter_context(stage(urls[0], folder, members=SMALL))
        big = stack.enter_context(stage(urls[1], folder, members=options.members))
        structlog.configure(
            logger_factory=structlog.ReturnLoggerFactory()
        )  # the log is made, not printed
        print(
            f"{options.members} members generated in {big.made_in:.1f} s, "
            f"{options.members / big.made_in:,.0f} a second"
        )
        print(
            f"{'page (median milliseconds)':<32}{SMALL:>9}{options.members:>9}"
            f"{'ratio':>8}{'statements':>13}"
        )
        lines = [
            line
            for role, page in PAGES
            if (line := _measured(role, page, small, big, options.turns))
        ]
    uneven = [line.page for line in lines if line.statements[0] != line.statements[1]]
    if uneven:
        print(f"FAILED: the number of statements grows with the city: {', '.join(uneven)}")
    return 1 if uneven else 0


@contextmanager
def _databases(folder: Path, *, postgres: bool) -> Iterator[list[str]]:
    if not postgres:
        yield [f"sqlite:///{folder / name}.db" for name in ("small", "big")]
        return
    from tests.infra import postgres as server_of_tests

    with server_of_tests.served() as server:
        yield [server_of_tests.fresh_database(server.url) for _ in range(2)]


def _measured(role: Role, page: str, small: Stage, big: Stage, turns: int) -> Line | None:
    """Ask for one page in both, turn by turn; prints its line. None when there is no such page
    yet."""
    line = Line(page)
    clients = [_client(one, role) for one in (small, big)]
    pages = [page.format(**one.words) for one in (small, big)]
    answers = [client.get(path).status_code for client, path in zip(clients, pages, strict=True)]
    if answers != [200, 200]:
        print(f"{page:<32}skipped: it answers {answers}")
        return None
    for turn in range(WARM + turns):
        for client, path, times in zip(clients, pages, (line.small, line.big), strict=True):
            began = time.perf_counter()
            client.get(path)
            if turn >= WARM:
                times.append((time.perf_counter() - began) * 1000)
    counted = [
        _statements(one, client, path)
        for one, client, path in zip((small, big), clients, pages, strict=True)
    ]
    line.statements = (counted[0], counted[1])
    print(line, flush=True)
    return line


def _client(one: Stage, role: Role) -> FlaskClient:
    client = one.app.test_client()
    client.set_cookie("guyub", one.tokens[role])
    return client


def _statements(one: Stage, client: FlaskClient, path: str) -> int:
    """Count what a page asks the database, without pragmas and BEGIN."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip()[:6].upper() in {
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
        } or statement.startswith("WITH"):
            asked.append(statement)

    with one.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


if __name__ == "__main__":
    raise SystemExit(main())
