"""Which pile a row of the list of BPJS Ketenagakerjaan lies on, and what to do next with it."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.rules.law.coverage import Status
from association.rules.law.listed import Line, Ours, Pile, Standing, Step, Theirs, Why
from association.rules.law.reconciling import offers, sort

TODAY = date(2026, 11, 22)
NIK, KPJ = "3372991708750001", "12345678901"
SINCE, OCTOBER, NOVEMBER, DECEMBER = (
    date(2025, 1, 6),
    date(2026, 10, 1),
    date(2026, 11, 1),
    date(2026, 12, 1),
)
MEMBER: dict[str, Any] = {
    "id": 1,
    "name": "Tono Wibowo",
    "nik": NIK,
    "kpj": KPJ,
    "birth_date": date(1975, 8, 17),
    "registered_on": SINCE,
    "last_paid": DECEMBER,
    "status": Status.ACTIVE,
    "is_linked": True,
}
ROW: dict[str, Any] = {
    "row": 0,
    "name": "TONO WIBOWO",
    "nik": NIK,
    "kpj": KPJ,
    "standing": Standing.ACTIVE,
}


def one(row: dict[str, Any], member: dict[str, Any]) -> Line:
    """Sort one row and one member who find each other."""
    (line,) = sort([Theirs(**ROW | row)], [Ours(**MEMBER | member)], day=TODAY, today=TODAY)
    return line


@pytest.mark.parametrize(
    ("row", "member", "pile", "step"),
    [
        # the same, however much the list leaves open
        ({}, {}, Pile.MATCH, Step.NONE),
        ({"nik": None}, {}, Pile.MATCH, Step.NONE),
        ({"kpj": None, "standing": None}, {}, Pile.MATCH, Step.NONE),
        ({"paid_until": DECEMBER}, {}, Pile.MATCH, Step.NONE),
        (
            {"standing": Standing.LAPSED},
            {"status": Status.INACTIVE, "last_paid": OCTOBER},
            Pile.MATCH,
            Step.NONE,
        ),
        # other data
        ({"name": "Tono Wibawa"}, {}, Pile.DIFFERENT, Step.ACCEPT),
        ({"birth_date": date(1975, 8, 18)}, {}, Pile.DIFFERENT, Step.ACCEPT),
        ({}, {"kpj": None}, Pile.DIFFERENT, Step.ACCEPT),
        ({}, {"registered_on": None}, Pile.DIFFERENT, Step.ACCEPT),
        ({"standing": Standing.DIED}, {}, Pile.DIFFERENT, Step.ACCEPT),
        (
            {},
            {"ended_on": SINCE, "ended_reason": "stopped", "status": Status.ENDED},
            Pile.DIFFERENT,
            Step.ACCEPT,
        ),
        ({}, {"kpj": None, "is_linked": False}, Pile.DIFFERENT, Step.ASK),
        # months: taken with the row, unless the list names none or their cash is with us
        (
            {"paid_until": DECEMBER},
            {"last_paid": OCTOBER, "status": Status.DUE},
            Pile.DIFFERENT,
            Step.ACCEPT,
        ),
        (
            {"paid_until": DECEMBER},
            {"last_paid": OCTOBER, "held_until": NOVEMBER, "status": Status.DUE},
            Pile.DIFFERENT,
            Step.DEPOSIT,
        ),
        ({"paid_until": NOVEMBER}, {}, Pile.DIFFERENT, Step.ASK),
        ({}, {"last_paid": OCTOBER, "status": Status.ARREARS}, Pile.DIFFERENT, Step.RECORD),
        # paid by our book, not active by theirs
        ({"paid_until": OCTOBER}, {}, Pile.PAID, Step.ASK),
        ({"standing": Standing.LAPSED}, {}, Pile.PAID, Step.ASK),
        ({"standing": Standing.PENDING}, {}, Pile.PAID, Step.ASK),
        # what cannot be read changes nothing, and does not vanish
        ({"standing": Standing.UNKNOWN, "words": "aktif/keluar"}, {}, Pile.DIFFERENT, Step.ASK),
        ({"unread": ("paid_until",), "months": "12 bulan"}, {}, Pile.DIFFERENT, Step.ASK),
        # somebody else behind the number
        ({"name": "Wagiyem", "birth_date": date(1980, 1, 1)}, {}, Pile.DIFFERENT, Step.ASK),
        ({}, {"has_left": True}, Pile.THEIRS, Step.REOPEN),
    ],
)
def test_a_row_that_finds_its_member(
    row: dict[str, Any], member: dict[str, Any], pile: Pile, step: Step
) -> None:
    line = one(row, member)
    assert (line.pile, line.step) == (pile, step)


@pytest.mark.parametrize(
    ("status", "pile", "step"),
    [
        (Status.CANDIDATE, Pile.OURS, Step.COMPLETE),
        (Status.READY, Pile.OURS, Step.SEND),
        (Status.SENT, Pile.OURS, Step.ASK),
        (Status.ARREARS, Pile.OURS, Step.ASK),
        (Status.ACTIVE, Pile.PAID, Step.ASK),
    ],
)
def test_a_member_whom_the_list_does_not_name(status: Status, pile: Pile, step: Step) -> None:
    (line,) = sort([], [Ours(**MEMBER | {"status": status})], day=TODAY, today=TODAY)
    assert (line.pile, line.step, line.key) == (pile, step, "m1")


@pytest.mark.parametrize("member", [{"status": Status.ENDED}, {"has_left": True}])
def test_who_ended_or_left_is_not_missed(member: dict[str, Any]) -> None:
    assert sort([], [Ours(**MEMBER | member)], day=TODAY, today=TODAY) == []


def test_a_number_twice_and_two_numbers_of_two_people_are_for_the_branch() -> None:
    other = Ours(id=2, name="Suparno", nik="3372990101600002", kpj="22222222222", is_linked=True)
    twice = sort(
        [Theirs(**ROW), Theirs(**ROW | {"row": 1, "kpj": None})],
        [Ours(**MEMBER)],
        day=TODAY,
        today=TODAY,
    )
    assert [(line.pile, line.why) for line in twice] == [
        (Pile.MATCH, None),
        (Pile.DIFFERENT, Why.TWICE),
    ]
    clash = sort(
        [Theirs(**ROW | {"nik": other.nik})], [Ours(**MEMBER), other], day=TODAY, today=TODAY
    )[0]
    assert (clash.step, clash.why) == (Step.ASK, Why.CLASH)


def test_a_like_name_only_offers() -> None:
    row = Theirs(row=0, name="Sri Lestari", nik="3372994606900007")
    sri, other = (
        Ours(id=1, name="Bu Sri Lestari"),
        Ours(id=2, name="Sri Lestari", nik=NIK, is_linked=True),
    )
    assert [line.step for line in sort([row], [sri], day=TODAY, today=TODAY)] == [
        Step.ADD,
        Step.COMPLETE,
    ]
    assert [member.id for member in offers(row, [sri, other])] == [1]
    assert offers(Theirs(row=0, name="Sri Lestari"), [sri]) == []  # nothing would be gained


def test_of_a_part_nobody_is_missed_and_who_may_not_record_takes_no_months() -> None:
    member = Ours(**MEMBER | {"last_paid": OCTOBER, "status": Status.DUE})
    days = {"day": TODAY, "today": TODAY}
    assert len(sort([], [member], **days)) == 1
    assert sort([], [member], **days, whole=False) == []
    row = Theirs(**ROW | {"paid_until": DECEMBER})
    (line,) = sort([row], [member], **days, months=False)
    assert (line.step, line.run, line.why) == (Step.RECORD, None, Why.UNTAKEN)
    (line,) = sort([Theirs(**ROW | {"paid_until": DECEMBER, "name": "Tono W"})], [member], **days)
    assert (line.step, line.run) == (Step.ACCEPT, (NOVEMBER, 2))


@pytest.mark.parametrize(
    ("standing", "member", "alone"),
    [
        (Standing.DIED, {}, True),
        (Standing.EMPLOYED, {}, True),
        (Standing.STOPPED, {}, True),
        (Standing.ACTIVE, {"ended_on": SINCE, "status": Status.ENDED}, True),
        (Standing.ACTIVE, {"kpj": None}, False),
    ],
)
def test_an_end_is_taken_alone_and_without_months(
    standing: Standing, member: dict[str, Any], alone: bool
) -> None:
    line = one({"standing": standing, "paid_until": date(2027, 1, 1)}, member)
    assert (line.step, line.is_alone) == (Step.ACCEPT, alone)
    assert (line.run is None) == (standing is not Standing.ACTIVE)


def people(count: int) -> list[Ours]:
    """Invent members who agree with their rows."""
    return [
        Ours(
            id=n,
            name=f"Pedagang {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}",
            nik=f"33729917087{n:05}",
            kpj=f"{n:011}",
            registered_on=SINCE,
            last_paid=NOVEMBER,
            status=Status.ACTIVE,
            is_linked=True,
        )
        for n in range(1, count + 1)
    ]


def row_of(member: Ours, **other: Any) -> Theirs:
    """Make the row that agrees with a member."""
    said = {"name": member.name, "nik": member.nik, "kpj": member.kpj, "standing": Standing.ACTIVE}
    return Theirs(**{"row": member.id, "paid_until": member.last_paid} | said | other)


@given(st.integers(0, 2**32))
def test_every_row_and_member_lies_in_one_pile_and_what_is_accepted_agrees(seed: int) -> None:
    chance = random.Random(seed)
    members = people(30)
    changes = [
        {},
        {"kpj": None},
        {"nik": None},
        {"name": "Wagiman"},
        {"since": TODAY},
        {"standing": Standing.STOPPED},
    ]
    rows = [row_of(one, **chance.choice(changes)) for one in chance.sample(members, 20)]
    rows.append(Theirs(row=99, name="Baru", nik=NIK))
    lines = sort(rows, members, day=TODAY, today=TODAY)
    assert sorted(line.theirs.row for line in lines if line.theirs) == sorted(
        row.row for row in rows
    )
    assert len({line.key for line in lines}) == len(lines) == 31
    after = {one.id: one for one in members}
    for line in lines:
        if line.step is Step.ACCEPT and line.ours:
            taken = {name: value for name, (_before, value) in line.fields.items()}
            taken |= {
                name: date.fromisoformat(taken[name]) for name in taken if name.endswith("_on")
            }
            ended = {"status": Status.ENDED} if "ended_on" in taken else {}
            after[line.ours.id] = Ours(
                **{n: getattr(line.ours, n) for n in Ours.__slots__} | taken | ended
            )
    again = sort(rows, list(after.values()), day=TODAY, today=TODAY)
    assert not [line for line in again if line.step is Step.ACCEPT]
