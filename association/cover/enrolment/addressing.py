"""To whom letters to BPJS Ketenagakerjaan go, and the town that they are written in."""

from flask_babel import gettext as _

# The branch that serves a city, by the city's code; elsewhere the letter names the city, not a
# branch we do not know.
BRANCHES = {"33.72": "Surakarta"}


def town(city: str) -> str:
    """Give the name that stands before the day of a letter."""
    return city.removeprefix("Kota ").removeprefix("Kabupaten ")


def addressee(city_code: str, city: str) -> str:
    """Say to whom at BPJS Ketenagakerjaan letters from a city go."""
    branch = BRANCHES.get(city_code)
    if branch is None:
        return str(_("Kepala Kantor BPJS Ketenagakerjaan di %(city)s", city=city))
    return str(_("Kepala BPJS Ketenagakerjaan Cabang %(branch)s", branch=branch))
