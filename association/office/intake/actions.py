"""Make all the paguyuban of a list at once, with their markets and invitations of their ketua."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.office.intake import reads
from association.office.intake.entries import Read
from association.office.intake.known import Known
from association.office.intake.models import Made
from association.office.intake.names import market_key
from association.office.intake.plans import Plan, new_markets, planned
from association.once import Once, write_once
from association.people.accounts.models import Account
from association.people.team.founding import Ketua, invite_ketua
from association.rules.house.said import hold
from association.territory.actions import (
    AssociationValues,
    MarketValues,
    add_association,
    add_markets,
)
from association.territory.models import Association, City, Contact, Market

UNDONE_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as it was opened, and whether its ketua are published as contacts."""

    intake_id: int
    version: int
    read: Read
    publish: bool


@write_once
def make(session: Session, wanted: Wanted, by: By, *, once: Once | None) -> None:
    """Make every paguyuban of the list that nothing stands in the way of, in one transaction.

    Raises StaleDataError when the list is another one than was opened, OutOfDate when something
    else would be made than its page said.
    """
    assert by.city_id is not None
    session.get_one(City, by.city_id, with_for_update=True)  # two lists of one city follow in turn
    kept = reads.waiting(session, wanted.intake_id, version=wanted.version)
    city = reads.city(session, by.city_id, wanted.read.entries, today=by.day)
    plans = [plan for plan in planned(wanted.read, city) if plan.is_made]
    hold(by.said, reads.offers(plans))
    made = _Made(session, by, publish=wanted.publish)
    made.markets(plans)
    for plan in plans:
        made.paguyuban(plan)
    kept.made, kept.made_at = made.told, by.at
    kept.rows_sealed = kept.sheets_sealed = None
    kept.ends_at = by.at + UNDONE_WITHIN
    record(session, by, "make paguyuban of list", f"intake:{kept.id}", **made.counts)


class _Made:
    """What a list makes, noted so that it can be taken back."""

    def __init__(self, session: Session, by: By, *, publish: bool) -> None:
        self.session, self.by, self.publish = session, by, publish
        self.told: dict[str, Any] = {
            "markets": [],
            "paguyuban": [],
            "completed": [],
        }
        self._markets: dict[str, Market] = {}

    @property
    def counts(self) -> dict[str, int]:
        """Count what was made."""
        invited = [one for name in ("paguyuban", "completed") for one in self.told[name]]
        return {
            **{name: len(ids) for name, ids in self.told.items()},
            "invited": sum(Made(*one).duty is not None for one in invited),
        }

    def markets(self, plans: Sequence[Plan]) -> None:
        """Make the markets that are to be made."""
        wanted = new_markets(plans)
        city_id = self.by.city_id or 0
        values = [MarketValues(name=name, district=at or None) for name, at in wanted.values()]
        found = add_markets(self.session, city_id, values)
        self._markets = dict(zip(wanted, found, strict=True))
        self.told["markets"] = [one.id for one in found]

    def paguyuban(self, plan: Plan) -> None:
        """Make a paguyuban, or complete one, and invite its ketua."""
        if plan.existing is None:
            found = self._new(plan)
            self.told["paguyuban"].append([*self._told(plan, found)])
        else:
            found, published = self._completed(plan, plan.existing)
            told = self._told(plan, found)._replace(contact=published)
            self.told["completed"].append([*told])

    def _new(self, plan: Plan) -> Association:
        own = [self.session.get_one(Market, one) for one in plan.market_ids]
        own += [self._markets[market_key(one)] for one in plan.new_markets]
        contact = self._contact(plan)
        values = AssociationValues(
            name=plan.entry.name, contact_name=contact.name, contact_phone=contact.phone
        )
        found = add_association(self.session, self.by.city_id or 0, values, own)
        record(self.session, self.by, "make association", f"association:{found.id}")
        return found

    def _completed(self, plan: Plan, known: Known) -> tuple[Association, bool]:
        """Give the paguyuban that was there, and whether its ketua is now its contact."""
        found = self.session.get_one(Association, known.id, with_for_update=True)
        contact = self._contact(plan)
        if not contact.name or known.has_contact:
            return found, False
        found.contact_name, found.contact_phone = contact.name, contact.phone
        self.session.flush()
        return found, True

    def _contact(self, plan: Plan) -> Contact:
        """Give what is published of the ketua: nothing unless it was ticked."""
        ketua = plan.ketua if self.publish else None
        return Contact(ketua.name, ketua.phone or "") if ketua else Contact("", "")

    def _told(self, plan: Plan, found: Association) -> Made:
        """Note what was made for a paguyuban, with its ketua invited."""
        return Made(found.id, found.version, *self._invited(plan, found.id))

    def _invited(self, plan: Plan, association_id: int) -> tuple[int | None, int | None]:
        """Invite the ketua; tells the duty, and the account where it is a new one."""
        if plan.ketua is None or not plan.ketua.phone:
            return None, None
        ketua = Ketua(name=plan.ketua.name, phone=plan.ketua.phone)
        duty = invite_ketua(self.session, association_id, ketua, self.by)
        account = self.session.get_one(Account, duty.account_id)
        is_new = account.created_at == self.by.at and not account.password_hash
        return duty.id, account.id if is_new else None
