"""A member as plain values that JSON knows, as the history keeps them before and after; and those
values written into the member's row, secret ones sealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import Participant
from association.people.participants.reads import has_paid
from association.roster.history.kinds import Values
from association.roster.members.fields import FieldKind
from association.roster.members.keys import NIK_PURPOSE, phone_indexes, tail_index
from association.roster.members.models import Member, Stall
from association.roster.members.values import FIELDS, NO_CONSENT, Consent, MemberValues, StallValues
from association.rules.house.errors import RuleError
from association.rules.law.enrolment import USUAL_OCCUPATION, Funding, Sector
from association.rules.people.names import search_form
from association.rules.people.nik import sex_of
from association.rules.people.sounds import name_key, sounds
from association.rules.people.stalls import StallKind, stall_label
from association.vault import vault

State = dict[str, Any]
# How the fields of a state follow each other: plain ones, sealed ones, days, and those in parts.
ORDER = sorted(
    FIELDS,
    key=lambda name: (
        FIELDS[name].in_parts,
        FIELDS[name].kind is FieldKind.DAY,
        FIELDS[name].sealed != "",
    ),
)
# What no form asks: where the member stands, not what is known of them.
PAYING = {
    "funding": Funding.SELF.value,
    "sector": Sector.TRADE.value,
    "occupation": USUAL_OCCUPATION,
}
ENROLMENT = ("sent_on", "registered_on", "ended_on", "ended_reason", "kpj", *PAYING)
MEMBERSHIP = ("left_on", "left_reason", "merged_into_id", "messenger_id", *ENROLMENT)


class AlreadyOnRoster(RuleError):
    """The NIK stands on this roster already; `member_id` says where."""

    def __init__(self, template: str, /, *, member_id: int, **values: object) -> None:
        super().__init__(template, **values)
        self.member_id = member_id


def values_from(member: Member) -> MemberValues:
    """Give a member's values, to change some of them with dataclasses.replace."""
    plain = {name: getattr(member, name) for name, one in FIELDS.items() if not one.in_parts}
    return MemberValues(**plain, consent=_consent(member), stalls=_stalls(member))


def _consent(member: Member) -> Consent | None:
    if member.consent_on is None:
        return None
    return Consent(member.consent_on, member.consent_by, member.consent_text, member.consent_how)


def _stalls(member: Member) -> tuple[StallValues, ...]:
    return tuple(
        StallValues(
            one.market_id,
            StallKind(one.kind) if one.kind else None,
            one.block,
            one.number,
            one.permit,
            one.walk,
        )
        for one in member.stalls
    )


def state_of(member: Member) -> State:
    """Give everything that can be changed about a member."""
    return {
        **_written(values_from(member)),
        "messenger_id": member.messenger_id,
        "merged_into_id": member.merged_into_id,
        "left_reason": member.left_reason,
        "left_on": _text(member.left_on),
        **_enrolment(member.participant),
    }


def _enrolment(person: Participant | None) -> State:
    if person is None:
        return dict.fromkeys(ENROLMENT) | {"ended_reason": ""} | PAYING
    days = {name: _text(getattr(person, name)) for name in ENROLMENT if name.endswith("_on")}
    paying = {name: getattr(person, name) for name in PAYING}
    return {**days, "ended_reason": person.ended_reason, "kpj": person.kpj, **paying}


def _written(values: MemberValues) -> State:
    """Write the fields as JSON knows them: days as text, consent and stalls as lists."""
    return {name: _plain(getattr(values, name), FIELDS[name].kind) for name in ORDER}


def _plain(value: Any, kind: FieldKind) -> Any:
    match kind:
        case FieldKind.DAY:
            return _text(value)
        case FieldKind.CONSENT:
            return [_text(value.on), value.by, value.text, value.how] if value else NO_CONSENT
        case FieldKind.STALLS:
            return [
                [one.market_id, one.kind or "", one.block, one.number, one.permit, one.walk]
                for one in value
                if not one.is_empty
            ]
    return value


def values_of(state: Mapping[str, Any]) -> MemberValues:
    """Give what a form would say of this state (all but where the member stands)."""
    return MemberValues(**{name: _value(state[name], one.kind) for name, one in FIELDS.items()})


def _value(plain: Any, kind: FieldKind) -> Any:
    match kind:
        case FieldKind.DAY:
            return _day(plain)
        case FieldKind.CONSENT:
            return Consent(date.fromisoformat(plain[0]), *plain[1:]) if plain[0] else None
        case FieldKind.STALLS:
            return tuple(
                StallValues(market_id, StallKind(stall) if stall else None, *parts)
                for market_id, stall, *parts in plain
            )
    return plain


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Values:
    """Give the fields that differ, each with its value before and after."""
    return {name: (before[name], value) for name, value in after.items() if before[name] != value}


def form_state(values: MemberValues, opened: State, *, omissions: Collection[str]) -> State:
    """Give the state that a form opened at another state says; `omissions` are the fields that it
    does not speak of.

    A consent on the same day in the same way is the same.
    """
    said = _written(values)
    (on, *_), (was, *_) = said["consent"], opened["consent"]
    if (on, said["consent"][-1]) == (was, opened["consent"][-1]):
        said["consent"] = opened["consent"]
    return said | {name: opened[name] for name in omissions}


