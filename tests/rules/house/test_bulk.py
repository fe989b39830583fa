"""To whom something can be done, and why not to the others."""

from datetime import UTC, datetime, timedelta

import pytest

from association.rules.house.bulk import Action, Facts, Hindrance, hindrance, is_undoable


@pytest.mark.parametrize(
    ("action", "facts", "why"),
    [
        (Action.SENT, Facts(), None),
        (Action.SENT, Facts(has_nik=False, has_phone=False), Hindrance.NO_NIK),
        (Action.SENT, Facts(is_pending=True), Hindrance.PENDING),
        (Action.SENT, Facts(has_birth_date=False), Hindrance.NO_BIRTH_DATE),
        (Action.SENT, Facts(has_phone=False), Hindrance.NO_PHONE),
        (Action.SENT, Facts(is_participant=True, was_sent=True), Hindrance.PARTICIPANT),
        (Action.SENT, Facts(was_sent=True), Hindrance.SENT_BEFORE),
        (Action.SENT, Facts(has_left=True, has_nik=False), Hindrance.GONE),
        (Action.STALL, Facts(), None),
        (Action.STALL, Facts(stalls=2), Hindrance.MANY_STALLS),
        (Action.STALL, Facts(stalls=0), Hindrance.NO_STALL),
        (Action.STALL, Facts(has_left=True), Hindrance.GONE),
        (Action.LEAVE, Facts(has_nik=False), None),
        (Action.LEAVE, Facts(has_left=True), Hindrance.GONE),
        (Action.RETURN, Facts(has_left=True), None),
        (Action.RETURN, Facts(), Hindrance.PRESENT),
    ],
)
def test_who_is_left_out(action: Action, facts: Facts, why: Hindrance | None) -> None:
    assert hindrance(action, facts) == why


def test_a_block_can_be_given_to_who_has_no_stall() -> None:
    assert hindrance(Action.STALL, Facts(stalls=0), block="B") is None
    assert hindrance(Action.STALL, Facts(stalls=2), block="B") is Hindrance.MANY_STALLS


def test_thirty_days() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert is_undoable(at, now=at + timedelta(days=30, seconds=-1))
    assert not is_undoable(at, now=at + timedelta(days=30))
