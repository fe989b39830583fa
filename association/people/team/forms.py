"""Whom the ketua invites, which rights they get, and until when."""

from collections.abc import Iterable
from datetime import date

import wtforms
from flask_babel import lazy_gettext

from association.people.team.actions import Invited
from association.people.team.reads import Place
from association.people.team.wording import place_choice, position_names
from association.rules.house.permissions import Position, Right
from association.rules.people.dates import parse_date
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.territory.models import Contact
from association.web.forms import Form, checked, required
from association.web.gate import settings

INVITABLE = (Position.SEKRETARIS, Position.BENDAHARA, Position.COORDINATOR)


def _day(text: str) -> date:
    return parse_date(text, today=settings().today())


class RightsForm(Form):
    """The rights that the ketua gives and takes back."""

    edit = wtforms.BooleanField(lazy_gettext("Boleh mengubah daftar anggota"), default=True)
    money = wtforms.BooleanField(lazy_gettext("Boleh mencatat iuran"), default=True)
    nik = wtforms.BooleanField(lazy_gettext("Boleh melihat NIK lengkap"), default=True)

    def rights(self) -> frozenset[Right]:
        """Give what is ticked."""
        return frozenset(
            right for right in (Right.EDIT, Right.MONEY, Right.NIK) if self[right.value].data
        )


class EndForm(Form):
    """The last day of a duty; empty for no end."""

    ends_on = wtforms.StringField(lazy_gettext("Hari terakhir"), [checked(_day)])

    @property
    def last_day(self) -> date | None:
        """Give the day that was typed; call only after validate()."""
        return getattr(self.ends_on, "value", None)


class PlacesForm(Form):
    """The blocks, or whole markets, that a coordinator sees."""

    places = wtforms.SelectMultipleField(
        lazy_gettext("Blok koordinator"), option_widget=wtforms.widgets.CheckboxInput(), choices=[]
    )

    def offer_places(self, known: Iterable[Place]) -> None:
        """Let these be chosen."""
        self.places.choices = [(_code(one), place_choice(one)) for one in known]

    def tick(self, held: Iterable[Place]) -> None:
        """Tick what a duty is confined to."""
        self.places.data = [_code(one) for one in held]

    def chosen(self) -> frozenset[tuple[int, str]]:
        """Give what is ticked, as markets and blocks; call only after validate()."""
        pairs = (one.partition(":") for one in self.places.data or ())
        return frozenset((int(market), block) for market, _, block in pairs)


def _code(place: Place) -> str:
    return f"{place.market_id}:{place.block}"


class InviteForm(RightsForm, EndForm, PlacesForm):
    """A new pengurus."""

    name = wtforms.StringField(lazy_gettext("Nama"), [required(), checked(clean_name)])
    phone = wtforms.StringField(
        lazy_gettext("Nomor HP (WhatsApp)"), [required(), checked(parse_phone)]
    )
    position = wtforms.SelectField(lazy_gettext("Jabatan"), default=Position.SEKRETARIS.value)
    starts_on = wtforms.StringField(lazy_gettext("Mulai"), [required(), checked(_day)])

    def offer(self, known: Iterable[Place]) -> "InviteForm":
        """Fill in the positions and places, and today when no day was typed."""
        self.offer_places(known)
        self.position.choices = [(one.value, position_names()[one]) for one in INVITABLE]
        if self.starts_on.data is None:
            self.starts_on.data = settings().today().isoformat()
        return self

    def invited(self) -> Invited:
        """Give what was typed as the action takes it; call only after validate()."""
        return Invited(
            name=self.name.value,
            phone=self.phone.value,
            position=Position(self.position.data),
            rights=self.rights(),
            starts_on=self.starts_on.value,
            ends_on=self.last_day,
            places=self.chosen(),
        )


class ContactForm(Form):
    """Whom people ask about the paguyuban, and by which number; empty where nobody is named."""

    name = wtforms.StringField(lazy_gettext("Nama"), [checked(clean_name)])
    phone = wtforms.StringField(lazy_gettext("Nomor HP (WhatsApp)"), [checked(parse_phone)])

    def contact(self) -> Contact:
        """Give what was typed; call only after validate()."""
        return Contact(self.name.value or "", self.phone.value or "")
