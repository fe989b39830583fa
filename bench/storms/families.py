"""10,000 guesses of the links of families from one address, while a family behind it opens its own;
on SQLite."""

import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
import structlog

from association import create_app, schema
from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.config import from_environment
from association.cover.claims.models import Claim
from association.database import db, write_tx
from association.people.accounts.reads import token_hash
from association.public.family.models import FamilyLink
from association.roster.members.models import Member
from bench.phone import Phone
from tests.infra.server import LiveServer

GUESSES, GUESSERS = 10_000, 12
TODAY, OWN = "2026-11-22", "/keluarga/" + "own-link-" * 4
FREE, ONE_MORE = 100, 20  # guesses of a network, and seconds until one more


def _stage(folder: Path) -> tuple[dict[str, str], str]:
    """Make a city with one case and its link; gives the settings, and the birth date that shows
    name and amounts."""
    given = {"GUYUB_TODAY": TODAY}
    settings = from_environment({"GUYUB_INSTANCE": str(folder), **given})
    schema.upgrade(settings.database_url)
    app = create_app(settings)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    app.test_cli_runner().invoke(args=["generate", "--members", "50"])
    now, today = settings.now(), settings.today()
    with app.app_context(), write_tx() as tx:
        set_reach(tx.session, Everywhere())
        born = sa.select(Member).where(Member.birth_date.is_not(None)).limit(1)
        member = tx.session.scalars(born).one()
        place = {"association_id": member.association_id, "city_id": member.city_id}
        claim = Claim(
            member_id=member.id, kind="death", state="opened", day=today, moved_on=today,
            opened_at=now, **place,
        )  # fmt: skip
        tx.session.add(claim)
        tx.session.flush()
        own = {"token_hash": token_hash(OWN.rpartition("/")[2]), "claim_id": claim.id}
        ends = {"made_at": now, "expires_at": now + timedelta(days=90)}
        tx.session.add(FamilyLink(member_id=member.id, **own, **ends, **place))
        birth_date = str(member.birth_date)
    with app.app_context():
        db.engine.dispose()
    return given, birth_date


def _guess(port: int, turns: range, told: Counter[int], bodies: set[str]) -> None:
    phone = Phone(port, seconds=120)
    for turn in turns:
        answer = phone.get(f"/keluarga/{turn:043}")
        told[answer.status] += 1
        if answer.status == 404:
            bodies.add(answer.text)


def _guessed(port: int, born: str) -> list[str]:
    told, bodies = [Counter[int]() for _ in range(GUESSERS)], set[str]()
    turns = [range(one, GUESSES, GUESSERS) for one in range(GUESSERS)]
    threads = [
        threading.Thread(target=_guess, args=(port, turns[one], told[one], bodies))
        for one in range(GUESSERS)
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    own, longest, family = Counter[int](), 0.0, Phone(port, seconds=120)
    while any(thread.is_alive() for thread in threads):
        asked = time.monotonic()
        own[family.get(OWN).status] += 1
        longest = max(longest, time.monotonic() - asked)
        own[family.fill(OWN, birth_date=born).status] += 1
        time.sleep(1)
    seconds = time.monotonic() - began
    all_told = sum(told, Counter[int]())
    most = FREE + int(seconds / ONE_MORE) + 1
    print(
        f"  {GUESSES} guesses in {seconds:.0f} s: {dict(all_told)}, at most {most} to be judged; "
        f"the family meanwhile {dict(own)}, at most {longest:.2f} s for its page"
    )
    wrong = []
    if all_told[404] > most or set(all_told) - {404, 429} or len(bodies) != 1:
        wrong.append(f"guesses were answered {dict(all_told)} in {len(bodies)} ways")
    if set(own) != {200}:
        wrong.append(f"the family was told {dict(own)}")
    return wrong


def run() -> list[str]:
    """Play it."""
    with tempfile.TemporaryDirectory(prefix="guyub-families-") as name:
        given, born = _stage(Path(name))
        server = LiveServer(Path(name), **given)
        try:
            server.start()
            return _guessed(server.port, born)
        finally:
            server.kill()
