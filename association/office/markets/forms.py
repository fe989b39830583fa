"""The form of a market."""

import wtforms
from flask_babel import lazy_gettext

from association.rules.house.places import one_line, other_names, place_name
from association.territory.actions import MarketValues
from association.territory.models import Market
from association.web.forms import Form, checked, required

LONGEST_DISTRICT = 40


class MarketForm(Form):
    """What one screen asks about a market."""

    version = wtforms.HiddenField()
    name = wtforms.StringField(lazy_gettext("Nama pasar"), [required(), checked(place_name)])
    aliases = wtforms.StringField(lazy_gettext("Nama lain"), [checked(other_names)])
    district = wtforms.StringField(lazy_gettext("Kecamatan"), [checked(one_line(LONGEST_DISTRICT))])

    def values(self) -> MarketValues:
        """Give what was typed as the action takes it; call only after validate()."""
        return MarketValues(
            name=self.name.value,
            aliases=self.aliases.value or (),
            district=self.district.value or None,
        )

    def differences(self, typed: "MarketForm") -> dict[str, str]:
        """Give, by field, what this form of the saved market says where `typed` says other."""
        return {
            field.short_name: field.data
            for field in (self.name, self.aliases, self.district)
            if field.data.split() != (typed[field.short_name].data or "").split()
        }


def filled(market: Market) -> MarketForm:
    """Make the form of a saved market."""
    return MarketForm(
        version=str(market.version),
        name=market.name,
        aliases=", ".join(market.aliases),
        district=market.district or "",
    )
