"""Participants, as BPJS Ketenagakerjaan knows them, the runs of months they paid, and where that
money is."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import ColumnElement

from association.access.owners import OfAssociation, is_true, stands_in
from association.access.reach import OneAssociation, OneCity, OneMember, Reach, SomeBlocks
from association.access.tables import Fenced, columns, only_checked, open_table
from association.database import Base, Id, UtcDateTime
from association.rules.law.enrolment import USUAL_OCCUPATION, Funding, Sector
from association.vault import vault

# The roster lies a feature above; the fence only needs to know which participants stand on which
# roster.
_roster = sa.table(
    "member",
    sa.column("id"),
    sa.column("participant_id"),
    sa.column("association_id"),
    sa.column("city_id"),
).alias("fence_roster")


def _on_roster(participant_id: Any, reach: Reach) -> ColumnElement[bool]:
    """Confine to participants who stand on a roster within the reach."""
    match reach:
        case OneAssociation(association_id=own):
            condition = only_checked(_roster.c.association_id) == own
        case SomeBlocks():
            condition = stands_in(_roster.c.id, reach)
        case OneCity(city_id=city):
            condition = only_checked(_roster.c.city_id) == city
        case OneMember(member_id=member):
            condition = only_checked(_roster.c.id) == member
        case _:
            return sa.false()
    return sa.exists().where(_roster.c.participant_id == participant_id, condition)


def kpj_index(kpj: str) -> bytes:
    """Make the blind index of a membership number as rules.law.enrolment gives it."""
    return vault.index(kpj, "kpj")


class Participant(Fenced, Base):
    """A person, one per NIK, even if on two rosters. Nothing here grows false by waiting: statuses
    follow from dates."""

    __tablename__ = "participant"
    public = columns("id sent_on registered_on ended_on")
    personal = columns(
        "nik_index name birth_date income funding sector occupation ended_reason kpj_sealed "
        "kpj_index version"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    nik_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    birth_date: Mapped[date | None]
    income: Mapped[
        int | None
    ]  # a month, whole rupiah, as reported to BPJS Ketenagakerjaan; unknown = lowest band
    funding: Mapped[str] = mapped_column(
        sa.String(5), default=Funding.SELF.value, server_default=Funding.SELF.value
    )
    sector: Mapped[str] = mapped_column(
        sa.String(9), default=Sector.TRADE.value, server_default=Sector.TRADE.value
    )
    occupation: Mapped[str] = mapped_column(
        sa.String(40), default=USUAL_OCCUPATION, server_default=USUAL_OCCUPATION
    )  # of rules.law.occupations
    sent_on: Mapped[date | None]
    registered_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_reason: Mapped[str] = mapped_column(
        sa.String(10), default="", server_default=""
    )  # rules.law.enrolment.End
    kpj_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    kpj_index: Mapped[bytes | None] = mapped_column(sa.LargeBinary(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to those on a roster within the reach."""
        return _on_roster(cls.id, reach)

    @property
    def kpj(self) -> str | None:
        """Open the membership number (KPJ)."""
        return (
            vault.open(self.kpj_sealed, f"participant|kpj|{self.id}") if self.kpj_sealed else None
        )

    @kpj.setter
    def kpj(self, kpj: str | None) -> None:
        """Seal the membership number for this row, and make what it is found by; what it holds
        already stays."""
        if kpj != self.kpj:
            self.kpj_sealed = vault.seal(kpj, f"participant|kpj|{self.id}") if kpj else None
            self.kpj_index = kpj_index(kpj) if kpj else None

    def inside(self, reach: Reach) -> bool:
        """Leaders write the participants they could load, or make new ones for their own roster;
        coordinators write those of their blocks."""
        if isinstance(reach, SomeBlocks):
            return is_true(self, _on_roster(sa.literal(self.id), reach))
        return isinstance(reach, OneAssociation)


