"""Whose account is whose to mend: each pair, as a table."""

import pytest

from association.rules.house.charge import Holding, may_close, may_reset
from association.rules.house.permissions import Role

SOLO, SRAGEN = frozenset({1}), frozenset({2})
BOTH = SOLO | SRAGEN


def leader(number: int, places: set[int], cities: frozenset[int], leads: tuple[int, ...] = ()):
    there, led = frozenset(places), frozenset(leads)
    return Holding(
        account_id=number, role=Role.LEADER, works_in=there, leads=led, leads_now=led, cities=cities
    )


def office(number: int, cities: frozenset[int], *, many: bool = False, administers: bool = True):
    return Holding(
        account_id=number,
        role=Role.OFFICER,
        cities=cities,
        is_of_many=many,
        administers=administers,
    )


def closed(one: Holding) -> Holding:
    return Holding(**{name: getattr(one, name) for name in one.__slots__} | {"is_open": False})


WHO = {
    "ketua": leader(1, {10}, SOLO, (10,)),
    "ketua of two": leader(2, {10, 11}, SOLO, (10, 11)),
    "sekretaris": leader(3, {10}, SOLO),
    "sekretaris of two": leader(4, {10, 11}, SOLO),
    "sekretaris of two cities": leader(5, {10, 20}, BOTH),
    "neighbour": leader(6, {11}, SOLO, (11,)),
    "sekretaris, ketua elsewhere": leader(7, {10, 11}, SOLO, (11,)),
    "leader of another city": leader(8, {20}, SRAGEN, (20,)),
    "former": leader(9, set(), frozenset()),
    "officer": office(10, SOLO),
    "colleague": office(11, SOLO, administers=False),
    "officer of another city": office(12, SRAGEN),
    "province": office(13, BOTH, many=True),
    "province of one city": office(14, SOLO, many=True),
    "admin": Holding(account_id=15, role=Role.ADMIN),
    "another admin": Holding(account_id=16, role=Role.ADMIN),
}
EVERYBODY = set(WHO)
IN_SOLO = {
    "ketua", "ketua of two", "sekretaris", "sekretaris of two", "neighbour",
    "sekretaris, ketua elsewhere",
}  # fmt: skip
IN_BOTH = IN_SOLO | {"sekretaris of two cities", "leader of another city"}
# Who makes the link: whose password it may set.
RESETS = {
    "ketua": {"sekretaris"},
    "ketua of two": {"sekretaris", "sekretaris of two"},
    "sekretaris": set(),
    "neighbour": set(),
    "leader of another city": set(),
    "officer": IN_SOLO,
    "colleague": set(),
    "officer of another city": {"leader of another city"},
    "province": IN_BOTH,
    "admin": EVERYBODY - {"admin"},
}
OFFICERS = {"officer", "colleague"}
# Whom they may close beside those: an office its own city's, never one above it.
CLOSES_TOO = {
    "officer": OFFICERS - {"officer"},
    "province": OFFICERS | {"officer of another city"},
    "province of one city": IN_SOLO | OFFICERS,
}


@pytest.mark.parametrize("maker", RESETS)
def test_nobody_reaches_further_by_anothers_account(maker: str) -> None:
    assert {name for name in WHO if may_reset(WHO[maker], WHO[name])} == RESETS[maker]


@pytest.mark.parametrize("maker", {**RESETS, **CLOSES_TOO})
def test_who_may_close_an_account(maker: str) -> None:
    wanted = RESETS.get(maker, set()) | CLOSES_TOO.get(maker, set())
    assert {name for name in WHO if may_close(WHO[maker], WHO[name])} == wanted


@pytest.mark.parametrize("maker", ["ketua", "officer", "admin"])
def test_who_is_closed_mends_nobody(maker: str) -> None:
    assert not any(may_close(closed(WHO[maker]), one) for one in WHO.values())


def test_a_ketua_to_come_mends_nobody_yet() -> None:
    led = frozenset({10})
    coming = Holding(account_id=20, role=Role.LEADER, works_in=led, leads=led, cities=SOLO)
    assert not may_reset(coming, WHO["sekretaris"])
