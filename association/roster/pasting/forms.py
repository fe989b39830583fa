"""The form that asks who stands in an unclear line."""

import wtforms
from flask_babel import lazy_gettext

from association.roster.imports.pasted_names import split_titles
from association.roster.imports.pasted_rows import NAME, NUMBER, PHONE, STALL
from association.roster.imports.understood import RowRead
from association.roster.imports.values import RowStall, RowValues
from association.rules.house.errors import RuleError
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.rules.people.stalls import parse_stall
from association.web.forms import Form
from association.web.words import in_words


class AnswerForm(Form):
    """Name, stall and phone as we guess them; `number` says which row was asked."""

    number = wtforms.HiddenField()
    name = wtforms.StringField(lazy_gettext("Nama"))
    stall = wtforms.StringField(lazy_gettext("Tempat usaha"))
    phone = wtforms.StringField(lazy_gettext("Nomor HP"))

    @classmethod
    def guessed(cls, row: RowRead) -> "AnswerForm":
        """Fill the form with what was guessed of a row."""
        cells = row.cells
        return cls(
            data={
                "number": cells[NUMBER],
                "name": cells[NAME],
                "stall": cells[STALL],
                "phone": cells[PHONE],
            }
        )

    def values(self, row: RowRead) -> RowValues | None:
        """Give what the leader typed, beside what else the row says; None when a field cannot be
        read."""
        market = next((stall.market for stall in row.values.stalls), "")
        name, known_as = split_titles((self.name.data or "").strip())
        nickname = known_as or (row.values.known_as if name == row.values.name else "")
        phone, stalls = None, row.values.stalls
        try:
            name = clean_name(name or (self.name.data or ""))
        except RuleError as error:
            self.refuse("name", in_words(error))
        try:
            clean_name(nickname or name or "x")
        except RuleError as error:
            self.refuse("name", in_words(error))
        try:
            phone = parse_phone(self.phone.data) if (self.phone.data or "").strip() else None
        except RuleError as error:
            self.refuse("phone", in_words(error))
        try:
            if self.stall.data != row.cells[STALL]:
                stalls = tuple(
                    RowStall(part, market) for part in parse_stall(self.stall.data or "")
                )
        except RuleError as error:
            self.refuse("stall", in_words(error))
        if self.name.errors or self.phone.errors or self.stall.errors:
            return None
        values = row.values
        return RowValues(
            name=name,
            nik=values.nik,
            phone=phone,
            stalls=stalls,
            commodity=values.commodity,
            known_as=nickname,
            note=values.note,
        )
