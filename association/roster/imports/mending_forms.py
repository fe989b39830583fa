"""The form of one refused row: its texts under plain headings, as they are typed anew."""

import re
from collections.abc import Iterable, Mapping

import wtforms

from association.roster.lists.columns import Column
from association.roster.lists.contents import RowRead
from association.roster.lists.mending import BIRTH, BIRTH_DATE, NIK, Line, kept_nik, shown
from association.roster.lists.problems import Problem
from association.roster.lists.wording import in_words
from association.roster.lists.written import HEADINGS, column_under
from association.web.forms import Form

ALWAYS = tuple(HEADINGS[one] for one in (Column.NAME, Column.NIK, Column.PHONE, Column.STALL))
FIRST = {"birth_date": ("birth_date", "birth"), "stalls": ("stall", "stall_number", "stall_block")}


class MendForm(Form):
    """One input for each text of a row; `agreed` that a change of a member was seen."""

    agreed = wtforms.HiddenField()
    inputs: Mapping[str, str]  # the heading of each input, by its name

    def line(self, row: RowRead, line: Line) -> dict[str, str]:
        """Give a row's texts as typed; an empty NIK keeps the one of the list."""
        typed = {heading: self[name].data or "" for name, heading in self.inputs.items()}
        if not typed[NIK].strip():
            typed[NIK] = kept_nik(row, line) or ""
        return {**line, **typed}

    def tell(self, problems: Iterable[Problem], about: Mapping[Problem, str]) -> list[str]:
        """Put sentences beside the inputs they are about; gives those that are about none."""
        rest = []
        for problem in problems:
            field = about.get(problem, "")
            name = next((one for one in FIRST.get(field, (field,)) if one in self.inputs), "")
            if name:
                self.refuse(name, in_words(problem))
            else:
                rest.append(in_words(problem))
        return rest


def form_class(line: Line, number: int) -> type[MendForm]:
    """Make the form of the row with this number on the page, with an input for each text."""
    inputs = {_name(heading): heading for heading in _headings(line)}
    made = {
        name: wtforms.StringField(heading, id=f"r{number}-{name}")
        for name, heading in inputs.items()
    }
    return type("RowForm", (MendForm,), {**made, "inputs": inputs})


def texts(row: RowRead, line: Line, inputs: Mapping[str, str]) -> dict[str, str]:
    """Give what the form shows at first; a NIK that is right is not shown."""
    told = shown(line)
    hidden = (
        {NIK: "" if line.get(NIK) or not row.values.nik else "-"} if kept_nik(row, line) else {}
    )
    return {name: (told | hidden).get(heading, "") for name, heading in inputs.items()}


def _headings(line: Line) -> list[str]:
    always = (*ALWAYS, BIRTH if BIRTH in line else BIRTH_DATE)
    told = [heading for heading, text in line.items() if text and column_under(heading)]
    order = list(HEADINGS.values())
    wanted = {*always, *told} - {HEADINGS[Column.NUMBER]}
    return sorted(wanted, key=lambda one: (order.index(_bare(one)), one.zfill(40)))


def _bare(heading: str) -> str:
    return re.sub(r" \d+$", "", heading)


def _name(heading: str) -> str:
    column, number = column_under(heading), heading.removeprefix(_bare(heading)).strip()
    return f"{column}_{number}" if number else f"{column}"
