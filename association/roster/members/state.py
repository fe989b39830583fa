"""A member as plain values that JSON knows: what the history keeps before and after, and what is
put back from it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from association.people.participants.models import Participant
from association.roster.changes.kinds import Values
from association.roster.members.models import Member, Stall
from association.roster.members.values import Consent, MemberValues, StallValues
from association.rules.people.names import search_form
from association.rules.people.nik import sex_of
from association.rules.people.sounds import name_key, sounds
from association.rules.people.stalls import StallKind, stall_label

State = dict[str, Any]
PLAIN = (
    "name",
    "known_as",
    "birth_place",
    "sex",
    "commodity",
    "employs_helpers",
    "income",
    "position",
    "note",
)
SEALED = ("nik", "phone", "mother_name", "address")
DATES = ("birth_date", "joined_on")
# What the member form asks, and an older version gives back.
ASKED = (*PLAIN, *SEALED, *DATES, "consent", "stalls")
# What no form asks: where the member stands, not what is known of them.
ENROLMENT = ("sent_on", "registered_on", "ended_on", "ended_reason", "kpj")
STANDING = ("left_on", "left_reason", "merged_into_id", "messenger_id", *ENROLMENT)


def state_of(member: Member) -> State:
    """Give everything that can be changed about a member."""
    return {
        **{
            name: getattr(member, name)
            for name in (*PLAIN, *SEALED, "messenger_id", "merged_into_id", "left_reason")
        },
        **{name: _text(getattr(member, name)) for name in (*DATES, "left_on")},
        "consent": [
            _text(member.consent_on),
            member.consent_by,
            member.consent_text,
            member.consent_how,
        ],
        "stalls": [
            [s.market_id, s.kind or "", s.block, s.number, s.permit, s.walk] for s in member.stalls
        ],
        **_enrolment(member.participant),
    }


def _enrolment(person: Participant | None) -> State:
    if person is None:
        return {name: "" if name == "ended_reason" else None for name in ENROLMENT}
    days = {name: _text(getattr(person, name)) for name in ENROLMENT if name.endswith("_on")}
    return {**days, "ended_reason": person.ended_reason, "kpj": person.kpj}


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


def told(values: MemberValues, opened: State, *, kept: Collection[str]) -> State:
    """Give the state that a form opened at another state says; `kept` names what it does not say.

    A consent on the same day in the same way is the same.
    """
    said = values.consent
    consent = [_text(said.on), said.by, said.text, said.how] if said else [None, None, "", ""]
    was = opened["consent"]
    return {
        **{name: getattr(values, name) for name in (*PLAIN, *SEALED)},
        **{name: _text(getattr(values, name)) for name in DATES},
        "consent": was if (consent[0], consent[3]) == (was[0], was[3]) else consent,
        "stalls": [
            [s.market_id, s.kind or "", s.block, s.number, s.permit, s.walk]
            for s in values.stalls
            if not s.is_empty
        ],
        **{name: opened[name] for name in kept},
    }


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people's changes together: fields that both changed to something else, and those only the
    other changed."""

    state: State
    conflicts: tuple[str, ...]
    taken: tuple[str, ...]


def merge(*, opened: State, typed: State, now: State) -> Merged:
    """Join what was typed into a form with what was saved since it was opened, field by field."""
    mine = {name for name in ASKED if typed[name] != opened[name]}
    theirs = {name for name in ASKED if now[name] != opened[name]}
    return Merged(
        {name: typed[name] if name in mine else now[name] for name in ASKED},
        conflicts=tuple(
            name for name in ASKED if name in mine & theirs and typed[name] != now[name]
        ),
        taken=tuple(name for name in ASKED if name in theirs - mine),
    )


def fill(member: Member, values: MemberValues, *, at: datetime) -> None:
    """Write everything but what is sealed into a member's row, and what searching needs of it."""
    for name in (*PLAIN, *DATES):
        setattr(member, name, getattr(values, name))
    member.sort_name = search_form(values.name)[:60]
    member.sex = values.sex or (sex_of(values.nik) if values.nik else "")
    said = values.consent
    member.consent_on, member.consent_by = (said.on, said.by) if said else (None, None)
    member.consent_text, member.consent_how = (said.text, said.how) if said else ("", "")
    member.updated_at = at
    wanted = [stall for stall in values.stalls if not stall.is_empty]
    current = [(s.market_id, s.kind, s.block, s.number, s.permit, s.walk) for s in member.stalls]
    if [
        (s.market_id, s.kind or "", s.block, s.number, s.permit, s.walk) for s in wanted
    ] != current:
        member.stalls = [
            Stall(
                association_id=member.association_id,
                market_id=s.market_id,
                kind=s.kind or "",
                block=s.block,
                number=s.number,
                permit=s.permit,
                walk=s.walk,
            )
            for s in wanted
        ]
    labels = [stall_label(stall.kind, stall.block, stall.number) for stall in wanted]
    joined = [f"{stall.block}{stall.number}" for stall in wanted]
    member.sound, member.name_sound = sounds(values.name, values.known_as), name_key(values.name)
    member.search_text = search_form(" ".join((values.name, values.known_as, *labels, *joined)))


def known(member: Member) -> MemberValues:
    """Give a member's values, to change some of them with dataclasses.replace."""
    return values_of(state_of(member))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
