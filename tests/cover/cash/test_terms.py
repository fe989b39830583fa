"""The round asks what the member's own page proposes, and keeps the programmes: of everybody in the
demo city, and of every kind of member."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from association.access.fence import set_reach
from association.access.reach import OneAssociation
from association.cover.cash import reads
from association.database import db, write_tx
from association.people.participants.models import Contribution
from association.roster.history.kinds import ChangeKind
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.rules.law.tariff import Programme, amounts, parse_programmes
from tests.commands.stage import fresh_app, run, whole_database
from tests.cover.cash.test_round import tap
from tests.infra.cast import PASSWORD, Cast, acting
from tests.infra.client import Reader, Seen

NIGHT = datetime(2026, 11, 22, 7, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with fresh_app(tmp_path_factory.mktemp("demo"), NIGHT) as app:
        run(app, "demo")
        yield app


def asked_in_the_round(seen: Seen, member: int) -> int:
    button = seen.soup.select_one(f"#m{member} button[value=paid]")
    assert button is not None
    return int(re.sub(r"\D", "", button.get_text().split("Rp")[1]))


def proposed_on_the_page(seen: Seen) -> int:
    chosen = seen.soup.select_one(".opts label:has(input[checked]) b.num")
    assert chosen is not None
    return int(re.sub(r"\D", "", chosen.get_text()))


def test_the_round_asks_what_the_page_proposes(city: Flask) -> None:
    sari = Reader(city)
    sari.fill("/masuk", phone="081200000001", password=PASSWORD)
    path, sums = "/iuran/catat", []
    while path:
        seen = sari.get(path)
        for row in seen.soup.select("[data-member]"):
            member = int(str(row["data-member"]))
            page = sari.get(f"/anggota/{member}/iuran", part="cover")
            sums.append(asked_in_the_round(seen, member))
            assert sums[-1] == proposed_on_the_page(page), row.get_text(" ", strip=True)
        path = next((str(more["href"]) for more in seen.soup.select("#round_rows a")), "")
    assert len(sums) > 60
    assert len(set(sums)) > 8  # with old age and without, of many incomes


def test_everybodys_terms_are_those_of_their_last_contribution(city: Flask) -> None:
    """Counted here by hand, for all 2,600 of the city."""
    rosters: dict[OneAssociation, dict[int, tuple[frozenset[Programme], int]]] = defaultdict(dict)
    with whole_database(city) as session:
        last: dict[int, Contribution] = {}
        for paid in session.scalars(sa.select(Contribution).order_by(Contribution.first_month)):
            if paid.voided_at is None:
                last[paid.participant_id] = paid
        for one in session.scalars(sa.select(Member)):
            latest = last.get(one.participant_id or 0)
            programmes = parse_programmes(latest.programmes if latest else "JKK,JKM")
            if one.employs_helpers:
                programmes |= {Programme.JHT}
            income = one.participant.income if one.participant else one.income
            its = OneAssociation(one.association_id, one.city_id)
            rosters[its][one.id] = programmes, income or 0
        for reach, people in rosters.items():
            set_reach(session, reach)
            for line in reads.lines_of(session, list(people), today=TODAY):
                programmes, income = people[line.row.id]
                first = line.row.coverage.next_month
                each = amounts(first, 3, income=income, programmes=programmes)
                assert line.terms.total(first, 3) == sum(month.total for month in each)
    everybody = [one for people in rosters.values() for one in people.values()]
    assert sum(Programme.JHT in programmes for programmes, _income in everybody) > 200


@pytest.mark.usefixtures("walking")
def test_who_saves_for_old_age_goes_on_saving(app: Flask, sari: Reader, cast: Cast) -> None:
    suparno = cast.member["Suparno"]
    sari.fill(f"/anggota/{suparno}/iuran", months="1", programmes="JKK,JKM,JHT", channel="bank")
    seen = sari.get("/iuran/catat?q=suparno")
    assert asked_in_the_round(seen, suparno) == 36_800  # January: not halved any more
    assert "Dititip Rp36.800" in tap(sari, seen, suparno, "paid", part=True).text
    with app.app_context():
        acting(cast, "sari")
        kept = db.session.query(Contribution).filter_by(custody="entrusted").one()
        assert (kept.programmes, kept.amount, kept.estimate) == ("JKK,JKM,JHT", 36_800, 36_800)


@pytest.mark.usefixtures("walking")
@pytest.mark.parametrize(("reported", "known", "asked"), [
    (None, None, 8_400), (None, 3_500_000, 20_650), (0, 3_500_000, 8_400),
    (3_500_000, None, 20_650), (5_000_000, 3_500_000, 28_150),
])  # fmt: skip
def test_the_income_is_the_same_on_both(
    app: Flask, sari: Reader, cast: Cast, reported: int | None, known: int | None, asked: int
) -> None:
    """The income told to BPJS Ketenagakerjaan, else what the roster knows; an income within a band
    stays what it is."""
    suparno = cast.member["Suparno"]
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            member = tx.session.get_one(Member, suparno)
            members.put(tx.session, member, {"income": known}, by, kind=ChangeKind.EDIT)
            assert member.participant is not None
            member.participant.income = reported
    assert asked_in_the_round(sari.get("/iuran/catat"), suparno) == asked
    path = f"/anggota/{suparno}/iuran"
    assert proposed_on_the_page(sari.get(path)) == asked
    sari.fill(path)
    with app.app_context():
        acting(cast, "sari")
        kept = db.session.query(Contribution).order_by(Contribution.id.desc()).first()
        assert kept is not None
        assert kept.amount == asked


def test_who_employs_helpers_is_asked_for_old_age_though_they_paid_without(
    sari: Reader, cast: Cast
) -> None:
    suparno = cast.member["Suparno"]
    sari.fill(f"/anggota/{suparno}/ubah", employs_helpers="y")
    assert asked_in_the_round(sari.get("/iuran/catat"), suparno) == 28_400
    path = f"/anggota/{suparno}/iuran"
    assert proposed_on_the_page(sari.get(path)) == 28_400
    assert sari.fill(path).status == 303
