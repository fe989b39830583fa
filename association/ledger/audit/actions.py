"""Append to the audit log and verify its chain."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, SessionTransaction

from association.access.by import By
from association.database import FOR_LAST, LAST, WriteOutsideTransaction, is_postgresql
from association.ledger.audit.models import AuditEntry
from association.vault import vault

CHAIN_LOCK = 0x677579  # PostgreSQL advisory lock; SQLite has one writer anyway


def record(session: Session, by: By, what: str, subject: str, **details: Any) -> None:
    """Note one entry of the caller's transaction, which appends it when it ends. `details` holds
    ids, counts and field names, never personal values."""
    if FOR_LAST not in session.info:
        raise WriteOutsideTransaction("nothing would write this entry: use write_tx")
    session.flush()
    session.info[FOR_LAST].append(
        AuditEntry(
            at=by.at,
            account_id=by.account_id,
            association_id=by.association_id,
            city_id=by.city_id,
            what=what,
            subject=subject,
            details=details,
        )
    )


def append(session: Session, entries: list[AuditEntry]) -> None:
    """Chain a transaction's entries to the end of the log.

    The chain is the last that is held: who has it waits for nobody.
    """
    if not entries:
        return
    session.flush()
    if is_postgresql(session):
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK)))
    latest = sa.select(AuditEntry.mac).order_by(AuditEntry.id.desc()).limit(1)
    mac = session.scalar(latest) or b""
    for entry in entries:
        entry.mac = mac = _mac(mac, entry)
    session.add_all(entries)
    session.flush()


LAST.append(append)


@contextmanager
def savepoint(session: Session) -> Iterator[SessionTransaction]:
    """Try a part of a write_tx: when it raises or is rolled back, the entries it noted go with what
    it changed."""
    left: list[object] = session.info[FOR_LAST]
    before, kept = len(left), False
    try:
        with session.begin_nested() as step:
            yield step
            stands = step.is_active
        kept = stands
    finally:
        if not kept:
            del left[before:]


def first_broken(session: Session) -> int | None:
    """Walk the chain; give the id of the first entry that does not fit, or None."""
    before = b""
    for entry in session.scalars(
        sa.select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)
    ):
        if entry.mac != _mac(before, entry):
            return entry.id
        before = entry.mac
    return None


def _mac(before: bytes, entry: AuditEntry) -> bytes:
    body = [
        entry.at.isoformat(),
        entry.account_id,
        entry.association_id,
        entry.what,
        entry.subject,
        entry.details,
    ]
    if entry.city_id is not None:  # entries from before there was one keep their mac
        body.append(entry.city_id)
    return vault.index(
        before.hex() + json.dumps(body, sort_keys=True, separators=(",", ":")), "audit chain"
    )
