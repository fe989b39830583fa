"""What holds for coverage whatever was paid, and a second reckoning of the status month by
month."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.months import add_months, last_day, month_of, months_between, months_in
from association.rules.law.coverage import (
    Enrolment,
    Run,
    Status,
    coverage,
    merge,
    overlapping,
    thresholds,
)
from association.rules.law.workdays import day_to_pay, last_day_in_time
from tests.rules.law.written import MEMBER

DAYS = st.dates(min_value=date(2025, 6, 1), max_value=date(2028, 6, 30))
MONTHS = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31)).map(month_of)
RUNS = st.builds(lambda first, n: Run(first, add_months(first, n)), MONTHS, st.integers(0, 12))
HISTORIES = st.lists(RUNS, max_size=6)
SOME_DAY = st.none() | DAYS
RECEIVED = st.builds(lambda run, on: replace(run, received_on=on), RUNS, SOME_DAY)
ENROLMENTS = st.builds(
    Enrolment,
    ready=st.booleans(),
    too_old=st.booleans(),
    sent_on=SOME_DAY,
    registered_on=SOME_DAY,
    ended_on=SOME_DAY,
)
LIVING = ENROLMENTS.map(
    lambda known: Enrolment(ready=known.ready, registered_on=known.registered_on)
)


def month_set(runs: Iterable[Run]) -> set[date]:
    return {month for run in runs for month in months_in(run.first_month, run.last_month)}


def counted_by_hand(runs: Iterable[Run], today: date) -> tuple[Status | None, int]:
    """Walk back from the current month, one unpaid month at a time: the status and the overdue
    months."""
    months = month_set(runs)
    unpaid = [
        month for month in months_in(date(2024, 1, 1), month_of(today)) if month not in months
    ]
    if not any(month <= month_of(today) for month in months):
        return None, 0
    row, month = [], month_of(today)
    while month in unpaid:
        row.append(month)
        month = add_months(month, -1)
    overdue = sum(today > last_day_in_time(month) for month in row)
    if not row:
        return Status.ACTIVE, 0
    if len(row) > 3:
        return Status.INACTIVE, 0
    return (Status.ARREARS, overdue) if overdue else (Status.DUE, 0)


@given(HISTORIES, DAYS)
def test_status_equals_a_count_by_hand(runs: list[Run], today: date) -> None:
    found = coverage(runs, MEMBER, today=today)
    status, overdue = counted_by_hand(runs, today)
    assert found.status is (status or Status.REGISTERED)
    assert found.arrears == overdue


@given(HISTORIES, DAYS)
def test_the_latest_started_month_is_enough_for_the_status(runs: list[Run], today: date) -> None:
    """What the SQL CASE relies on: the maximum of last_month over runs that have started."""
    started = [run.last_month for run in runs if run.first_month <= month_of(today)]
    if started:
        limits = thresholds(today)
        assert limits.status_of(max(started)) is limits.status_of(min(max(started), limits.month))
        assert coverage(runs, MEMBER, today=today).status is limits.status_of(max(started))


@given(st.lists(RECEIVED, max_size=6), ENROLMENTS, DAYS, st.data())
def test_the_order_of_runs_does_not_matter(
    runs: list[Run], known: Enrolment, today: date, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(runs))
    assert coverage(shuffled, known, today=today) == coverage(runs, known, today=today)
    assert coverage(runs + runs, known, today=today) == coverage(runs, known, today=today)


@given(
    HISTORIES,
    RECEIVED.filter(lambda run: run.first_month < run.last_month),
    ENROLMENTS,
    DAYS,
    st.data(),
)
def test_a_run_split_in_two_changes_nothing(
    runs: list[Run], whole: Run, known: Enrolment, today: date, data: st.DataObject
) -> None:
    length = months_between(whole.first_month, whole.last_month)
    cut = add_months(whole.first_month, data.draw(st.integers(1, length)))
    halves = [
        replace(whole, first_month=cut),
        replace(whole, last_month=add_months(cut, -1)),
    ]
    assert coverage(runs + halves, known, today=today) == coverage(
        [*runs, whole], known, today=today
    )


@given(HISTORIES, RUNS, ENROLMENTS, DAYS)
def test_a_run_taken_back_restores_what_was(
    runs: list[Run], mistake: Run, known: Enrolment, today: date
) -> None:
    """Nothing is remembered between two calls; what a run adds is only the months that no other run
    has."""
    before = coverage(runs, known, today=today)
    history = [*runs, mistake]
    with_mistake = coverage(history, known, today=today)
    if (
        len(overlapping(runs, mistake))
        == months_between(mistake.first_month, mistake.last_month) + 1
    ):
        assert with_mistake == before
    history.remove(mistake)
    assert coverage(history, known, today=today) == before


@given(HISTORIES, LIVING, DAYS)
def test_active_and_protected_if_and_only_if_registered_and_the_month_is_paid(
    runs: list[Run], known: Enrolment, today: date
) -> None:
    found = coverage(runs, known, today=today)
    registered = known.registered_on is not None and known.registered_on <= today
    covered = registered and month_of(today) in month_set(runs)
    assert (found.status is Status.ACTIVE) is covered
    assert found.protected is covered
    assert (found.death_benefit > 0) is covered


@given(HISTORIES, ENROLMENTS, HISTORIES, DAYS)
def test_paid_months_say_nothing_of_who_is_not_registered(
    runs: list[Run], known: Enrolment, held: list[Run], today: date
) -> None:
    stranger = replace(known, registered_on=None)
    found, bare = (coverage(months, stranger, held=held, today=today) for months in (runs, []))
    assert replace(found, collect_from=bare.collect_from) == bare


@given(HISTORIES, ENROLMENTS, HISTORIES, DAYS)
def test_held_months_change_the_word_and_the_next_month_to_collect_only(
    runs: list[Run], known: Enrolment, held: list[Run], today: date
) -> None:
    """Cash in a collector's hand promises nothing, and is not asked for twice."""
    found, bare = (coverage(runs, known, held=cash, today=today) for cash in (held, []))
    same = {"status": bare.status, "in_hand": False, "collect_from": bare.collect_from}
    assert replace(found, **same) == bare
    assert (found.status is Status.ENTRUSTED) is (found.status is not bare.status)
    assert found.collect_from not in month_set(held) | month_set(runs)
    taken = set(months_in(found.next_month, add_months(found.collect_from, -1)))
    assert taken <= month_set(held) | month_set(runs)
    if found.collect_from > found.next_month and bare.collect_from == found.next_month:
        assert found.in_hand


