"""DESIGN 4: every table stands behind the fence, or is listed as open with its reason."""

import ast
import importlib
import inspect
import textwrap
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from association.access import owners
from association.access.owners import SeenInBlocks
from association.access.reach import OneAssociation, OneCity, OneMember, SomeBlocks, Visitor
from association.access.tables import OPEN, Fenced
from association.database import Base
from tests.architecture.source import ROOT, SAID, calls, modules

# Who may step over the fence, and why: each for as little as possible.
BEYOND = {
    "association.people.participants.actions": (
        "finds the one participant of an exact NIK index, on whichever roster they stand"
    ),
    "association.people.participants.reads": (
        "locks the rows of exact NIK indexes, whoever they stand with; it gives none of them"
    ),
    "association.roster.transfers.carrying": (
        "moves the members of an offer that both paguyuban agreed to, and those rows only"
    ),
}
BLOCKS = SomeBlocks(1, 1, 1, ((1, "B"), (2, "")))
REACHES = (OneAssociation(1, 1), BLOCKS, OneCity(1), OneMember(1, 1, 1), Visitor())
# What the coordinator of a block sees, and why. Every other table is closed to them: the default.
SEEN_IN_BLOCKS = {
    "association": "the name and contact of their paguyuban",
    "awareness_event": "the paguyuban's events, to which their members come",
    "event_association": "which events of the city the paguyuban is invited to",
    "member": "who has a stall in their places",
    "stall": "the stalls of those members",
    "participant": "whom BPJS knows of those members",
    "contribution": "what those members paid, and what the coordinator took",
    "deposit": "cash that the coordinator took",
    "visit": "what came of asking those members",
    "reminder": "whom of those members somebody reminded",
    "no_reminders": "who of those members said no",
    "attendance": "who of those members came",
    "attendance_taken_back": "a mark of those members that was taken back",
    "rsvp": "who of those members said they would come",
    "registration_line": "why the papers of those members were rejected",
}


def load_all() -> None:
    """Import every file that maps tables."""
    for path in sorted((ROOT / "association").rglob("models.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def says_whose(model: type[Any]) -> bool:
    """Tell whether a model, or an owner it names, says who reaches and who writes its rows."""
    silent = {Fenced, owners._Confined}
    return not any(
        next(one for one in model.__mro__ if name in vars(one)) in silent
        for name in ("within", "inside")
    )


def violations(base: type[DeclarativeBase], is_open: dict[str, str]) -> list[str]:
    """Name tables that are neither fenced nor open, or both, open ones without a reason, and
    reasons without a table."""
    found = []
    mapped: dict[str, type[Any]] = {
        mapper.local_table.name: mapper.class_ for mapper in base.registry.mappers
    }  # type: ignore[attr-defined]
    for name in base.metadata.tables:
        fenced = name in mapped and issubclass(mapped[name], Fenced)
        if fenced and name in is_open:
            found.append(
                f"rule 3.5: {name} is both fenced and open: take it from OPEN, or Fenced away"
            )
        if not fenced and name not in is_open:
            found.append(
                f"rule 3.5: {name} is neither fenced nor listed as open with a reason: "
                f"name its owner (association/access/owners.py), or write @open_table('why')"
            )
        if fenced and not says_whose(mapped[name]):
            found.append(
                f"rule 3.5: {name} is fenced without an owner: "
                f"name one of association/access/owners.py before Base"
            )
    found += [
        f"rule 3.5: {name} is open and does not exist: take it from OPEN"
        for name in is_open
        if name not in base.metadata.tables
    ]
    found += [
        f"rule 3.5: {name} is open without a reason: say why no reach confines it"
        for name, reason in is_open.items()
        if len(reason) < 10
    ]
    return found


def test_every_table_is_fenced_or_open_with_a_reason() -> None:
    load_all()
    assert violations(Base, OPEN) == []


def test_who_steps_over_the_fence_is_named_with_a_reason() -> None:
    found = {
        module.name
        for module in modules(ROOT).values()
        for call, _line in calls(module)
        if call.rpartition(".")[2] == "beyond"
    }
    assert found == set(BEYOND), (
        "rule 3.5: beyond() steps over the fence: read within the actor's reach, "
        "or name the module in BEYOND with its reason (and take out who no longer does)"
    )


def test_every_fence_answers_for_every_reach() -> None:
    load_all()
    fenced = [
        mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Fenced)
    ]
    assert fenced
    for model in fenced:
        for reach in REACHES:
            where = model.within(reach)
            assert isinstance(where, sa.ColumnElement), (
                f"rule 3.5: {model.__name__}.within({reach}) gives no condition: "
                f"answer sa.false() where nothing is reached"
            )
            sa.select(model).where(where).compile()


def test_a_table_is_closed_to_a_coordinator_unless_it_says_how_it_is_reached() -> None:
    load_all()
    fenced: list[Any] = [
        one.class_ for one in Base.registry.mappers if issubclass(one.class_, Fenced)
    ]
    reached = {one.__tablename__ for one in fenced if not is_closed(one.within(BLOCKS))}
    assert reached == set(SEEN_IN_BLOCKS), (
        "decision 0029: what a coordinator sees stands in SEEN_IN_BLOCKS with its reason: name "
        "SeenInBlocks or MarkedInBlocks (association/access/owners.py) only where a member owns it"
    )
    nowhere = SomeBlocks(1, 1, 1, ())
    assert all(is_closed(one.within(nowhere)) for one in fenced if issubclass(one, SeenInBlocks))


def is_closed(where: sa.ColumnElement[bool]) -> bool:
    """Tell whether a condition lets nothing in, whatever the rows."""
    return isinstance(where, sa.False_)


def test_a_coordinator_writes_no_row_of_nobody() -> None:
    """Rows of the own paguyuban that tell of no member, or of one who is not asked for."""
    load_all()
    own = {"association_id": 1, "city_id": 1, "from_id": 1, "to_id": 1, "id": 1}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Fenced):
            known = {name: value for name, value in own.items() if name in mapper.columns}
            assert not mapper.class_(**known).inside(BLOCKS), mapper.class_.__name__


