"""The text that stands for a stall roster, and the order of its rows."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.people.rolls import (
    FORMAT,
    Roll,
    RollRow,
    canonical,
    in_order,
    natural,
    plain,
    read,
)

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
ROWS = st.builds(RollRow, st.sampled_from(("", "kios", "los")), TEXT, TEXT, TEXT, TEXT, TEXT)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))
ROLLS = st.builds(
    Roll, association=TEXT, market=TEXT, made_at=MOMENTS, rows=st.lists(ROWS, max_size=5).map(tuple)
)
ROLL = Roll(
    association="Paguyuban Pasar Rejosari",
    market="Pasar Rejosari",
    made_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
    rows=(RollRow("los", "B", "14", "511.2/014", "Siti Nur Ḥasanah", "Sayur"),),
)


def row(kind: str, block: str, number: str, name: str = "A") -> RollRow:
    return RollRow(kind, block, number, "", name, "")


def test_the_text_is_written_like_this() -> None:
    assert canonical(ROLL) == (
        '["guyub stall roster 1","Paguyuban Pasar Rejosari","Pasar '
        'Rejosari","2026-11-22T03:00:00+00:00",'
        '[["los","B","14","511.2/014","Siti Nur Ḥasanah","Sayur"]]]'
    )


@given(ROLLS)
def test_what_is_read_is_what_was_written(roll: Roll) -> None:
    assert read(canonical(roll)) == roll


@given(ROLLS, ROLLS)
def test_other_rosters_have_other_texts(one: Roll, other: Roll) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


def test_a_text_moved_between_columns_is_another_text() -> None:
    first = ROLL.rows[0]
    moved = replace(first, block="B1", number="4")
    assert canonical(replace(ROLL, rows=(moved,))) != canonical(ROLL)


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", canonical(ROLL).replace(FORMAT, "guyub stall roster 2")]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


def test_the_order_on_paper() -> None:
    wanted = [
        (1, row("shelter", "Z", "9")),  # the walk comes first
        (2, row("kios", "A", "1")),
        (None, row("", "", "")),
        (None, row("kios", "A", "2")),
        (None, row("kios", "A", "14")),  # 14 after 2
        (None, row("kios", "A", "14a")),
        (None, row("kios", "b", "1")),
        (None, row("los", "A", "1", name="Ani")),
        (None, row("los", "A", "1", name="Budi")),
    ]
    for seed in range(20):
        mixed = Random(seed).sample(wanted, len(wanted))
        assert in_order(mixed) == tuple(one for _walk, one in wanted)


@given(st.lists(TEXT))
def test_any_texts_can_be_ordered(texts: list[str]) -> None:
    assert sorted(sorted(texts, key=natural, reverse=True), key=natural) is not None


def test_a_text_is_printed_on_one_line() -> None:
    assert plain("  Los\tB \r\n 14 ") == "Los B 14"


def test_a_stall_is_said_as_people_say_it() -> None:
    assert ROLL.rows[0].stall == "Los B-14"
    assert row("", "", "7").stall == "7"
