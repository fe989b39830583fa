"""Positions in words."""

from flask_babel import gettext as _

from association.rules.house.permissions import Position


def position_names() -> dict[Position, str]:
    """Name the positions as screens do."""
    return {
        Position.KETUA: _("Ketua"),
        Position.SEKRETARIS: _("Sekretaris"),
        Position.BENDAHARA: _("Bendahara"),
    }
