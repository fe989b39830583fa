"""Cities, their markets, and the paguyuban that work in them."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from association.access.owners import OpenToVisitors, WrittenInCity
from association.access.reach import Leading, OneAssociation, OneCity, OneMember, Reach
from association.access.tables import OPEN, columns, open_table
from association.database import Base, Id
from association.rules.people.recipients import Recipient, beside_roster


@open_table("public geography: a code and a name")
class City(Base):
    """A city; officers work for one. `code` is the Kemendagri region code, such as 33.72."""

    __tablename__ = "city"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(8), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))


@open_table("public geography: the city's markets")
class Market(Base):
    """A city market, with the other names people use for it. An unknown kecamatan stays empty."""

    __tablename__ = "market"
    __table_args__ = (sa.UniqueConstraint("city_id", "name"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    aliases: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    district: Mapped[str | None] = mapped_column(sa.String(40))
    closed_on: Mapped[date | None]  # nobody is offered it from this day on; what names it stays
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    __mapper_args__ = {"version_id_col": version}


association_market = sa.Table(
    "association_market",
    Base.metadata,
    sa.Column("association_id", sa.ForeignKey("association.id"), primary_key=True),
    sa.Column("market_id", sa.ForeignKey("market.id"), primary_key=True, index=True),
    sa.Column("since", sa.Date),  # the first day there; None: since before anybody wrote it down
)

OPEN[association_market.name] = "which paguyuban works in which market is public"


@open_table("which paguyuban worked in which market is public")
class FormerStay(Base):
    """A market in which a paguyuban works no more: it did from its first day there (None: unknown)
    to before `until`. Where it works now stands in association_market."""

    __tablename__ = "former_stay"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    market_id: Mapped[int] = mapped_column(sa.ForeignKey("market.id"), index=True)
    since: Mapped[date | None]
    until: Mapped[date]


@open_table("when a paguyuban or a market was closed is public")
class Closure(Base):
    """Days on which a paguyuban, or a market, was closed that is open again: from `closed_on` to
    before `reopened_on`. One that is closed now has its own `closed_on`."""

    __tablename__ = "closure"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int | None] = mapped_column(sa.ForeignKey("association.id"), index=True)
    market_id: Mapped[int | None] = mapped_column(sa.ForeignKey("market.id"), index=True)
    closed_on: Mapped[date]
    reopened_on: Mapped[date]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people ask about a paguyuban: a name, and a phone as +62812...; empty where there is
    none."""

    name: str
    phone: str

    @property
    def to(self) -> Recipient:
        """Give whom a message to the paguyuban goes to."""
        return beside_roster(self.phone)


class Association(OpenToVisitors, WrittenInCity, Base):
    """A paguyuban: works in one or more markets. Name and contact are its public notice, which it
    writes itself."""

    __tablename__ = "association"
    __table_args__ = (
        sa.UniqueConstraint("city_id", "name"),
        sa.Index("ix_association_names", "name", "id"),
    )
    public = columns(
        "id city_id name contact_name contact_phone next_contact_name next_contact_phone "
        "next_contact_on closed_on version aliases"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    aliases: Mapped[list[str]] = mapped_column(sa.JSON, default=list, server_default="[]")
    contact_name: Mapped[str] = mapped_column(sa.String(60), default="")
    contact_phone: Mapped[str] = mapped_column(
        sa.String(16), default=""
    )  # +62812...; published by the paguyuban; `contact` tells who it is on a day
    next_contact_name: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")
    next_contact_phone: Mapped[str] = mapped_column(sa.String(16), default="", server_default="")
    next_contact_on: Mapped[date | None]  # the first day of the next contact: a new ketua's
    closed_on: Mapped[date | None]  # works no more from this day on; its rows stay
    version: Mapped[int] = mapped_column(default=1)
    city: Mapped[City] = relationship()
    markets: Mapped[list[Market]] = relationship(secondary=association_market, order_by=Market.name)
    __mapper_args__ = {"version_id_col": version}

    def contact(self, today: date) -> Contact:
        """Give the contact that counts on a day: the next one from its day on."""
        if self.next_contact_on is not None and self.next_contact_on <= today:
            return Contact(self.next_contact_name, self.next_contact_phone)
        return Contact(self.contact_name, self.contact_phone)

    def inside(self, reach: Reach) -> bool:
        """The paguyuban writes its own notice, the city's officers any in the city."""
        if isinstance(reach, OneAssociation):
            return self.id == reach.association_id
        return super().inside(reach)

    @classmethod
    def within(cls, reach: Reach) -> ColumnElement[bool]:
        """Confine to one's own paguyuban, the officer's city, or the public directory."""
        if isinstance(reach, Leading | OneMember):
            return cls.id == reach.association_id
        # Lists of all within the reach begin here: no `only_checked`.
        return cls.city_id == reach.city_id if isinstance(reach, OneCity) else super().within(reach)


class FoundingPapers(WrittenInCity, Base):
    """What the office wrote down of a paguyuban: its AD/ART, SK or deed, when it was founded, and a
    note; of the paguyuban, never of a person."""

    __tablename__ = "founding_papers"
    office = personal = columns("association_id city_id number signed_on founded_on note")
    association_id: Mapped[int] = mapped_column(
        sa.ForeignKey("association.id"), primary_key=True, autoincrement=False
    )
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    number: Mapped[str] = mapped_column(sa.String(120), default="")
    signed_on: Mapped[date | None]
    founded_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(sa.String(300), default="")
