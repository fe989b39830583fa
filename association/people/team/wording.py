"""Positions and places in words."""

from collections.abc import Iterable
from itertools import groupby

from flask_babel import gettext as _

from association.people.team.reads import Place
from association.rules.house.permissions import Position


def position_names() -> dict[Position, str]:
    """Name the positions as screens do."""
    return {
        Position.KETUA: _("Ketua"),
        Position.SEKRETARIS: _("Sekretaris"),
        Position.BENDAHARA: _("Bendahara"),
        Position.COORDINATOR: _("Koordinator blok"),
    }


def place_name(place: Place) -> str:
    """Name a block of a market, or the whole market."""
    if not place.block:
        return str(_("Seluruh %(market)s", market=place.market))
    return str(_("%(market)s blok %(block)s", market=place.market, block=place.block))


def place_names(places: Iterable[Place]) -> str:
    """Name places in one line, each market once."""
    markets = groupby(sorted(places), key=lambda one: one.market)
    return ", ".join(
        ", ".join([place_name(first), *(one.block for one in others)])
        for _market, (first, *others) in markets
    )


def place_choice(place: Place) -> str:
    """Name a place with how many members trade there, to choose it."""
    return str(_("%(place)s · %(n)s anggota", place=place_name(place), n=place.members))
