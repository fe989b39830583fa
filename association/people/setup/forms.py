"""What the steps of the first start ask."""

import wtforms
from flask_babel import lazy_gettext
from wtforms.validators import ValidationError

from association.people.setup.actions import Person
from association.people.setup.pasted import LONGEST_TEXT, MarketLine, read_markets
from association.rules.house.errors import RuleError
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.territory.regions import Region, known_markets, provinces, region, regions_of
from association.web.forms import Form, checked, required
from association.web.page import asked_text
from association.web.words import in_words


class PersonForm(Form):
    """Somebody who gets an account."""

    name = wtforms.StringField(lazy_gettext("Nama"), [required(), checked(clean_name)])
    phone = wtforms.StringField(
        lazy_gettext("Nomor HP (WhatsApp)"), [required(), checked(parse_phone)]
    )

    def person(self) -> Person:
        """Give who was typed; call only after validate()."""
        return Person(name=self.name.value, phone=self.phone.value)


class AdminForm(PersonForm):
    """The first admin."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi"))


class CityForm(Form):
    """The city, among those of a province."""

    city = wtforms.SelectField(lazy_gettext("Kota atau kabupaten"))
    province = ""

    def offer(self, province: str = "") -> "CityForm":
        """Fill in the cities of the province that was asked for, or that the chosen city is in."""
        asked = province or asked_text("provinsi", most=2) or (self.city.data or "")[:2]
        self.province = asked if asked in provinces() else ""
        self.city.choices = [(one.code, one.name) for one in regions_of(self.province)]
        return self

    def chosen(self) -> Region | None:
        """Give the city that was chosen; None for one that is none."""
        return region(self.city.data or "")


class MarketsForm(Form):
    """Markets that are known by name, and others as people write them."""

    known = wtforms.SelectMultipleField(lazy_gettext("Pasar yang sudah dikenal"))
    others = wtforms.TextAreaField(lazy_gettext("Nama pasar, satu per baris"))
    city: Region | None = None

    def offer(self, code: str, there: list[str]) -> "MarketsForm":
        """Offer the known markets that the city does not have yet."""
        self.city = region(code)
        new = [one.name for one in known_markets(code) if one.name not in there]
        self.known.choices = [(name, name) for name in new]
        return self

    def validate_others(self, field: wtforms.Field) -> None:
        """Read the list; what is unclear is said with its line."""
        try:
            text = (field.data or "")[: LONGEST_TEXT + 1]
            field.value = read_markets(text, self.city.districts if self.city else ())
        except RuleError as error:
            raise ValidationError(in_words(error)) from None

    def markets(self) -> list[MarketLine]:
        """Give what was ticked and written; call only after validate()."""
        ticked = [
            MarketLine(one.name, one.aliases, one.district)
            for one in known_markets(self.city.code if self.city else "")
            if one.name in (self.known.data or [])
        ]
        written: list[MarketLine] = self.others.value
        names = {one.name.lower() for one in ticked}
        return ticked + [one for one in written if one.name.lower() not in names]
