"""Where people stand, why a membership ended, and who pays, in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from association.rules.law.coverage import Status
from association.rules.law.enrolment import End, Funding, Sector
from association.rules.law.groups import STATUSES, Group

# The one word for each state, on every screen and in every file; templates know it as `states`.
WORDS = {
    Status.CANDIDATE: lazy_gettext("Belum bisa dikirim"),
    Status.READY: lazy_gettext("Bisa dikirim"),
    Status.SENT: lazy_gettext("Dikirim"),
    Status.REGISTERED: lazy_gettext("Terdaftar, belum bayar"),
    Status.ENTRUSTED: lazy_gettext("Dititip"),
    Status.ACTIVE: lazy_gettext("Aktif"),
    Status.DUE: lazy_gettext("Jatuh tempo"),
    Status.ARREARS: lazy_gettext("Menunggak"),
    Status.INACTIVE: lazy_gettext("Nonaktif"),
    Status.ENDED: lazy_gettext("Berhenti"),
    Status.INELIGIBLE: lazy_gettext("Tidak bisa (65+)"),
}


def states() -> dict[Status, str]:
    """Give the word for each state in the language of whoever asks."""
    return {state: str(word) for state, word in WORDS.items()}


def groups(*, that_month: bool = False) -> dict[Group, str]:
    """Name the filters over a roster in the words of the states; `that_month` is not this one."""
    words = states()
    joined = {group: " / ".join(words[one] for one in STATUSES[group]) for group in STATUSES}
    wide = {
        Group.ALL: _("Semua"),
        Group.LAPSING: _("Habis bulan itu") if that_month else _("Habis bulan ini"),
    }
    return {group: (wide | joined)[group] for group in Group}


def ends() -> dict[str, str]:
    """Say why somebody is no longer a participant of BPJS Ketenagakerjaan."""
    return {
        End.DIED: _("meninggal"),
        End.EMPLOYED: _("menjadi pekerja penerima upah"),
        End.STOPPED: _("berhenti berdagang"),
    }


def payers() -> dict[str, str]:
    """Say who pays the contributions of somebody."""
    return {Funding.SELF: _("Dibayar sendiri"), Funding.STATE: _("Dibayar APBN atau APBD")}


def sectors() -> dict[str, str]:
    """Name the groups that the discounts tell apart."""
    return {
        Sector.TRADE: _("Pedagang dan lainnya"),
        Sector.TRANSPORT: _("Pengangkutan (ojek, sopir, kurir)"),
    }