class Contribution(OfAssociation, Base):
    """A run of paid months: first and last month (first-of-month dates), programmes, and what the
    receipt says."""

    __tablename__ = "contribution"
    __table_args__ = (
        sa.Index(
            "ix_contribution_run",
            "participant_id",
            "last_month",  # the latest one is found without looking at those before
            "first_month",
            "voided_at",
            "received_on",
        ),
        sa.Index("ix_contribution_custody", "association_id", "custody", "recorded_by"),
        sa.CheckConstraint("first_month <= last_month", name="run"),
        sa.CheckConstraint("(custody = 'entrusted') = (received_on IS NULL)", name="received"),
    )
    public = columns(
        "id participant_id association_id first_month last_month paid_on received_on voided_at"
    )
    personal = columns(
        "programmes estimate amount channel receipt custody deposit_id recorded_by recorded_at "
        "voided_by void_reason batch_id"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    participant_id: Mapped[int] = mapped_column(sa.ForeignKey("participant.id"))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))  # who recorded it
    first_month: Mapped[date]
    last_month: Mapped[date]
    programmes: Mapped[str] = mapped_column(sa.String(20))  # "JKK,JKM" or "JKK,JKM,JHT"
    estimate: Mapped[int]  # whole rupiah, by the tariff of each contribution month
    amount: Mapped[int]  # whole rupiah, as on the receipt
    paid_on: Mapped[date]  # by the member, to a channel or to a collector
    received_on: Mapped[date | None]  # by BPJS Ketenagakerjaan; None while a collector holds it
    channel: Mapped[str] = mapped_column(sa.String(20))
    receipt: Mapped[str] = mapped_column(sa.String(40), default="")
    custody: Mapped[str] = mapped_column(
        sa.String(10), default="", server_default=""
    )  # rules.law.custody.Custody
    deposit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deposit.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("batch.id"), index=True
    )  # the batch that is undone with it
    recorded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    voided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    void_reason: Mapped[str] = mapped_column(sa.String(120), default="", server_default="")

    @property
    def is_held(self) -> bool:
        """Tell whether a collector holds the money, so that its months are not paid yet."""
        return self.received_on is None

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the contributions of participants within the reach; what a coordinator
        recorded stays theirs to account for, wherever the member stands by now."""
        theirs = _on_roster(cls.participant_id, reach)
        if isinstance(reach, SomeBlocks):
            return sa.or_(theirs, cls._of_coordinator(reach))
        return theirs

    @classmethod
    def _of_coordinator(cls, reach: SomeBlocks) -> ColumnElement[bool]:
        """Match what a coordinator recorded for this paguyuban."""
        own = only_checked(cls.association_id) == reach.association_id
        return sa.and_(own, only_checked(cls.recorded_by) == reach.account_id)

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban that recorded it writes it; a coordinator where they collected it, or
        the participant stands in their blocks."""
        if isinstance(reach, SomeBlocks):
            theirs = _on_roster(sa.literal(self.participant_id), reach)
            taken = self.recorded_by == reach.account_id and self.id is not None
            own = self.association_id == reach.association_id
            return own and (taken or is_true(self, theirs))
        return super().inside(reach)


NOT_VOID = Contribution.voided_at.is_(None)  # which contributions stand as recorded, as SQL
# Which of them BPJS Ketenagakerjaan has received, so that their months are paid, and which not yet.
PAID = sa.and_(NOT_VOID, Contribution.received_on.is_not(None))
HELD = sa.and_(NOT_VOID, Contribution.received_on.is_(None))


class Deposit(OfAssociation, Base):
    """Cash of one collector paid in at a channel: its sum is that of the contributions that point
    to it."""

    __tablename__ = "deposit"
    __table_args__ = (
        sa.Index("ix_deposit_reference", "association_id", "channel", "reference"),
        sa.Index("ix_deposit_list", "association_id", "id"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    collector_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    day: Mapped[date]
    channel: Mapped[str] = mapped_column(sa.String(20))
    reference: Mapped[str] = mapped_column(
        sa.String(40)
    )  # the channel's receipt number, as rules.law.custody.reference gives it
    amount: Mapped[int]  # whole rupiah
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proven_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proven_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    withdrawn_reason: Mapped[str] = mapped_column(sa.String(120), default="")

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to the paguyuban's own; a coordinator sees those of the cash they collected, a
        member those that hold money of theirs."""
        if isinstance(reach, SomeBlocks):
            own = only_checked(cls.association_id) == reach.association_id
            return sa.and_(own, cls.collector_id == reach.account_id)
        if isinstance(reach, OneMember):
            theirs = _on_roster(Contribution.participant_id, reach)
            return sa.exists().where(Contribution.deposit_id == cls.id, theirs)
        return super().within(reach)

    def inside(self, reach: Reach) -> bool:
        """Only the paguyuban writes it; a coordinator that of their own cash."""
        if isinstance(reach, SomeBlocks):
            own = (reach.association_id, reach.account_id)
            return (self.association_id, self.collector_id) == own
        return super().inside(reach)


@open_table("found by an unguessable number that the payer was given; ids only")
class Receipt(Base):
    """The number under which anybody may check that cash was taken for a member's contribution."""

    __tablename__ = "receipt"
    number: Mapped[str] = mapped_column(sa.String(11), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(sa.ForeignKey("contribution.id"), unique=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
