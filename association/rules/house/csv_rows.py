"""Rows as CSV for the office's spreadsheet: a byte order mark and semicolons, as an Indonesian
Excel expects."""

import csv
import io
from collections.abc import Iterable, Sequence

from association.rules.house.formulas import harmless


def csv_bytes(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Write rows; a text that a spreadsheet would take for a formula gets an apostrophe."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return made.getvalue().encode("utf-8-sig")


def _safe(cell: str | int) -> str | int:
    return harmless(cell) if isinstance(cell, str) else cell
