"""Reads the cells of one row into values, or says what is wrong with them."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from association.roster.lists.births import read_birth
from association.roster.lists.cell_names import (
    ask_of_leaving,
    bare_name,
    doubted_name,
    left_by_status,
)
from association.roster.lists.cells import LONGEST_TEXT, is_ditto, text_of
from association.roster.lists.columns import OF_HEIRS, Column
from association.roster.lists.further import read_further
from association.roster.lists.further_headings import LABELS
from association.roster.lists.headings import HeadingRow, is_name_heading
from association.roster.lists.heirs import heirs_cell
from association.roster.lists.phones import read_phone
from association.roster.lists.problems import Code, Problem, Remarks
from association.roster.lists.row_cells import Cells, by_column, first
from association.roster.lists.row_stalls import read_stalls
from association.roster.lists.sheets import Cell
from association.roster.lists.values import RowValues, Section
from association.rules.house.errors import RuleError
from association.rules.people.names import clean_name, search_form
from association.rules.people.nik import nik_facts, nik_warnings, parse_nik, spreadsheet_nik
from association.rules.people.stalls import (
    KIND_WORDS,
)

MOST_DIGITS = 6
LINE_ENDS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]+|_x000[Dd]_")
LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){15,}", re.ASCII)
ADDRESS = re.compile(
    r"[\s,;/]+(?:(?:jl|jln|jalan|kp|kampung|dukuh|dusun|desa)\b[. ]|rt\b[. ]*\d).*",
    re.IGNORECASE | re.DOTALL,
)
NOBODY = re.compile(r"\W*(?:kosong|tutup|meninggal|wafat)\b.*", re.IGNORECASE | re.DOTALL)
BLOCK_NAME = re.compile(r"(?:blok|block|blk)\W+\w{1,3}", re.IGNORECASE)


def read_values(
    row: tuple[Cell, ...], heading: HeadingRow, section: Section, *, today: date
) -> tuple[RowValues, Remarks]:
    """Return what a row says, and the problems and warnings it gives rise to."""
    remarks = Remarks()
    cells = by_column(row, heading)
    name = _name(cells, remarks)
    nik = _nik(cells, remarks)
    born, place = read_birth(cells, remarks, today=today)
    phone = read_phone(cells.get(Column.PHONE, []), remarks)
    if nik:
        _warn_of_nik(nik, born, remarks, today=today)
    stalls = read_stalls(row, heading, cells, section, remarks)
    commodity = _commodity(cells, remarks)
    further = {column: first(cells, Column(column)) for column in LABELS}
    if notes := [*cells.get(Column("note"), []), *_left_by_status(row, heading)]:
        further["note"] = "; ".join(dict.fromkeys(map(text_of, notes)))
    further["heirs"] = _heirs(row, heading, remarks)
    more = read_further(further, remarks, today=today)
    ask_of_leaving(more.get("note", ""), remarks)
    permit = {name: more.pop(name) for name in ("permit", "walk") if name in more}
    if stalls and permit:
        stalls = (replace(stalls[0], **permit), *stalls[1:])
    apart: dict[str, Any] = {"birth_date": born, "birth_place": place, "commodity": commodity}
    values = RowValues(name=name, nik=nik, phone=phone, stalls=stalls, **apart, **more)
    return values, remarks


def _heirs(row: tuple[Cell, ...], heading: HeadingRow, remarks: Remarks) -> Cell:
    """Give what the columns of heirs say, as one text."""
    places = (place for place, kind in sorted(heading.columns.items()) if kind in OF_HEIRS)
    told = [(heading.columns[one], row[one] if one < len(row) else None) for one in places]
    try:
        return heirs_cell(told) or None
    except RuleError as error:
        why = Problem.by_rule(error)
        remarks.problems.append(Problem.of(Code.FIELD_UNREAD, field="heirs", why=why))
        return None


def _left_by_status(row: tuple[Cell, ...], heading: HeadingRow) -> list[Cell]:
    """Give what a column of statuses, that is not read else, says of somebody who left."""
    places = (place for place in heading.texts if place < len(row) and place not in heading.columns)
    return [row[place] for place in places if left_by_status(heading.texts[place], row[place])]


def _warn_of_nik(nik: str, born: date | None, remarks: Remarks, *, today: date) -> None:
    odd = nik_warnings(nik, birth_date=born, today=today)
    remarks.warnings.extend(Problem.by_rule(one) for one in odd)
    if born is None and nik_facts(nik, today=today).birth_date > today:
        remarks.warnings.append(Problem.of(Code.NIK_UNBORN))


def _commodity(cells: Cells, remarks: Remarks) -> str:
    commodity = text_of(first(cells, Column.COMMODITY))
    if len(commodity) <= LONGEST_TEXT:
        return commodity
    long = Problem.of(Code.COMMODITY_LONG, count=len(commodity), most=LONGEST_TEXT)
    remarks.problems.append(long)
    return ""


def _name(cells: Cells, remarks: Remarks) -> str:
    cell = _whole_name(cells)
    if cell is None:
        remarks.problems.append(Problem.of(Code.NAMELESS))
        return ""
    # A name that runs over two lines of its cell is still one name; other control characters are
    # refused.
    text = LINE_ENDS.sub(" ", cell) if isinstance(cell, str) else text_of(cell)
    if is_ditto(text):
        same = Problem.of(Code.NAME_SAME_AS_ABOVE, text=text_of(text))
        remarks.problems.append(Problem.of(Code.UNCLEAR, why=same))
        return ""
    try:
        _refuse_no_name(text)
        text = bare_name(text, remarks)
        if address := ADDRESS.search(text):
            remarks.warnings.append(Problem.of(Code.NAME_WITH_ADDRESS))
            text = text[: address.start()]
        return clean_name(doubted_name(text, remarks))
    except RuleError as error:
        remarks.refuse(error)
        return ""


def _whole_name(cells: Cells) -> Cell:
    """Give the name as one text, where a list has its parts in columns of their own."""
    parts = (*cells.get(Column.NAME, [])[:1], *cells.get(Column.FURTHER_NAME, []))
    return parts[0] if len(parts) == 1 else " ".join(map(text_of, parts)) or None


def _refuse_no_name(text: str) -> None:
    """Raise RuleError for what stands in the column of names and is no name."""
    if NOBODY.fullmatch(text):
        raise RuleError(
            "Sel nama berisi keterangan tempat kosong, tutup, atau meninggal, bukan nama pedagang."
        )
    if (
        BLOCK_NAME.fullmatch(text.strip())
        or is_name_heading(text)
        or search_form(text) in KIND_WORDS
    ):
        raise RuleError("Sel nama berisi judul, bukan nama pedagang.")
    if ";" in text or (
        sum(c.isdigit() for c in text) >= MOST_DIGITS and not LONG_NUMBER.search(text)
    ):
        raise RuleError(
            "Sel nama berisi tanda pemisah atau angka panjang. Tulis namanya saja seperti di KTP."
        )


def _nik(cells: Cells, remarks: Remarks) -> str | None:
    cell = first(cells, Column.NIK)
    if cell is None:
        return None
    try:
        if isinstance(cell, date):
            raise RuleError("Sel NIK berisi tanggal, bukan NIK. Ketik ulang 16 angka dari KTP.")
        return parse_nik(spreadsheet_nik(cell))
    except RuleError as error:
        remarks.refuse(error)
        return None
