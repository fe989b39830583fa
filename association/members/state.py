"""A member as plain values that JSON knows: what the history keeps before and after, and what is put back from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from association.changes.kinds import Values
from association.members.models import Member
from association.members.values import Consent, MemberValues, StallValues
from association.rules.stalls import StallKind

State = dict[str, Any]
PLAIN = ("name", "known_as", "birth_place", "sex", "commodity", "employs_helpers", "income", "position", "note")
SEALED = ("nik", "phone", "mother_name", "address")
DATES = ("birth_date", "joined_on")
# What no form asks: where the member stands, not what is known of them.
STANDING = ("left_on", "left_reason", "merged_into_id", "sent_on", "messenger_id")


def state_of(member: Member) -> State:
    """Give everything that can be changed about a member."""
    return {
        **{name: getattr(member, name) for name in (*PLAIN, *SEALED, "messenger_id", "merged_into_id", "left_reason")},
        **{name: _text(getattr(member, name)) for name in (*DATES, "left_on")},
        "consent": [_text(member.consent_on), member.consent_by, member.consent_text, member.consent_how],
        "stalls": [[s.market_id, s.kind or "", s.block, s.number, s.permit, s.walk] for s in member.stalls],
        "sent_on": _text(member.participant.sent_on) if member.participant else None,
    }


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    """Give the fields that differ, each with its value before and after."""
    return {name: (before[name], value) for name, value in after.items() if before[name] != value}


def values_of(state: Mapping[str, Any]) -> MemberValues:
    """Give what a form would say of this state (all but where the member stands)."""
    on, who, text, how = state["consent"]
    return MemberValues(
        **{name: state[name] for name in (*PLAIN, *SEALED)},
        birth_date=_day(state["birth_date"]),
        joined_on=_day(state["joined_on"]),
        consent=Consent(date.fromisoformat(on), who, text, how) if on else None,
        stalls=tuple(
            StallValues(market_id, StallKind(kind) if kind else None, block, number, permit, walk)
            for market_id, kind, block, number, permit, walk in state["stalls"]
        ),
    )


def known(member: Member) -> MemberValues:
    """Give a member's values, to change some of them with dataclasses.replace."""
    return values_of(state_of(member))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
