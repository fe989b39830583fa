"""200 power cuts: what was answered as saved is there, the file is whole, the audit chain holds.

Writers save members and change them, while the disk is recorded; then the cut is played at 200
random moments, each with other luck for what was not synced. The same is played with
synchronous=NORMAL, which must lose something: otherwise the storm shows nothing.
"""

import random
import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session

from association import create_app, schema
from association.database import db, lone_engine
from association.ledger.audit.actions import first_broken
from bench.recording import Disk, recorded
from tests.attacks.crowd import at_once
from tests.conftest import settings_for
from tests.infra.cast import Cast, gather
from tests.infra.client import Reader

CUTS, WRITERS, EACH = 200, 4, 10
WORDS = ("Jamu", "Bumbu", "Kain")


@dataclass(frozen=True, slots=True)
class Found:
    """What cuts left: how many lost something that was told, and how many a broken file."""

    lost: int
    broken: int


def run() -> list[str]:
    """Cut 200 times at full sync, and again at less to see that a loss would be seen."""
    full, less = played("FULL", CUTS), played("NORMAL", CUTS)
    broken = []
    if full.lost or full.broken:
        broken.append(f"{full.lost} cuts lost what was saved, {full.broken} left a broken file")
    if not less.lost:
        broken.append("with synchronous=NORMAL nothing is lost: the cuts are no cuts")
    return broken


def played(
    synchronous: str, cuts: int, *, each: int = EACH, stage: tuple[Path, Cast] | None = None
) -> Found:
    """Let writers add `each` members and change them; cut so many times, and look at what is left.

    `stage` is a filled database to begin with and its cast.
    """
    with tempfile.TemporaryDirectory(prefix="guyub-power-") as name:
        folder = Path(name)
        disk = _recorded(folder, synchronous, each, stage)
        luck = random.Random(14)
        lost = broken = 0
        for number in range(cuts):
            into = folder / f"cut{number}"
            told = disk.cut(luck.randrange(len(disk.steps)), into, luck)
            whole, missing = _looked_at(into / "guyub.db", told)
            lost, broken = lost + bool(missing), broken + (not whole)
        answers = sum(step.what == "said" for step in disk.steps)
        checkpoints = sum(one.what == "sync" and one.path == "guyub.db" for one in disk.steps)
        print(
            f"synchronous={synchronous}: {cuts} cuts in {len(disk.steps)} steps, "
            f"{answers} answers, {checkpoints} checkpoints: "
            f"{lost} lost something, {broken} left a broken file",
            flush=True,
        )
        return Found(lost, broken)


def _recorded(folder: Path, synchronous: str, each: int, stage: tuple[Path, Cast] | None) -> Disk:
    """Let writers save while the disk is recorded."""
    source, cast = stage or _staged(folder)
    data = folder / "data"
    data.mkdir()
    shutil.copy(source, data / "guyub.db")
    app = create_app(settings_for(f"sqlite:///{data / 'guyub.db'}", data))
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # made, not printed
    if synchronous != "FULL":
        with app.app_context():
            event.listen(
                db.engine,
                "connect",
                lambda opened, _record: opened.execute(f"PRAGMA synchronous={synchronous}"),
            )
    with recorded(data, folder / "start") as disk:
        readers = [Reader(app, cast.token["sari"]) for _ in range(WRITERS)]
        at_once(
            *(partial(_write, one, f"Pedagang {n}", disk, each) for n, one in enumerate(readers))
        )
        with app.app_context():
            db.engine.dispose()
    return disk


def _staged(folder: Path) -> tuple[Path, Cast]:
    url = f"sqlite:///{folder / 'stage.db'}"
    schema.upgrade(url)
    with create_app(settings_for(url, folder)).app_context():
        cast = gather()
        db.engine.dispose()
    return folder / "stage.db", cast


def _write(reader: Reader, name: str, disk: Disk, each: int) -> None:
    """Add members and change them; note what each answer told."""
    for number in range(each):
        own = f"{name} {number}"
        added = reader.fill("/anggota/baru", name=own, commodity="-")
        assert added.status == 303, added.text
        disk.say(f"{own}=-")
        for word in WORDS:
            changed = reader.fill(f"{added.location}/ubah", commodity=word)
            assert changed.status == 303, changed.text
            disk.say(f"{own}={word}")


def _looked_at(path: Path, told: set[str]) -> tuple[bool, list[str]]:
    """Open what a cut left; tell whether it is whole, and what was told and is not there."""
    with Session(lone_engine(f"sqlite:///{path}")) as session:
        run = session.connection().exec_driver_sql
        try:
            whole = run("PRAGMA integrity_check").scalar() == "ok"
            there: dict[str, str] = dict(run("SELECT name, commodity FROM member").all())
            whole = whole and first_broken(session) is None
        except sa.exc.DatabaseError:
            return False, []
    # who was told a later word may find it; who was told an earlier one may not find less
    order = ["-", *WORDS]
    pairs = [one.split("=") for one in told]
    return whole, [
        name
        for name, word in pairs
        if name not in there or order.index(there[name]) < order.index(word)
    ]
