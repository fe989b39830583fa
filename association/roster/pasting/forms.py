"""The form that asks who stands in an unclear line."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import wtforms
from flask_babel import lazy_gettext

from association.roster.lists.contents import RowRead
from association.roster.lists.pasted_cells import guess_of, key_of
from association.roster.lists.pasted_names import split_titles
from association.roster.lists.values import RowStall, RowValues
from association.rules.house.errors import RuleError
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.rules.people.stalls import parse_stall
from association.web.forms import Form
from association.web.words import in_words

Value = TypeVar("Value")


class AnswerForm(Form):
    """Name, stall and phone as we guess them; `number` says which row was asked."""

    number = wtforms.HiddenField()
    name = wtforms.StringField(lazy_gettext("Nama"))
    stall = wtforms.StringField(lazy_gettext("Tempat usaha"))
    phone = wtforms.StringField(lazy_gettext("Nomor HP"))

    @classmethod
    def guessed(cls, row: RowRead) -> "AnswerForm":
        """Fill the form with what was guessed of a row."""
        return cls(data={"number": key_of(row), **guess_of(row)})

    def values(self, row: RowRead) -> RowValues | None:
        """Give what the leader typed, beside what else the row says; None when a field cannot be
        read."""
        name, nickname = self._names(row)
        phone = self._read("phone", parse_phone) if (self.phone.data or "").strip() else None
        stalls = row.values.stalls
        if self.stall.data != guess_of(row)["stall"]:
            market = next((stall.market for stall in stalls), "")
            parts = self._read("stall", parse_stall) or ()
            stalls = tuple(RowStall(part, market) for part in parts)
        if self.name.errors or self.phone.errors or self.stall.errors:
            return None
        return replace(
            row.values,
            name=name,
            phone=phone,
            stalls=stalls,
            known_as=nickname,
        )

    def _names(self, row: RowRead) -> tuple[str, str]:
        """Read the name and what the market says."""
        typed = self.name.data or ""
        name, known_as = split_titles(typed.strip())
        nickname = known_as or (row.values.known_as if name == row.values.name else "")
        bare = self._read("name", lambda _typed: clean_name(name or typed)) or ""
        self._read("name", lambda _typed: clean_name(nickname or bare or name or "x"))
        return bare, nickname

    def _read(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """Parse what was typed in a field; what a rule refuses is shown beside it."""
        try:
            return parse(self[field].data or "")
        except RuleError as error:
            self.refuse(field, in_words(error))
            return None
