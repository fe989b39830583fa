"""What was done to a paguyuban or a market, in words."""

from flask_babel import gettext as _

from association.office.associations.reads import Entry
from association.office.trail.wording import in_words


def told(entry: Entry) -> str:
    """Word one entry of a history, with the names of the fields that it changed."""
    names = [_fields().get(one, one) for one in entry.fields]
    return f"{in_words(entry.what)}: {', '.join(names)}" if names else in_words(entry.what)


def _fields() -> dict[str, str]:
    return {
        "name": _("nama"),
        "aliases": _("nama lain"),
        "district": _("kecamatan"),
        "contact": _("kontak"),
        "number": _("nomor surat"),
        "signed_on": _("tanggal surat"),
        "founded_on": _("berdiri sejak"),
        "note": _("catatan"),
    }
