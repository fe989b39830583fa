"""What is typed about a list of paguyuban: whether contacts are published, and a row as it should
be."""

from collections.abc import Collection
from dataclasses import replace

import wtforms
from flask_babel import lazy_gettext

from association.office.intake.entries import PEOPLE, Entry, Named
from association.office.intake.names import markets_in
from association.office.intake.rows import LONGEST_MARKET, LONGEST_NAME, MOST_MARKETS
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position
from association.rules.people.names import clean_name
from association.rules.people.phone import format_phone, parse_phone
from association.web.forms import Form, checked, required


class MakeForm(Form):
    """Make all."""

    publish = wtforms.BooleanField(
        lazy_gettext("Tampilkan nama dan nomor ketua sebagai kontak untuk umum")
    )


def _name(text: str) -> str:
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME or not any(c.isalpha() for c in name):
        raise RuleError("Nama paguyuban paling banyak %(most)s huruf.", most=LONGEST_NAME)
    return name


class RowForm(Form):
    """One paguyuban of the list, to be mended."""

    name = wtforms.StringField(lazy_gettext("Nama paguyuban"), [required(), checked(_name)])
    markets = wtforms.StringField(lazy_gettext("Pasar"))
    ketua = wtforms.StringField(lazy_gettext("Nama ketua"), [checked(clean_name)])
    phone = wtforms.StringField(lazy_gettext("Nomor HP ketua"), [checked(parse_phone)])
    version = wtforms.HiddenField()

    @classmethod
    def of(cls, entry: Entry) -> "RowForm":
        """Fill in what was read; of a number that could not be, nothing."""
        ketua = entry.holder(Position.KETUA)
        data = {
            "name": entry.name,
            "markets": ", ".join(entry.markets),
            "ketua": ketua.name if ketua else "",
            "phone": format_phone(ketua.phone) if ketua and ketua.phone else "",
        }
        return cls(data=data)

    def is_good(self) -> bool:
        """Check what was typed; a number belongs to a name."""
        good = self.validate()
        if good and self.phone.value and not self.ketua.value:
            self.refuse("ketua", str(lazy_gettext("Tulis nama ketuanya.")))
            return False
        return good

    def entry(self, entry: Entry, known: Collection[str]) -> Entry:
        """Give the entry as it was typed; call only after is_good()."""
        said = [one[:LONGEST_MARKET] for one in markets_in(self.markets.data or "", known)]
        others = [one for one in entry.people if one.position is not Position.KETUA]
        ketua = [Named(Position.KETUA, self.ketua.value, self.phone.value)]
        return replace(
            entry,
            name=self.name.value,
            markets=tuple(said[:MOST_MARKETS]),
            people=(*(ketua if self.ketua.value else ()), *others)[: len(PEOPLE)],
            problems=(),
            warnings=(),
            mended=True,
            left_out=False,
        )
