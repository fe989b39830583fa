"""What was done to a paguyuban or a market, in words."""

from flask_babel import gettext as _

from association.office.associations.reads import Entry


def told(entry: Entry) -> str:
    """Word one entry of a history; what has no word of its own is told as it is."""
    said = _done().get(entry.what, entry.what)
    names = [_fields().get(one, one) for one in entry.fields]
    return f"{said}: {', '.join(names)}" if names else said


def _done() -> dict[str, str]:
    return {
        "make association": _("Dicatat"),
        "rename association": _("Diubah"),
        "connect markets": _("Pasarnya diubah"),
        "set contact": _("Kontaknya diubah"),
        "close association": _("Ditutup"),
        "reopen association": _("Dibuka lagi"),
        "make market": _("Dicatat"),
        "rename market": _("Diubah"),
        "close market": _("Ditutup"),
        "reopen market": _("Dibuka lagi"),
    }


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
