"""Where people stand, and why a membership ended, in words."""

from flask_babel import gettext as _

from association.rules.law.coverage import Status
from association.rules.law.enrolment import End


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


def ends() -> dict[str, str]:
    """Say why somebody is no longer a participant of BPJS Ketenagakerjaan."""
    return {
        End.DIED: _("meninggal"),
        End.EMPLOYED: _("menjadi pekerja penerima upah"),
        End.STOPPED: _("berhenti berdagang"),
    }
