"""Where a person stands: candidate to registered, active, due, arrears, inactive, ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from association.rules.law.coverage import GRACE, Coverage, Enrolment, Status
from association.rules.law.death_benefit import DEATH_BENEFITS
from association.rules.law.sources import SOURCES
from association.rules.law.workdays import due_date
from tests.rules.law.written import MEMBER, on, text

NOV_10, NOV_16, NOV_17, NOV_22 = (
    date(2026, 11, day) for day in (10, 16, 17, 22)
)  # November's due date is the 16th


# --- Before the first contribution ---


@pytest.mark.parametrize(
    ("enrolment", "codes", "status"),
    [
        (Enrolment(), (), Status.CANDIDATE),
        (Enrolment(ready=True), (), Status.READY),
        (Enrolment(ready=True, sent_on=NOV_10), (), Status.SENT),
        (Enrolment(ready=False, sent_on=NOV_10), (), Status.SENT),
        (Enrolment(sent_on=NOV_22), (), Status.SENT),  # sent today counts
        (
            Enrolment(ready=True, sent_on=NOV_22 + timedelta(days=1)),
            (),
            Status.READY,
        ),  # sent tomorrow does not
        (Enrolment(ready=True, sent_on=NOV_10, registered_on=NOV_17), (), Status.REGISTERED),
        (Enrolment(registered_on=NOV_22), (), Status.REGISTERED),
        (Enrolment(sent_on=NOV_10, registered_on=date(2026, 12, 1)), (), Status.SENT),
        (Enrolment(registered_on=date(2026, 12, 1)), (), Status.CANDIDATE),
        # a month paid for somebody who is not registered is cover of nobody
        (Enrolment(), ("2026-12..2027-02",), Status.CANDIDATE),
        (Enrolment(), ("2026-11",), Status.CANDIDATE),
        (Enrolment(ready=True), ("2026-01..2026-12",), Status.READY),
        (Enrolment(ready=True, sent_on=NOV_10), ("2026-11..2027-03",), Status.SENT),
        (Enrolment(registered_on=date(2026, 12, 1)), ("2026-11",), Status.CANDIDATE),
        (Enrolment(registered_on=NOV_22), ("2026-11",), Status.ACTIVE),  # registered today counts
        (Enrolment(registered_on=NOV_10), ("2026-12..2027-02",), Status.REGISTERED),  # paid ahead
        # 65 or older: cannot join, unless the papers are with BPJS already
        (Enrolment(too_old=True), (), Status.INELIGIBLE),
        (Enrolment(too_old=True, ready=True), (), Status.INELIGIBLE),
        (Enrolment(too_old=True, ready=True), ("2026-11",), Status.INELIGIBLE),
        (Enrolment(too_old=True, sent_on=NOV_10), (), Status.SENT),
        (Enrolment(too_old=True, registered_on=NOV_10), (), Status.REGISTERED),
        (Enrolment(too_old=True, registered_on=NOV_10), ("2026-11",), Status.ACTIVE),
        (Enrolment(too_old=True, ended_on=NOV_10), (), Status.ENDED),
        (Enrolment(ended_on=NOV_22), ("2026-11",), Status.ENDED),
        (Enrolment(ended_on=NOV_10), (), Status.ENDED),
        (Enrolment(ended_on=NOV_10), ("2026-12",), Status.ENDED),
        (Enrolment(registered_on=NOV_10, ended_on=NOV_22), ("2026-11",), Status.ENDED),
        (
            Enrolment(registered_on=NOV_10, ended_on=NOV_22 + timedelta(days=1)),
            ("2026-11",),
            Status.ACTIVE,
        ),
        (Enrolment(ready=True, ended_on=date(2027, 1, 1)), (), Status.READY),
    ],
)
def test_status_by_what_is_known_on_22_november(
    enrolment: Enrolment, codes: tuple[str, ...], status: Status
) -> None:
    assert on(NOV_22, *codes, enrolment=enrolment).status is status


@pytest.mark.parametrize(
    "enrolment",
    [
        Enrolment(),
        Enrolment(ready=True),
        Enrolment(sent_on=NOV_10),
        Enrolment(registered_on=NOV_10),
    ],
)
def test_nothing_is_promised_before_the_first_contribution(enrolment: Enrolment) -> None:
    found = on(NOV_22, enrolment=enrolment)
    assert found == Coverage(
        status=found.status,
        protected_until=None,
        ended_protection=None,
        arrears=0,
        next_month=date(2026, 11, 1),
        next_due=NOV_16,
        collect_from=date(2026, 11, 1),
        in_hand=False,
        lapsing=False,
        member_since=None,
        death_benefit=0,
        full_benefit_from=None,
    )
    assert not found.protected


# --- The machine after the first contribution (DOMAIN 2.5 and 11.4) ---


@pytest.mark.parametrize(
    ("today", "status", "arrears", "protected_until", "ended_protection", "next_month"),
    [
        # the only run ends in August 2026; August's due date is the 18th, September's the 15th
        ("2026-08-01", "active", 0, "2026-08-31", None, "2026-09-01"),
        ("2026-08-31", "active", 0, "2026-08-31", None, "2026-09-01"),
        ("2026-09-01", "due", 0, None, "2026-08-31", "2026-09-01"),
        (
            "2026-09-15",
            "due",
            0,
            None,
            "2026-08-31",
            "2026-09-01",
        ),  # the due date itself is in time
        ("2026-09-16", "arrears", 1, None, "2026-08-31", "2026-09-01"),
        ("2026-09-30", "arrears", 1, None, "2026-08-31", "2026-09-01"),
        (
            "2026-10-01",
            "arrears",
            1,
            None,
            "2026-08-31",
            "2026-09-01",
        ),  # October is not overdue yet
        ("2026-10-15", "arrears", 1, None, "2026-08-31", "2026-09-01"),
        ("2026-10-16", "arrears", 2, None, "2026-08-31", "2026-09-01"),
        ("2026-11-16", "arrears", 2, None, "2026-08-31", "2026-09-01"),  # 15 November is a Sunday
        ("2026-11-17", "arrears", 3, None, "2026-08-31", "2026-09-01"),
        ("2026-11-30", "arrears", 3, None, "2026-08-31", "2026-09-01"),
        (
            "2026-12-01",
            "inactive",
            0,
            None,
            "2026-08-31",
            "2026-12-01",
        ),  # old arrears are not counted
        ("2026-12-31", "inactive", 0, None, "2026-08-31", "2026-12-01"),
        ("2027-01-01", "inactive", 0, None, "2026-08-31", "2027-01-01"),
        ("2031-05-20", "inactive", 0, None, "2026-08-31", "2031-05-01"),
    ],
)
def test_the_days_after_the_last_paid_month(
    today: str,
    status: str,
    arrears: int,
    protected_until: str | None,
    ended_protection: str | None,
    next_month: str,
) -> None:
    found = on(date.fromisoformat(today), "2026-06..2026-08")
    assert (found.status, found.arrears) == (status, arrears)
    assert (text(found.protected_until), text(found.ended_protection)) == (
        protected_until,
        ended_protection,
    )
    assert (text(found.next_month), found.next_due) == (next_month, due_date(found.next_month))
    assert found.protected is (status == "active")


@pytest.mark.parametrize(
    ("ended_on", "codes", "ended_protection"),
    [
        ("2026-11-10", ("2026-08..2026-12",), "2026-11-10"),  # ended inside a paid month
        ("2026-11-10", ("2026-08",), "2026-08-31"),  # protection had ended before
        ("2026-11-10", (), None),
        ("2026-11-10", ("2026-12",), None),  # never protected
        ("2026-10-10", ("2026-11",), None),  # the month came after the end
        ("2026-09-10", ("2026-06..2026-07", "2026-10..2026-11"), "2026-07-31"),
    ],
)
def test_an_ended_membership_protects_nobody(
    ended_on: str, codes: tuple[str, ...], ended_protection: str | None
) -> None:
    ended = replace(MEMBER, ended_on=date.fromisoformat(ended_on))
    found = on(NOV_22, *codes, enrolment=ended)
    assert text(found.ended_protection) == ended_protection
    assert (found.status, found.protected_until, found.member_since) == (Status.ENDED, None, None)
    assert (found.death_benefit, found.full_benefit_from, found.arrears, found.lapsing) == (
        0,
        None,
        0,
        False,
    )
    assert found.next_month == date(2026, 11, 1)


def test_every_row_names_a_known_source() -> None:
    assert {GRACE.source, *(row.source for row in DEATH_BENEFITS)} <= SOURCES.keys()
