"""Keep a filter under a name, name it anew, remove it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.filters import reads
from association.roster.filters.models import SavedFilter
from association.rules.house.errors import RuleError

MOST = 20  # links above the list


@write_once
def keep(session: Session, name: str, fields: dict[str, str], by: By, *, once: Once | None) -> None:
    """Keep a filter under a name. Raises RuleError for a name that another one has, and when there
    are too many."""
    assert by.association_id is not None
    kept = reads.listed(session, by.association_id)
    if len(kept) >= MOST:
        raise RuleError("Sudah ada %(n)s saringan. Hapus satu dulu.", n=MOST)
    _free(kept, name)
    made = SavedFilter(association_id=by.association_id, name=name, fields=fields, made_at=by.at)
    session.add(made)
    session.flush()
    record(session, by, "keep filter", f"filter:{made.id}")


@write_once
def rename(session: Session, filter_id: int, name: str, by: By, *, once: Once | None) -> None:
    """Give a kept filter another name. Raises RuleError for one that another filter has."""
    own = session.get_one(SavedFilter, filter_id).association_id
    _free([one for one in reads.listed(session, own) if one.id != filter_id], name)
    named = sa.update(SavedFilter).where(SavedFilter.id == filter_id)
    session.execute(named.values(name=name))
    record(session, by, "rename filter", f"filter:{filter_id}")


@write_once
def remove(session: Session, filter_id: int, by: By, *, once: Once | None) -> None:
    """Remove a kept filter; the members stay as they are."""
    session.get_one(SavedFilter, filter_id)
    session.execute(sa.delete(SavedFilter).where(SavedFilter.id == filter_id))
    record(session, by, "remove filter", f"filter:{filter_id}")


def _free(others: list[SavedFilter], name: str) -> None:
    if name.casefold() in {one.name.casefold() for one in others}:
        raise RuleError("Nama itu sudah dipakai saringan lain. Pilih nama lain.")
