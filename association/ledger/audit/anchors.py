"""Anchor the end of the audit log in a file outside the database: the chain shows what was altered
or taken out of its middle, only an anchor shows that its end was cut.

Each line holds day, last entry, number of entries, its MAC, why it was written, and a MAC of all
this with that of the line before. What was cut between two anchors stays unseen, and so does the
end of the file itself: whoever wants to be sure keeps the log of the server, which has each line.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.ledger.audit.models import AuditEntry
from association.vault import vault

NAME = "audit.anchors"
_accounts = sa.table("account", sa.column("id"))  # rooms above; only whether there are any


class Why(StrEnum):
    """On what occasion an anchor was written."""

    NEW = "new"  # a database in which nothing was done yet
    FIRST = "first"  # there was no anchor: what the log reached before, nobody can tell
    HOURLY = "hourly"
    START = "start"
    STOP = "stop"
    COMMAND = "command"
    BACKUP = "backup"
    RESTORED = "restored"  # a backup took the place of the database
    ACCEPTED = "accepted"  # an operator took the log as it stood


BASES = (Why.NEW, Why.RESTORED, Why.ACCEPTED)  # nothing before the latest of them is asked for
ALWAYS = (*BASES, Why.FIRST)  # written though the log has not moved


class Unfit(Exception):
    """The log and its anchors do not fit together; says how, in one sentence."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log reaches: id and MAC of the last entry, and how many there are."""

    entry: int = 0
    entries: int = 0
    mac: str = "-"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of the file."""

    day: str  # in UTC, as 2026-11-22
    head: Head
    why: Why


def anchor(session: Session, folder: Path, why: Why, *, now: datetime) -> str:
    """Append how far the log reaches now; gives the line, or "" when the log has not moved since
    the last one. Raises Unfit for a file that was altered, OSError where none can be written."""
    with _opened(folder / NAME) as file:
        session.rollback()  # what another process anchored a moment ago is seen from here on
        before, own = _read(file.read(), folder / NAME)
        if not before and why not in BASES:
            why = Why.NEW if _is_new(session) else Why.FIRST
        head = head_of(session, before[-1].head if before else Head())
        if before and before[-1].head == head and why not in ALWAYS:
            return ""
        body = _body(Anchor(f"{now:%Y-%m-%d}", head, why))
        line = f"{body} {_mac(own, body)}"
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())
        return line


def head_of(session: Session, known: Head = Head()) -> Head:
    """Tell how far the log reaches; counts only behind a `known` head, when it is still there."""
    last = session.execute(
        sa.select(AuditEntry.id, AuditEntry.mac).order_by(AuditEntry.id.desc()).limit(1)
    ).first()
    if last is None:
        return Head()
    behind = known if _fits(session, known) else Head()
    return Head(last[0], behind.entries + _count(session, behind.entry, last[0]), last[1].hex())


def anchors(folder: Path) -> list[Anchor]:
    """Read the anchors; none when there is no file. Raises Unfit."""
    path = folder / NAME
    return _read(path.read_bytes(), path)[0] if path.exists() else []


def check(session: Session, kept: Sequence[Anchor]) -> list[Anchor]:
    """Hold the log against its anchors; gives those at which it legitimately began anew. Raises
    Unfit when it does not reach one of them, and when nothing says from where on it is whole."""
    began = [one for one in kept if one.why in BASES and one.why is not Why.NEW]
    bases = [place for place, one in enumerate(kept) if one.why in BASES]
    if not bases and not (not kept and _is_new(session)):
        since = f"begin on {kept[0].day} at entry {kept[0].head.entry}" if kept else "are missing"
        raise Unfit(
            f"The anchors of the audit log {since}: nothing shows how far it reached before. When "
            f"you know that it is whole: flask --app app audit anchor --accept"
        )
    before = Head()
    for one in kept[bases[-1] :] if bases else ():
        if not _fits(session, one.head):
            raise Unfit(_told(session, one))
        new = _count(session, before.entry, one.head.entry)
        if before.entries + new != one.head.entries:
            raise Unfit(
                f"The audit log holds {before.entries + new} entries up to entry "
                f"{one.head.entry}, but held {one.head.entries} on {one.day}."
            )
        before = one.head
    return began


def _told(session: Session, lost: Anchor) -> str:
    last = head_of(session).entry
    if last < lost.head.entry:
        return (
            f"The end of the audit log was cut: it reaches entry {last}, but reached entry "
            f"{lost.head.entry} on {lost.day}."
        )
    return (
        f"Entry {lost.head.entry} of the audit log is not the one of {lost.day}: its end was cut "
        f"and written anew, or another database took its place."
    )


def _fits(session: Session, head: Head) -> bool:
    if head.entry == 0:
        return True
    mac = session.scalar(sa.select(AuditEntry.mac).where(AuditEntry.id == head.entry))
    return mac is not None and mac.hex() == head.mac


def _count(session: Session, after: int, upto: int) -> int:
    between = sa.and_(AuditEntry.id > after, AuditEntry.id <= upto)
    counted = sa.select(sa.func.count()).select_from(AuditEntry).where(between)
    return session.scalar(counted) or 0


def _is_new(session: Session) -> bool:
    """Tell whether nothing was done in this database yet."""
    anything = sa.or_(sa.exists().where(AuditEntry.id > 0), sa.exists().where(_accounts.c.id > 0))
    return not session.scalar(sa.select(anything))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open the file for its owner only, and for one process at a time; a line that a power cut tore
    is dropped."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go with the file
        whole = file.read().rfind(b"\n") + 1
        file.truncate(whole)
        file.seek(0)
        yield file


def _read(written: bytes, path: Path) -> tuple[list[Anchor], str]:
    """Read whole lines; gives the anchors and the MAC of the last one."""
    found: list[Anchor] = []
    before = ""
    for number, line in enumerate(written.decode("ascii", "replace").split("\n")[:-1], 1):
        body, _, own = line.rpartition(" ")
        if own != _mac(before, body):
            raise Unfit(
                f"Line {number} of {path} was altered, or one before it is missing. Put the file "
                f"aside; when you know that the log is whole: flask --app app audit anchor --accept"
            )
        day, entry, entries, mac, why = body.split(" ")
        found.append(Anchor(day, Head(int(entry), int(entries), mac), Why(why)))
        before = own
    return found, before


def _body(one: Anchor) -> str:
    return " ".join(map(str, (one.day, *astuple(one.head), one.why)))


def _mac(before: str, body: str) -> str:
    return vault.index(f"{before} {body}", "audit anchor").hex()
