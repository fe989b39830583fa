"""Take a yes from a public page; take it back, or strike it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from association.access.by import By
from association.access.fence import reach_of, set_reach
from association.access.reach import OneAssociation, OneCity
from association.database import write_tx
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.meetings.events import reads as events
from association.meetings.events.models import AwarenessEvent
from association.meetings.rsvp.counting import coming
from association.meetings.rsvp.models import Rsvp
from association.meetings.rsvp.notices import Notice
from association.meetings.rsvp.values import PURPOSE, Person
from association.once import Once, write_once
from association.roster.members.keys import CARD_PURPOSE, phone_indexes
from association.roster.members.models import Card, Member
from association.roster.members.statuses import living
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.vault import vault

NOTHING: Mapping[str, str] = {}
CROWD = 600  # visits from one network that are free
MOST = 5_000  # of one event: anybody can say so, without an account


@dataclass(frozen=True, slots=True)
class _Match:
    """Whose guest a person is, the one member they match (or none), and the blind indexes they may
    be kept under."""

    association_id: int | None
    member_id: int | None
    indexes: list[bytes]


def slow_down(event_id: int, person: Person, *, network: str, clock: throttle.Clock) -> None:
    """Count a visit that writes: a market has one address, and its traders answer at one moment.

    Raises TooManyTries after very many from one network, or on one card code from there.
    """
    crowd = replace(throttle.per_network("rsvp", network), free=CROWD)
    place = throttle.network_of(network)
    own = throttle.Limit(f"rsvp {event_id} {person.card} from {place}", free=10)
    visit = throttle.Guess(own, (crowd,)) if person.card else throttle.Guess(crowd)
    throttle.settle(visit, throttle.Verdict.WRONG, clock=clock)


@write_once
def say_yes(
    session: Session,
    event_id: int,
    city_id: int,
    person: Person,
    *,
    now: datetime,
    today: date,
    said: Mapping[str, str] = NOTHING,
    once: Once | None,
) -> None:
    """Note that somebody will come; saying so twice changes nothing. It never marks them as having
    come.

    Raises RuleError when the event is over, cancelled, full or another than the page `said`, the
    card is no guest's, or the paguyuban is missing.
    """
    set_reach(session, OneCity(city_id))
    # The lock lets people who speak at once take turns, so that the last place is given once.
    event = session.get_one(AwarenessEvent, event_id, with_for_update=True)
    notice = Notice(
        event,
        events.guests(session, event),
        coming(session, event_id),
        event.starts_at < now - events.LASTS,
    )
    if not notice.is_open:
        raise RuleError("Kegiatan ini sudah lewat atau dibatalkan, jadi tidak bisa didaftari.")
    hold(said, event.announced)
    match = _match(session, [one.id for one in notice.guests], person, today)
    guest_of = _guest_of(match, person)
    if _said(session, event_id, match):
        return
    if notice.left == 0 or notice.coming >= MOST:
        raise RuleError(
            "Tempat sudah penuh (%(n)s orang). Tanyakan kepada pengurus.", n=event.capacity or MOST
        )
    set_reach(session, OneAssociation(guest_of, city_id))
    _keep(session, event_id, person, match, now)


def _guest_of(match: _Match, person: Person) -> int:
    """Give the paguyuban whose guest a person is; RuleError when nobody knows."""
    if person.card and match.member_id is None:
        raise RuleError(
            "Kode kartu ini tidak cocok dengan paguyuban yang diundang. Periksa lagi, atau "
            "isi nama dan nomor HP."
        )
    if match.association_id is None:
        raise RuleError("Pilih dulu paguyuban Anda.")
    return match.association_id


def _keep(session: Session, event_id: int, person: Person, match: _Match, now: datetime) -> None:
    reach = reach_of(session)
    assert isinstance(reach, OneAssociation)
    rsvp = Rsvp(
        event_id=event_id,
        association_id=reach.association_id,
        city_id=reach.city_id,
        member_id=match.member_id,
        person_index=match.indexes[0],
        name=person.name,
        said_at=now,
    )
    session.add(rsvp)
    session.flush()
    if person.phone:
        rsvp.phone_sealed = vault.seal(person.phone, f"rsvp|phone|{rsvp.id}")
    by = By(account_id=None, association_id=reach.association_id, at=now)
    record(session, by, "say yes", f"event:{event_id}", rsvp=rsvp.id)


@write_once
def take_back(
    session: Session,
    event_id: int,
    city_id: int,
    person: Person,
    *,
    now: datetime,
    today: date,
    once: Once | None,
) -> None:
    """Forget that somebody will come; the answer is the same when they had not said so (decision
    0016)."""
    set_reach(session, OneCity(city_id))
    event = session.get_one(AwarenessEvent, event_id, with_for_update=True)
    guests = [one.id for one in events.guests(session, event)]
    said = _said(session, event_id, _match(session, guests, person, today))
    for rsvp_id, association_id in said:
        set_reach(session, OneAssociation(association_id, city_id))
        _forget(session, rsvp_id, By(account_id=None, association_id=association_id, at=now))


def _match(session: Session, guests: list[int], person: Person, today: date) -> _Match:
    """Find whose guest somebody is: the one member of the invited rosters with this card or phone,
    if there is one."""
    known = _by_card(session, person.card) if person.card else _by_phone(person.phone, guests)
    found = session.execute(
        sa.select(Member.id, Member.association_id)
        .where(known, living(today), Member.association_id.in_(guests))
        .limit(2)
    ).all()
    indexes = [] if person.card else [vault.index(f"phone {person.phone}", PURPOSE)]
    if len(found) == 1:
        indexes.insert(0, vault.index(f"member {found[0].id}", PURPOSE))
        return _Match(found[0].association_id, found[0].id, indexes)
    chosen = (
        guests[0]
        if len(guests) == 1
        else person.association_id
        if person.association_id in guests
        else None
    )
    return _Match(chosen, None, indexes)


def _by_card(session: Session, code: str) -> sa.ColumnElement[bool]:
    """Keep the member whose card it is, or the one that their row was merged into."""
    card = session.get(Card, vault.index(code, CARD_PURPOSE))
    stays = sa.func.coalesce(Member.merged_into_id, Member.id)
    known = session.scalar(sa.select(stays).where(Member.id == (card.member_id if card else 0)))
    return Member.id == known


def _by_phone(phone: str | None, guests: list[int]) -> sa.ColumnElement[bool]:
    """Keep the members of these rosters with this phone; each roster has indexes of its own."""
    pairs = {one: phone_indexes(one, phone) for one in guests}
    return sa.or_(
        *(
            sa.and_(
                Member.association_id == one,
                Member.phone_tail == tail,
                Member.phone_index == whole,
            )
            for one, (whole, tail) in pairs.items()
        )
    )


def _said(session: Session, event_id: int, match: _Match) -> list[tuple[int, int]]:
    said = sa.select(Rsvp.id, Rsvp.association_id)
    found = session.execute(
        said.where(Rsvp.event_id == event_id, Rsvp.person_index.in_(match.indexes))
    )
    return [(row[0], row[1]) for row in found]


def _forget(session: Session, rsvp_id: int, by: By) -> None:
    rsvp = session.get_one(Rsvp, rsvp_id)
    record(session, by, "take back yes", f"event:{rsvp.event_id}", rsvp=rsvp_id)
    session.delete(rsvp)
    session.flush()


def strike(event_id: int, rsvp_id: int, by: By) -> None:
    """Let a leader strike one who will not come, or does not exist.

    Raises NoResultFound for an event outside the reach, and for who is not (or no longer) among
    those who come to it.
    """
    with write_tx() as tx:
        tx.session.get_one(AwarenessEvent, event_id)
        if tx.session.get_one(Rsvp, rsvp_id).event_id != event_id:
            raise NoResultFound
        _forget(tx.session, rsvp_id, by)
