"""Understands read sheets: which rows are traders, what each says, what is wrong with it. No row
vanishes unsaid."""

from collections.abc import Mapping
from datetime import date

from association.roster.lists.columns import Column
from association.roster.lists.contents import Contents, RowRead, Skipped
from association.roster.lists.headings import HeadingRow, find_headings
from association.roster.lists.marks import with_doubts
from association.roster.lists.problems import Code, Problem
from association.roster.lists.recognising import column_of
from association.roster.lists.second_stalls import joined_stalls, without_same_rows
from association.roster.lists.sheets import Sheet, UnreadableFile
from association.roster.lists.tables import Found, read_table
from association.roster.lists.untitled import presumed_headings, samples_of
from association.roster.lists.values import RowStall, RowValues
from association.rules.people.names import search_form

__all__ = ["Contents", "RowRead", "RowStall", "RowValues", "Skipped", "understand"]


def understand(
    sheets: tuple[Sheet, ...], *, today: date, chosen: Mapping[str, Column | None] | None = None
) -> Contents:
    """Return what the sheets say; without headings that we recognise only the columns to choose
    from.

    `chosen` says of headings what somebody took them for, in place of what we guess; None for a
    column to leave out. Raises UnreadableFile when there are no columns.
    """
    found = Found(chosen=chosen or {})
    unread: list[Sheet] = []
    for sheet in sheets:
        if not _read_sheet(sheet, found, today=today):
            count = sum(1 for row in sheet.rows if row)
            found.notes.append(Problem.of(Code.SHEET_UNREAD, sheet=sheet.name, count=count))
            unread.append(sheet)
    if len(unread) == len(sheets):
        return _asked(unread)
    unseen = {(sheet.name, index + 1) for sheet in sheets for index in sheet.unseen}
    if count := sum((row.sheet, row.line) in unseen for row in found.rows):
        found.notes.append(Problem.of(Code.ROWS_HIDDEN, count=count))
    found.rows, same = without_same_rows(found.rows)
    if same:
        found.notes.append(Problem.of(Code.ROWS_SAME, count=len(same)))
    found.rows, extra = joined_stalls(found.rows)
    found.skipped.extend((*same, *extra))
    return Contents(
        tuple(with_doubts(found.rows)),
        tuple(found.columns.items()),
        tuple(found.skipped),
        tuple(found.notes),
        found.samples,
    )


def _read_sheet(sheet: Sheet, found: Found, *, today: date) -> bool:
    """Read a sheet's tables; False when it has no headings, neither recognised nor chosen."""
    heading = find_headings(sheet.rows, sheet.merges)
    if heading is None:
        heading = presumed_headings(sheet.rows)
        if heading is None or not any(found.chosen.get(text) for text in heading.texts.values()):
            return False
        read_table(sheet, list(sheet.rows), heading, found, today=today)
    else:
        for start, end in _tables(heading):
            rows = [(None,) * min(start, len(row)) + row[start:end] for row in sheet.rows]
            if guessed := find_headings(rows, sheet.merges):
                read_table(sheet, rows, guessed, found, today=today)
    if sheet.hidden:
        found.notes.append(Problem.of(Code.SHEET_HIDDEN, sheet=sheet.name))
    return True


def _asked(sheets: list[Sheet]) -> Contents:
    """Give the columns of the longest sheet, to be chosen from. Raises UnreadableFile when it has
    one only."""
    sheet = max(sheets, key=lambda one: len(one.rows))
    heading = presumed_headings(sheet.rows)
    if heading is None:
        raise UnreadableFile(
            "Judul kolom tidak ditemukan. Baris judul harus memuat “Nama” dan kolom lain, "
            "misalnya NIK, No HP, Los/Kios. Bila ini daftar dari WhatsApp, tempel tulisannya di "
            "kotak di bawah."
        )
    columns = tuple((text, heading.columns.get(place)) for place, text in heading.texts.items())
    notes = (Problem.of(Code.HEADINGS_ASKED, sheet=sheet.name),)
    return Contents((), columns, (), notes, samples_of(heading, sheet.rows))


def _tables(heading: HeadingRow) -> list[tuple[int, int | None]]:
    """Return the column ranges of tables that stand side by side: their headings repeat."""
    places = sorted(heading.texts)
    words = [search_form(heading.texts[place]) for place in places]
    starts = [place for place, word in zip(places, words, strict=True) if word == words[0]]
    names = [place for place in places if column_of(heading.texts[place]) is Column.NAME]
    whole = [
        start
        for start, end in zip(starts, [*starts[1:], 10**6], strict=True)
        if any(start <= n < end for n in names)
    ]
    if len(whole) != len(starts) or len(starts) < 2:
        return [(0, None)]
    return [(start, end) for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True)]
