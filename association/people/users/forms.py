"""Whom the office invites, and what an officer may."""

from enum import StrEnum

import wtforms
from flask_babel import lazy_gettext

from association.people.signin.forms import PasswordForm
from association.people.users.actions import NewOffice
from association.rules.house.permissions import Right, Role
from association.rules.people.names import clean_name
from association.rules.people.phone import parse_phone
from association.web.forms import Form, checked, required

NATION = "all"  # the choice that stands for every province


class InviteKind(StrEnum):
    """Whom one invites."""

    KETUA = "ketua"
    OFFICER = "petugas"
    REGION = "wilayah"
    ADMIN = "admin"


class OfficeRightsForm(Form):
    """What an officer may, beyond seeing the city's figures."""

    events = wtforms.BooleanField(lazy_gettext("Boleh mengadakan kegiatan kota"), default=True)
    administer = wtforms.BooleanField(
        lazy_gettext("Boleh mengelola paguyuban, pasar, dan akun"), default=False
    )

    def rights(self) -> frozenset[Right]:
        """Give what is ticked."""
        return frozenset(
            right for right in (Right.EVENTS, Right.ADMINISTER) if self[right.value].data
        )


class FactorForm(PasswordForm):
    """What taking a second factor away asks for; beside another password on its page."""

    password = wtforms.PasswordField(lazy_gettext("Kata sandi Anda"), id="factor_password")


class SomebodyForm(Form):
    """Who is invited."""

    name = wtforms.StringField(lazy_gettext("Nama"), [required(), checked(clean_name)])
    phone = wtforms.StringField(
        lazy_gettext("Nomor HP (WhatsApp)"), [required(), checked(parse_phone)]
    )


class KetuaForm(SomebodyForm):
    """The ketua of a paguyuban of the city."""

    association = wtforms.SelectField(lazy_gettext("Paguyuban"), coerce=int)


class AdminForm(SomebodyForm):
    """An admin."""

    def office(self) -> NewOffice:
        """Give what was typed; call only after validate()."""
        return NewOffice(name=self.name.value, phone=self.phone.value, role=Role.ADMIN)


class OfficerForm(SomebodyForm, OfficeRightsForm):
    """An officer of the city."""

    def office(self) -> NewOffice:
        """Give what was typed; call only after validate()."""
        return NewOffice(
            name=self.name.value,
            phone=self.phone.value,
            role=Role.OFFICER,
            rights=self.rights(),
            region=self.region_code,
        )

    @property
    def region_code(self) -> str | None:
        """Give the region of who works for many cities: none here."""
        return None


class RegionForm(OfficerForm):
    """An officer of a province, or of the whole nation."""

    region = wtforms.SelectField(lazy_gettext("Wilayah"))

    @property
    def region_code(self) -> str:
        """Give the two digits of the province; "" for the nation."""
        return "" if self.region.data == NATION else str(self.region.data)
