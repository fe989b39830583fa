"""What events achieved agrees with a case counted by hand, and with plain counting of any small
world."""

from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from association.access.fence import set_reach
from association.access.reach import OneAssociation, OneCity
from association.database import db
from association.meetings.effect.reads import Meeting, effects
from association.rules.house.effect import WINDOWS, Effect, Group
from tests.infra.cast import Cast
from tests.meetings.effect.world import Held, One, World, put

DAY = date(2026, 6, 1)


def after(days: int) -> date:
    return DAY + timedelta(days)


# Twelve came who had not joined before: one joined on the spot, one each after 30, 31, 90 and 91
# days, seven never (one of them with a payment that was declared void). Whoever did not come is
# told line by line.
BY_HAND: World = (
    {
        "sosialisasi": Held(on=DAY),
        "rapat": Held(on=after(19)),
        "juli": Held(on=after(44)),
        "nanti": Held(on=after(91)),
    },
    [
        *(One(came=("sosialisasi",), registered=after(days)) for days in (0, 30)),
        *(One(came=("sosialisasi",), paid=(after(days),)) for days in (31, 90, 91)),
        *(One(came=("sosialisasi",)) for _ in range(6)),
        One(came=("sosialisasi",), void=(after(5),)),
        One(came=("sosialisasi",), registered=after(-1)),  # had joined: counts nowhere
        One(
            came=("sosialisasi",), registered=after(9), paid=(after(-20),)
        ),  # had paid before: the same
        *(One() for _ in range(7)),
        One(paid=(after(10), after(40))),  # joined after 10 days
        One(registered=after(60), paid=(after(70),)),  # after 60
        One(came=("nanti",)),  # came to the next event only when both windows were over
        One(came=("rapat",)),  # came to another event in the same weeks: in no group
        One(came=("juli",)),  # came to one within 90 days, not within 30
        One(left=after(0)),  # had left the roster by then
        One(left=after(1), merged=True),  # left the day after: one person, not two
        One(since=after(1)),  # not there yet
        One(registered=after(-100)),  # had joined long before
        One(of="budi"),  # somebody else's
    ],
)


def counted(
    app: Flask, cast: Cast, world: World, window: int, *, city: bool = False
) -> dict[str, Effect]:
    """Count a world; by the names of its events, of Sari's paguyuban."""
    with app.app_context():
        ids = put(world, cast)
        solo, own = cast.city["Kota Surakarta"], cast.association["sari"]
        set_reach(db.session(), OneCity(solo) if city else OneAssociation(own, solo))
        meetings = [Meeting(ids[name], one.on) for name, one in world[0].items()]
        found = effects(db.session(), meetings)[window]
        assert found == effects(db.session(), meetings)[window]
        return {name: found[ids[name], own] for name in world[0] if (ids[name], own) in found}


@pytest.mark.parametrize("city", [False, True])
def test_by_hand(app: Flask, cast: Cast, city: bool) -> None:
    month = counted(app, cast, BY_HAND, 30, city=city)["sosialisasi"]
    assert month == Effect(came=Group(12, 2), others=Group(12, 1))
    quarter = counted(app, cast, BY_HAND, 90, city=city)["sosialisasi"]
    assert quarter == Effect(came=Group(12, 4), others=Group(11, 2))


days = st.integers(-40, 140).map(after)
held = st.builds(
    Held, of=st.sampled_from(["sari", None]), on=days, hour=st.sampled_from([0, 6, 16, 17, 23])
)
someone = st.builds(
    One,
    of=st.sampled_from(["sari", "sari", "budi"]),
    since=days | st.just(date(2020, 1, 1)),
    left=st.none() | days,
    registered=st.none() | days,
    paid=st.lists(days, max_size=2, unique=True).map(tuple),
    came=st.sets(st.sampled_from(["a", "b", "c"])).map(lambda names: tuple(sorted(names))),
    merged=st.booleans(),
)


def wib(one: Held) -> date:
    """Give the day in Surakarta: from 17.00 UTC it is the next one."""
    return one.on + timedelta(1 if one.hour >= 17 else 0)


def plainly(world: World, name: str, window: int) -> Effect:
    """Count one person after the other, as the decision says it."""
    events, people = world
    first = wib(events[name])
    last = first + timedelta(window)
    mine = [
        one for one in people if one.of == "sari" and (one.joined is None or one.joined >= first)
    ]
    came = [one for one in mine if name in one.came]
    others = [
        one
        for one in mine
        if one.since <= first
        and (one.left is None or one.left > first)
        and not any(first <= wib(events[other]) <= last for other in one.came)
    ]
    return Effect(
        *(
            Group(len(part), sum(1 for one in part if one.joined and one.joined <= last))
            for part in (came, others)
        )
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    events=st.fixed_dictionaries({"a": held, "b": held, "c": held}),
    people=st.lists(someone, max_size=12),
    window=st.sampled_from(WINDOWS),
    city=st.booleans(),
)
def test_any_small_world(
    app: Flask, cast: Cast, events: dict[str, Held], people: list[One], window: int, city: bool
) -> None:
    world = (
        events,
        [one for one in people if one.of == "sari" or not any(events[n].of for n in one.came)],
    )
    with app.app_context():
        ids = put(world, cast)
        solo, own = cast.city["Kota Surakarta"], cast.association["sari"]
        set_reach(db.session(), OneCity(solo) if city else OneAssociation(own, solo))
        found = effects(
            db.session(), [Meeting(ids[name], wib(one)) for name, one in events.items()]
        )[window]
    for name in events:
        if any(name in one.came and one.of == "sari" for one in world[1]):
            assert found.get((ids[name], own), Effect()) == plainly(world, name, window)
