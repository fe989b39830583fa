"""What rooms above hand to rooms below: each question has its answer, each place its parts in
FEATURES' order."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from association.features import FEATURES
from association.rules.house.slots import Slot
from association.web.sections import Sections
from tests.architecture.layers import room_of
from tests.architecture.source import ROOT, modules


def made(kind: type[Any]) -> Iterator[Any]:
    """Give every object of a kind that stands in a module of the package."""
    known = {
        id(one): one
        for name in modules(ROOT)
        if name.partition(".")[2] not in ("serve", "cli")
        for one in vars(importlib.import_module(name)).values()
        if isinstance(one, kind)
    }
    assert known
    yield from known.values()


def test_every_question_is_answered(wired: Flask) -> None:
    for slot in made(Slot):
        assert callable(slot.answer), slot.question


def test_the_parts_of_a_place_stand_in_the_order_of_features(wired: Flask) -> None:
    for sections in made(Sections):
        for place, parts in sections._places.items():
            rooms = [room_of(one.gather.__module__, FEATURES) for one in parts]
            assert rooms, f"no room puts anything into {place}"
            assert rooms == sorted(rooms, key=FEATURES.index), place


def test_a_slot_takes_one_answer() -> None:
    slot: Slot[Any] = Slot("how many?")
    with pytest.raises(LookupError, match="how many"):
        _ = slot.answer
    assert slot.fill(len)("ab") == 2
    slot.fill(len)
    with pytest.raises(ValueError, match="how many"):
        slot.fill(max)
