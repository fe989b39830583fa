"""Which months a list of BPJS Ketenagakerjaan shows as paid, and since when somebody is
registered."""

from datetime import date

import pytest

from association.rules.law.differing import fields_of, months_to_take, registered_on
from association.rules.law.listed import Ours, Standing, Theirs

DAY = date(2026, 11, 22)


def month(number: int, year: int = 2026) -> date:
    return date(year, number, 1)


@pytest.mark.parametrize(
    ("before", "until", "run"),
    [
        (month(10), month(12), (month(11), 2)),
        (month(9), month(12), (month(10), 3)),
        # four months: the membership may have ended between and begun anew
        (month(8), month(12), (month(11), 2)),
        (month(8), month(11), (month(9), 3)),
        (month(6), month(10), (month(10), 1)),
        (None, month(12), (month(11), 2)),
        (None, month(3, 2027), (month(11), 5)),
        (None, month(9), (month(9), 1)),
        (month(1, 2024), month(12), (month(11), 2)),
        # paid ahead already: what follows is known however much it is
        (month(12), month(6, 2027), (month(1, 2027), 6)),
        (month(12), month(10), None),
        (month(12), month(12), None),
        (month(10), None, None),
    ],
)
def test_the_months_to_take(before: date | None, until: date | None, run: object) -> None:
    member = Ours(id=1, name="Tono", registered_on=date(2023, 1, 5), last_paid=before)
    assert months_to_take(Theirs(row=0, name="Tono", paid_until=until), member, day=DAY) == run


@pytest.mark.parametrize(
    ("known", "run"),
    [
        (date(2026, 12, 3), (month(12), 1)),
        (date(2027, 2, 1), None),
        # not known: at the latest the day of the list
        (None, (month(11), 2)),
    ],
)
def test_never_months_before_the_registered_one(known: date | None, run: object) -> None:
    member = Ours(id=1, name="Tono", registered_on=known, last_paid=month(9))
    row = Theirs(row=0, name="Tono", paid_until=month(12))
    assert months_to_take(row, member, day=DAY) == run


@pytest.mark.parametrize(
    ("said", "known", "day"),
    [
        ({"since": date(2025, 3, 4)}, None, date(2025, 3, 4)),
        ({"since": date(2025, 3, 4)}, date(2026, 1, 1), date(2025, 3, 4)),
        ({"since": date(2027, 3, 4)}, None, DAY),
        ({}, None, DAY),
        ({}, date(2026, 1, 1), date(2026, 1, 1)),
        # who has paid for September was registered in it
        ({"paid_until": month(9)}, None, date(2026, 9, 30)),
        ({"paid_until": month(12)}, None, DAY),
        ({"standing": Standing.PENDING}, None, None),
        ({"standing": Standing.UNKNOWN}, None, None),
        ({"standing": Standing.UNKNOWN, "kpj": "12345678901"}, None, DAY),
    ],
)
def test_since_when_somebody_is_registered(
    said: dict[str, object], known: date | None, day: date | None
) -> None:
    row = Theirs(row=0, name="Tono", **said)  # type: ignore[arg-type]
    assert registered_on(row, Ours(id=1, name="Tono", registered_on=known), day=DAY) == day


def test_words_that_are_not_known_propose_nothing() -> None:
    member = Ours(id=1, name="Tono", nik="3372991708750001", registered_on=DAY, ended_on=DAY)
    row = Theirs(row=0, name="TONO", standing=Standing.UNKNOWN, words="aktif, meninggal")
    assert fields_of(row, member, day=DAY) == {}
