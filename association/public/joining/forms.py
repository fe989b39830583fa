"""What a paguyuban says that asks to join, and the office's answer."""

import wtforms
from flask_babel import lazy_gettext

from association.public.joining.values import Asked
from association.rules.house.errors import RuleError
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.web.forms import Form, checked, required

LONGEST = 80


def place_name(text: str) -> str:
    """Read the name of a paguyuban or a market."""
    name = " ".join(text.split())
    if len(name) > LONGEST or not any(c.isalpha() for c in name):
        raise RuleError("Tulis namanya, paling banyak %(most)s huruf.", most=LONGEST)
    return name


class JoinForm(Form):
    """The paguyuban, its market, and who leads it."""

    city = wtforms.SelectField(lazy_gettext("Kota atau kabupaten"), coerce=int)
    name = wtforms.StringField(lazy_gettext("Nama paguyuban"), [required(), checked(place_name)])
    market = wtforms.StringField(
        lazy_gettext("Pasar tempat berdagang"), [required(), checked(place_name)]
    )
    ketua = wtforms.StringField(lazy_gettext("Nama ketua"), [required(), checked(clean_name)])
    phone = wtforms.StringField(
        lazy_gettext("Nomor HP ketua (WhatsApp)"), [required(), checked(parse_phone)]
    )
    note = wtforms.StringField(
        lazy_gettext("Catatan untuk petugas"), [wtforms.validators.Length(max=200)]
    )

    def offer(self, cities: list[tuple[int, str]]) -> "JoinForm":
        """Fill in the cities."""
        self.city.choices = cities
        if self.city.data is None and cities:
            self.city.data = cities[0][0]
        return self

    def asked(self) -> Asked:
        """Give what was typed; call only after validate()."""
        return Asked(
            name=self.name.value,
            market=self.market.value,
            ketua=self.ketua.value,
            phone=self.phone.value,
            note=" ".join((self.note.data or "").split()),
        )


class DeclineForm(Form):
    """Why a request is declined; the asking paguyuban reads it."""

    reason = wtforms.StringField(
        lazy_gettext("Alasan, dibaca oleh yang meminta"),
        [required(), wtforms.validators.Length(max=200)],
    )


class AcceptForm(Form):
    """In which market the new paguyuban works; 0 makes the one that was typed."""

    market = wtforms.SelectField(lazy_gettext("Pasar"), coerce=int)