@given(HISTORIES, ENROLMENTS, DAYS)
def test_never_protected_in_an_unpaid_month(runs: list[Run], known: Enrolment, today: date) -> None:
    found = coverage(runs, known, today=today)
    months = month_set(runs)
    if found.protected_until is None:
        assert found.death_benefit == 0
        assert not found.lapsing
        return
    assert found.protected_until >= today
    assert set(months_in(month_of(today), month_of(found.protected_until))) <= months
    assert add_months(month_of(found.protected_until), 1) not in months
    assert found.ended_protection is None
    assert found.lapsing is (found.protected_until == last_day(month_of(today)))


@given(HISTORIES, ENROLMENTS, DAYS)
def test_the_next_month_is_unpaid_and_the_first_after_the_chain(
    runs: list[Run], known: Enrolment, today: date
) -> None:
    found = coverage(runs, known, today=today)
    months = month_set(runs)
    registered = known.registered_on is not None and known.registered_on <= today
    if registered and found.status is not Status.ENDED:
        assert found.next_month not in months
    if found.status in (Status.ACTIVE, Status.DUE, Status.ARREARS):
        assert add_months(found.next_month, -1) in months
    else:
        assert found.next_month == month_of(today)
    assert found.next_due == day_to_pay(found.next_month, today)


@given(HISTORIES, DAYS)
def test_merge_keeps_the_months_and_leaves_gaps(runs: list[Run], today: date) -> None:
    chains = merge(runs)
    assert month_set(chains) == month_set(runs)
    assert all(
        months_between(one.last_month, other.first_month) > 1 for one, other in pairwise(chains)
    )


@given(HISTORIES, RUNS)
def test_overlapping_is_the_common_months(runs: list[Run], new: Run) -> None:
    assert overlapping(runs, new) == tuple(sorted(month_set(runs) & month_set([new])))


@given(HISTORIES, DAYS)
def test_paying_every_overdue_month_makes_active_once_the_current_is_paid(
    runs: list[Run], today: date
) -> None:
    found = coverage(runs, MEMBER, today=today)
    if found.next_month <= month_of(today):
        mended = coverage([*runs, Run(found.next_month, month_of(today))], MEMBER, today=today)
        assert mended.status is Status.ACTIVE
        if found.status is Status.ARREARS:
            assert mended.member_since is not None
            assert mended.member_since < found.next_month
