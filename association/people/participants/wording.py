"""Where people stand, why a membership ended, and who pays, in words."""

from flask_babel import gettext as _

from association.rules.law.coverage import Status
from association.rules.law.enrolment import End, Funding, Sector
from association.rules.law.groups import STATUSES, Group


def states() -> dict[Status, str]:
    """Give the one word for each state, on every screen and in every file."""
    return {
        Status.CANDIDATE: _("Belum bisa dikirim"),
        Status.READY: _("Bisa dikirim"),
        Status.SENT: _("Dikirim"),
        Status.REGISTERED: _("Terdaftar, belum bayar"),
        Status.ENTRUSTED: _("Dititip"),
        Status.ACTIVE: _("Aktif"),
        Status.DUE: _("Jatuh tempo"),
        Status.ARREARS: _("Menunggak"),
        Status.INACTIVE: _("Nonaktif"),
        Status.ENDED: _("Berhenti"),
        Status.INELIGIBLE: _("Tidak bisa (65+)"),
    }


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
