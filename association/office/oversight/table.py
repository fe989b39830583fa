"""The rows of the figures to take away."""

from flask_babel import gettext as _

from association.office.oversight.reads import FIGURES, Figures
from association.web.formats import share


def headings() -> list[str | int]:
    """Name the columns."""
    return [
        _("Jenis"),
        _("Nama"),
        _("Kecamatan"),
        _("Per tanggal"),
        _("Pedagang tercatat"),
        _("Aktif"),
        _("Dititip, belum disetor"),
        _("Jatuh tempo"),
        _("Menunggak"),
        _("Nonaktif"),
        _("Belum pernah terlindungi"),
        _("Berhenti (tidak dihitung)"),
        _("Cakupan (%)"),
    ]


def line(kind: str, name: str, district: str, day: str, figures: Figures) -> list[str | int]:
    """Write one row: what it is of, and its figures."""
    counts = [getattr(figures, figure) for figure in FIGURES]
    covered = share(figures.active, figures.members)
    return [kind, name, district, day, figures.members, *counts, covered]
