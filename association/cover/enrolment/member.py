"""What the page of one member's enrolment shows, once more after a refusal."""

from typing import Any

from association.cover.enrolment.forms import RegisteredForm, today_text
from association.cover.enrolment.member_forms import EndedForm, PayingForm, SentForm
from association.cover.enrolment.standing import WAITING, standing_of
from association.database import db
from association.people.participants.models import Participant
from association.roster.members import reads as members
from association.roster.members.models import Member
from association.roster.members.sections import NEXT_STEP, MemberShown
from association.roster.members.statuses import coverage_of
from association.rules.law.coverage import Status
from association.rules.people.dates import format_date
from association.web.forms import Form
from association.web.gate import settings

MEMBER = "cover/enrolment/member.html"


def shown(member_id: int) -> dict[str, Any]:
    """Gather where a member's enrolment stands, and the forms of the next steps."""
    found = members.one(db.session(), member_id)
    return _standing(found) | _forms(found.participant)


def _standing(member: Member) -> dict[str, Any]:
    cover = coverage_of(db.session(), member, today=settings().today())
    person = member.participant
    return {
        "member": member,
        "person": person,
        "cover": cover,
        "standing": standing_of(member),
        "instead": NEXT_STEP.answer(MemberShown(member, cover, [])),
        "was_registered": bool(person and person.registered_on)
        or cover.status not in (*WAITING, Status.SENT),
        "problem": "",
    }


def _forms(person: Participant | None) -> dict[str, Form]:
    """Fill the forms with what is noted."""
    since = person.registered_on if person else None
    registered_on = format_date(since) if since else today_text()
    return {
        "sent": SentForm(day=today_text()),
        "registered": RegisteredForm(kpj=(person.kpj or "") if person else "", day=registered_on),
        "ended": EndedForm(day=today_text()).offered(),
        "paying": PayingForm(obj=person).offered(),
    }
