"""What a member's page shows, gathered once for the pages that show it."""

from typing import Any

from association.audit.actions import By
from association.coverage import reads as coverage
from association.database import db
from association.members import reads
from association.members.models import Member
from association.rules.coverage import Run, year_of
from association.rules.nik import mask_nik
from association.rules.price import price
from association.rules.tariff import parse_programmes, usual_programmes
from association.web.forms import Form
from association.web.gate import actor, settings


def by() -> By:
    """Say who acts now, for the audit log."""
    return By(account_id=actor().account_id, association_id=actor().association_id, at=settings().now())


def detail_context(member: Member) -> dict[str, Any]:
    """Gather what the member's page shows; the contribution pages show it again after a change."""
    session, today = db.session(), settings().today()
    nik = member.nik
    paid = coverage.contributions(session, member.participant_id) if member.participant_id else []
    programmes = (
        parse_programmes(paid[0].programmes) if paid else usual_programmes(employs_helpers=member.employs_helpers)
    )
    income = (member.participant.income if member.participant else None) or 0
    return {
        "member": member,
        "cover": reads.coverage_of(session, member, today=today),
        "price": price(income=income, programmes=programmes, today=today),
        "nik": nik and mask_nik(nik),
        "phone": member.phone,
        "contributions": paid,
        "voided": coverage.voided(session, member.participant_id) if member.participant_id else [],
        "year": year_of((Run(one.first_month, one.last_month) for one in paid), today=today),
        "void_key": Form(),
        "programmes": programmes,
        "own": member.association_id,
        "form": None,
        "said": "",
        "voiding": None,
        "void_problem": "",
    }
