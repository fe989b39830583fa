"""Accounts, the duties that bind them to paguyuban, and where they are signed in."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.fence import open_table
from association.database import Base, Id, UtcDateTime
from association.rules.permissions import Role


@open_table("read before anyone is known; the phone is sealed")
class Account(Base):
    """Someone who signs in by phone number and password. Officers work for a city, leaders through duties."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    role: Mapped[Role] = mapped_column(
        sa.Enum(Role, native_enum=False, length=10, values_callable=lambda e: [r.value for r in e])
    )
    phone_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16), unique=True)
    phone_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    password_hash: Mapped[str] = mapped_column(sa.String(120), default="")
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("city.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


@open_table("read to find an account's reach; ids and dates")
class Duty(Base):
    """A position that an account holds in a paguyuban, from one day to another."""

    __tablename__ = "duty"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    position: Mapped[str] = mapped_column(sa.String(20))  # ketua, sekretaris, bendahara
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


@open_table("read before anyone is known; only hashes of tokens")
class SignIn(Base):
    """A server-side session. The cookie holds the token, the table its hash; deleting the row signs out."""

    __tablename__ = "sign_in"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    own_phone: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


@open_table("read before anyone is known; only hashes of tokens")
class Device(Base):
    """A device on which an account signed in before: it has its own bucket of failed tries."""

    __tablename__ = "device"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


@open_table("read before anyone is known; only hashes of tokens")
class Invitation(Base):
    """A one-time link with which an account sets its password; spent by a button, never by opening it."""

    __tablename__ = "invitation"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
