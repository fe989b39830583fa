"""Rows in bulk: what members.actions.add and contributions.actions.record_contribution would
write, by the thousand.

tests/commands/test_rows.py keeps the derived columns equal to theirs.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.database import Base, is_postgresql
from association.demo.deposits import Deposits, receipt_row
from association.demo.values import Entry, Roster, Row
from association.people.participants.models import (
    Contribution,
    Deposit,
    Participant,
    Receipt,
    kpj_index,
)
from association.roster.members.keys import CARD_PURPOSE, NIK_PURPOSE, phone_indexes, tail_index
from association.roster.members.models import Card, Member, Stall
from association.roster.members.values import MemberValues
from association.rules.law.custody import Custody
from association.rules.law.enrolment import USUAL_OCCUPATION, Funding, Sector
from association.rules.law.payments import Payment
from association.rules.law.price import Terms
from association.rules.law.tariff import programmes_code
from association.rules.people.names import search_form
from association.rules.people.nik import sex_of
from association.rules.people.sounds import name_key, sounds
from association.rules.people.stalls import stall_label
from association.vault import vault

# In the order in which foreign keys want them.
TABLES: tuple[type[Base], ...] = (
    Participant,
    Member,
    Stall,
    Card,
    Deposit,
    Contribution,
    Receipt,
)
# The others take their ids from the database.
NUMBERED = (Participant, Member, Deposit, Contribution)


class Rows:
    """Collects rows and writes them at once. Only under reach Everywhere, in write_tx."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[type[Base], list[Row]] = {model: [] for model in TABLES}
        self._people, self.members, deposits, self._contributions = (
            highest_id(session, model) for model in NUMBERED
        )
        self._deposits = Deposits(deposits)

    def member(
        self,
        values: MemberValues,
        roster: Roster,
        *,
        at: datetime,
        code: str,
        person: Row | None = None,
    ) -> Entry:
        """Add a member with stalls and card.

        `code` is a card code as stored; `person` is the participant's row when the NIK stands on
        another roster too.
        """
        self.members += 1
        if values.nik and person is None:
            self._people += 1
            person = participant_row(values, row_id=self._people)
            self._rows[Participant].append(person)
        self._rows[Member].append(member_row(values, roster, person, row_id=self.members, at=at))
        self._rows[Stall].extend(stall_rows(values, roster, self.members))
        self._rows[Card].append(card_row(code, roster, self.members))
        return Entry(self.members, person)

    def contribution(self, entry: Entry, payment: Payment, roster: Roster, *, at: datetime) -> None:
        """Add a run of paid months of who has a participant's row, cash with its deposit and
        receipt; the months are not checked against earlier ones."""
        person = entry.person
        assert person is not None
        person["income"] = payment.income
        if person["registered_on"] is None and not payment.is_cash and payment.receipt:
            person["registered_on"] = payment.paid_on
        self._contributions += 1
        row = contribution_row(person["id"], payment, roster, at=at)
        row |= {"id": self._contributions, "custody": Custody.NONE.value, "deposit_id": None}
        self._rows[Contribution].append(row)
        if payment.is_cash:
            self._deposits.pay_in(row, roster)
            self._rows[Receipt].append(receipt_row(row["id"], roster, entry.member_id))

    def take(self) -> dict[type[Base], list[Row]]:
        """Give what was collected, and begin anew."""
        taken, self._rows = self._rows, {model: [] for model in TABLES}
        return taken

    def write(self) -> None:
        """Insert what was collected."""
        self._rows[Deposit] = self._deposits.made()
        for model, rows in self.take().items():
            if rows:
                self._session.execute(sa.insert(table(model)), rows)
        number_on(self._session)


def table(model: type[Base]) -> sa.Table:
    """Give a model's table: inserting into it is twice as fast as into the model."""
    return cast(sa.Table, model.__table__)


def highest_id(session: Session, model: type[Base]) -> int:
    """Give the highest id of a table, 0 when it is empty."""
    highest: int | None = session.scalar(sa.select(sa.func.max(table(model).c.id)))
    return highest or 0


def number_on(session: Session) -> None:
    """Let PostgreSQL number later rows from behind those that came with an id; SQLite does so
    anyway."""
    if is_postgresql(session):
        for model in NUMBERED:
            last = highest_id(session, model)
            name = sa.func.pg_get_serial_sequence(model.__tablename__, "id")
            session.execute(sa.select(sa.func.setval(name, max(last, 1), last > 0)))


