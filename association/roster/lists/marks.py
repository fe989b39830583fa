"""What can only be seen when all rows of a list are known: repeats, lost digits, months before
days, strayed NIKs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from association.roster.lists.columns import OF_HEIRS
from association.roster.lists.contents import Contents, RowRead, Skipped
from association.roster.lists.date_texts import in_numbers
from association.roster.lists.problems import Code, Problem
from association.roster.lists.values import RowStall, RowValues
from association.roster.members.fields import FieldKind
from association.roster.members.values import FIELDS
from association.rules.people.names import search_form

FEWEST_ZEROS, FEWEST_SWAPPED = 4, 2
MANY_ZEROS, SOME_ZEROS = 0.40, 0.25  # of good NIKs one in ten ends in 0
LAST_MONTH = 12
CUT_AT = 200  # where a skipped row's text ends
LONG = re.compile(r"\d(?:[\s.\-‐-―−'’]{0,2}\d){15,}")
NUMBER = re.compile(r"\+?\d[\d\s.\-]{5,}")
# Columns whose text is no place for a NIK.
TEXTS = [name for name, field in FIELDS.items() if field.kind in (FieldKind.NAME, FieldKind.TEXT)]


def with_doubts(rows: list[RowRead]) -> list[RowRead]:
    """Return the rows with the problems and warnings that come from the others, and no NIK outside
    its column."""
    cleaned = [without_strays(row) for row in rows]
    doubted = _mark_lost_digits(mark_repeats(cleaned))
    return _mark_month_first([mark_swapped(row) for row in doubted])


def mask(text: str) -> str:
    """Return a text with every run of 16 digits or more hidden but for its first and last four."""
    return LONG.sub(lambda run: _masked_run(run[0]), text)


def conceal(contents: Contents) -> Contents:
    """Return the same with no NIK in the texts of rows that were passed over, in notes and
    samples; of heirs no number at all."""
    skipped = tuple(replace(row, text=_masked_cut(row)) for row in contents.skipped)
    notes = tuple(note.mapped(mask) for note in contents.notes)
    of_heirs = {heading for heading, kind in contents.columns if kind in OF_HEIRS}
    samples = {
        heading: tuple(
            NUMBER.sub("•••", one) if heading in of_heirs else mask(one) for one in cells
        )
        for heading, cells in contents.samples.items()
    }
    return replace(contents, skipped=skipped, notes=notes, samples=samples)


def _masked_run(run: str) -> str:
    digits = re.sub(r"\D", "", run)
    return f"{digits[:4]} •••• •••• {digits[-4:]}"


def _masked_cut(row: Skipped) -> str:
    """Mask a skipped row's text; where it was cut within a number, the number's beginning goes
    too."""
    text = mask(row.text)
    return re.sub(r"[\d\s.\-]+$", " …", text) if len(row.text) >= CUT_AT else text


def without_strays(row: RowRead) -> RowRead:
    """Refuse a NIK written into another column, and take it out of the values; mask it in what is
    said of the row."""
    values = row.values
    found: list[str] = []
    for name in TEXTS:
        text: str = getattr(values, name)
        if LONG.search(text):
            bare: dict[str, Any] = {name: " ".join(LONG.sub(" ", text).split())}
            values, found = replace(values, **bare), [*found, name]
    stalls = tuple(stall for stall in values.stalls if not _holds_nik(stall))
    if stalls != values.stalls:
        values, found = replace(values, stalls=stalls), [*found, "stalls"]
    strays = [Problem.of(Code.NIK_STRAYED, field=name) for name in found]
    problems = tuple(problem.mapped(mask) for problem in (*row.problems, *strays))
    warnings = tuple(warning.mapped(mask) for warning in row.warnings)
    return replace(row, values=values, problems=problems, warnings=warnings)


def _holds_nik(stall: RowStall) -> bool:
    return any(
        LONG.search(text) for text in (f"{stall.parts.block} {stall.parts.number}", stall.market)
    )


def mark_repeats(rows: Sequence[RowRead]) -> list[RowRead]:
    """Refuse the second row with one NIK; warn of the second with one name and birth date or
    phone. Marks of before are taken off."""
    first: dict[tuple[str, object], RowRead] = {}
    return [_mark_repeat(_without_marks(row), first) for row in rows]


def _without_marks(row: RowRead) -> RowRead:
    problems = tuple(one for one in row.problems if one.code is not Code.NIK_REPEATED)
    warnings = tuple(one for one in row.warnings if one.code is not Code.PERSON_REPEATED)
    return replace(row, problems=problems, warnings=warnings)


def _mark_repeat(row: RowRead, first: dict[tuple[str, object], RowRead]) -> RowRead:
    values = row.values
    if values.nik and (before := first.setdefault(("nik", values.nik), row)) is not row:
        name = before.values.name or Problem.of(Code.UNNAMED)
        problem = Problem.of(Code.NIK_REPEATED, where=where_of(before, row), name=name)
        return replace(row, problems=(*row.problems, problem))
    if not values.name:
        return row
    facts = (fact for fact in (values.birth_date, values.phone) if fact)
    keys = [(search_form(values.name), fact) for fact in facts]
    same = [other for key in keys if (other := first.setdefault(key, row)) is not row]
    if not same:
        return row
    warning = Problem.of(Code.PERSON_REPEATED, where=where_of(same[0], row))
    return replace(row, warnings=(*row.warnings, warning))


def where_of(before: RowRead, row: RowRead) -> Problem:
    """Say where a row stands, to somebody who looks at another."""
    if before.sheet == row.sheet:
        return Problem.of(Code.LINE, line=before.line)
    return Problem.of(Code.LINE_OF_SHEET, line=before.line, sheet=before.sheet)


def _mark_lost_digits(rows: list[RowRead]) -> list[RowRead]:
    """Refuse, or where they are fewer doubt, NIKs that end in 0: they were numbers in Excel before
    they became text."""
    niks: dict[str, list[str]] = {}
    for row in rows:
        if row.values.nik:
            niks.setdefault(row.sheet, []).append(row.values.nik)
    share = {
        sheet: sum(nik.endswith("0") for nik in held) / len(held)
        for sheet, held in niks.items()
        if len(held) >= FEWEST_ZEROS
    }
    return [
        _doubted(row, share.get(row.sheet, 0)) if (row.values.nik or "").endswith("0") else row
        for row in rows
    ]


def _doubted(row: RowRead, share: float) -> RowRead:
    if share > MANY_ZEROS:
        return _refused(row, Code.DIGITS_LOST)
    if share < SOME_ZEROS:
        return row
    return replace(row, warnings=(*row.warnings, Problem.of(Code.DIGITS_DOUBTED)))


def _refused(row: RowRead, code: Code) -> RowRead:
    return replace(row, problems=(*row.problems, Problem.of(code)))


def mark_swapped(row: RowRead) -> RowRead:
    """Refuse a birth date that the NIK has with day and month the other way round."""
    return _refused(row, Code.DATE_SWAPPED) if _is_swapped(row.values) else row


def _is_swapped(values: RowValues) -> bool:
    born = values.birth_date
    if born is None or values.nik is None or born.day == born.month:
        return False
    return (
        _day_and_month(values.nik) == (born.month, born.day)
        and int(values.nik[10:12]) == born.year % 100
    )


def _day_and_month(nik: str) -> tuple[int, int]:
    return int(nik[6:8]) % 40, int(nik[8:10])


def _mark_month_first(rows: list[RowRead]) -> list[RowRead]:
    """Where one date of a sheet puts the month first, refuse the others there that may be read both
    ways.

    Two dates that the NIK has swapped tell the same of a sheet; a NIK that agrees settles it for
    its row.
    """
    swapped = Counter(row.sheet for row in rows if row.is_refused_for(Code.DATE_SWAPPED))
    sheets = {row.sheet for row in rows if row.is_refused_for(Code.MONTH_FIRST)}
    sheets |= {sheet for sheet, count in swapped.items() if count >= FEWEST_SWAPPED}
    return [
        _refused(row, Code.DATE_BOTH_WAYS) if row.sheet in sheets and reads_both_ways(row) else row
        for row in rows
    ]


def reads_both_ways(row: RowRead) -> bool:
    """Tell whether a row's birth date in numbers may be read both ways, and no NIK settles it."""
    born = row.values.birth_date
    if born is None or born.day > LAST_MONTH or born.day == born.month:
        return False
    if row.is_refused_for(Code.DATE_SWAPPED):
        return False
    numeric = any(in_numbers(text) for text in row.cells.values())
    return numeric and not (
        row.values.nik and _day_and_month(row.values.nik) == (born.day, born.month)
    )
