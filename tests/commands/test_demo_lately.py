"""What Sari did lately in the demo city: papers sent, people reminded, ends noted."""

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import demo
from association.cover.claims.models import Claim
from association.cover.enrolment import batches
from association.cover.enrolment.models import RegistrationLine
from association.cover.reminders import reads
from association.cover.reminders.kinds import Cause, Outcome, Standing
from association.people.participants.models import Participant
from association.roster.members.models import Member
from association.roster.members.statuses import coverage_of
from association.rules.law.claims import ClaimState
from association.rules.law.coverage import Status
from association.rules.law.enrolment import End, LineState
from association.rules.people.nik import nik_facts
from association.territory.models import Association
from tests.infra.cast import PASSWORD, TODAY
from tests.infra.client import Reader


def sari(session: Session) -> int:
    """Give the id of Sari's paguyuban."""
    named = sa.select(Association.id).where(Association.name == demo.territory.SARI)
    return session.scalars(named).one()


def test_a_batch_of_papers_has_accepted_waiting_and_refused_lines(session: Session) -> None:
    (batch,) = batches.listed(session, association_id=sari(session)).rows
    assert batch.states == {
        LineState.SENT: 3,
        LineState.ACCEPTED: 3,
        LineState.REJECTED: 1,
        LineState.WITHDRAWN: 0,
    }
    refused = session.scalars(
        sa.select(RegistrationLine).where(RegistrationLine.rejected_on.is_not(None))
    ).one()
    assert refused.reason
    member = session.get_one(Member, refused.member_id)
    assert coverage_of(session, member, today=TODAY).status is Status.READY


def test_sari_reads_why_papers_came_back(city: Flask) -> None:
    reader = Reader(city)
    reader.fill("/masuk", phone="0812 0000 0001", password=PASSWORD)
    seen = reader.get("/pendaftaran/1").text
    assert "Nama di KTP berbeda dengan data Dukcapil" in seen


def test_some_whose_cover_ends_were_reminded_this_month(session: Session) -> None:
    counts = reads.counts(session, association_id=sari(session), today=TODAY)[Cause.LAPSING]
    assert (counts[Outcome.SENT], counts[Outcome.FAILED], counts[Outcome.OPENED]) == (3, 1, 0)
    assert counts[Standing.WAITING] > 0


def test_people_ended_for_each_reason(session: Session) -> None:
    ended = session.execute(
        sa.select(Participant.ended_reason, Member.left_on)
        .join(Member, Member.participant_id == Participant.id)
        .where(Participant.ended_on.is_not(None), Member.association_id == sari(session))
    ).all()
    reasons = {reason: left_on is not None for reason, left_on in ended}
    assert reasons == {End.EMPLOYED: False, End.DIED: True, End.STOPPED: True}


def test_who_is_too_old_has_a_nik_of_that_age(session: Session) -> None:
    number = 0
    for member in session.scalars(sa.select(Member).where(Member.association_id == sari(session))):
        if coverage_of(session, member, today=TODAY).status is Status.INELIGIBLE:
            number += 1
            assert nik_facts(member.nik, today=TODAY).birth_date == member.birth_date
    assert 8 < number < 30


def test_six_cases_in_six_states_one_about_to_be_refused(city: Flask, session: Session) -> None:
    cases = session.scalars(sa.select(Claim).where(Claim.association_id == sari(session))).all()
    assert {one.state for one in cases} == set(ClaimState)
    assert len(cases) == 6
    by_state = {one.state: one.id for one in cases}
    reader = Reader(city)
    reader.fill("/masuk", phone="0812 0000 0001", password=PASSWORD)
    lapsed = reader.get(f"/klaim/{by_state['submitted']}")
    assert lapsed.soup.select("[data-covered=no]")
    assert lapsed.soup.select("[data-doubt=lapsed]")
    assert reader.get(f"/klaim/{by_state['paid']}").figure("paid") == 42_000_000
    assert reader.get(f"/klaim/{by_state['opened']}").soup.select("[data-clock]")
    assert len(reader.get("/klaim").soup.select("[data-claim]")) == 6
