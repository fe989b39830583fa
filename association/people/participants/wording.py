"""Why a membership ended, in words."""

from flask_babel import gettext as _

from association.rules.law.enrolment import End


def ends() -> dict[str, str]:
    """Say why somebody is no longer a participant of BPJS Ketenagakerjaan."""
    return {
        End.DIED: _("meninggal"),
        End.EMPLOYED: _("menjadi pekerja penerima upah"),
        End.STOPPED: _("berhenti berdagang"),
    }
