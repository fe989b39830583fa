"""Keep in the log who took NIKs away."""

from association.access.by import By
from association.database import write_tx
from association.ledger.audit.actions import record


def note_niks(by: By, *, rows: int, file: str) -> None:
    """Log a download with full NIKs before its first byte leaves: how many members, as which kind
    of file."""
    with write_tx() as tx:
        record(
            tx.session, by, "export NIK", f"association:{by.association_id}", rows=rows, file=file
        )
