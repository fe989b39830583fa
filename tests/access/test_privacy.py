"""Officers and visitors count people and read none: each way to a personal column is tried."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Bundle, DeclarativeBase, Mapped, aliased, load_only, mapped_column

from association.access.fence import OutOfReach, set_reach
from association.access.owners import CountedInCity, OfAssociation
from association.access.reach import OneAssociation, OneCity, OneMember, Reach, Visitor
from association.access.tables import Fenced, columns
from association.database import db, write_tx
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.models import CalendarFeed
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member, Stall
from association.roster.sealed.models import SealedRoster
from association.territory.models import Association, Market
from tests.infra.cast import Cast

core = Member.__table__
light = sa.table("member", sa.column("id"), sa.column("name"))
other = aliased(Member)
inside = sa.select(Member.id, Member.name).cte("inside")
below = sa.select(Member.name).subquery()
birth = sa.select(Member.birth_date).where(Member.id == 1).scalar_subquery()
names = sa.func.json_array(Member.name)

READING = {
    "the row": sa.select(Member),
    "a row of an alias": sa.select(other),
    "a row with few columns": sa.select(Member).options(load_only(Member.id)),
    "a row of a deferred secret": sa.select(SealedRoster),
    "a row in a join": sa.select(Association, Member).join(Member),
    "the table": sa.select(core),
    "a column": sa.select(Member.name),
    "a column beside others": sa.select(Member.id, Member.nik_sealed),
    "a column of the table": sa.select(core.c.name),
    "a column of an alias": sa.select(other.name),
    "a column of the table's alias": sa.select(core.alias("x").c.name),
    "a column of a light table": sa.select(light.c.name),
    "a column of a light table's alias": sa.select(light.alias("x").c.name),
    "a column of a lateral": sa.select(sa.select(Member.name).lateral().c.name),
    "a column of a sample": sa.select(sa.tablesample(core, 100).c.name),
    "a bundle": sa.select(Bundle("people", Member.name)),
    "the greatest": sa.select(sa.func.max(Member.name)),
    "all in one": sa.select(sa.func.group_concat(Member.name)),
    "counted apart": sa.select(sa.func.count(Member.name.distinct())),
    "under another name": sa.select(Member.name.label("id")),
    "cast": sa.select(sa.cast(Member.birth_date, sa.String)),
    "by type only": sa.select(sa.type_coerce(Member.name, sa.String)),
    "or else": sa.select(sa.func.coalesce(Member.phone_sealed, b"")),
    "in a case": sa.select(sa.case((Member.left_on.is_(None), Member.name), else_="")),
    "in a window": sa.select(sa.func.first_value(Member.name).over(order_by=Member.id)),
    "filtered": sa.select(sa.func.max(Member.id).filter(Member.name == "Tono Wibowo")),
    "compared": sa.select(Member.name == "Tono Wibowo"),
    "compared with IS": sa.select(Member.name.is_("Tono Wibowo")),
    "in a tuple": sa.select(sa.tuple_(Member.id, Member.name)),
    "in a function's rows": sa.select(sa.func.json_each(names).table_valued("value").c.value),
    "in a list of values": sa.select(
        sa.values(sa.column("name"), name="said").data([(Member.name,)]).c.name
    ),
    "in a CTE": sa.select(inside.c.id),
    "counted from a subquery": sa.select(sa.func.count()).select_from(below),
    "in a scalar subquery": sa.select(birth),
    "beside in a scalar subquery": sa.select(Association.id, birth.label("id")),
    "in a union": sa.union_all(sa.select(Association.name), sa.select(Member.name)),
    "in EXISTS": sa.select(sa.exists(sa.select(Member.name))),
    "by IN": sa.select(Market.id).where(Market.name.in_(sa.select(Member.name))),
    "without a table": sa.select(sa.column("name")).select_from(Member),
    "as a literal": sa.select(sa.literal_column("member.name")).select_from(Member),
    "as a star": sa.select(sa.literal_column("*")).select_from(Member),
    "as a star below": sa.select(sa.select(sa.literal_column("*")).select_from(Member).subquery()),
    "as text": sa.select(sa.text("member.name")).select_from(Member),
    "as a prefix": sa.select(Member.id).prefix_with("name,"),
    "as a suffix": sa.select(Member.id).suffix_with("UNION SELECT name FROM member"),
    "as a hint": sa.select(Member.id).with_statement_hint("UNION SELECT name FROM member"),
    "as a statement of text": sa.text("SELECT name FROM member").columns(sa.column("name")),
    "as an entity's text": sa.select(Member).from_statement(sa.text("SELECT * FROM member")),
    "another's name": sa.select(Participant.name),
    "an amount": sa.select(sa.func.sum(Contribution.amount)),
    "a place of trade": sa.select(Stall.block),
    "a secret address": sa.select(CalendarFeed.token_sealed),
    "a sealed text": sa.select(SealedRoster.text_sealed),
    "of a table that nobody knows": sa.select(sa.table("sqlite_master", sa.column("sql")).c.sql),
}


@pytest.fixture(params=["officer", "visitor"])
def stranger(app: Flask, cast: Cast, request: pytest.FixtureRequest) -> Iterator[Reach]:
    city = cast.city["Kota Surakarta"]
    reach: Reach = OneCity(city) if request.param == "officer" else Visitor()
    with app.app_context():
        set_reach(db.session(), reach)
        yield reach


@pytest.fixture
def officer(app: Flask, cast: Cast) -> Iterator[None]:
    with app.app_context():
        set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
        yield


@pytest.mark.usefixtures("stranger")
def test_every_way_to_read_is_refused() -> None:
    read = []
    for way, statement in READING.items():
        try:
            db.session.execute(statement)
        except OutOfReach:
            continue
        except sa.exc.SQLAlchemyError as error:
            read.append(f"{way}: {error}")
        else:
            read.append(way)
    assert read == []


@pytest.mark.usefixtures("stranger")
def test_no_row_is_got_refreshed_or_loaded_later(cast: Cast) -> None:
    tono = cast.member["Tono Wibowo"]
    with pytest.raises(OutOfReach):
        db.session.get(Member, tono)
    with pytest.raises(OutOfReach):
        db.session.query(Member).first()
    with pytest.raises(OutOfReach):
        db.session.scalars(sa.select(Stall)).all()


def later(row: Member) -> object:
    db.session.expire(row, ["name"])
    return row.name


LATER: dict[str, Callable[[Member], object]] = {
    "refreshed": lambda row: db.session.refresh(row),
    "expired": later,
    "led to a person": lambda row: row.participant,
    "led to stalls": lambda row: row.stalls,
}


@pytest.mark.parametrize("way", LATER)
def test_a_row_loaded_before_the_reach_changed_tells_no_more(
    app: Flask, cast: Cast, way: str
) -> None:
    city = cast.city["Kota Surakarta"]
    with app.app_context():
        set_reach(db.session(), OneAssociation(cast.association["sari"], city))
        row = db.session.get_one(Member, cast.member["Tono Wibowo"])
        db.session.info["reach"] = OneCity(city)  # without set_reach, which forgets the row
        with pytest.raises(OutOfReach):
            LATER[way](row)


@pytest.mark.usefixtures("stranger")
def test_a_deferred_column_is_refused(cast: Cast) -> None:
    reach = db.session.info["reach"]
    set_reach(db.session(), OneAssociation(cast.association["sari"], cast.city["Kota Surakarta"]))
    row = db.session.get_one(
        Member, cast.member["Tono Wibowo"], options=[sa.orm.defer(Member.note)]
    )
    db.session.info["reach"] = reach
    with pytest.raises(OutOfReach):
        _ = row.note


@pytest.mark.usefixtures("stranger")
def test_no_change_gives_back_a_person() -> None:
    joined = sa.update(Market).where(Market.city_id == Member.city_id)
    for statement in (
        sa.update(Member).values(version=2).returning(Member.name),
        sa.update(Member).values(version=2),
        sa.delete(Member).returning(Member.id),
        sa.update(AwarenessEvent).values(title=birth),
        joined.values(name="x").returning(Member.name),
        joined.values(name=Member.name),
        joined.values(name="x").returning(sa.literal_column("*")),
        sa.update(Market).values(name=birth),
        sa.delete(Market).where(Market.name == Member.name),
        sa.insert(Market).from_select(["name"], sa.select(Member.name)),
    ):
        with pytest.raises(OutOfReach), write_tx() as tx:
            tx.session.execute(statement)


@pytest.mark.usefixtures("officer")
def test_counting_and_asking_what_is_empty_goes_on() -> None:
    given = sa.values(sa.column("day", sa.Integer), name="given").data([(1,), (2,)]).cte()
    known = Member.birth_date.is_not(None)
    for statement, counted in {
        sa.select(sa.func.count()).select_from(Member): 8,
        sa.select(sa.func.count(Member.id)).where(known): 7,
        sa.select(sa.func.count(Member.id)).where(Member.name == "Tono Wibowo"): 1,
        sa.select(sa.func.sum(sa.case((known, 1), else_=0))): 7,
        sa.select(sa.func.sum(given.c.day)): 3,
        sa.select(sa.func.count()).select_from(sa.select(other.id).subquery()): 8,
        sa.select(sa.func.count(Market.id)).where(
            sa.exists().where(Stall.market_id == Market.id, Stall.block != "")
        ): 2,
    }.items():
        assert db.session.scalar(statement) == counted, statement
    assert len(db.session.scalars(sa.select(Member.id).order_by(Member.name)).all()) == 8
    assert db.session.scalar(sa.select(sa.exists().where(Member.name == "Darmi"))) is False


def test_the_paguyuban_and_the_member_read_their_own(app: Flask, cast: Cast) -> None:
    tono, sari = cast.member["Tono Wibowo"], cast.association["sari"]
    city = cast.city["Kota Surakarta"]
    with app.app_context():
        for reach in (OneAssociation(sari, city), OneMember(tono, sari, city)):
            set_reach(db.session(), reach)
            assert db.session.get_one(Member, tono).name == "Tono Wibowo"
            assert "Tono Wibowo" in db.session.scalars(sa.select(other.name)).all()


class Elsewhere(DeclarativeBase):
    """Mappings that this test throws away: not the product's tables."""


class Grown(Elsewhere):
    """The member's table with one column more, as if somebody had added a field."""

    __table__ = core.to_metadata(Elsewhere.metadata)
    __table__.append_column(sa.Column("shoe_size", sa.Integer))


class Fresh(CountedInCity, OfAssociation, Elsewhere):
    """A new table behind the fence, by the book, of which nobody said what is public."""

    __tablename__ = "fresh"
    id: Mapped[int] = mapped_column(primary_key=True)
    association_id: Mapped[int]
    city_id: Mapped[int]
    shoe_size: Mapped[int]


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("model", [Grown, Fresh])
def test_a_column_that_somebody_adds_is_personal(model: type[Elsewhere]) -> None:
    size = getattr(model, "shoe_size")  # noqa: B009 - no type checker knows it
    for statement in (
        sa.select(model),
        sa.select(size),
        sa.select(aliased(model).shoe_size),
        sa.select(sa.func.max(size)),
    ):
        with pytest.raises(OutOfReach, match="only a paguyuban"):
            db.session.execute(statement)


def test_nothing_is_public_unless_it_is_said() -> None:
    assert Fenced.public == columns("")
    assert Fresh.public == frozenset()
