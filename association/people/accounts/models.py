"""Accounts, the duties that bind them to paguyuban, and where they are signed in."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from association.access.tables import open_table
from association.database import Base, Id, UtcDateTime
from association.rules.house.permissions import Position, Right, Role
from association.territory.models import Market


@open_table("read before anyone is known; the phone is sealed")
class Account(Base):
    """Someone who signs in by phone number and password. Officers work for a city, leaders through
    duties."""

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
    region: Mapped[str | None] = mapped_column(
        sa.String(2)
    )  # of an officer without a city: "33" for a province's cities, "" for all
    may_run_events: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    may_administer: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # has a password since
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # signs in nowhere since
    reset_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # the last time that a reset link was used, which its owner is told
    reset_by: Mapped[int | None] = mapped_column(Id)  # the account that made that link
    totp_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    totp_step: Mapped[int | None] = mapped_column(sa.BigInteger)  # of the newest code that was used
    code_removed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # by somebody else: told at the next sign-in
    language: Mapped[str] = mapped_column(
        sa.String(8), default="", server_default=""
    )  # that its holder chose; "": none

    @property
    def rights(self) -> frozenset[Right]:
        """Give what an officer may do beyond seeing the city."""
        given = {Right.EVENTS: self.may_run_events, Right.ADMINISTER: self.may_administer}
        return frozenset(right for right, has in given.items() if has)


@open_table("read to find an account's reach; ids and dates")
class Duty(Base):
    """A position that an account holds in a paguyuban, from one day to another."""

    __tablename__ = "duty"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"), index=True)
    position: Mapped[str] = mapped_column(sa.String(20))  # rules.house.permissions.Position
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # the last day; one before `starts_on` when it never began
    accepted_on: Mapped[date | None]  # gives no reach until its holder accepted it
    invited_name: Mapped[str] = mapped_column(
        sa.String(60), default="", server_default=""
    )  # as the ketua wrote it
    may_edit: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    may_record_money: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    may_see_nik: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    places: Mapped[list["DutyPlace"]] = relationship(
        cascade="all, delete-orphan", order_by="(DutyPlace.market_id, DutyPlace.block)"
    )

    @property
    def is_confined(self) -> bool:
        """Tell whether it reaches only the members of its places."""
        return self.position == Position.COORDINATOR

    @property
    def rights(self) -> frozenset[Right]:
        """Give what the duty allows: everything to a ketua, no change of the roster to a
        coordinator."""
        if self.position == Position.KETUA:
            return frozenset(Right)
        given = {
            Right.EDIT: self.may_edit and not self.is_confined,
            Right.MONEY: self.may_record_money,
            Right.NIK: self.may_see_nik,
        }
        return frozenset(right for right, has in given.items() if has)


@open_table("read to find an account's reach; markets and blocks, no people")
class DutyPlace(Base):
    """A block of a market that a coordinator's duty is confined to; "" for the whole market."""

    __tablename__ = "duty_place"
    duty_id: Mapped[int] = mapped_column(sa.ForeignKey("duty.id"), primary_key=True)
    market_id: Mapped[int] = mapped_column(sa.ForeignKey("market.id"), primary_key=True)
    block: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    market: Mapped[Market] = relationship(lazy="joined")

    @property
    def label(self) -> str:
        """Give the block, or the name of the whole market."""
        return self.block or self.market.name


@open_table("read before anyone is known; only hashes of tokens")
class SignIn(Base):
    """A server-side session. The cookie holds the token, the table its hash; deleting the row signs
    out."""

    __tablename__ = "sign_in"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    own_phone: Mapped[bool]
    association_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("association.id")
    )  # chosen among several duties
    city_id: Mapped[int | None] = mapped_column(sa.ForeignKey("city.id"))  # chosen among many
    agent: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")  # the device
    waits_for_code: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false()
    )  # half a sign-in: nobody until the second factor came
    by_link: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false()
    )  # by a link from a phone that was signed in
    device_hash: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary(32)
    )  # the Device it is on; unknown before 0.2.0
    pending_sealed: Mapped[bytes | None] = mapped_column(
        sa.LargeBinary
    )  # the secret of a second factor that its first code is to turn on
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


@open_table("read before anyone is known; only keyed digests")
class RecoveryCode(Base):
    """A code on paper that stands once for one of the phone's; who spends it deletes the row."""

    __tablename__ = "recovery_code"
    code_index: Mapped[bytes] = mapped_column(sa.LargeBinary(16), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)


@open_table("read before anyone is known; only hashes of tokens")
class Device(Base):
    """A device on which an account signed in before: it has its own bucket of failed tries."""

    __tablename__ = "device"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class LinkKind(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"  # sets the first password, or accepts a duty
    RESET = "reset"  # sets a new password
    DEVICE = "device"  # signs in on another phone
    PHONE = "phone"  # takes another phone number


@open_table("read before anyone is known; only hashes of tokens")
class Invitation(Base):
    """A one-time link, spent by a button, never by opening it: what for, its `kind` says."""

    __tablename__ = "invitation"
    token_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    duty_id: Mapped[int | None] = mapped_column(sa.ForeignKey("duty.id"), unique=True)
    kind: Mapped[str] = mapped_column(
        sa.String(10), default=LinkKind.INVITATION.value, server_default=LinkKind.INVITATION.value
    )
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    phone_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)  # the number to be taken
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


@open_table("read before anyone is known; only the hash of a code")
class FirstStart(Base):
    """A first start under way, in one row: the address /mulai/<code> makes the first account while
    there is none, and the admin goes on until the row is gone. An empty hash fits no code."""

    __tablename__ = "first_start"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(sa.LargeBinary(32))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
