"""The last days of a case, and that each kind and state has its row of words."""

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from flask import Flask

from association.public.family.last_days import Course, Matter, lapses_on, last_days
from association.public.family.rows import LAST, ROW_OF, told
from association.rules.law.claims import ClaimKind, ClaimState
from tests.infra.cast import NOW, TODAY

GOING = [state for state in ClaimState if state is not ClaimState.UNDONE]


def course(**other: Any) -> Course:
    values = {"kind": ClaimKind.DEATH, "state": ClaimState.OPENED, "from_work": False}
    values |= {
        "day": date(2026, 11, 20),
        "happened_at": None,
        "is_reported": False,
        "submitted_on": date(2026, 11, 20),
    }
    return Course(**values | other)


def test_every_kind_and_state_has_its_row_and_its_last_day() -> None:
    assert set(ROW_OF) == set(product(ClaimKind, GOING))
    assert set(LAST) == set(Matter)
    seen = set()
    for (kind, state), from_work in product(ROW_OF, (False, True)):
        days = last_days(course(kind=kind, state=state, from_work=from_work), now=NOW, today=TODAY)
        assert days
        seen |= {one.matter for one in days}
    assert seen == set(Matter)


# A case, its last days, and the first of them in words.
TABLE: list[tuple[dict[str, Any], str, str]] = [
    ({}, "in_force", "Tidak ada batas waktu, selama iuran berlaku saat meninggal"),
    (
        {"from_work": True, "happened_at": datetime(2026, 11, 20, 2, 15, tzinfo=UTC)},
        "report lapse",
        "Kecelakaan dilaporkan paling lambat Minggu, 22 November 2026, 09.15 WIB",
    ),
    (
        {"kind": ClaimKind.ACCIDENT, "happened_at": datetime(2026, 11, 19, 2, tzinfo=UTC)},
        "report lapse",
        "Batas lapor kecelakaan sudah lewat: Sabtu, 21 November 2026, 09.00 WIB",
    ),
    (
        {"kind": ClaimKind.ACCIDENT},
        "report lapse",
        "Kecelakaan dilaporkan paling lambat Minggu, 22 November 2026",
    ),
    (
        {"kind": ClaimKind.ACCIDENT, "is_reported": True},
        "lapse",
        "Hak atas santunan kecelakaan kerja (JKK) berlaku sampai Rabu, 19 November 2031",
    ),
    (
        {"kind": ClaimKind.ACCIDENT, "state": ClaimState.REFUSED, "day": date(2024, 2, 29)},
        "lapse",
        "Hak atas santunan kecelakaan kerja (JKK) berlaku sampai Rabu, 28 Februari 2029",
    ),
    ({"state": ClaimState.ASKED}, "asked in_force", "Serahkan yang diminta secepatnya"),
    (
        {"state": ClaimState.SUBMITTED},
        "pay",
        "BPJS Ketenagakerjaan membayar paling lambat Rabu, 25 November 2026",
    ),
    (
        {"state": ClaimState.SUBMITTED, "from_work": True},
        "pay",
        "BPJS Ketenagakerjaan membayar paling lambat Selasa, 1 Desember 2026",
    ),
    (
        {"state": ClaimState.SUBMITTED, "submitted_on": date(2026, 11, 2)},
        "pay",
        "Seharusnya sudah dibayar paling lambat Kamis, 5 November 2026",
    ),
    (
        {"kind": ClaimKind.OLD_AGE, "state": ClaimState.SUBMITTED},
        "unpromised",
        "Tidak ada jumlah hari yang dijanjikan",
    ),
    ({"kind": ClaimKind.OLD_AGE}, "none", "Tidak ada batas waktu yang kami ketahui"),
    ({"state": ClaimState.PAID}, "paid", "Tidak ada lagi hari yang harus dikejar"),
]


@pytest.mark.parametrize("stage", ["sqlite"], indirect=True)  # words alone
def test_the_day_that_matters_comes_first(app: Flask) -> None:
    with app.test_request_context():
        for case, matters, first in TABLE:
            days = last_days(course(**case), now=NOW, today=TODAY)
            assert " ".join(one.matter for one in days) == matters
            assert told(days[0]).until == first


def test_five_years_end_on_the_same_day() -> None:
    assert lapses_on(date(2026, 12, 31)) == date(2031, 12, 31)
    assert lapses_on(date(2024, 2, 29)) == date(2029, 3, 1)
