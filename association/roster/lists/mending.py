"""Reads a refused row anew from what somebody typed, or without what was wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from association.roster.lists.cells import text_of
from association.roster.lists.columns import Column
from association.roster.lists.contents import RowRead
from association.roster.lists.headings import HeadingRow
from association.roster.lists.marks import LONG, mark_swapped, without_strays
from association.roster.lists.problems import Code, Problem
from association.roster.lists.row_values import read_values
from association.roster.lists.values import Section
from association.roster.lists.written import HEADINGS, Columns, column_under, written
from association.roster.members.fields import FieldKind
from association.roster.members.values import FIELDS
from association.rules.house.errors import RuleError
from association.rules.people.likeness import like_names
from association.rules.people.nik import parse_nik

NAME, NIK = HEADINGS[Column.NAME], HEADINGS[Column.NIK]
BIRTH, BIRTH_DATE = HEADINGS[Column.BIRTH], HEADINGS[Column.BIRTH_DATE]
BIRTH_PLACE = HEADINGS[Column.BIRTH_PLACE]
# What a problem is about that only shows beside other rows, or on the roster.
ABOUT = {
    Code.NAMELESS: "name",
    Code.NIK_REPEATED: "nik",
    Code.DIGITS_LOST: "nik",
    Code.DATE_SWAPPED: "birth_date",
    Code.DATE_BOTH_WAYS: "birth_date",
    Code.STALL_LONG: "stalls",
}
OF_STALLS = frozenset(
    {
        Column.STALL,
        Column.STALL_KIND,
        Column.STALL_BLOCK,
        Column.STALL_NUMBER,
        Column.MARKET,
        Column.PERMIT,
        Column.WALK,
    }
)
Line = Mapping[str, str]  # texts by plain heading


def line_of(row: RowRead, columns: Columns) -> dict[str, str]:
    """Give all that a row says as texts under plain headings, also what no column of its own
    told."""
    line = written(row, columns)
    values = row.values
    line[NAME] = values.name or line.get(NAME, "")
    if values.name:
        line.pop(HEADINGS[Column.FURTHER_NAME], None)
    if values.birth_date and not (line.get(BIRTH) or line.get(BIRTH_DATE)):
        line[BIRTH_DATE] = text_of(values.birth_date)
    if values.birth_place and not (line.get(BIRTH) or line.get(BIRTH_PLACE)):
        line[BIRTH_PLACE] = values.birth_place
    for name, field in FIELDS.items():
        if name in set(Column) and not name.startswith("birth"):
            heading = HEADINGS[Column(name)]
            line[heading] = line.get(heading) or _text(getattr(values, name), field.kind)
    return {heading: text for heading, text in line.items() if text or column_under(heading)}


def _text(value: Any, kind: FieldKind) -> str:
    if value in (None, "", False):
        return ""
    if kind is FieldKind.YES:
        return "Ya"
    return text_of(value)


def kept_nik(row: RowRead, line: Line) -> str | None:
    """Give the NIK that a row has but for which nobody need type it again: its own, or one that
    stands in a wrong column."""
    if row.is_refused_for(Code.DIGITS_LOST):
        return None
    if row.values.nik or line.get(NIK):
        return row.values.nik
    strays = [run[0] for heading, text in line.items() for run in LONG.finditer(text)]
    try:
        return parse_nik(strays[0]) if len(strays) == 1 else None
    except RuleError:
        return None


def shown(line: Line) -> dict[str, str]:
    """Give the texts to show for mending; no NIK outside its column."""
    return {
        heading: text if heading == NIK else " ".join(LONG.sub(" ", text).split())
        for heading, text in line.items()
    }


def read_again(row: RowRead, line: Line, *, today: date) -> RowRead:
    """Read a row from other texts, by the rules for its list; what stood around it is forgotten,
    because somebody looked at it."""
    texts = dict(enumerate(line))
    columns = {place: kind for place, text in texts.items() if (kind := column_under(text))}
    heading = HeadingRow(0, 0, columns, texts, ())
    values, remarks = read_values(tuple(line.values()), heading, Section(), today=today)
    answered = () if row.is_unclear else (Code.UNCLEAR,)
    read = replace(
        row,
        cells=dict(line),
        values=values,
        problems=tuple(one for one in remarks.problems if one.code not in answered),
        warnings=tuple(remarks.warnings),
        mended=True,
    )
    return mark_swapped(without_strays(read))


def blamed(
    row: RowRead, line: Line, problems: Sequence[Problem], *, today: date
) -> dict[Problem, str]:
    """Tell of problems which one field, by its name in the table, they are about."""
    own = read_again(row, line, today=today).problems
    found = {one: ABOUT[one.code] for one in own if one.code in ABOUT}
    for name in dict.fromkeys(_field(heading) for heading, text in line.items() if text):
        rest = read_again(row, without(line, {name}), today=today).problems
        found |= {one: name for one in own if one not in rest and one not in found and name}
    for one in problems:
        about = ABOUT.get(one.code) or dict(one.values).get("field")
        if one not in found and about:
            found[one] = about
    return found


def to_leave_out(
    row: RowRead, line: Line, problems: Sequence[Problem], *, today: date
) -> tuple[str, ...]:
    """Name the fields without which a refused row is good; none when that does not help, or would
    leave nobody's name, or make one person of the list two."""
    if any(_is_twin(row, one) for one in problems):
        return ()
    about = blamed(row, line, problems, today=today)
    names = {about.get(problem, "") for problem in problems}
    if names & {"", "name"} or read_again(row, without(line, names), today=today).problems:
        return ()
    return tuple(name for name in FIELDS if name in names)


def _is_twin(row: RowRead, problem: Problem) -> bool:
    """Tell whether the row before with this NIK has a like name, too: one person told twice."""
    name = dict(problem.values).get("name")
    repeated = problem.code is Code.NIK_REPEATED and isinstance(name, str)
    return repeated and like_names(row.values.name, str(name))


def without(line: Line, names: Collection[str]) -> dict[str, str]:
    """Give the texts but for those of some fields."""
    return {heading: "" if _field(heading) in names else text for heading, text in line.items()}


def left_out(row: RowRead, names: Collection[str]) -> RowRead:
    """Note on a row what it was saved without."""
    told = (Problem.of(Code.LEFT_OUT, field=name) for name in FIELDS if name in names)
    return replace(row, warnings=(*row.warnings, *told))


def _field(heading: str) -> str:
    column = column_under(heading)
    if column in OF_STALLS:
        return "stalls"
    if column in (Column.BIRTH, Column.BIRTH_DATE):
        return "birth_date"
    if column is Column.FURTHER_NAME:
        return "name"
    return column if column and column is not Column.NUMBER else ""
