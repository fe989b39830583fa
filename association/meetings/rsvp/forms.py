"""What somebody says on a public page."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.meetings.rsvp.values import Person
from association.rules.house.errors import RuleError
from association.rules.people.cards import card_code_has_typo, normalise_card_code
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.territory.models import Association
from association.web.forms import Form, checked
from association.web.page import whole_number


def _card(text: str) -> str:
    code = normalise_card_code(text)
    if card_code_has_typo(code):
        raise RuleError("Ada huruf yang tertukar di kode ini. Periksa lagi tulisan di kartu.")
    return code


class RsvpForm(Form):
    """Name and phone, or a card code; and whose member one is, when several paguyuban are
    invited."""

    name = wtforms.StringField(lazy_gettext("Nama Anda"), [checked(clean_name)])
    phone = wtforms.StringField(lazy_gettext("Nomor HP"), [checked(parse_phone)])
    code = wtforms.StringField(lazy_gettext("Kode kartu"), [checked(_card)])
    association = wtforms.SelectField(
        lazy_gettext("Paguyuban Anda"), choices=[], coerce=str, validate_choice=False
    )
    coming = wtforms.StringField()

    def offer(self, guests: list[Association]) -> None:
        """Let one of these paguyuban be chosen; a single one needs no choosing."""
        names = [wtforms.SelectChoice(str(one.id), one.name) for one in guests]
        self.association.choices = (
            [wtforms.SelectChoice("", _("Pilih")), *names] if len(names) > 1 else []
        )

    @property
    def is_yes(self) -> bool:
        """Tell whether the button was the one that says yes."""
        return str(self.coming.data) != "0"

    @property
    def by_card(self) -> bool:
        """Tell whether a card code was typed."""
        return bool((self.code.data or "").strip())

    def understood(self) -> bool:
        """Check what was typed: a card alone is enough, without one a phone, and to say yes a name.

        Where several paguyuban are invited one says whose member one is, known or not: so the
        answer tells nobody whose phone stands on a roster. Call after offer().
        """
        self.validate()
        wanted = (
            [self.code]
            if self.by_card
            else [self.name, self.phone]
            if self.is_yes
            else [self.phone]
        )
        for field in (self.name, self.phone, self.code):
            if field not in wanted:
                field.errors = []
            elif not field.errors and not getattr(field, "value", None):
                self.refuse(field.short_name, _("Bagian ini harus diisi."))
        known = [choice.value for choice in self.association.choices if choice.value]
        if self.is_yes and not self.by_card and known and self.association.data not in known:
            self.refuse("association", _("Pilih dulu paguyuban Anda."))
        return not self.errors

    def person(self) -> Person:
        """Give what was typed as the actions take it; call only after understood()."""
        if self.by_card:
            return Person(card=self.code.value)
        return Person(
            name=getattr(self.name, "value", None) or "",
            phone=self.phone.value,
            association_id=whole_number(self.association.data),
        )
