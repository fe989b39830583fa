"""Count what a paguyuban leaves that is closed, and what changed since it was: sums and numbers,
never people."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.fence import beyond
from association.config import WIB
from association.cover.enrolment.batches import of_lines, state
from association.cover.enrolment.models import Registration, RegistrationLine
from association.ledger.audit.models import AuditEntry
from association.meetings.events.models import AwarenessEvent, Invited, State
from association.meetings.events.reads import LASTS
from association.people.accounts.models import Account, Duty
from association.people.participants.models import NOT_VOID, Contribution
from association.people.team.reads import accounts_of
from association.roster.members.counting import members_of
from association.roster.members.models import Member
from association.roster.members.statuses import leaves_after
from association.roster.transfers.models import OfferState, Transfer
from association.rules.house.permissions import Position
from association.rules.law.custody import Custody
from association.rules.law.enrolment import LineState
from association.rules.people.leaving import Leaving
from association.territory.models import Association


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is open in a paguyuban: `cash` in whole rupiah that collectors hold, of how many
    `payers`; `sent` people of `batches` whose registration nobody answered yet."""

    members: int
    cash: int
    payers: int
    batches: int
    sent: int
    accounts: int
    events: int
    offers: int

    def facts(self, today: date) -> dict[str, object]:
        """Give what a page says of it, for rules.house.said."""
        return {
            "anggota": self.members,
            "rupiah": self.cash,
            "orang": self.payers,
            "berkas": self.batches,
            "kirim": self.sent,
            "akun": self.accounts,
            "kegiatan": self.events,
            "tawaran": self.offers,
            "hari": today,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed in a paguyuban since it was closed: names of new ketua (of accounts), how many
    duties ended, how many members left and came; and the names of its markets that are closed."""

    ketua: tuple[str, ...]
    ended: int
    left: int
    came: int
    markets: tuple[str, ...]

    def facts(self, today: date) -> dict[str, object]:
        """Give what a page says of it, for rules.house.said."""
        return {
            "ketua": "+".join(self.ketua) or "-",
            "selesai": self.ended,
            "keluar": self.left,
            "baru": self.came,
            "tutup": "+".join(self.markets) or "-",
            "hari": today,
        }


def left(session: Session, association_id: int, *, now: datetime) -> Left:
    """Count what a paguyuban of the city leaves open."""
    today = now.astimezone(WIB).date()
    session.get_one(Association, association_id)  # of this city, before the fence is stepped over
    held = (
        Contribution.association_id == association_id,
        Contribution.custody == Custody.ENTRUSTED,
    )
    cash = sa.select(
        sa.func.coalesce(sa.func.sum(Contribution.amount), 0),
        sa.func.count(Contribution.participant_id.distinct()),
    ).where(*held, NOT_VOID)
    waiting = (
        of_lines(sa.func.count(RegistrationLine.registration_id.distinct()), sa.func.count())
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .where(Registration.association_id == association_id, state() == LineState.SENT.value)
    )
    offered = sa.select(sa.func.count(Transfer.id)).where(
        sa.or_(Transfer.from_id == association_id, Transfer.to_id == association_id),
        Transfer.state == OfferState.OPEN,
    )
    with beyond(session):
        amount, payers = session.execute(cash).one()
        batches, sent = session.execute(waiting).one()
        offers = session.scalar(offered) or 0
    return Left(
        members=members_of(session, [association_id], today=today).get(association_id, 0),
        cash=amount,
        payers=payers,
        batches=batches,
        sent=sent,
        accounts=accounts_of(session, association_id, today=today),
        events=_events(session, association_id, now),
        offers=offers,
    )


def _events(session: Session, association_id: int, now: datetime) -> int:
    """Count what it holds, or is invited to, and is not over."""
    coming = sa.select(sa.func.count(AwarenessEvent.id)).where(
        AwarenessEvent.starts_at >= now - LASTS, AwarenessEvent.state != State.CANCELLED
    )
    own = coming.where(AwarenessEvent.association_id == association_id)
    guest = coming.join(Invited, Invited.event_id == AwarenessEvent.id).where(
        Invited.association_id == association_id
    )
    return (session.scalar(own) or 0) + (session.scalar(guest) or 0)


def since(session: Session, association: Association, *, today: date) -> Since:
    """Tell what changed in a paguyuban since it was closed; of what has a day only, since the
    beginning of that one."""
    day, own = association.closed_on or today, association.id
    ketua = (
        sa.select(Account.name)
        .join(Duty, Duty.account_id == Account.id)
        .where(Duty.association_id == own, Duty.position == Position.KETUA)
        .where(Duty.starts_on <= today, sa.or_(Duty.accepted_on > day, Duty.starts_on > day))
        .where(Duty.accepted_on.is_not(None))
    )
    ended = sa.select(sa.func.count(Duty.id)).where(
        Duty.association_id == own, Duty.ends_on >= day, Duty.ends_on < today
    )
    gone = sa.select(sa.func.count(Member.id)).where(
        Member.association_id == own,
        leaves_after(day - timedelta(1)),
        ~leaves_after(today),
        Member.left_reason != Leaving.UNDONE,
    )
    came = sa.select(sa.func.count(Member.id)).where(
        Member.association_id == own, Member.created_at > _closed_at(session, own, day)
    )
    return Since(
        ketua=tuple(session.scalars(ketua.order_by(Account.name))),
        ended=session.scalar(ended) or 0,
        left=session.scalar(gone) or 0,
        came=session.scalar(came) or 0,
        markets=tuple(one.name for one in association.markets if one.closed_on is not None),
    )


def _closed_at(session: Session, association_id: int, day: date) -> datetime:
    """Give the moment of a closing, by the audit log; else the end of its day."""
    subject, what = f"association:{association_id}", "close association"
    logged = sa.select(sa.func.max(AuditEntry.at)).where(
        AuditEntry.subject == subject, AuditEntry.what == what
    )
    return session.scalar(logged) or datetime.combine(day + timedelta(1), time(), WIB)