@dataclass(frozen=True, slots=True)
class Merged:
    """Two people's changes together: `conflicts` are fields that both changed to something else,
    `others` those that only the other changed."""

    state: State
    conflicts: tuple[str, ...]
    others: tuple[str, ...]


def merge(*, opened: State, typed: State, now: State) -> Merged:
    """Join what was typed into a form with what was saved since it was opened, field by field."""
    mine = {name for name in ORDER if typed[name] != opened[name]}
    theirs = {name for name in ORDER if now[name] != opened[name]}
    return Merged(
        {name: typed[name] if name in mine else now[name] for name in ORDER},
        conflicts=tuple(
            name for name in ORDER if name in mine & theirs and typed[name] != now[name]
        ),
        others=tuple(name for name in ORDER if name in theirs - mine),
    )


def fill(member: Member, values: MemberValues, *, at: datetime) -> None:
    """Write everything but what is sealed into a member's row, and what searching needs of it."""
    for name, field in FIELDS.items():
        if not field.sealed and not field.in_parts:
            setattr(member, name, getattr(values, name))
    member.sex = values.sex or (sex_of(values.nik) if values.nik else "")
    _fill_consent(member, values.consent)
    member.updated_at = at
    stalls = tuple(stall for stall in values.stalls if not stall.is_empty)
    if stalls != _stalls(member):
        rows = [_stall(stall, member.association_id) for stall in stalls]
        if len(rows) == len(member.stalls):  # a row stays the row that a page was opened with
            for kept, row in zip(member.stalls, rows, strict=True):
                for name in STALL_COLUMNS:
                    setattr(kept, name, getattr(row, name))
        else:
            member.stalls = rows
    _fill_search(member, values, stalls)


def _fill_consent(member: Member, said: Consent | None) -> None:
    member.consent_on, member.consent_by = (said.on, said.by) if said else (None, None)
    member.consent_text, member.consent_how = (said.text, said.how) if said else ("", "")


STALL_COLUMNS = ("market_id", "kind", "block", "number", "permit", "walk")


def _stall(stall: StallValues, association_id: int) -> Stall:
    return Stall(
        association_id=association_id,
        market_id=stall.market_id,
        kind=stall.kind or "",
        block=stall.block,
        number=stall.number,
        permit=stall.permit,
        walk=stall.walk,
    )


def _fill_search(member: Member, values: MemberValues, stalls: tuple[StallValues, ...]) -> None:
    labels = [stall_label(stall.kind, stall.block, stall.number) for stall in stalls]
    joined = [f"{stall.block}{stall.number}" for stall in stalls]
    member.sort_name = search_form(values.name)[:60]
    member.sound, member.name_sound = sounds(values.name, values.known_as), name_key(values.name)
    member.search_text = search_form(" ".join((values.name, values.known_as, *labels, *joined)))


def seal(session: Session, member: Member, values: MemberValues) -> None:
    """Seal what is secret for the member's own row, with the blind indexes to find it by.

    Raises AlreadyOnRoster, and RuleError when a NIK that contributions hang on would go.
    """
    for name, field in FIELDS.items():
        if field.sealed and field.kind is not FieldKind.NIK:
            member.seal(field.sealed, getattr(values, name))
    member.phone_index, member.phone_tail = phone_indexes(member.association_id, values.phone)
    if values.nik is None and member.nik_index is not None:
        _take_nik(session, member)
    elif values.nik is not None and values.nik != member.nik:
        _give_nik(session, member, values.nik)


def _give_nik(session: Session, member: Member, nik: str) -> None:
    index = vault.index(nik, NIK_PURPOSE)
    _refuse_twin(session, member, index)
    member.nik_index = index
    member.nik_tail = tail_index(member.association_id, nik[-4:])
    member.seal("nik", nik)


def _take_nik(session: Session, member: Member) -> None:
    if member.participant_id is not None and has_paid(session, member.participant_id):
        raise RuleError("NIK tidak bisa dihapus karena sudah ada iuran yang tercatat.")
    member.nik_index = member.nik_tail = member.nik_sealed = member.participant = None
    member.link_pending = False


def _refuse_twin(session: Session, member: Member, index: bytes) -> None:
    with session.no_autoflush:
        twin = session.execute(
            sa.select(Member.id, Member.name, Member.left_on).where(
                Member.association_id == member.association_id,
                Member.nik_index == index,
                Member.id != member.id,
            )
        ).first()
    if twin is None:
        return
    if twin.left_on is not None:
        raise AlreadyOnRoster(
            "NIK ini milik %(name)s, yang sudah keluar dari daftar. Buka anggota itu untuk "
            "mengembalikannya.",
            name=twin.name,
            member_id=twin.id,
        )
    raise AlreadyOnRoster(
        "NIK ini sudah ada di daftar Anda, atas nama %(name)s.",
        name=twin.name,
        member_id=twin.id,
    )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
