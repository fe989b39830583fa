"""Reads lists that are text: CSV with any of the usual separators, encodings and flaws."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from association.roster.lists.containers import too_many_columns, too_many_rows
from association.roster.lists.headings import HeadingRow, find_headings
from association.roster.lists.sheets import (
    Cell,
    Flaw,
    Limits,
    Sheet,
    UnreadableFile,
    visible,
    without_empty_end,
)

SEPARATORS = ";\t|,"
SAMPLE_LINES = 60
# How Excel is told that digits are text: ="0812".
EXCEL_TEXT = re.compile(r'="?([^"]*)"?', re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# Only these end a line: str.splitlines also cuts at form feeds and the like, within a cell.
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
END = "\x00\x1a \t\r\n"  # what old programs put behind the last line, and blanks


def read_delimited(data: bytes, *, limits: Limits) -> Sheet:
    """Return the list as one sheet of text cells. Raises UnreadableFile when it is no text or too
    long."""
    text = _decode(data)
    told = re.match(r"sep=(.)\r?\n", text)
    # Excel takes this line as an instruction and does not show it: the rows count from the next.
    if told:
        text = text[told.end() :]
    separator = told[1] if told and told[1] in SEPARATORS else _separator(text)
    records, flaws = _records(text, separator)
    rows = [_cells(record) for record in records]
    if sum(1 for row in rows if row) > limits.rows:
        raise too_many_rows(limits)
    if any(len(row) > limits.columns for row in rows):
        raise too_many_columns(limits)
    flaws |= dict.fromkeys(_overlong(records, rows, find_headings(rows)), Flaw.CUT_APART)
    return Sheet("CSV", tuple(rows), flaws=flaws)


def _overlong(
    records: Sequence[Sequence[str]], rows: Sequence[tuple[Cell, ...]], heading: HeadingRow | None
) -> set[int]:
    """Return the records below the headings that have more cells; empty ones count unless most
    records have them."""
    if heading is None:
        return set()
    below = range(heading.last + 1, len(rows))
    width = max(len(records[heading.index]), len(records[heading.last]))
    longer = {index for index in below if len(records[index]) > width}
    if len(longer) * 2 > sum(1 for index in below if rows[index]):
        longer = {index for index in longer if len(rows[index]) > width}
    return longer


def _not_text() -> UnreadableFile:
    return UnreadableFile(
        "Berkas ini bukan lembar kerja atau CSV yang bisa dibaca. Unggah .xlsx, .xls, .ods, atau "
        ".csv."
    )


def _decode(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        else:
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _not_text() from None
    if text.rstrip()[-1:] in ("\x00", "\x1a"):
        text = text.rstrip(END)
    if CONTROL.search(text):
        raise _not_text()
    return text


def _separator(text: str) -> str:
    """Return the separator that cuts most lines into the same number of cells, and into most."""
    lines = (match[0] for match in LINE.finditer(text))
    sample = [line for line in islice(lines, SAMPLE_LINES * 2) if line.strip()][:SAMPLE_LINES]

    def score(separator: str) -> int:
        counts = Counter(
            len(row) for row in csv.reader(sample, delimiter=separator) if len(row) > 1
        )
        return max((lines * (cells - 1) for cells, lines in counts.items()), default=0)

    def kinds(separator: str) -> int:
        rows = [_cells(record) for record in csv.reader(sample, delimiter=separator)]
        heading = find_headings(rows)
        return len(heading.kinds) if heading and len(heading.kinds) > 1 else 0

    try:
        return max(SEPARATORS, key=lambda separator: (kinds(separator), score(separator)))
    except csv.Error:
        return max(SEPARATORS, key=text.count)


def _records(text: str, separator: str) -> tuple[list[list[str]], dict[int, Flaw | str]]:
    """Return the cells of every record, and by index what makes some of them doubtful."""
    lines = LINE.findall(text)
    try:
        records = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        records = []
    if records and not any(_swallowed(cell, separator) for record in records for cell in record):
        return records, {}
    # A stray quotation mark would swallow the lines after it: take the marks as letters instead.
    odd = (index for index, line in enumerate(lines) if line.count('"') % 2)
    cells = [[_unquoted(cell) for cell in line.rstrip("\r\n").split(separator)] for line in lines]
    return cells, dict.fromkeys(odd, Flaw.STRAY_QUOTE)


def _swallowed(cell: str, separator: str) -> bool:
    """Tell whether a cell holds whole lines: the separator stands behind a line's end."""
    return separator in cell.partition("\n")[2]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"')
    return cell.strip('"') if cell.count('"') % 2 else cell


def _cells(record: list[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for text in record:
        marked = EXCEL_TEXT.fullmatch(text.strip())
        plain = marked[1] if marked else text
        cells.append(visible(plain))
    return without_empty_end(cells)
