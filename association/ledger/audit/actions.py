"""Append to the audit log and verify its chain."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.database import is_postgresql
from association.ledger.audit.models import AuditEntry
from association.steps import LAST, leave_for_last
from association.vault import vault

CHAIN_LOCK = 0x677579  # PostgreSQL advisory lock; SQLite has one writer anyway


def record(session: Session, by: By, what: str, subject: str, **details: Any) -> None:
    """Note one entry of the caller's transaction, which appends it when it ends. `details` holds
    ids, counts and field names, never personal values."""
    session.flush()
    leave_for_last(
        session,
        AuditEntry(
            at=by.at,
            account_id=by.account_id,
            association_id=by.association_id,
            what=what,
            subject=subject,
            details=details,
        ),
    )


@LAST.fill
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
    return vault.index(
        before.hex() + json.dumps(body, sort_keys=True, separators=(",", ":")), "audit chain"
    )
