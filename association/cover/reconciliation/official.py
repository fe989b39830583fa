"""Understands the list of a branch or a payment channel: which people it holds, and what it says of
each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from association.cover.reconciliation.columns import ColumnRead, Key
from association.cover.reconciliation.standings import standing_of
from association.cover.reconciliation.tables import Table, table_of
from association.cover.reconciliation.values import as_written, day, month_in, number
from association.roster.lists.cells import is_empty, text_of
from association.roster.lists.lines import TOTALS
from association.roster.lists.sheets import Cell, Limits, Sheet, UnreadableFile
from association.rules.house.errors import RuleError
from association.rules.house.months import month_of
from association.rules.law.listed import Standing, Theirs
from association.rules.people.likeness import like_names
from association.rules.people.names import clean_name, search_form

LIMITS = Limits(rows=5_000)
STANDS_UNTIL = re.compile(r"\b(?:s/?d|s\.d\.?|sampai|hingga)\s+(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Official:
    """What was understood of a list: its people, what its columns were taken for, how many lines
    hold nobody, and how many hold somebody whom another line holds, too."""

    rows: tuple[Theirs, ...]
    columns: tuple[ColumnRead, ...]
    skipped: int
    again: int


def understand(
    sheets: Sequence[Sheet], *, today: date, chosen: Mapping[Key, str | None] | None = None
) -> Official:
    """Read the people of every sheet that has a column of names and one of NIKs or KPJs; `chosen`
    says of columns what they hold.

    Nobody is read when no sheet has both. Raises UnreadableFile when there is not even a NIK or a
    KPJ.
    """
    tables = [
        (sheet, table)
        for sheet in sheets
        if not sheet.hidden and (table := table_of(sheet, chosen, today=today))
    ]
    if not tables:
        raise UnreadableFile(
            "Judul kolom tidak ditemukan. Beri judul Nama dan NIK atau KPJ di atas kolomnya, lalu "
            "unggah lagi."
        )
    people = _People()
    for sheet, table in tables:
        if table.is_complete:
            for cells in sheet.rows[table.start :]:
                people.hear(_row(cells, table, today=today), cells)
    return Official(
        tuple(people.rows), _columns([table for _, table in tables]), people.skipped, people.again
    )


def _columns(tables: Sequence[Table]) -> tuple[ColumnRead, ...]:
    """List the columns of all sheets, those with one heading once."""
    found: dict[Key, ColumnRead] = {}
    for table in tables:
        for one in table.columns.values():
            known = found.get(one.key)
            if known is None or (known.kind is None and one.kind):
                found[one.key] = one
    return tuple(found.values())


class _People:
    """The people of a list, each once, however many lines speak of them."""

    def __init__(self) -> None:
        self.rows: list[Theirs] = []
        self.skipped = self.again = 0
        self._known: dict[str, list[int]] = {}

    def hear(self, row: Theirs | None, cells: Sequence[Cell]) -> None:
        """Take in one line."""
        if row is None:
            self.skipped += any(not is_empty(cell) for cell in cells)
            return
        numbers = [one for one in (row.nik, row.kpj) if one]
        near = [place for one in numbers for place in self._known.get(one, ())]
        place = next((one for one in near if _is_same(self.rows[one], row)), len(self.rows))
        if place < len(self.rows):
            self.rows[place] = _together(self.rows[place], row)
            self.again += 1
        else:
            self.rows.append(replace(row, row=place))
        for one in numbers:
            self._known.setdefault(one, []).append(place)


def _is_same(one: Theirs, other: Theirs) -> bool:
    """Tell whether two lines with a number in common, of two stalls say, are of one person."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in ("nik", "kpj", "birth_date"))
    agree = all(first is None or second is None or first == second for first, second in pairs)
    return agree and like_names(one.name, other.name)


def _together(one: Theirs, other: Theirs) -> Theirs:
    """Put two lines of one person together; who has paid until the later month has paid until the
    earlier one, too."""
    months = [month for month in (one.paid_until, other.paid_until) if month is not None]
    standing, words = one.standing or other.standing, one.words or other.words
    if one.standing and other.standing and one.standing is not other.standing:
        standing, words = Standing.UNKNOWN, f"{one.words} / {other.words}"
    return replace(
        one,
        nik=one.nik or other.nik,
        kpj=one.kpj or other.kpj,
        birth_date=one.birth_date or other.birth_date,
        since=min(filter(None, (one.since, other.since)), default=None),
        paid_until=max(months, default=None),
        standing=standing,
        words=words,
        unread=tuple(dict.fromkeys((*one.unread, *other.unread))),
        months=one.months or other.months,
    )


def _row(cells: Sequence[Cell], table: Table, *, today: date) -> Theirs | None:
    """Read one row; None when it holds nobody: a total, a note, a row of numbers below the
    headings."""
    said = {
        one.kind: cells[place]
        for place, one in table.columns.items()
        if one.kind and place < len(cells) and not is_empty(cells[place])
    }
    try:
        name = clean_name(text_of(said.get("name"))[:60])
    except RuleError:
        return None
    if not said.keys() & {"nik", "kpj"} and (len(said) < 2 or search_form(name).startswith(TOTALS)):
        return None
    read = {
        "nik": number("nik", said.get("nik")),
        "kpj": number("kpj", said.get("kpj")),
        "birth_date": day(said.get("birth_date"), today=today),
        "since": day(said.get("since"), today=today),
        "paid_until": month_in(said.get("paid_until"), today=today),
    }
    words = as_written(said.get("standing"))
    return Theirs(
        row=-1,
        name=name.title() if name.isupper() else name,
        standing=_standing(words, today=today),
        words=words,
        unread=tuple(kind for kind, value in read.items() if kind in said and value is None),
        months="" if read["paid_until"] else as_written(said.get("paid_until")),
        **read,  # type: ignore[arg-type]
    )


def _standing(words: str, *, today: date) -> Standing | None:
    """Read a standing; "aktif s/d Des 2024" says nothing of today."""
    standing = standing_of(words)
    if standing is Standing.ACTIVE and (until := STANDS_UNTIL.search(words)):
        month = month_in(until[1], today=today)
        if month is None or month < month_of(today):
            return Standing.UNKNOWN
    return standing
