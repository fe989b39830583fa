"""Terms of a position, and the papers of a serah terima."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.house.errors import RuleError
from association.rules.house.handover import Matter, Papers, canonical, check_day, read
from association.rules.house.terms import check_end, check_term, last_day_before, overlaps

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
TERMS = st.tuples(DAYS, st.none() | DAYS)


@pytest.mark.parametrize(
    ("starts", "ends", "good"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - timedelta(1), None, False),
        (TODAY + timedelta(367), None, False),
        (TODAY + timedelta(366), None, True),
        (TODAY + timedelta(2), TODAY + timedelta(1), False),
    ],
)
def test_a_new_term(starts: date, ends: date | None, good: bool) -> None:
    if good:
        check_term(starts, ends, today=TODAY)
        return
    with pytest.raises(RuleError):
        check_term(starts, ends, today=TODAY)


@pytest.mark.parametrize(
    ("ends", "starts", "good"),
    [
        (None, TODAY, True),
        (TODAY, date(2026, 1, 1), True),
        (TODAY - timedelta(1), date(2026, 1, 1), False),
        (TODAY + timedelta(1), TODAY + timedelta(2), False),
    ],
)
def test_a_new_end(ends: date | None, starts: date, good: bool) -> None:
    if good:
        check_end(ends, starts_on=starts, today=TODAY)
        return
    with pytest.raises(RuleError):
        check_end(ends, starts_on=starts, today=TODAY)


@given(TERMS, TERMS)
def test_terms_overlap_when_they_share_a_day(
    first: tuple[date, date | None], second: tuple[date, date | None]
) -> None:
    def days(term: tuple[date, date | None]) -> set[int]:
        return set(range(term[0].toordinal(), (term[1] or date(2028, 12, 31)).toordinal() + 1))

    if days(first) and days(second):
        assert (
            overlaps(first, second) == bool(days(first) & days(second)) == overlaps(second, first)
        )


@given(DAYS, DAYS)
def test_a_cut_term_never_holds_on_the_cut(cut: date, starts: date) -> None:
    last = last_day_before(cut, starts_on=starts)
    assert not (starts <= cut <= last)
    assert last >= starts - timedelta(1)
    assert starts >= cut or last == cut - timedelta(1)


@pytest.mark.parametrize(
    ("day", "good"), [(TODAY, True), (TODAY - timedelta(1), False), (TODAY + timedelta(367), False)]
)
def test_the_day_of_a_handover(day: date, good: bool) -> None:
    if good:
        check_day(day, today=TODAY)
        return
    with pytest.raises(RuleError):
        check_day(day, today=TODAY)


@given(
    st.text(max_size=60),
    st.text(max_size=200),
    st.integers(0, 10**12),
    st.dictionaries(st.sampled_from(Matter), st.integers(0, 10**6)),
)
def test_papers_come_back_as_they_were(
    name: str, note: str, cash: int, matters: dict[Matter, int]
) -> None:
    papers = Papers(
        place="Paguyuban",
        outgoing=name,
        incoming=name,
        takes_effect=TODAY,
        counted_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
        cash=cash,
        entrusted=cash + 1,
        note=note,
        matters=matters,
        salt="ab" * 16,
    )
    assert read(canonical(papers)) == papers
    unsalted = canonical(papers).replace('"salt":"' + "ab" * 16 + '",', "")  # of before 0.2.0
    assert read(unsalted) == replace(papers, salt="")
    assert canonical(read(canonical(papers))) == canonical(papers)
