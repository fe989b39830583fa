"""What a child does with a list of the branch (roster/lists/apart.py): understands it, and writes
that as the texts to be sealed."""

from collections.abc import Sequence
from datetime import date

from association.cover.reconciliation import official, storage
from association.cover.reconciliation.columns import Key, is_complete
from association.roster.lists.apart import Told
from association.roster.lists.packing import packed
from association.roster.lists.sheet_texts import sheets_from, sheets_to
from association.roster.lists.sheets import Sheet


def anew(data: bytes, *, chosen: Sequence[tuple[Key, str | None]], today: str) -> Told:
    """Understand the cells of a list with the columns that were chosen."""
    columns = {(heading, letter): kind for (heading, letter), kind in chosen}
    return told_of(sheets_from(data.decode()), today=date.fromisoformat(today), chosen=columns)


def told_of(
    sheets: Sequence[Sheet], *, today: date, chosen: dict[Key, str | None] | None = None
) -> Told:
    """Understand a list, and write that."""
    found = official.understand(sheets, today=today, chosen=chosen)
    read = storage.Read(found.rows, found.columns, found.again)
    facts = {
        "total": len(found.rows),
        "skipped": found.skipped,
        "is_complete": is_complete(found.columns),
    }
    return Told(facts, (packed(storage.written(read)), sheets_to(sheets)))
