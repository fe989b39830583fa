"""The fence: no query, get, lazy load, bulk change or flush leaves the reach."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.sql.visitors import anon_map

from association.access.fence import OutOfReach, confined, set_reach
from association.access.reach import (
    Everywhere,
    OneAssociation,
    OneCity,
    OneMember,
    Reach,
    Visitor,
)
from association.access.tables import Fenced, fenced_classes
from association.database import WriteOutsideTransaction, db, write_tx
from association.people.participants.models import Contribution, Participant
from association.roster.members.models import Member, Stall
from association.territory.models import Association
from tests.infra.cast import Cast


@pytest.fixture
def stage_is_set(app: Flask):
    with app.app_context():
        yield


@pytest.fixture
def leading(stage_is_set: None, cast: Cast) -> OneAssociation:
    reach = OneAssociation(cast.association["sari"], cast.city["Kota Surakarta"])
    set_reach(db.session(), reach)
    return reach


@pytest.mark.usefixtures("stage_is_set")
def test_without_a_reach_nothing_is_read() -> None:
    with pytest.raises(OutOfReach):
        db.session.scalars(sa.select(Member))


@pytest.mark.usefixtures("leading")
def test_raw_sql_is_refused() -> None:
    with pytest.raises(OutOfReach):
        db.session.execute(sa.text("select * from member"))


@pytest.mark.usefixtures("leading")
def test_selects_counts_and_gets_stay_inside(cast: Cast) -> None:
    names = set(db.session.scalars(sa.select(Member.name)))
    assert "Tono Wibowo" in names
    assert "Joko Santoso" not in names
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Member)) == 7
    assert db.session.get(Member, cast.member["Joko Santoso"]) is None
    assert db.session.get(Member, cast.member["Darmi"]) is None
    assert db.session.scalar(sa.select(sa.func.count(Stall.id))) == 6
    assert db.session.scalar(sa.select(sa.func.count(Participant.id))) == 5
    assert db.session.scalar(sa.select(sa.func.count(Contribution.id))) == 4
    assert list(db.session.scalars(sa.select(Association.id))) == [cast.association["sari"]]


@pytest.mark.usefixtures("leading")
def test_aliases_subqueries_and_unions_stay_inside() -> None:
    other = sa.orm.aliased(Member)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(other)) == 7
    inner = sa.select(Member.id).subquery()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(inner)) == 7
    both = sa.union_all(sa.select(Member.id), sa.select(Member.id)).subquery()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(both)) == 14
    assert db.session.scalar(sa.select(sa.exists().where(Member.name == "Joko Santoso"))) is False


@pytest.mark.usefixtures("stage_is_set")
def test_one_statement_under_two_reaches_in_turn(cast: Cast) -> None:
    """What was compiled for one paguyuban serves the other with its own rows."""
    statement = sa.select(Member.name).order_by(Member.id)
    found = {}
    for who in ("sari", "budi", "sari", "budi"):
        set_reach(db.session(), OneAssociation(cast.association[who], cast.city["Kota Surakarta"]))
        names = set(db.session.scalars(statement))
        assert found.setdefault(who, names) == names
    assert "Tono Wibowo" in found["sari"]
    assert "Joko Santoso" in found["budi"]
    assert not found["sari"] & found["budi"]


@pytest.mark.usefixtures("stage_is_set")
def test_reaches_of_one_kind_share_what_was_compiled_and_others_never_do() -> None:
    def key(reach: Reach) -> tuple[object, ...]:
        bound: list[sa.BindParameter[object]] = []
        return confined(reach)._gen_cache_key(anon_map(), bound), len(bound)

    kinds = (OneAssociation(1, 1), OneCity(1), OneMember(1, 1, 1), Visitor())
    assert key(OneAssociation(1, 1)) == key(OneAssociation(2, 3))
    assert key(OneMember(1, 1, 1)) == key(OneMember(2, 3, 4))
    assert len({key(reach)[0] for reach in kinds}) == len(kinds)


@pytest.mark.usefixtures("leading")
@pytest.mark.parametrize("model", fenced_classes(), ids=lambda model: model.__name__)
def test_each_table_is_confined_as_if_by_an_option_of_its_own(
    model: type[Fenced], leading: OneAssociation
) -> None:
    one = confined(leading)
    other = sa.orm.aliased(model)
    statement = sa.select(model).where(sa.exists(sa.select(sa.literal(1)).select_from(other)))
    together = statement.options(one).compile(db.engine)
    apart = statement.options(*one.criteria).compile(db.engine)
    assert (str(together), together.params) == (str(apart), apart.params)
    assert str(together) != str(statement.compile(db.engine))


@pytest.mark.usefixtures("leading")
def test_bulk_changes_touch_only_the_inside(cast: Cast) -> None:
    with write_tx() as tx:
        assert tx.session.execute(sa.update(Member).values(note="x")).rowcount == 7
        assert tx.session.execute(sa.delete(Stall)).rowcount == 6
    set_reach(db.session(), Everywhere())
    assert db.session.get_one(Member, cast.member["Joko Santoso"]).note == ""
    assert db.session.scalar(sa.select(sa.func.count(Stall.id))) == 2


@pytest.mark.usefixtures("leading")
def test_a_write_beyond_the_reach_is_refused(cast: Cast) -> None:
    with pytest.raises(OutOfReach), write_tx() as tx:
        tx.session.add(
            Stall(member_id=cast.member["Joko Santoso"], association_id=cast.association["budi"])
        )
        tx.session.flush()
    with pytest.raises(OutOfReach), write_tx() as tx:
        tx.session.get_one(Member, cast.member["Suparno"]).association_id = cast.association["budi"]
        tx.session.flush()
    with pytest.raises(OutOfReach), write_tx() as tx:
        tx.session.execute(
            sa.insert(Stall).values(
                member_id=cast.member["Joko Santoso"], association_id=cast.association["budi"]
            )
        )


@pytest.mark.usefixtures("stage_is_set")
def test_an_officer_counts_people_but_reads_none(cast: Cast) -> None:
    set_reach(db.session(), OneCity(cast.city["Kota Surakarta"]))
    assert db.session.scalar(sa.select(sa.func.count(Member.id))) == 8
    for statement in (
        sa.select(Member),
        sa.select(Member.name),
        sa.select(Member.id, Member.nik_sealed),
        sa.select(Participant.name),
    ):
        with pytest.raises(OutOfReach):
            db.session.execute(statement)
    for hidden in (
        sa.func.max(Member.name),
        Member.name.label("x"),
        sa.func.coalesce(Member.phone_sealed, b""),
    ):
        with pytest.raises(OutOfReach):
            db.session.execute(sa.select(hidden))
    inside = sa.select(Member.id, Member.name).cte("inside")
    below = sa.select(Member.name).subquery()
    scalar = sa.select(Member.birth_date).where(Member.id == 1).scalar_subquery()
    for statement in (
        sa.select(inside.c.id),
        sa.select(sa.func.count()).select_from(below),
        sa.select(scalar),
    ):
        with pytest.raises(OutOfReach):
            db.session.execute(statement)
    with pytest.raises(OutOfReach):
        db.session.get(Member, cast.member["Tono Wibowo"])
    assert (
        db.session.scalar(
            sa.select(sa.func.count()).select_from(Member).where(Member.birth_date.is_not(None))
        )
        == 7
    )


@pytest.mark.usefixtures("stage_is_set")
def test_a_member_reaches_themselves_and_a_visitor_nobody(cast: Cast) -> None:
    tono = cast.member["Tono Wibowo"]
    set_reach(db.session(), OneMember(tono, cast.association["sari"], cast.city["Kota Surakarta"]))
    assert list(db.session.scalars(sa.select(Member.id))) == [tono]
    assert db.session.scalar(sa.select(sa.func.count(Contribution.id))) == 1
    set_reach(db.session(), Visitor())
    for model in (Member, Participant, Contribution, Stall):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(model)) == 0
    assert db.session.scalar(sa.select(sa.func.count(Association.id))) == 3


@pytest.mark.usefixtures("leading")
def test_a_read_path_cannot_write(cast: Cast) -> None:
    db.session.get_one(Member, cast.member["Suparno"]).note = "x"
    with pytest.raises(WriteOutsideTransaction):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(sa.exc.DatabaseError):
        db.session.execute(sa.update(Member).values(note="x"))
