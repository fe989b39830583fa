"""The form of an event of the city: an event's form, and whom it invites."""

from collections.abc import Sequence
from enum import StrEnum

import wtforms
from flask_babel import lazy_gettext

from association.meetings.events.forms import EventForm, NewEventForm
from association.meetings.events.models import Host
from association.meetings.events.wording import HOSTS
from association.territory.models import Association
from association.web.forms import Form


class Invite(StrEnum):
    """How the invited paguyuban are chosen."""

    MARKETS = "pasar"
    CHOSEN = "pilih"


class _Inviting(Form):
    host = wtforms.SelectField(
        lazy_gettext("Penyelenggara"),
        choices=[
            wtforms.SelectChoice(host.value, HOSTS[host]) for host in (Host.OFFICE, Host.BRANCH)
        ],
        default=Host.OFFICE.value,
    )
    invite = wtforms.RadioField(
        lazy_gettext("Yang diundang"),
        choices=[
            wtforms.SelectChoice(
                Invite.MARKETS.value, lazy_gettext("Semua paguyuban di pasar yang dipilih")
            ),
            wtforms.SelectChoice(Invite.CHOSEN.value, lazy_gettext("Paguyuban yang saya pilih")),
        ],
        default=Invite.MARKETS.value,
    )
    associations = wtforms.SelectMultipleField(
        lazy_gettext("Paguyuban"),
        choices=[],
        coerce=int,
        option_widget=wtforms.widgets.CheckboxInput(),
    )

    def offer_guests(self, known: Sequence[Association]) -> None:
        """Let these paguyuban be invited."""
        self.associations.choices = [wtforms.SelectChoice(one.id, one.name) for one in known]


class NewCityEventForm(_Inviting, NewEventForm):
    """A new event of the city."""


class CityEventForm(_Inviting, EventForm):
    """A saved event of the city; who is invited already stays so."""
