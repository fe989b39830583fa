"""The roster: members, their stalls, and the cards they check their status with."""

from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from association.access.owners import (
    CountedInCity,
    CountedThroughAssociation,
    OfAssociation,
    SeenByMember,
    SeenInBlocks,
    stands_in,
)
from association.access.reach import OneMember, Reach, SomeBlocks
from association.access.tables import columns, open_table
from association.config import WIB
from association.database import Base, Id, UtcDateTime
from association.people.participants.models import Participant
from association.rules.law.enrolment import has_died
from association.rules.people.recipients import Recipient, on_roster
from association.rules.people.stalls import StallKind, stall_label
from association.territory.models import Market
from association.vault import vault

CARRIED = sa.column("messenger_id").is_not(None)
PENDING = sa.column("link_pending").is_(True)
# As text in the statement: only so does SQLite find its partial index.
UNHEARD = sa.column("name_sound") == sa.literal("", literal_execute=True)


class Opened:
    """A member's sealed text, opened when it is read; empty when there is none."""

    def __init__(self, column: str) -> None:
        self.column = column

    def __get__(self, member: "Member", owner: type) -> str:
        return member.unseal(self.column) or ""


class Member(CountedInCity, OfAssociation, Base):
    """A trader on one paguyuban's roster. Without a NIK there is no participant yet."""

    __tablename__ = "member"
    __table_args__ = (
        sa.Index("ix_member_roster", "association_id", "sort_name", "id"),
        sa.Index("ix_member_person", "participant_id", "association_id"),
        sa.Index("ix_member_phone", "association_id", "phone_tail"),
        sa.Index("ix_member_sound", "association_id", "name_sound"),
        sa.Index("ix_member_unheard", "id", sqlite_where=UNHEARD, postgresql_where=UNHEARD),
        sa.Index(
            "ix_member_messenger", "messenger_id", sqlite_where=CARRIED, postgresql_where=CARRIED
        ),
        sa.Index(
            "ix_member_pending",
            "city_id",
            "association_id",
            "id",
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
        sa.UniqueConstraint("association_id", "nik_index"),
    )
    public = columns(
        "id association_id city_id participant_id link_pending arrived_on left_on merged_into_id "
        "created_at"
    )
    # and what the form asks: the columns of the table in values.py (PERSONAL)
    personal = columns(
        "sort_name search_text sound name_sound nik_index nik_tail phone_index phone_tail "
        "messenger_id consent_on consent_by consent_text consent_how left_reason version updated_at"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(sa.ForeignKey("participant.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    sort_name: Mapped[str] = mapped_column(sa.String(60))
    search_text: Mapped[str] = mapped_column(sa.Text)  # name and stalls, in search form
    known_as: Mapped[str] = mapped_column(
        sa.String(60), default="", server_default=""
    )  # what the market calls them
    name_sound: Mapped[str] = mapped_column(
        sa.String(90), default="", server_default=""
    )  # to find namesakes by
    sound: Mapped[str] = mapped_column(
        sa.Text, default="", server_default=""
    )  # names as they sound (rules.people.likeness)
    nik_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    nik_index: Mapped[bytes | None] = mapped_column(sa.LargeBinary(16))
    nik_tail: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(16)
    )  # blind index of the last four digits
    birth_date: Mapped[date | None]
    birth_place: Mapped[str] = mapped_column(sa.String(40), default="")
    sex: Mapped[str] = mapped_column(
        sa.String(1), default="", server_default=""
    )  # L, P, or unknown
    mother_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    mother_name = Opened("mother")  # registration asks for it
    address_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    address = Opened("address")
    heirs_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    heirs = Opened("heirs")  # as rules.people.heirs writes them
    phone_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(sa.LargeBinary(16))
    phone_tail: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(16)
    )  # blind index of the last four digits
    commodity: Mapped[str] = mapped_column(sa.String(60), default="")
    employs_helpers: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(sa.String(200), default="")
    income: Mapped[
        int | None
    ]  # a month, whole rupiah, the lower bound of a band of rules.law.tariff; unknown = None
    joined_on: Mapped[date | None]
    position: Mapped[str] = mapped_column(
        sa.String(40), default="", server_default=""
    )  # in the paguyuban
    arrived_on: Mapped[date | None]  # came from another roster: stands on this one from that day
    messenger_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("member.id")
    )  # a neighbour who carries messages
    consent_on: Mapped[date | None]
    consent_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))  # who was told
    consent_text: Mapped[str] = mapped_column(
        sa.String(12), default="", server_default=""
    )  # version of the wording
    consent_how: Mapped[str] = mapped_column(sa.String(12), default="", server_default="")
    link_pending: Mapped[bool] = mapped_column(
        default=False
    )  # the NIK is known with other data: an officer decides
    left_on: Mapped[date | None]
    left_reason: Mapped[str] = mapped_column(
        sa.String(12), default="", server_default=""
    )  # see rules.people.leaving
    merged_into_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("member.id"), index=True
    )  # the same person
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    participant: Mapped[Participant | None] = relationship()
    stalls: Mapped[list["Stall"]] = relationship(order_by="Stall.id", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to one roster, some blocks of it, one city's rosters (to be counted), or one
        member."""
        if isinstance(reach, SomeBlocks):
            return stands_in(cls.id, reach)
        return cls.id == reach.member_id if isinstance(reach, OneMember) else super().within(reach)

    def unseal(self, column: str) -> str | None:
        """Open what is sealed in a column; None when it is empty."""
        sealed: bytes | None = getattr(self, f"{column}_sealed")
        return vault.open(sealed, f"member|{column}|{self.id}") if sealed else None

    def seal(self, column: str, text: str | None) -> None:
        """Seal a text for this row; what it holds already is left as it is."""
        if (text or None) != self.unseal(column):
            setattr(
                self,
                f"{column}_sealed",
                vault.seal(text, f"member|{column}|{self.id}") if text else None,
            )

    @property
    def nik(self) -> str | None:
        """Open the NIK."""
        return self.unseal("nik")

    @property
    def phone(self) -> str | None:
        """Open the phone number (+62812...)."""
        return self.unseal("phone")

    @property
    def has_died(self) -> bool:
        """Tell whether they died, whoever knows it (the SQL twin is statuses.died)."""
        of_bpjs = self.participant.ended_reason if self.participant else ""
        return has_died(self.left_reason, of_bpjs)

    @property
    def to(self) -> Recipient:
        """Give whom a message to them goes to: nobody, once they died."""
        of_bpjs = self.participant.ended_reason if self.participant else ""
        return on_roster(self.phone, left_reason=self.left_reason, ended_reason=of_bpjs)

    @classmethod
    def joined_by(cls, day: date) -> ColumnElement[bool]:
        """Say, as SQL, who stood on the roster by a day: since they joined, or were written down
        where that is unknown."""
        return cls.joined_before(day, datetime.combine(day + timedelta(1), time(), WIB))

    @classmethod
    def joined_before(
        cls, day: date | ColumnElement[date], tomorrow: datetime | ColumnElement[datetime]
    ) -> ColumnElement[bool]:
        """Say the same of a day and the moment at which the next one begins, which may be
        columns."""
        joined = sa.case(
            (cls.joined_on.is_not(None), cls.joined_on <= day), else_=cls.created_at < tomorrow
        )
        return sa.and_(joined, cls.arrived_by(day))

    @classmethod
    def arrived_by(cls, day: date | ColumnElement[date]) -> ColumnElement[bool]:
        """Say, as SQL, whose row did not stand on another roster still on a day, which may be a
        column."""
        return sa.or_(cls.arrived_on.is_(None), cls.arrived_on <= day)

    @property
    def since(self) -> date:
        """Give the first day on the roster, as `joined_by` reckons it."""
        joined = self.joined_on or self.created_at.astimezone(WIB).date()
        return max(joined, self.arrived_on or joined)

    @property
    def is_ready(self) -> bool:
        """Tell whether what BPJS Ketenagakerjaan cannot do without is there: a NIK that is theirs,
        birth date, phone (the SQL twin is statuses.READY)."""
        needed = (self.participant_id, self.nik_index, self.birth_date, self.phone_sealed)
        return None not in needed


class Absence(SeenInBlocks, CountedInCity, OfAssociation, Base):
    """Days on which a member was off the roster who came back: from `left_on` to before
    `back_on`."""

    __tablename__ = "absence"
    __table_args__ = (sa.CheckConstraint("back_on > left_on", name="days"),)
    public = columns("id member_id association_id city_id left_on back_on")
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    left_on: Mapped[date]
    back_on: Mapped[date]


class Stall(SeenByMember, SeenInBlocks, CountedThroughAssociation, OfAssociation, Base):
    """Where a member trades: kios, los, pelataran or shelter, block and number, in a market."""

    __tablename__ = "stall"
    __table_args__ = (sa.Index("ix_stall_block", "association_id", "market_id", "block"),)
    public = columns("id member_id association_id market_id")
    personal = columns("kind block number permit walk")
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), index=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    market_id: Mapped[int | None] = mapped_column(sa.ForeignKey("market.id"))
    kind: Mapped[str] = mapped_column(sa.String(10), default="")
    block: Mapped[str] = mapped_column(sa.String(20), default="")
    number: Mapped[str] = mapped_column(sa.String(20), default="")
    permit: Mapped[str] = mapped_column(
        sa.String(30), default="", server_default=""
    )  # number of the SHP or KTPP
    walk: Mapped[int | None]  # place on the round through the market, counted from 1
    market: Mapped[Market | None] = relationship()

    @property
    def label(self) -> str:
        """Give the stall as people say it: Los B-14."""
        return stall_label(StallKind(self.kind) if self.kind else None, self.block, self.number)


@open_table("found by an unguessable code before anyone is known; ids only, the code is sealed")
class Card(Base):
    """The card with which a member checks their own status."""

    __tablename__ = "card"
    code_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"), unique=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    code_sealed: Mapped[bytes] = mapped_column(sa.LargeBinary)