def participant_row(values: MemberValues, *, row_id: int) -> Row:
    """Make the participant of a NIK that nobody has yet."""
    return {
        "id": row_id,
        "nik_index": vault.index(values.nik or "", NIK_PURPOSE),
        "name": values.name,
        "birth_date": values.birth_date,
        "income": None,
        "funding": Funding.SELF.value,
        "sector": Sector.TRADE.value,
        "occupation": USUAL_OCCUPATION,
        "sent_on": None,
        "registered_on": None,
        "ended_on": None,
        "ended_reason": "",
        "kpj_sealed": None,
        "kpj_index": None,
        "version": 1,
    }


def set_kpj(person: Row, kpj: str) -> None:
    """Put a membership number (11 characters) into a participant's row."""
    person["kpj_sealed"] = vault.seal(kpj, f"participant|kpj|{person['id']}")
    person["kpj_index"] = kpj_index(kpj)


def member_row(
    values: MemberValues, roster: Roster, person: Row | None, *, row_id: int, at: datetime
) -> Row:
    """Make a member; `person` is the row of the participant whose NIK this is."""
    nik = values.nik if person else None
    phone_index, phone_tail = phone_indexes(roster.association_id, values.phone)
    return {
        "id": row_id,
        "association_id": roster.association_id,
        "city_id": roster.city_id,
        "participant_id": person["id"] if person else None,
        "name": values.name,
        "sort_name": _searched(values.name)[:60],
        "search_text": _search_text(values),
        "sound": sounds(values.name, values.known_as),
        "name_sound": name_key(values.name),
        "nik_sealed": vault.seal(nik, f"member|nik|{row_id}") if nik else None,
        "nik_index": person["nik_index"] if person else None,
        "nik_tail": tail_index(roster.association_id, nik[-4:]) if nik else None,
        "birth_date": values.birth_date,
        "birth_place": values.birth_place,
        "sex": sex_of(nik) if nik else "",
        "phone_sealed": vault.seal(values.phone, f"member|phone|{row_id}")
        if values.phone
        else None,
        "heirs_sealed": vault.seal(values.heirs, f"member|heirs|{row_id}")
        if values.heirs
        else None,
        "phone_index": phone_index,
        "phone_tail": phone_tail,
        "commodity": values.commodity,
        "employs_helpers": values.employs_helpers,
        "note": values.note,
        "link_pending": False,
        "left_on": None,
        "version": 1,
        "created_at": at,
        "updated_at": at,
    }


def stall_rows(values: MemberValues, roster: Roster, member_id: int) -> Iterator[Row]:
    """Make the stalls of a member."""
    for stall in values.stalls:
        if not stall.is_empty:
            yield {
                "member_id": member_id,
                "association_id": roster.association_id,
                "market_id": stall.market_id,
                "kind": stall.kind.value if stall.kind else "",
                "block": stall.block,
                "number": stall.number,
            }


def card_row(code: str, roster: Roster, member_id: int) -> Row:
    """Make a member's card; `code` as it is stored."""
    return {
        "code_index": vault.index(code, CARD_PURPOSE),
        "member_id": member_id,
        "association_id": roster.association_id,
        "city_id": roster.city_id,
        "code_sealed": vault.seal(code, f"card|code|{member_id}"),
    }


def contribution_row(participant_id: int, payment: Payment, roster: Roster, *, at: datetime) -> Row:
    """Make a contribution from what a receipt says."""
    run = payment.run
    terms = Terms(
        programmes=payment.programmes,
        income=payment.income,
        sector=Sector.TRADE,
        funding=Funding.SELF,
        employs_helpers=False,
        since=None,
    )
    each = estimate(terms, payment.first_month, payment.months)
    return {
        "participant_id": participant_id,
        "association_id": roster.association_id,
        "first_month": run.first_month,
        "last_month": run.last_month,
        "programmes": programmes_code(payment.programmes),
        "estimate": each,
        "amount": each if payment.amount is None else payment.amount,
        "paid_on": payment.paid_on,
        "received_on": payment.paid_on,
        "channel": payment.channel,
        "receipt": payment.receipt,
        "recorded_by": roster.account_id,
        "recorded_at": at,
        "voided_at": None,
    }


@lru_cache(maxsize=8192)
def estimate(terms: Terms, first_month: date, months: int) -> int:
    """Give what a run of months costs by the tariff, in whole rupiah."""
    return terms.total(first_month, months)


def _search_text(values: MemberValues) -> str:
    wanted = [stall for stall in values.stalls if not stall.is_empty]
    labels = [_label(stall.kind, stall.block, stall.number) for stall in wanted]
    joined = [f"{stall.block}{stall.number}" for stall in wanted]
    return _joined(_searched(part) for part in (values.name, *labels, *joined))


def _searched(text: str) -> str:
    """Give search_form word by word: words come again and again, and their forms are kept."""
    return _joined(map(_word, text.split()))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


_word = lru_cache(maxsize=65536)(search_form)
_label = lru_cache(maxsize=65536)(stall_label)
