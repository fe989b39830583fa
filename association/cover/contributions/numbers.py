"""Ask about a receipt number that a channel gave out before."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.people.participants.models import NOT_VOID, Contribution, Deposit, Receipt
from association.roster.members.models import Member
from association.rules.house.errors import RuleError
from association.rules.house.money import rupiah
from association.rules.law.custody import reference
from association.rules.people.dates import format_date, short_month


class NumberTaken(RuleError):
    """A channel's number stands on something else already; allowed once confirmed. `deposit_id`
    names the deposit, if it is one."""

    def __init__(self, template: str, /, *, deposit_id: int | None, **values: object) -> None:
        super().__init__(template, **values)
        self.deposit_id = deposit_id


def ask_about_number(session: Session, *, association_id: int, channel: str, number: str) -> None:
    """Raise NumberTaken when a paguyuban noted a channel's receipt before, "trx 12" and "TRX12"
    alike; what is void or withdrawn gave it free."""
    number = reference(number)
    if not number:
        return
    deposit = _deposit(session, association_id, channel, number)
    if deposit is not None:
        raise NumberTaken(
            (
                "Belum tersimpan: nomor %(number)s sudah dipakai untuk setoran %(day)s, "
                "%(amount)s. Periksa lagi, atau centang bila buktinya memang itu juga."
            ),
            deposit_id=deposit.id,
            number=number,
            day=format_date(deposit.day),
            amount=rupiah(deposit.amount),
        )
    paid = _contribution(session, association_id, channel, number)
    if paid is not None:
        raise NumberTaken(
            (
                "Belum tersimpan: nomor %(number)s sudah dipakai untuk iuran %(name)s %(months)s, "
                "%(amount)s. Periksa lagi, atau centang bila buktinya memang itu juga."
            ),
            deposit_id=None,
            number=number,
            name=_name(session, paid),
            months=_months(paid),
            amount=rupiah(paid.amount),
        )


def _deposit(session: Session, association_id: int, channel: str, number: str) -> Deposit | None:
    used = (
        Deposit.association_id == association_id,
        Deposit.channel == channel,
        Deposit.reference == number,
        Deposit.withdrawn_at.is_(None),
    )
    return session.scalars(sa.select(Deposit).where(*used).order_by(Deposit.id)).first()


def _contribution(
    session: Session, association_id: int, channel: str, number: str
) -> Contribution | None:
    used = (
        Contribution.association_id == association_id,
        Contribution.channel == channel,
        sa.func.upper(sa.func.replace(Contribution.receipt, " ", "")) == number,
        NOT_VOID,
    )
    latest = sa.select(Contribution).where(*used).order_by(Contribution.id.desc())
    return session.scalars(latest).first()


def _name(session: Session, paid: Contribution) -> str | RuleError:
    """Name the member on the reader's own roster; who is on none of its rows any more is not
    named."""
    own = Member.association_id == paid.association_id
    payer = sa.select(Receipt.member_id).where(Receipt.contribution_id == paid.id)
    members = sa.select(Member.name).where(own, Member.participant_id == paid.participant_id)
    first = members.order_by((Member.id == payer.scalar_subquery()).desc(), Member.id)
    return session.scalars(first).first() or RuleError("anggota lain")


def _months(paid: Contribution) -> str:
    first, last = short_month(paid.first_month), short_month(paid.last_month)
    return first if first == last else f"{first} – {last}"
