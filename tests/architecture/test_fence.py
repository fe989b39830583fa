"""DESIGN 4: every table stands behind the fence, or is listed as open with its reason."""

import importlib
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from association.access.fence import OPEN, Fenced
from association.access.reach import OneAssociation, OneCity, OneMember, Visitor
from association.database import Base
from tests.architecture.source import ROOT, SAID, calls, modules

# Who may step over the fence, and why: each for as little as possible.
BEYOND = {
    "association.people.participants.actions": (
        "finds the one participant of an exact NIK index, on whichever roster they stand"
    ),
    "association.roster.transfers.actions": (
        "moves the members of an offer that both paguyuban agreed to, and those rows only"
    ),
}
REACHES = (OneAssociation(1, 1), OneCity(1), OneMember(1, 1, 1), Visitor())


def load_all() -> None:
    """Import every file that maps tables."""
    for path in sorted((ROOT / "association").rglob("models.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


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
                f"inherit Fenced, or write @open_table('why')"
            )
        if fenced and (
            mapped[name].within.__func__ is Fenced.within.__func__
            or mapped[name].inside is Fenced.inside
        ):  # type: ignore[attr-defined]
            found.append(
                f"rule 3.5: {name} is fenced without within() or inside() of its own: "
                f"write both, with an answer for every reach"
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
        unknown = model.personal - {attribute.key for attribute in sa.inspect(model).attrs}
        assert not unknown, (
            f"rule 3.9: {model.__name__}.personal names {unknown}, which it does not have: "
            f"correct the names"
        )


def test_the_personal_columns_of_people_are_named() -> None:
    load_all()
    personal = {"nik", "phone", "name", "birth_date"}
    for mapper in Base.registry.mappers:
        model = mapper.class_
        if issubclass(model, Fenced) and {"birth_date"} & set(mapper.columns.keys()):
            assert personal & set(mapper.columns.keys()) <= model.personal, (
                f"rule 3.9: {model.__name__} holds people: name their columns in `personal`"
            )


def test_a_broken_rule_is_found() -> None:
    class Other(DeclarativeBase):
        pass

    class Forgotten(Other):
        __tablename__ = "forgotten"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Lazy(Fenced, Other):
        __tablename__ = "lazy"
        id: Mapped[int] = mapped_column(primary_key=True)

    sa.Table("between", Other.metadata, sa.Column("id", sa.Integer))
    found = violations(Other, {"gone": "a good reason", "lazy": "short"})
    assert all(map(SAID.fullmatch, found))
    said = "\n".join(found)
    for part in (
        "forgotten is neither",
        "between is neither",
        "lazy is both",
        "lazy is fenced without within()",
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
