"""300 members with right cards at one moment from one address, double taps, and 10,000 guesses from
there, while known members go on asking; on SQLite, and on PostgreSQL with three processes."""

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa
import structlog

from association import create_app, schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import from_environment
from association.database import db
from association.roster.members.models import Card, Member
from bench.phone import Phone
from tests.infra.postgres import fresh_database, served
from tests.infra.server import LiveServer

CROWD, TAPS, GUESSES, GUESSERS = 300, 60, 10_000, 12
PATH, TODAY = "/cek", "2026-11-22"
FREE, ONE_MORE = 100, 20  # guesses of a network, and seconds until one more


@dataclass
class Holder:
    """A card's code and the birth date that goes with it."""

    code: str
    born: str


@contextmanager
def _site(
    folder: Path, url: str, processes: int
) -> Iterator[tuple[list[LiveServer], list[Holder]]]:
    """Serve a city of 500 from one or more processes; gives them, and the members with cards."""
    given = {"GUYUB_TODAY": TODAY} | ({"GUYUB_DATABASE_URL": url} if url else {})
    settings = from_environment({"GUYUB_INSTANCE": str(folder), **given})
    schema.upgrade(settings.database_url)
    app = create_app(settings)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    app.test_cli_runner().invoke(args=["generate", "--members", "500"])
    with app.app_context():
        set_reach(db.session(), Everywhere())
        found = db.session.execute(
            sa.select(Member.id, Member.birth_date)
            .join(Card, Card.member_id == Member.id)
            .where(Member.birth_date.is_not(None), Member.left_on.is_(None))
        )
        people = [Holder(f"S{number:09}", str(born)) for number, born in found]
        db.session.remove()
        db.engine.dispose()
    servers = [LiveServer(folder, **given) for _ in range(processes)]
    try:
        for server in servers:
            server.start()
        yield servers, people
    finally:
        for server in servers:
            server.kill()


def _opened(phone: Phone) -> Callable[[str, str], int]:
    """Open the page; gives what sends its form, with a code and a birth date."""
    form = phone.get(PATH).form(PATH)
    return lambda code, born: phone.post(PATH, form | {"code": code, "birth_date": born}).status


def _at_once(acts: list[Callable[[], int]]) -> tuple[Counter[int], float]:
    """Do all at one moment; gives how often each status came, and how long the last one took."""
    ready = threading.Barrier(len(acts))

    def begin(act: Callable[[], int]) -> int:
        ready.wait(60)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        began = time.monotonic()
        return Counter(pool.map(begin, acts)), time.monotonic() - began


def _crowd(ports: list[int], people: list[Holder]) -> list[str]:
    asked = [
        (_opened(Phone(ports[n % len(ports)], seconds=120)), one)
        for n, one in enumerate(people[:CROWD])
    ]
    told, seconds = _at_once([lambda a=ask, o=one: a(o.code, o.born) for ask, one in asked])
    print(f"  {len(asked)} right at one moment: {dict(told)} in {seconds:.1f} s")
    twice = [pair for pair in asked[:TAPS] for _ in range(2)]
    taps, seconds = _at_once([lambda a=ask, o=one: a(o.code, o.born) for ask, one in twice])
    print(f"  {TAPS} double taps: {dict(taps)} in {seconds:.1f} s")
    wrong = [f"{what}: {dict(one)}" for what, one in (("crowd", told), ("taps", taps))]
    return [said for said, one in zip(wrong, (told, taps), strict=True) if set(one) != {200}]


class Flood:
    """Guesses from one address, at cards that exist and at such that do not."""

    def __init__(self, ports: list[int], aims: list[Holder]) -> None:
        self.left, self.told, self.aims = iter(range(GUESSES)), Counter[int](), aims
        self.lock, self.luck, self.ports = threading.Lock(), random.Random(14), ports

    def guess(self, number: int) -> None:
        """Guess until all are made."""
        send = _opened(Phone(self.ports[number % len(self.ports)], seconds=120))
        while True:
            with self.lock:
                turn = next(self.left, None)
                if turn is None:
                    return
                aim = self.luck.choice(self.aims).code if turn % 4 else f"AAAA{turn:06}"
                born = date.fromordinal(self.luck.randrange(715_000, 730_000)).isoformat()
            status = send(aim, born)
            with self.lock:
                self.told[status] += 1


def _flooded(ports: list[int], people: list[Holder]) -> list[str]:
    known, aimed, fresh = people[0], people[CROWD], people[CROWD + 1 : CROWD + 40]
    phones = [
        (_opened(one), who) for who in (known, aimed) for one in [Phone(ports[0], seconds=120)]
    ]
    first = Counter(send(who.code, who.born) for send, who in phones)
    flood = Flood(ports, people[CROWD + 40 :] + [aimed])
    threads = [threading.Thread(target=flood.guess, args=(n,)) for n in range(GUESSERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    seen, new = Counter[int](), Counter[int]()
    while any(thread.is_alive() for thread in threads):
        seen.update(send(who.code, who.born) for send, who in phones)
        with suppress(IndexError):
            one = fresh.pop()
            new[_opened(Phone(ports[0], seconds=120))(one.code, one.born)] += 1
        time.sleep(1)
    seconds = time.monotonic() - began
    most = FREE + int(seconds / ONE_MORE) + 1
    judged = sum(times for status, times in flood.told.items() if status != 429)
    print(
        f"  {GUESSES} guesses in {seconds:.0f} s: {dict(flood.told)}, at most {most} to be judged; "
        f"known members meanwhile {dict(seen)}, new phones {dict(new)}"
    )
    wrong = []
    if judged > most or set(flood.told) - {422, 429}:
        wrong.append(f"guesses were answered {dict(flood.told)}")
    if set(first + seen + new) != {200}:
        wrong.append(f"known members were told {dict(first + seen)}, new phones {dict(new)}")
    return wrong


def _played(folder: Path, url: str, processes: int) -> list[str]:
    with _site(folder, url, processes) as (servers, people):
        ports = [one.port for one in servers]
        return _crowd(ports, people) + _flooded(ports, people)


def run() -> list[str]:
    """Play both engines."""
    with tempfile.TemporaryDirectory(prefix="guyub-crowds-") as name, served() as server:
        for engine in ("sqlite", "postgresql"):
            (Path(name) / engine).mkdir()
        print(" SQLite")
        broken = _played(Path(name) / "sqlite", "", 1)
        print(" PostgreSQL, three processes")
        return broken + _played(Path(name) / "postgresql", fresh_database(server.url), 3)
