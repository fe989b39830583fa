"""What this room hands to rooms below: what follows from a death, its parts of a member's page, and
what waits on a leader's first page."""

from typing import Any

from flask_babel import gettext as _

from association.cover.claims import absent, reads
from association.cover.claims.actions import follow_death
from association.cover.claims.standing import facts_of
from association.cover.claims.wording import (
    case_states,
    kinds,
    moment_to_report,
    must_report,
    next_up,
)
from association.cover.enrolment.standing import next_step
from association.database import db
from association.people.accounts.reads import Actor
from association.people.signin.sections import LEADERS_PAGE
from association.roster.members.endings import FOLLOWS, death_of
from association.roster.members.sections import MEMBER_PAGE, NEXT_STEP, MemberShown
from association.rules.house.money import rupiah
from association.rules.house.permissions import May
from association.rules.law.claim_benefits import Unpaid, entitlement
from association.rules.law.claims import ClaimKind, ClaimState
from association.web.gate import may, settings

FOLLOWS.fill(follow_death)


@MEMBER_PAGE.hand_in("joining", "cover/claims/of_member.html")
def cases_part(shown: MemberShown) -> dict[str, Any]:
    """Gather the cases of who is on the roster; of who left they stand at the top."""
    return {"claims": [], "lacks_case": False} if shown.member.left_on else _cases(shown)


@MEMBER_PAGE.hand_in("leaving", "cover/claims/of_member.html")
def former_part(shown: MemberShown) -> dict[str, Any]:
    """Gather the cases of who left."""
    return _cases(shown) if shown.member.left_on else {"claims": [], "lacks_case": False}


def _cases(shown: MemberShown) -> dict[str, Any]:
    """Gather a member's cases, and whether they died without one."""
    found, today = reads.of_member(db.session(), shown.member.id), settings().today()
    standing = [one for one in found if one.state != ClaimState.UNDONE]
    has_case = any(one.kind == ClaimKind.DEATH for one in standing)
    return {
        "member": shown.member,
        "claims": [(one, next_up(one, today=today)) for one in standing],
        "lacks_case": death_of(shown.member) is not None and not has_case,
        "kinds": kinds(),
        "words": case_states(),
    }


@MEMBER_PAGE.hand_in("rows", "cover/claims/row.html")
def row_part(shown: MemberShown) -> dict[str, Any]:
    """Offer to open a case for who did not die."""
    return {"member": shown.member, "died": death_of(shown.member)}


@LEADERS_PAGE.hand_in("asked", "cover/claims/asked.html")
def waiting_part(who: Actor) -> dict[str, Any]:
    """Gather the cases to go on with."""
    if not may(May.SEE_WHOLE):
        return {"cases": [], "clock": ""}
    own, now, today = who.association_id, settings().now(), settings().today()
    cases = reads.to_go_on(db.session(), association_id=own, now=now, today=today)
    cases.sort(key=lambda case: not must_report(case[0]))  # a clock runs
    return {
        "cases": [(one, name, next_up(one, today=today)) for one, name in cases],
        "clock": next(
            (moment_to_report(one, short=True) for one, _n in cases if must_report(one)), ""
        ),
    }


@LEADERS_PAGE.hand_in("then", "cover/claims/none_yet.html")
def without_part(who: Actor) -> dict[str, Any]:
    """Count who died or is long absent without a case."""
    if not may(May.SEE_WHOLE):
        return {"without": 0}
    own, today = who.association_id, settings().today()
    return {"without": absent.count(db.session(), association_id=own, today=today)}


@NEXT_STEP.fill
def next_step_of(shown: MemberShown) -> str:
    """Give the sentence for whom the usual one of their status would be wrong; of who died what
    the heirs may ask for."""
    died = death_of(shown.member)
    if died is None:
        return next_step(shown.member, shown.cover.status)
    case = reads.standing(db.session(), shown.member.id, ClaimKind.DEATH)
    facts = facts_of(
        db.session(),
        shown.member,
        ClaimKind.DEATH,
        died,
        from_work=case is not None and case.from_work,
    )
    entitled = entitlement(facts)
    if entitled.why is Unpaid.NOT_REGISTERED:
        return str(
            _(
                "Meninggal dan belum terdaftar, jadi tidak didaftarkan. Tanyakan di 175 dengan "
                "NIK: mungkin pernah mendaftar sendiri."
            )
        )
    if entitled.why is not None:
        return str(
            _(
                "Iuran bulan meninggalnya belum diterima BPJS Ketenagakerjaan. Tanyakan hak ahli "
                "waris di 175."
            )
        )
    return str(
        _(
            "Saat meninggal masih terlindungi. Bantu ahli waris mengurus santunan kematian, "
            "perkiraan %(amount)s: BPJS Ketenagakerjaan, telepon 175.",
            amount=rupiah(entitled.total or 0),
        )
    )
