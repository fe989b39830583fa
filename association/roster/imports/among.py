"""What a child does with one row that is mended (lists/apart.py): reads it among all of its
list."""

from collections.abc import Mapping, Sequence
from datetime import date

from association.roster.imports import storage
from association.roster.lists.apart import Told
from association.roster.lists.marks import mark_repeats
from association.roster.lists.mending import left_out, read_again
from association.roster.lists.problems import Code


def among(
    data: bytes,
    *,
    place: int,
    line: Mapping[str, str],
    names: Sequence[str],
    today: str,
) -> Told:
    """Read one row anew, among all of its list: its parts come as lines.

    The text is the row, and behind it those that were refused only because of what it said before;
    their places are facts.
    """
    rows = [row for part in data.decode().split("\n") for row in storage.rows_from(part)]
    read = left_out(read_again(rows[place], line, today=date.fromisoformat(today)), names)
    others = [
        row
        for at, row in enumerate(rows)
        if at != place and not row.is_refused_for(Code.NIK_REPEATED)
    ]
    read = mark_repeats([*others, read])[-1]
    marked = mark_repeats([read if at == place else row for at, row in enumerate(rows)])
    released = {
        at: row
        for at, row in enumerate(marked)
        if at != place and len(row.problems) < len(rows[at].problems)
    }
    return Told({"released": list(released)}, (storage.part_of([read, *released.values()]),))
