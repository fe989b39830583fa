"""What a child does with an uploaded list of the branch (roster/lists/apart.py): reads it first."""

from datetime import date

from association.cover.reconciliation.reading import told_of
from association.roster.lists.apart import Told
from association.roster.lists.reader import read_sheets
from association.roster.lists.sheets import Limits
from association.rules.house.errors import RuleError


def upload(data: bytes, *, limits: Limits, filename: str, today: str) -> Told:
    """Read an uploaded list; raises RuleError."""
    sheets = read_sheets(data, filename, limits=limits)
    told = told_of(sheets, today=date.fromisoformat(today))
    if not told.facts["total"] and told.facts["is_complete"]:
        raise RuleError("Berkas ini terbaca, tetapi tidak ada baris berisi nama.")
    return told
