"""Change the roster: enrol and edit members, record their contributions."""

import secrets
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.audit.actions import By, record
from association.coverage import actions as coverage
from association.coverage.actions import Payment
from association.coverage.reads import runs_of
from association.database import Once, write_tx
from association.members.models import Card, Member, Stall
from association.members.reads import CARD_PURPOSE, NIK_PURPOSE, tail_index
from association.members.values import MemberValues
from association.rules.cards import new_card_code, normalise_card_code
from association.rules.errors import RuleError
from association.rules.names import search_form
from association.rules.stalls import stall_label
from association.vault import vault

UNCHANGED = object()


class AlreadyOnRoster(RuleError):
    """The NIK stands on this roster already; `member_id` says where."""

    def __init__(self, template: str, /, *, member_id: int, **values: object) -> None:
        super().__init__(template, **values)
        self.member_id = member_id


class ChangedMeanwhile(Exception):
    """Somebody saved the member after this form was opened."""


def enrol(values: MemberValues, by: By, *, city_id: int, once: Once | None) -> int:
    """Put a member on the actor's roster and give them a card; returns the member's id.

    Raises AlreadyOnRoster when the NIK stands on this roster.
    """
    with write_tx(once) as tx:
        if tx.repeated is None:
            member = add(tx.session, values, by, city_id=city_id)
            tx.answer = str(member.id)
    return int(tx.repeated or tx.answer)


def add(session: Session, values: MemberValues, by: By, *, city_id: int) -> Member:
    """Add a member in the caller's transaction (the import adds many)."""
    assert by.association_id is not None
    member = Member(
        association_id=by.association_id,
        city_id=city_id,
        created_at=by.at,
        name="",
        sort_name="",
        search_text="",
        link_pending=False,
    )
    _fill(member, values, by)
    session.add(member)
    session.flush()
    _seal(session, member, values, nik=values.nik)
    code = normalise_card_code(new_card_code(secrets.SystemRandom()))
    session.add(
        Card(
            code_index=vault.index(code, CARD_PURPOSE),
            member_id=member.id,
            association_id=member.association_id,
            city_id=city_id,
            code_sealed=vault.seal(code, f"card|code|{member.id}"),
        )
    )
    session.flush()
    record(session, by, "enrol member", f"member:{member.id}")
    return member


def edit(member_id: int, values: MemberValues, by: By, *, version: int, nik_changed: bool, once: Once | None) -> None:
    """Save a member's form; without `nik_changed` the NIK stays as it is.

    Raises ChangedMeanwhile when `version` is not the saved one, AlreadyOnRoster, NoResultFound outside the reach.
    """
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = tx.session.get_one(Member, member_id, with_for_update=True)
        if member.version != version:
            raise ChangedMeanwhile
        before = _visible(member)
        _fill(member, values, by)
        nik = values.nik if nik_changed else UNCHANGED
        _seal(tx.session, member, values, nik=nik)
        changed = sorted(name for name, value in _visible(member).items() if value != before[name])
        record(tx.session, by, "edit member", f"member:{member.id}", fields=changed)


def _visible(member: Member) -> dict[str, object]:
    names = ("name", "birth_date", "birth_place", "commodity", "employs_helpers", "note", "nik_index", "phone_sealed")
    stalls = [(stall.market_id, stall.kind, stall.block, stall.number) for stall in member.stalls]
    return {name: getattr(member, name) for name in names} | {"stalls": stalls}


def _fill(member: Member, values: MemberValues, by: By) -> None:
    member.name, member.sort_name = values.name, search_form(values.name)[:60]
    member.birth_date, member.birth_place = values.birth_date, values.birth_place
    member.commodity, member.note = values.commodity, values.note
    member.employs_helpers = values.employs_helpers
    member.updated_at = by.at
    wanted = [stall for stall in values.stalls if not stall.is_empty]
    current = [(s.market_id, s.kind, s.block, s.number) for s in member.stalls]
    if [(s.market_id, s.kind or "", s.block, s.number) for s in wanted] != current:
        member.stalls = [
            Stall(
                association_id=member.association_id,
                market_id=s.market_id,
                kind=s.kind or "",
                block=s.block,
                number=s.number,
            )
            for s in wanted
        ]
    labels = [stall_label(stall.kind, stall.block, stall.number) for stall in wanted]
    joined = [f"{stall.block}{stall.number}" for stall in wanted]
    member.search_text = search_form(" ".join((values.name, *labels, *joined)))


def _seal(session: Session, member: Member, values: MemberValues, *, nik: object) -> None:
    """Seal NIK and phone for the member's own row, and link the participant of the NIK."""
    if values.phone is None:
        member.phone_sealed = None
    elif member.phone_sealed is None or vault.open(member.phone_sealed, f"member|phone|{member.id}") != values.phone:
        member.phone_sealed = vault.seal(values.phone, f"member|phone|{member.id}")
    if isinstance(nik, str):
        index = vault.index(nik, NIK_PURPOSE)
        _refuse_twin(session, member, index)
        member.nik_index = index
        member.nik_tail = tail_index(member.association_id, nik[-4:])
        member.nik_sealed = vault.seal(nik, f"member|nik|{member.id}")
    elif nik is None and member.nik_index is not None:
        if member.participant_id is not None and runs_of(session, member.participant_id):
            raise RuleError("NIK tidak bisa dihapus karena sudah ada iuran yang tercatat.")
        member.nik_index = member.nik_tail = member.nik_sealed = member.participant = None
        member.link_pending = False
    if member.nik_index is not None:
        member.participant = coverage.link(
            session,
            nik_index=member.nik_index,
            name=member.name,
            birth_date=member.birth_date,
            current=member.participant,
        )
        member.link_pending = member.participant is None
    session.flush()


def _refuse_twin(session: Session, member: Member, index: bytes) -> None:
    with session.no_autoflush:
        twin = session.execute(
            sa.select(Member.id, Member.name).where(
                Member.association_id == member.association_id, Member.nik_index == index, Member.id != member.id
            )
        ).first()
    if twin is not None:
        raise AlreadyOnRoster(
            "NIK ini sudah ada di daftar Anda, atas nama %(name)s.", name=twin.name, member_id=twin.id
        )


def record_contribution(member_id: int, payment: Payment, by: By, *, today: date, once: Once | None) -> None:
    """Record months a member paid. Raises RuleError without a linked NIK, and whatever coverage.actions refuses."""
    with write_tx(once) as tx:
        if tx.repeated is not None:
            return
        member = tx.session.get_one(Member, member_id)
        if member.participant_id is None:
            if member.link_pending:
                raise RuleError("NIK anggota ini masih dicocokkan petugas Dinas.")
            raise RuleError("Isi NIK anggota dulu, baru iurannya bisa dicatat.")
        coverage.record_contribution(
            tx.session,
            by,
            association_id=member.association_id,
            participant_id=member.participant_id,
            payment=payment,
            today=today,
            employs_helpers=member.employs_helpers,
        )


def view_nik(member_id: int, by: By) -> str | None:
    """Open a NIK in full, and log who looked."""
    with write_tx() as tx:
        member = tx.session.get_one(Member, member_id)
        record(tx.session, by, "view NIK", f"member:{member.id}")
        return vault.open(member.nik_sealed, f"member|nik|{member.id}") if member.nik_sealed else None
