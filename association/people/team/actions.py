"""Invite pengurus, give and take back rights, end a duty. The ketua's own duty changes hands by
serah terima only."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.people.accounts import actions as accounts
from association.people.accounts.actions import account_for
from association.people.accounts.models import Account, Duty, DutyPlace
from association.people.accounts.reads import stands
from association.people.team import reads
from association.rules.house.errors import RuleError
from association.rules.house.permissions import Position, Right
from association.rules.house.terms import check_end, check_term, last_day_before, overlaps
from association.territory.models import Association

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Whom the ketua invites; `phone` as +62812..."""

    name: str
    phone: str
    position: Position
    rights: frozenset[Right]
    starts_on: date
    ends_on: date | None
    places: frozenset[tuple[int, str]] = frozenset()  # of a coordinator: markets and blocks


def invite(invited: Invited, by: By, *, once: Once | None) -> tuple[int, str]:
    """Invite somebody; returns the duty's id and the token of the link, empty when this form came
    before.

    A number that has an account already is answered like a new one: whose it is, its holder alone
    decides and learns. Raises RuleError for an impossible term, a number that works here already,
    or more than 20 pengurus.
    """
    check_term(invited.starts_on, invited.ends_on, today=by.day)
    tokens: list[str] = []
    duty_id = _invite(invited, by, tokens, once=once)
    return duty_id, "".join(tokens)


@write_once
def _invite(
    session: Session, invited: Invited, by: By, tokens: list[str], *, once: Once | None
) -> int:
    """Save the duty; its token goes into `tokens`, beside the answer, because answers are kept."""
    account = account_for(session, name=invited.name, phone=invited.phone, now=by.at)
    _refuse_second(session, account.id, invited, by)
    duty = Duty(
        account_id=account.id,
        association_id=by.association_id,
        position=invited.position,
        starts_on=invited.starts_on,
        ends_on=invited.ends_on,
        invited_name=invited.name,
    )
    _give(duty, invited.rights)
    _confine(duty, invited.places)
    session.add(duty)
    session.flush()
    tokens.append(accounts.invite(session, account.id, now=by.at, duty_id=duty.id))
    record(session, by, "invite pengurus", f"duty:{duty.id}", rights=_names(invited.rights))
    return duty.id


def _refuse_second(session: Session, account_id: int, invited: Invited, by: By) -> None:
    assert by.association_id is not None
    lasting = reads.team(session, association_id=by.association_id, today=by.day)
    for line in lasting:
        same_days = overlaps((line.starts_on, line.ends_on), (invited.starts_on, invited.ends_on))
        if line.account_id == account_id and same_days:
            raise RuleError(
                "Nomor HP ini sudah ada di daftar pengurus, sebagai %(name)s. Lihat di sana.",
                name=line.name,
            )
    if len(lasting) >= MOST:
        raise RuleError("Sudah ada %(n)s pengurus. Akhiri dulu tugas yang tidak terpakai.", n=MOST)


def _give(duty: Duty, rights: frozenset[Right]) -> None:
    duty.may_edit = Right.EDIT in rights
    duty.may_record_money = Right.MONEY in rights
    duty.may_see_nik = Right.NIK in rights


def _confine(duty: Duty, places: frozenset[tuple[int, str]]) -> None:
    """Let a duty reach these places; RuleError for a coordinator of none, and for anybody else of
    some."""
    if duty.is_confined and not places:
        raise RuleError("Centang paling sedikit satu blok atau pasar untuk koordinator blok.")
    if places and not duty.is_confined:
        raise RuleError(
            "Hanya koordinator blok yang dibatasi pada blok. Pilih jabatan itu, atau kosongkan "
            "centang bloknya."
        )
    whole = {market for market, block in places if not block}
    kept = {one for one in places if not one[1] or one[0] not in whole}
    known = {(one.market_id, one.block): one for one in duty.places}
    duty.places = [
        known.get(one) or DutyPlace(market_id=one[0], block=one[1]) for one in sorted(kept)
    ]


def _names(rights: frozenset[Right]) -> list[str]:
    return sorted(right.value for right in rights)


def new_link(duty_id: int, by: By, *, once: Once | None) -> str:
    """Make a new link for somebody who has not accepted yet; the earlier one is void. A repeat gets
    "": the link is shown once. RuleError for everyone else."""
    tokens: list[str] = []
    renew(duty_id, by, tokens, once=once)
    return "".join(tokens)


