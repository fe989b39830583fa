"""What the screens of enrolment show: one member's standing, the candidates, a batch."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from association.cover.enrolment import candidates, reads
from association.cover.enrolment.numbers import Entry, Match, Person, match
from association.database import db
from association.people.accounts import reads as accounts
from association.roster.members import statuses as members
from association.roster.members import wording
from association.roster.members.keys import NIK_PURPOSE
from association.roster.members.models import Member
from association.roster.members.sections import MEMBER_PAGE, NEXT_STEP, MemberShown
from association.rules.law.coverage import Status
from association.rules.law.enrolment import LineState, too_old_to_join
from association.rules.law.tariff import Programme, usual_programmes
from association.rules.people.completeness import Gap
from association.rules.people.dates import format_date
from association.rules.people.phone import format_phone
from association.territory.models import Association
from association.territory.reads import own_markets
from association.vault import vault
from association.web.csrf import masked_token
from association.web.gate import actor, new_key, settings
from association.web.page import asked_id
from association.web.words import in_words

WAITING = (Status.CANDIDATE, Status.READY)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member's enrolment stands: the KPJ, how it ended, and whether JHT is a must."""

    kpj: str
    lacks_kpj: bool
    end: str
    must_have_jht: bool


def standing_of(member: Member) -> Standing:
    """Tell where a member's enrolment stands."""
    person = member.participant
    return Standing(
        kpj=(person.kpj or "") if person else "",
        lacks_kpj=bool(person and person.registered_on and not person.kpj and not person.ended_on),
        end=wording.ends().get(person.ended_reason, "") if person and person.ended_on else "",
        must_have_jht=Programme.JHT in usual_programmes(employs_helpers=member.employs_helpers),
    )


@MEMBER_PAGE.hand_in("joining", "cover/enrolment/standing.html")
def enrolment_part(shown: MemberShown) -> dict[str, Any]:
    """Gather what the member's page says of their enrolment."""
    member = shown.member
    return {"member": member, "person": member.participant, "standing": standing_of(member)}


@NEXT_STEP.fill
def next_step_of(shown: MemberShown) -> str:
    """Give the sentence for whom the usual one of their status would be wrong."""
    return next_step(shown.member, shown.cover.status)


def next_step(member: Member, status: Status) -> str:
    """Give the one sentence for whom the usual one of their status would be wrong."""
    person = member.participant
    if status is Status.ENDED and person is not None and person.ended_reason == "died":
        return str(_("Tanyakan santunan untuk ahli waris ke BPJS Ketenagakerjaan di 175."))
    if status not in WAITING:
        return ""
    if member.birth_date is not None and too_old_to_join(member.birth_date, settings().today()):
        return str(
            _(
                "Sudah 65 tahun atau lebih, jadi tidak bisa lagi didaftarkan ke BPJS "
                "Ketenagakerjaan."
            )
        )
    if member.link_pending:
        return str(_("NIK-nya masih dicocokkan petugas Dinas, sesudah itu baru bisa didaftarkan."))
    rejected = reads.last_rejection(db.session(), member.id)
    if rejected is not None and rejected.reason:
        return str(
            _(
                "Pendaftaran ditolak: %(reason)s. Perbaiki dulu, lalu kirim lagi.",
                reason=rejected.reason.rstrip(". "),
            )
        )
    return ""


def one_member(member: Member) -> dict[str, Any]:
    """Gather what the page of one member's enrolment shows, beside its forms."""
    cover = members.coverage_of(db.session(), member, today=settings().today())
    person = member.participant
    return {
        "member": member,
        "person": person,
        "cover": cover,
        "standing": standing_of(member),
        "instead": next_step(member, cover.status),
        "was_registered": bool(person and person.registered_on)
        or cover.status not in (*WAITING, Status.SENT),
        "problem": "",
    }


def choosing(*, ready: bool) -> dict[str, Any]:
    """Gather what the list of candidates shows: those who can be sent, or those who cannot yet."""
    session, own, today = db.session(), actor().association_id, settings().today()
    found = candidates.candidates(
        session, association_id=own, today=today, ready=ready, after=asked_id("after")
    )
    counts = candidates.counts(session, association_id=own, today=today)
    batches = reads.listed(session, association_id=own, before=asked_id("before"))
    return {
        "found": found,
        "ready": ready,
        "counts": counts,
        "rejected": reads.rejections(session, [row.id for row in found.rows]),
        "lacking": lacking(),
        "batches": batches.rows,
        "before": batches.after,
        "kept": None,
        "problem": "",
    }


def lacking() -> dict[Gap, str]:
    """Say shortly what is lacking."""
    return {
        Gap.NIK: _("NIK"),
        Gap.BIRTH_DATE: _("tanggal lahir"),
        Gap.PHONE: _("nomor HP"),
        Gap.MOTHER: _("nama ibu kandung"),
        Gap.BIRTH_PLACE: _("tempat lahir"),
        Gap.ADDRESS: _("alamat"),
    }


def batch(registration_id: int, *, after: int) -> dict[str, Any]:
    """Gather what the page of a batch shows: the lines behind a place, and what its rows need.

    One token and one key stand for all the rows of a page.
    """
    lines = reads.lines(db.session(), registration_id, after=after)
    return {
        "counted": reads.one(db.session(), registration_id),
        "lines": lines.rows,
        "after": lines.after,
        "token": masked_token(),
        "key": new_key(),
        "today": format_date(settings().today()),
        "states": {
            LineState.SENT: _("Dikirim"),
            LineState.ACCEPTED: _("Diterima"),
            LineState.REJECTED: _("Ditolak"),
            LineState.WITHDRAWN: _("Ditarik"),
        },
        "typed": {},
        "wrong": "",
        "wrong_at": 0,
        "marked": False,
    }


def letter(registration_id: int) -> dict[str, Any]:
    """Gather what the cover letter of a batch says (see enrolment.letter)."""
    session = db.session()
    made = reads.one(session, registration_id).registration
    own = session.get_one(Association, made.association_id)
    ketua = accounts.ketua_names(session, own.id, today=settings().today())
    return {
        "association": own.name,
        "markets": ", ".join(market.name for market in own_markets(session, own.id)),
        "contact": " ".join(
            filter(None, (own.contact_name, own.contact_phone and format_phone(own.contact_phone)))
        ),
        "city_code": own.city.code,
        "city": own.city.name,
        "number": made.number,
        "day": made.day,
        "months": made.months,
        "ketua": ketua[0] if ketua else "",
        "people": [(line.name, line.stall) for line in reads.everyone(session, registration_id)],
    }


def numbers_asked(registration_id: int, text: str) -> dict[str, Any]:
    """Gather what the page that asks for KPJs shows, beside its form; `text` is what was pasted."""
    return {
        "counted": reads.one(db.session(), registration_id),
        "text": text,
        "found": None,
        "problem": "",
        "in_words": in_words,
    }


def matched(registration_id: int, entries: list[Entry]) -> list[Match]:
    """Hold a list of KPJs against the batch."""
    session = db.session()
    people = [
        Person(one.member_id, one.name, one.kpj or "", one.state)
        for one in reads.everyone(session, registration_id)
    ]
    indexes = {vault.index(entry.nik, NIK_PURPOSE): entry.nik for entry in entries if entry.nik}
    niks = reads.niks(session, registration_id, indexes)
    return match(
        entries,
        people,
        by_nik={indexes[index]: member_id for index, member_id in niks.items()},
        holders=reads.holders(session, {entry.kpj for entry in entries if entry.kpj}),
    )
