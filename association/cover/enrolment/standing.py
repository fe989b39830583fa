"""Where one member's enrolment stands, and what comes next."""

from dataclasses import dataclass

from flask_babel import gettext as _

from association.cover.enrolment.rejections import last_rejection
from association.database import db
from association.people.participants.wording import ends
from association.roster.members.models import Member
from association.rules.law.coverage import UNPAID, Status
from association.rules.law.enrolment import Funding, too_old_to_join
from association.rules.people.dates import format_date
from association.web.gate import settings

WAITING = (Status.CANDIDATE, Status.READY, Status.INELIGIBLE)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member's enrolment stands: the KPJ, and how it ended."""

    kpj: str
    lacks_kpj: bool
    end: str


def standing_of(member: Member) -> Standing:
    """Tell where a member's enrolment stands."""
    person = member.participant
    return Standing(
        kpj=(person.kpj or "") if person else "",
        lacks_kpj=bool(person and person.registered_on and not person.kpj and not person.ended_on),
        end=ends().get(person.ended_reason, "") if person and person.ended_on else "",
    )


def _by_the_state(status: Status) -> str:
    """Say that nothing is asked of who is paid for by the state."""
    said = _("Iurannya dibayar APBN atau APBD, jadi tidak ditagih.")
    if status is Status.ACTIVE:
        return str(said)
    return f"{said} {_('Bulan ini belum tercatat dibayar: tanyakan di 175.')}"


def next_step(member: Member, status: Status) -> str:
    """Give the one sentence for who lives and for whom the usual one of their status would be
    wrong."""
    person = member.participant
    by_state = person is not None and person.funding == Funding.STATE
    if by_state and status in (*UNPAID, Status.ACTIVE):
        return _by_the_state(status)
    if status is Status.SENT and person is not None and person.sent_on is not None:
        return str(
            _(
                "Dikirim %(day)s. Belum ada perlindungan sampai terdaftar dan iuran pertamanya "
                "diterima BPJS Ketenagakerjaan.",
                day=format_date(person.sent_on),
            )
        )
    if status not in WAITING:
        return ""
    if member.left_on is not None:
        return str(_("Sudah keluar dari daftar, jadi tidak didaftarkan."))
    if member.birth_date is not None and too_old_to_join(member.birth_date, settings().today()):
        return str(
            _(
                "Sudah 65 tahun atau lebih, jadi tidak bisa lagi didaftarkan ke BPJS "
                "Ketenagakerjaan."
            )
        )
    if member.link_pending:
        return str(_("NIK-nya masih dicocokkan petugas Dinas, sesudah itu baru bisa didaftarkan."))
    rejected = last_rejection(db.session(), member.id)
    if rejected is not None and rejected.reason:
        return str(
            _(
                "Pendaftaran ditolak: %(reason)s. Perbaiki dulu, lalu kirim lagi.",
                reason=rejected.reason.rstrip(". "),
            )
        )
    return ""
