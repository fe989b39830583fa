"""Understands read sheets: which rows are traders, what each says, what is wrong with it. No row vanishes unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from association.imports.headings import Column, HeadingRow, column_of, find_headings, headings_at
from association.imports.lines import market_in, reason_to_skip, section_in, section_of
from association.imports.marks import marked
from association.imports.sheets import Cell, Sheet, UnreadableFile
from association.imports.understood import RowRead, Skipped, Understood
from association.imports.values import RowStall, RowValues, Section, is_empty, read_values, text_of
from association.rules.names import search_form

__all__ = ["RowRead", "RowStall", "RowValues", "Skipped", "Understood", "understand"]

NO_HEADINGS = (
    "Judul kolom tidak ditemukan. Baris judul harus memuat “Nama” dan kolom lain, misalnya NIK, No HP, Los/Kios."
)
# What is written once for several rows by merging cells.
SPREAD = frozenset({Column.STALL, Column.STALL_KIND, Column.STALL_BLOCK, Column.MARKET, Column.COMMODITY})
PLACES = frozenset({*SPREAD, Column.STALL_NUMBER})


@dataclass(slots=True)
class _Found:
    """What was gathered so far."""

    rows: list[RowRead] = field(default_factory=list)
    columns: dict[str, Column | None] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def understand(sheets: tuple[Sheet, ...], *, today: date) -> Understood:
    """Return what the sheets say. Raises UnreadableFile when none has headings that we recognise."""
    found = _Found()
    recognised = False
    for sheet in sheets:
        heading = find_headings(sheet.rows)
        if heading is None:
            count = sum(1 for row in sheet.rows if row)
            found.notes.append(f"Lembar “{sheet.name}” ({count} baris) tidak dibaca: judul kolom tidak ditemukan.")
            continue
        recognised = True
        if sheet.hidden:
            found.notes.append(f"Lembar tersembunyi “{sheet.name}” ikut dibaca.")
        for start, end in _tables(heading):
            _read_table(sheet, start, end, found, today=today)
    if not recognised:
        raise UnreadableFile(NO_HEADINGS)
    return Understood(tuple(marked(found.rows)), tuple(found.columns.items()), tuple(found.skipped), tuple(found.notes))


def _tables(heading: HeadingRow) -> list[tuple[int, int | None]]:
    """Return the column ranges of tables that stand side by side: their headings repeat."""
    places = sorted(heading.texts)
    words = [search_form(heading.texts[place]) for place in places]
    starts = [place for place, word in zip(places, words, strict=True) if word == words[0]]
    names = [place for place in places if column_of(heading.texts[place]) is Column.NAME]
    whole = [
        start for start, end in zip(starts, [*starts[1:], 10**6], strict=True) if any(start <= n < end for n in names)
    ]
    if len(whole) != len(starts) or len(starts) < 2:
        return [(0, None)]
    return [(start, end) for start, end in zip([0, *starts[1:]], [*starts[1:], None], strict=True)]


def _read_table(sheet: Sheet, start: int, end: int | None, found: _Found, *, today: date) -> None:
    rows = [(None,) * min(start, len(row)) + row[start:end] for row in sheet.rows]
    heading = find_headings(rows)
    if heading is None:
        return
    rows, joined = _filled_down(sheet, rows, heading)
    section, ended, again = _section_above(sheet, heading), False, -1
    _remember(heading, found)
    for index, row in enumerate(rows):
        if not any(text_of(cell) for cell in row):
            continue

        def skip(reason: str, index: int = index, row: tuple[Cell, ...] = row) -> None:
            text = " | ".join(text for cell in row if (text := text_of(cell)))
            found.skipped.append(Skipped(sheet.name, index + 1, reason, text[:200]))

        if index <= heading.last or index <= again:
            skip("di atas judul kolom" if index < heading.index else "judul kolom")
        elif (other := _other_heading(rows, index)) is not None:
            heading, ended, again = other, False, other.last
            _remember(heading, found)
            skip("judul kolom")
        elif (below := section_of(row, heading, section)) is not None and not ended:
            section = below
            skip("judul bagian")
        elif reason := reason_to_skip(row, heading, ended=ended):
            ended = ended or reason == "tanda tangan"
            skip(reason)
        elif index in joined and found.rows and _continues(row, heading):
            _add_stalls(found.rows, row, heading, section, today=today)
            skip("tempat usaha tambahan dari baris di atasnya")
        else:
            ended = False
            found.rows.append(_row(sheet, index, row, heading, section, today=today))


def _other_heading(rows: list[tuple[Cell, ...]], index: int) -> HeadingRow | None:
    """Return the headings that stand in a row further down: repeated for a new page, or those of another table."""
    if not any(isinstance(cell, str) and column_of(cell) is Column.NAME for cell in rows[index]):
        return None
    other = headings_at(rows, index)
    if other is None or len(set(other.columns.values())) < 3:
        return None
    return other


def _remember(heading: HeadingRow, found: _Found) -> None:
    for place, text in sorted(heading.texts.items()):
        kind = heading.columns.get(place)
        if kind or text not in found.columns:
            found.columns[text] = kind


def _section_above(sheet: Sheet, heading: HeadingRow) -> Section:
    titles = [text_of(cell) for row in sheet.rows[: heading.index] for cell in row if isinstance(cell, str)]
    market = next((market for title in titles if (market := market_in(title))), "")
    section = Section(market=market)
    for title in [sheet.name, *titles]:
        section = section_in(title, section) or section
    return section


def _filled_down(
    sheet: Sheet, rows: list[tuple[Cell, ...]], heading: HeadingRow
) -> tuple[list[tuple[Cell, ...]], set[int]]:
    """Copy what merged cells say of several rows into each; return also the rows that share the name above them."""
    filled = [list(row) for row in rows]
    joined: set[int] = set()
    for merge in sheet.merges:
        kind = heading.columns.get(merge.left)
        if merge.top <= heading.last or merge.top >= len(filled) or merge.bottom == merge.top:
            continue
        below = range(merge.top + 1, min(merge.bottom + 1, len(filled)))
        if kind is Column.NAME:
            joined.update(below)
        value = filled[merge.top][merge.left] if merge.left < len(filled[merge.top]) else None
        if kind not in SPREAD or is_empty(value):
            continue
        for index in below:
            row = filled[index]
            if any(text_of(cell) for cell in row):
                row.extend([None] * (merge.left + 1 - len(row)))
                row[merge.left] = value if row[merge.left] is None else row[merge.left]
    return [tuple(row) for row in filled], joined


def _continues(row: tuple[Cell, ...], heading: HeadingRow) -> bool:
    """Tell whether a row under a merged name says nothing but another stall."""
    held = {heading.columns.get(place) for place, cell in enumerate(row) if not is_empty(cell)}
    return bool(held & PLACES) and held <= {*PLACES, Column.NUMBER, None}


def _add_stalls(
    rows: list[RowRead], row: tuple[Cell, ...], heading: HeadingRow, section: Section, *, today: date
) -> None:
    values, remarks = read_values(row, heading, section, today=today)
    problems = [problem for problem in remarks.problems if not problem.startswith("Nama kosong")]
    above = rows[-1]
    new = tuple(stall for stall in values.stalls if stall not in above.values.stalls)
    rows[-1] = replace(
        above,
        values=replace(above.values, stalls=above.values.stalls + new),
        problems=above.problems + tuple(problems),
    )


def _row(
    sheet: Sheet, index: int, row: tuple[Cell, ...], heading: HeadingRow, section: Section, *, today: date
) -> RowRead:
    values, remarks = read_values(row, heading, section, today=today)
    cells: dict[str, str] = {}
    for label, text in _labelled(row, heading):
        cells[label if label not in cells else f"{label} ({len(cells)})"] = text
    return RowRead(sheet.name, index + 1, cells, values, tuple(remarks.problems), tuple(remarks.warnings))


def _labelled(row: tuple[Cell, ...], heading: HeadingRow) -> Iterator[tuple[str, str]]:
    for place in range(max(len(row), max(heading.texts) + 1)):
        text = text_of(row[place]) if place < len(row) else ""
        if text or place in heading.texts:
            yield heading.texts.get(place, f"Kolom {_letters(place)}"), text


def _letters(place: int) -> str:
    """Return a column's letters as spreadsheets show them: A, B, ... Z, AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
