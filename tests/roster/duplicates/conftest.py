"""Two rows of one trader on Sari's roster, and what hangs on them."""

from datetime import date

import pytest
from flask import Flask

from association.roster.members import actions as members
from association.roster.members.values import MemberValues, StallValues
from association.rules.people.stalls import StallKind
from tests.infra.cast import Cast, acting

BORN = date(1970, 8, 17)


@pytest.fixture
def twins(app: Flask, cast: Cast) -> tuple[int, int]:
    """Enrol one trader twice, the way two secretaries write; the second row has no NIK."""
    market = cast.market["sari"]
    rows = (
        MemberValues(
            name="Soeparmi Wijaya",
            nik="3372995708700011",
            birth_date=BORN,
            phone="+6281226000801",
            commodity="Sayur",
            stalls=(StallValues(market, StallKind.LOS, "C", "7"),),
        ),
        MemberValues(
            name="Suparmi Widjaja",
            known_as="Bu Mi",
            birth_date=BORN,
            phone="+6281226000801",
            commodity="Bumbu",
            note="Tutup Jumat",
            stalls=(
                StallValues(market, StallKind.LOS, "C", "7"),
                StallValues(market, StallKind.KIOS, "A", "2"),
            ),
        ),
    )
    with app.app_context():
        by, city = acting(cast, "sari"), cast.city["Kota Surakarta"]
        first, second = (members.enrol(row, by, city_id=city, once=None) for row in rows)
    return first, second
