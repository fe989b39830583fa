"""`flask generate`: many synthetic members that behave like real ones, and never by accident among
them."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from association import generate
from association.ledger.audit.actions import first_broken
from association.people.participants.models import Contribution, Participant
from association.roster.members import reads
from association.roster.members.keys import CARD_PURPOSE
from association.roster.members.models import Card, Member, Stall
from association.roster.members.statuses import coverage_of
from association.rules.law.coverage import Status
from association.rules.people.nik import parse_nik
from association.territory.models import Association, City, Market
from association.vault import vault
from tests.commands.stage import fresh_app, refused, run, whole_database
from tests.infra.cast import TODAY


def count(session: Session, model: type) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def test_it_makes_members_that_can_be_read(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        done = run(app, "generate", "--members", 600)
        assert (done.exit_code, done.stdout) == (0, "Made 600 members in 2 paguyuban.\n")
        with whole_database(app) as session:
            assert session.scalars(sa.select(City.code)).all() == ["33.72"]
            assert count(session, Market) == 41
            assert [count(session, model) for model in (Member, Card, Stall)] == [600] * 3
            assert count(session, Contribution) > 300
            seen = set()
            for member in session.scalars(sa.select(Member)):
                nik = member.nik
                assert nik is None or parse_nik(nik).startswith("337299")
                assert (member.phone or "+62812").startswith("+62812")
                code = reads.card_code(session, member.id)
                assert session.get_one(Card, vault.index(code, CARD_PURPOSE)).member_id == member.id
                seen.add(coverage_of(session, member, today=TODAY).status)
            # Nobody collects cash where nobody has an account.
            assert seen == set(Status) - {Status.DUE, Status.ENTRUSTED}
            assert first_broken(session) is None


def test_associations_and_city_are_as_asked(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        run(app, "generate", "--members", 10, "--associations", 3, "--city", "33.14")
        with whole_database(app) as session:
            assert session.scalars(sa.select(City.code)).all() == ["33.14"]
            rosters = (
                sa.select(sa.func.count(Member.id))
                .group_by(Member.association_id)
                .order_by(Member.association_id)
            )
            assert session.scalars(rosters).all() == [3, 3, 4]


def test_it_is_not_mixed_into_other_members_without_force(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        run(app, "generate", "--members", 5)
        assert "--force" in refused(app, "generate", "--members", 5)
        with whole_database(app) as session:
            assert (count(session, Member), count(session, Association)) == (5, 1)
        assert run(app, "generate", "--members", 300, "--force").exit_code == 0
        with whole_database(app) as session:
            assert (count(session, Member), count(session, Association)) == (305, 2)


def test_it_adds_to_the_demo_city(tmp_path: Path) -> None:
    with fresh_app(tmp_path) as app:
        run(app, "demo")
        assert run(app, "generate", "--members", 2000, "--force").exit_code == 0
        with whole_database(app) as session:
            assert count(session, Member) == 4606  # two left Sari's roster, four died
            niks = {member.nik for member in session.scalars(sa.select(Member))} - {None}
            assert len(niks) == count(session, Participant)


def test_a_second_process_makes_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "CHUNK", 50)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with fresh_app(tmp_path / "one") as app:
        assert run(app, "generate", "--members", 200).exit_code == 0
        forked = people(app)
    monkeypatch.setattr("sys.platform", "other")
    with fresh_app(tmp_path / "two") as app:
        assert run(app, "generate", "--members", 200).exit_code == 0
        assert people(app) == forked


def people(app: Flask) -> list[object]:
    with whole_database(app) as session:
        names = session.execute(
            sa.select(Member.id, Member.name, Member.participant_id, Member.search_text)
        ).all()
        assert len(names) == 200
        return [
            *names,
            *session.execute(
                sa.select(Contribution.participant_id, Contribution.first_month)
            ).all(),
        ]


@pytest.mark.parametrize("words", [("--members", 0), ("--members", "many"), ()])
def test_a_wrong_number_is_refused(words: tuple[object, ...], tmp_path: Path) -> None:
    with fresh_app(tmp_path, migrated=False) as app:
        assert run(app, "generate", *words).exit_code == 2
