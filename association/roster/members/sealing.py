"""Seal what is secret in a member's row; a NIK stands on a roster once."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.reads import runs_of
from association.roster.members.fields import FieldKind
from association.roster.members.keys import NIK_PURPOSE, phone_indexes, tail_index
from association.roster.members.models import Member
from association.roster.members.values import FIELDS, MemberValues
from association.rules.house.errors import RuleError
from association.vault import vault


class AlreadyOnRoster(RuleError):
    """The NIK stands on this roster already; `member_id` says where."""

    def __init__(self, template: str, /, *, member_id: int, **values: object) -> None:
        super().__init__(template, **values)
        self.member_id = member_id


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
    if member.participant_id is not None and runs_of(session, member.participant_id):
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
