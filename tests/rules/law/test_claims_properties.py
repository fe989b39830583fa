"""What holds for a case whatever was paid, whoever the family is, and whenever it happened."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from association.rules.law.benefits import SCHOLARSHIP, SCHOOL_LEVELS
from association.rules.law.claim_benefits import Facts, PartCode, cover_on, entitlement
from association.rules.law.claim_papers import Place, needed, trips
from association.rules.law.claims import (
    PROMISES,
    ClaimKind,
    pay_by,
    report_by,
    right_ends,
    working_days,
)
from association.rules.law.coverage import Enrolment, Run
from association.rules.law.doubts import Doubt, Known, doubts
from association.rules.law.heirs import first_in_line, in_order, rank_of
from association.rules.law.sources import SOURCES
from association.rules.people.heirs import Heir, Relation
from tests.rules.law.test_coverage_properties import DAYS, ENROLMENTS, RECEIVED

HEIRS = st.builds(
    Heir,
    relation=st.sampled_from(Relation),
    name=st.sampled_from(["Ani", "Budi", "Cici"]),
    birth_year=st.none() | st.integers(1990, 2027),
    guardian=st.sampled_from(["", "Mbah"]),
)
FAMILIES = st.lists(HEIRS, max_size=5).map(tuple)
HISTORIES = st.lists(RECEIVED, max_size=4)
FACTS = st.builds(
    lambda kind, day, from_work, runs, known, basis, jht, family: Facts(
        kind=kind,
        day=day,
        from_work=from_work,
        cover=cover_on(day, runs, known),
        basis=basis,
        has_jht=jht,
        children=tuple(one for one in family if one.relation is Relation.CHILD),
    ),
    st.sampled_from(ClaimKind),
    DAYS,
    st.booleans(),
    HISTORIES,
    ENROLMENTS,
    st.none() | st.sampled_from([1_000_000, 1_200_000, 20_700_000]),
    st.booleans(),
    FAMILIES,
)
JHT = {PartCode.JHT, PartCode.JHT_IF_DISABLED, PartCode.JHT_IF_STOPPED}


@given(FACTS)
def test_totals_are_the_sum_of_their_parts_and_only_for_covered_days(facts: Facts) -> None:
    found = entitlement(facts)
    assert (found.total or 0) == sum(part.amount or 0 for part in found.parts)
    paid = [part for part in found.parts if part.code not in JHT]
    if facts.kind is ClaimKind.OLD_AGE:
        assert not paid
        return
    assert bool(paid) is facts.cover.protected is (found.why is None)
    assert (found.total is None) is (facts.cover.protected and facts.kind is ClaimKind.ACCIDENT)
    if found.scholarship and not facts.cover.protected:
        assert found.scholarship.most == found.scholarship.perhaps == 0


@given(FACTS)
def test_each_part_stands_once_and_has_its_source(facts: Facts) -> None:
    parts = entitlement(facts).parts
    assert {part.source for part in parts} <= SOURCES.keys()
    assert len({part.code for part in parts}) == len(parts)


@given(FACTS)
def test_a_death_from_work_is_never_worth_less(facts: Facts) -> None:
    death = replace(facts, kind=ClaimKind.DEATH)
    other, work = (entitlement(replace(death, from_work=one)) for one in (False, True))
    assert other.total == facts.cover.death_benefit
    assert work.total is not None
    assert work.total >= facts.cover.death_benefit
    if work.scholarship and other.scholarship:
        assert work.scholarship.most >= other.scholarship.most


@given(HISTORIES, ENROLMENTS, DAYS, DAYS)
def test_what_comes_later_does_not_change_the_day(
    runs: list[Run], known: Enrolment, day: date, later: date
) -> None:
    """Neither money received after the day of the case nor the end that is recorded for it."""
    there = cover_on(day, runs, replace(known, ended_on=None))
    late = [*runs, Run(date(2020, 1, 1), date(2029, 1, 1), date(2029, 1, 1))]
    assert cover_on(day, late, replace(known, ended_on=max(day, later))) == there


@given(FAMILIES, st.randoms())
def test_the_order_of_heirs_is_total(family: tuple[Heir, ...], chance: object) -> None:
    shuffled = list(family)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    ordered = in_order(family)
    assert sorted(map(repr, ordered)) == sorted(map(repr, family))
    assert [one.relation for one in in_order(shuffled)] == [one.relation for one in ordered]
    ranks = [rank_of(one.relation) or len(Relation) for one in ordered]
    assert ranks == sorted(ranks)


@given(FAMILIES)
def test_who_shares_is_of_one_rank(family: tuple[Heir, ...]) -> None:
    first = first_in_line(family)
    assert Relation.NEIGHBOUR not in {one.relation for one in first}
    assert len({rank_of(one.relation) for one in first}) <= 1
    assert bool(first) is any(rank_of(one.relation) for one in family)


@given(DAYS, DAYS, st.sampled_from(list(PROMISES)))
def test_deadlines_never_go_backwards(one: date, other: date, kind: ClaimKind) -> None:
    first, second = min(one, other), max(one, other)
    promise = PROMISES[kind]
    assert first < pay_by(first, promise) <= pay_by(second, promise)
    assert working_days(first, pay_by(first, promise)) == promise.working_days
    noon = [report_by(datetime.combine(day, datetime.min.time())) for day in (first, second)]
    assert noon == sorted(noon)


@given(DAYS, DAYS)
def test_a_right_lapses_no_earlier_for_a_later_accident(one: date, other: date) -> None:
    ends = [right_ends(day, of_jkk=True) or date.max for day in sorted((one, other))]
    assert max(one, other) < ends[0] <= ends[1] < date.max


KNOWN = st.builds(
    lambda runs, registered, held: Known(
        today=date(2028, 6, 30), runs=tuple(runs), registered_on=registered, held_amount=held * 8400
    ),
    HISTORIES,
    st.none() | DAYS,
    st.integers(0, 3),
)


@given(FACTS, KNOWN)
def test_doubts_stand_by_their_weight(facts: Facts, known: Known) -> None:
    found = doubts(facts, known)
    order = [order_of(one.doubt) for one in found]
    assert order == sorted(set(order))
    assert {one.source for one in found} <= SOURCES.keys()


@given(FACTS, KNOWN)
def test_whatever_is_paid_less_has_a_doubt(facts: Facts, known: Known) -> None:
    found = [one.doubt for one in doubts(facts, known)]
    if facts.kind is not ClaimKind.OLD_AGE and not facts.cover.protected:
        assert order_of(found[0]) < order_of(Doubt.TOO_OLD)
    if facts.kind is ClaimKind.DEATH and not facts.from_work and facts.cover.protected:
        less = facts.cover.death_benefit < 42_000_000
        assert less is bool(set(found) & {Doubt.WAITING, Doubt.PAID_AGAIN})


def order_of(doubt: Doubt) -> int:
    return list(Doubt).index(doubt)


ERRANDS = st.fixed_dictionaries(
    {
        "from_work": st.booleans(),
        "first": FAMILIES.map(first_in_line),
        "traffic": st.booleans(),
        "has_jht": st.booleans(),
        "day": DAYS,
    }
)


@given(st.sampled_from(ClaimKind), ERRANDS)
def test_papers_stand_in_the_order_of_the_errands(kind: ClaimKind, asked: dict[str, Any]) -> None:
    found = needed(kind, **asked)
    order = [(one.stage, list(Place).index(one.place)) for one in found]
    assert order == sorted(order)
    assert len({one.paper for one in found}) == len(found)
    assert all(len(one.paper) <= 20 for one in found)
    assert trips(found)[-1] is Place.BPJS


@given(st.sampled_from(ClaimKind), ERRANDS)
def test_what_is_known_of_a_case_only_adds_papers(kind: ClaimKind, asked: dict[str, Any]) -> None:
    least = needed(kind, **asked | {"first": (), "traffic": False, "has_jht": False})
    found = needed(kind, **asked)
    assert {one.paper for one in least} <= {one.paper for one in found}


@given(ERRANDS)
def test_a_death_takes_two_trips(asked: dict[str, Any]) -> None:
    found = needed(ClaimKind.DEATH, **asked | {"from_work": False})
    assert trips(found) == (Place.KELURAHAN, Place.BPJS)


def test_the_levels_of_school_sum_to_the_scholarship() -> None:
    assert sum(one.each_year * one.years for one in SCHOOL_LEVELS) == SCHOLARSHIP