def bodies(model: type[Any]) -> dict[str, str]:
    """Give what a class says itself of whose its rows are, without docstrings."""
    found = {}
    for name in {"within", "inside"} & vars(model).keys():
        tree = ast.parse(textwrap.dedent(inspect.getsource(vars(model)[name])))
        function = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
        found[name] = "\n".join(ast.unparse(line) for line in function.body[1:])
    return found


def test_no_two_models_say_the_same_at_length() -> None:
    load_all()
    seen: dict[str, str] = {}
    ways = [one for one in vars(owners).values() if isinstance(one, type)]
    fenced = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Fenced)]
    mixins = {mixin for one in fenced for mixin in one.__mro__ if issubclass(mixin, Fenced)}
    for model in sorted({*ways, *fenced, *mixins} - {Fenced}, key=lambda one: one.__name__):
        for name, body in bodies(model).items():
            twin = seen.setdefault(f"{name}\n{body}", model.__name__)
            assert twin == model.__name__, (
                f"rule 3.10: {model.__name__}.{name}() says what {twin} says: "
                f"name one owner of association/access/owners.py, or make one"
            )
    assert len(seen) > 10


def test_a_broken_rule_is_found() -> None:
    class Other(DeclarativeBase):
        pass

    class Forgotten(Other):
        __tablename__ = "forgotten"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Lazy(Fenced, Other):
        __tablename__ = "lazy"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Unsaid(owners.SeenByMember, Other):
        __tablename__ = "unsaid"
        id: Mapped[int] = mapped_column(primary_key=True)

    sa.Table("between", Other.metadata, sa.Column("id", sa.Integer))
    found = violations(Other, {"gone": "a good reason", "lazy": "short"})
    assert all(map(SAID.fullmatch, found))
    said = "\n".join(found)
    for part in (
        "forgotten is neither",
        "between is neither",
        "lazy is both",
        "lazy is fenced without an owner",
        "unsaid is fenced without an owner",
        "gone is open and does not exist",
        "lazy is open without a reason",
    ):
        assert part in said


@pytest.mark.parametrize("model", [Fenced])
def test_the_mixin_alone_refuses(model: type[Fenced]) -> None:
    with pytest.raises(NotImplementedError):
        model.within(Visitor())
    with pytest.raises(NotImplementedError):
        model().inside(Visitor())