@write_once
def renew(session: Session, duty_id: int, by: By, tokens: list[str], *, once: Once | None) -> None:
    """Renew the link; its token goes into `tokens`, beside the answer, because answers are kept."""
    duty = _lasting(session, duty_id, by)
    if duty.accepted_on is not None:
        raise RuleError("Undangan ini sudah diterima, jadi tidak perlu tautan lagi.")
    record(session, by, "renew invitation", f"duty:{duty_id}")
    tokens.append(accounts.invite(session, duty.account_id, now=by.at, duty_id=duty_id))


@write_once
def void(session: Session, duty_id: int, by: By, *, once: Once | None) -> None:
    """Take an invitation back: its link is worth nothing from now on. RuleError once it is
    accepted."""
    duty = _lasting(session, duty_id, by)
    if duty.accepted_on is not None:
        raise RuleError("Undangan ini sudah diterima. Untuk menghentikannya, akhiri tugasnya.")
    accounts.void_invitation(session, duty_id)
    duty.ends_on = last_day_before(by.day, starts_on=duty.starts_on)
    record(session, by, "void invitation", f"duty:{duty_id}")


@write_once
def set_rights(
    session: Session, duty_id: int, rights: frozenset[Right], by: By, *, once: Once | None
) -> None:
    """Give and take back rights, from the next request on. RuleError for a ketua, who has them
    all."""
    duty = _lasting(session, duty_id, by)
    if duty.position == Position.KETUA:
        raise RuleError("Ketua memegang semua hak.")
    before = duty.rights
    _give(duty, rights)
    if duty.rights != before:
        changes = {"given": _names(duty.rights - before), "taken": _names(before - duty.rights)}
        record(session, by, "change rights", f"duty:{duty_id}", **changes)


@write_once
def set_places(
    session: Session,
    duty_id: int,
    places: frozenset[tuple[int, str]],
    by: By,
    *,
    once: Once | None,
) -> None:
    """Confine a coordinator to these markets and blocks, from the next request on. RuleError for
    none, and for everyone else."""
    duty = _lasting(session, duty_id, by)
    _confine(duty, places)
    reached = [f"{one.market_id}:{one.block}" for one in duty.places]
    record(session, by, "confine duty", f"duty:{duty_id}", places=reached)


@write_once
def set_end(
    session: Session, duty_id: int, ends_on: date | None, by: By, *, once: Once | None
) -> None:
    """Set the last day of a duty, or None for no end."""
    duty = _lasting(session, duty_id, by)
    check_end(ends_on, starts_on=duty.starts_on, today=by.day)
    _end(session, duty, ends_on, by)


@write_once
def end_now(session: Session, duty_id: int, by: By, *, once: Once | None) -> None:
    """End a duty at once: the holder's next request reaches nothing here."""
    duty = _lasting(session, duty_id, by)
    _end(session, duty, last_day_before(by.day, starts_on=duty.starts_on), by)


def _end(session: Session, duty: Duty, ends_on: date | None, by: By) -> None:
    if duty.account_id == by.account_id:
        raise RuleError(
            "Tugas Anda sendiri diserahkan lewat serah terima, supaya paguyuban tidak tanpa ketua."
        )
    if duty.position == Position.KETUA and duty.accepted_on is not None:
        check_another_ketua(session, duty.association_id, duty.account_id, today=by.day)
    duty.ends_on = ends_on
    record(session, by, "end duty", f"duty:{duty.id}")


def check_another_ketua(
    session: Session, association_id: int, account_id: int, *, today: date
) -> None:
    """Raise RuleError unless somebody else leads a paguyuban that is at work, without an end; hold
    the paguyuban first."""
    place = session.get_one(Association, association_id)
    if place.closed_on is not None and place.closed_on <= today:
        return
    others = sa.select(Duty.id).where(
        Duty.association_id == association_id,
        Duty.position == Position.KETUA,
        Duty.ends_on.is_(None),
        stands(today),
        Duty.account_id != account_id,
        Duty.account_id == Account.id,
        Account.closed_at.is_(None),
    )
    if session.scalar(others.limit(1)) is None:
        raise RuleError(
            "Ini ketua terakhir %(place)s. Ketua lain harus menerima tugasnya dulu: lewat serah "
            "terima, atau undangan Dinas Perdagangan.",
            place=place.name,
        )


def _lasting(session: Session, duty_id: int, by: By) -> Duty:
    """Lock a duty of the paguyuban that has not ended; NoResultFound for another's, RuleError for
    an ended one."""
    own = (Duty.id == duty_id, Duty.association_id == by.association_id)
    duty = session.scalars(sa.select(Duty).where(*own).with_for_update()).one()
    if duty.ends_on is not None and duty.ends_on < max(by.day, duty.starts_on):
        raise RuleError("Tugas ini sudah selesai. Undang lagi bila perlu.")
    return duty
