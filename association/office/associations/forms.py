"""The form of a paguyuban, and of opening it again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.office.associations.actions import Changed
from association.rules.house.places import one_line, other_names, place_name
from association.rules.people.names import clean_name
from association.rules.people.phone import format_phone, parse_phone
from association.territory.actions import AssociationValues, Papers
from association.territory.models import Association, FoundingPapers, Market
from association.web.forms import Form, checked, past_date, required

LONGEST_NUMBER, LONGEST_NOTE = 120, 300


def _some(_form: Any, field: Any) -> None:
    """Ask for a market at least; DataRequired would make browsers ask for every one."""
    if not field.data:
        raise wtforms.ValidationError(_("Pilih paling sedikit satu pasar."))


class AssociationForm(Form):
    """What one screen asks about a paguyuban."""

    has_draft = True
    version = wtforms.HiddenField()
    name = wtforms.StringField(lazy_gettext("Nama paguyuban"), [required(), checked(place_name)])
    aliases = wtforms.StringField(lazy_gettext("Nama lain"), [checked(other_names)])
    markets = wtforms.SelectMultipleField(
        lazy_gettext("Bekerja di pasar"),
        [_some],
        choices=[],
        coerce=int,
        option_widget=wtforms.widgets.CheckboxInput(),
    )
    contact_name = wtforms.StringField(lazy_gettext("Nama kontak"), [checked(clean_name)])
    contact_phone = wtforms.StringField(lazy_gettext("Nomor HP kontak"), [checked(parse_phone)])
    number = wtforms.StringField(
        lazy_gettext("Nomor AD/ART, SK, atau akta"), [checked(one_line(LONGEST_NUMBER))]
    )
    signed_on = wtforms.StringField(lazy_gettext("Tanggal surat itu"), [checked(past_date)])
    founded_on = wtforms.StringField(lazy_gettext("Berdiri sejak"), [checked(past_date)])
    note = wtforms.TextAreaField(lazy_gettext("Catatan dinas"), [checked(one_line(LONGEST_NOTE))])

    def offer(self, markets: Sequence[Market]) -> "AssociationForm":
        """Let these markets be chosen."""
        self.markets.choices = [wtforms.SelectChoice(one.id, one.name) for one in markets]
        return self

    def differences(self, typed: "AssociationForm") -> dict[str, str]:
        """Give, by field, what this form of the saved paguyuban says where `typed` says other."""
        names = {choice.value: choice.label for choice in self.markets.choices}
        return {
            field.short_name: ", ".join(names[one] for one in field.data)
            if field is self.markets
            else field.data
            for field in self
            if not isinstance(field, wtforms.HiddenField)
            and _tidy(field.data) != _tidy(typed[field.short_name].data)
        }

    def changed(self) -> Changed:
        """Give what was typed as the action takes it; call only after validate()."""
        papers = Papers(
            number=self.number.value or "",
            signed_on=self.signed_on.value,
            founded_on=self.founded_on.value,
            note=self.note.value or "",
        )
        values = AssociationValues(
            name=self.name.value,
            aliases=self.aliases.value or (),
            contact_name=self.contact_name.value or "",
            contact_phone=self.contact_phone.value or "",
            papers=papers,
        )
        return Changed(values=values, market_ids=tuple(self.markets.data))


class ReopenForm(Form):
    """Whether a closing was a mistake, or ends today."""

    mistake = wtforms.RadioField(
        lazy_gettext("Bulan-bulan di antaranya"),
        choices=[
            wtforms.SelectChoice("1", lazy_gettext("Penutupan keliru: seperti tidak pernah tutup")),
            wtforms.SelectChoice("", lazy_gettext("Memang tutup: buka lagi mulai hari ini")),
        ],
        default="1",
    )


def filled(association: Association, papers: FoundingPapers, *, today: date) -> AssociationForm:
    """Make the form of a saved paguyuban."""
    contact = association.contact(today)
    return AssociationForm(
        version=str(association.version),
        name=association.name,
        aliases=", ".join(association.aliases),
        markets=[market.id for market in association.markets],
        contact_name=contact.name,
        contact_phone=format_phone(contact.phone) if contact.phone else "",
        number=papers.number,
        signed_on=_iso(papers.signed_on),
        founded_on=_iso(papers.founded_on),
        note=papers.note,
    )


def _tidy(data: Any) -> Any:
    """Make what a field holds comparable, however it was typed."""
    return set(data) if isinstance(data, list) else " ".join((data or "").split())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
