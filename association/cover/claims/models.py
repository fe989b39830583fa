"""Cases and each step of their way."""

import json
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from association.access.owners import CountedInCity, OfAssociation, SeenByMember
from association.access.tables import columns
from association.database import Base, Id, UtcDateTime
from association.rules.law.claims import GOING_ON, ClaimState
from association.vault import vault


class Claim(SeenByMember, CountedInCity, OfAssociation, Base):
    """A case of one member: a death, an accident at work, or old age. What names people or tells
    of them is sealed; the city counts the rest."""

    __tablename__ = "claim"
    __table_args__ = (
        sa.Index("ix_claim_list", "association_id", "state", "id"),
        sa.Index("ix_claim_city", "city_id", "day"),
        sa.Index("ix_claim_member", "member_id", "id"),
    )
    public = columns(
        "id association_id city_id market_id kind from_work day state opened_at submitted_on "
        "decided_on paid_amount"
    )
    personal = columns(
        "member_id happened_at opened_by moved_on waits_until told_sealed batch_id version"
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    city_id: Mapped[int] = mapped_column(sa.ForeignKey("city.id"))
    member_id: Mapped[int] = mapped_column(sa.ForeignKey("member.id"))
    market_id: Mapped[int | None] = mapped_column(sa.ForeignKey("market.id"))  # of the first stall
    kind: Mapped[str] = mapped_column(sa.String(10))  # rules.law.claims.ClaimKind
    from_work: Mapped[bool] = mapped_column(default=False)  # a death at work, or on the way
    day: Mapped[date]  # of the death or the accident; of old age the day it is asked for
    happened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # an accident: its clock
    state: Mapped[str] = mapped_column(sa.String(10))  # rules.law.claims.ClaimState
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    moved_on: Mapped[date]  # the day of its last step
    submitted_on: Mapped[date | None]  # the papers were complete: the promise runs from here
    decided_on: Mapped[date | None]  # paid, refused or undone
    paid_amount: Mapped[int | None]  # whole rupiah
    waits_until: Mapped[date | None]  # nothing to do before; then Beranda shows it again
    told_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)  # see `told`
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("batch.id"))  # how they left
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    @property
    def told(self) -> dict[str, Any]:
        """Open what was told of the case: `paid_to`, `reason` of a refusal, `asked` for what,
        `waits_for`, and the chronology (`place`, `story`, `witnesses`)."""
        if self.told_sealed is None:
            return {}
        opened: dict[str, Any] = json.loads(vault.open(self.told_sealed, f"claim|told|{self.id}"))
        return opened

    def tell(self, **told: Any) -> None:
        """Seal what is told anew beside what was; None forgets."""
        kept = {name: value for name, value in (self.told | told).items() if value is not None}
        self.told_sealed = vault.seal(json.dumps(kept), f"claim|told|{self.id}") if kept else None


# As SQL: with which cases somebody goes on, and which were no mistake.
IS_GOING_ON = Claim.state.in_([one.value for one in GOING_ON])
STANDS = Claim.state != ClaimState.UNDONE.value


class ClaimStep(OfAssociation, Base):
    """One step of a case: to which state, on which day, and what was noted with it."""

    __tablename__ = "claim_step"
    __table_args__ = (sa.Index("ix_claim_step_case", "claim_id", "id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    claim_id: Mapped[int] = mapped_column(sa.ForeignKey("claim.id"))
    association_id: Mapped[int] = mapped_column(sa.ForeignKey("association.id"))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(sa.String(10))
    day: Mapped[date]
    note_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary)

    @property
    def note(self) -> str:
        """Open what was noted; "" for nothing."""
        sealed = self.note_sealed
        return vault.open(sealed, f"claim_step|note|{self.id}") if sealed else ""
