"""Rows in bulk: what members.actions.add and coverage.actions.record_contribution would write, by the thousand.

tests/commands/test_rows.py keeps the derived columns equal to theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from association.coverage.actions import Payment
from association.coverage.models import Contribution, Participant
from association.database import Base, is_postgresql
from association.members.actions import MemberValues
from association.members.models import Card, Member, Stall
from association.members.reads import CARD_PURPOSE, NIK_PURPOSE, tail_index
from association.rules.names import search_form
from association.rules.stalls import stall_label
from association.rules.tariff import Programme, amounts, programmes_code
from association.vault import vault

Row = dict[str, Any]
# In the order in which foreign keys want them.
TABLES: tuple[type[Base], ...] = (Participant, Member, Stall, Card, Contribution)


@dataclass(frozen=True, slots=True)
class Roster:
    """The paguyuban whose roster is filled, and the account that fills it."""

    association_id: int
    city_id: int
    account_id: int | None = None


class Rows:
    """Collects rows with ids of their own and writes them at once. Only under reach Everywhere, in write_tx."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[type[Base], list[Row]] = {model: [] for model in TABLES}
        self._last = {model: self._highest(model) for model in TABLES if model is not Card}

    def _highest(self, model: type[Base]) -> int:
        highest: int | None = self._session.scalar(sa.select(sa.func.max(table(model).c.id)))
        return highest or 0

    @property
    def members(self) -> int:
        """Give the highest member id so far."""
        return self._last[Member]

    def _add(self, model: type[Base], row: Row) -> None:
        self._last[model] = row["id"] = self._last[model] + 1
        self._rows[model].append(row)

    def member(
        self, values: MemberValues, roster: Roster, *, at: datetime, code: str, person: Row | None = None
    ) -> tuple[int, Row | None]:
        """Add a member with stalls and card; gives the id, and the participant's row when there is a NIK.

        `code` is a card code as stored; `person` is the participant's row when the NIK stands on another roster too.
        """
        nik, name = values.nik, values.name
        index = vault.index(nik, NIK_PURPOSE) if nik else None
        if index is not None and person is None:
            person = _participant(index, values)
            self._add(Participant, person)
        member_id = self._last[Member] + 1
        row = {
            "association_id": roster.association_id,
            "city_id": roster.city_id,
            "participant_id": person["id"] if person else None,
            "name": name,
            "sort_name": _searched(name)[:60],
            "search_text": _search_text(values),
            "nik_sealed": vault.seal(nik, f"member|nik|{member_id}") if nik else None,
            "nik_index": index,
            "nik_tail": tail_index(roster.association_id, nik[-4:]) if nik else None,
            "birth_date": values.birth_date,
            "birth_place": values.birth_place,
            "phone_sealed": vault.seal(values.phone, f"member|phone|{member_id}") if values.phone else None,
            "commodity": values.commodity,
            "employs_helpers": values.employs_helpers,
            "note": values.note,
            "link_pending": False,
            "left_on": None,
            "version": 1,
            "created_at": at,
            "updated_at": at,
        }
        self._add(Member, row)
        self._stalls(values, roster, member_id)
        self._card(code, roster, member_id)
        return member_id, person

    def _stalls(self, values: MemberValues, roster: Roster, member_id: int) -> None:
        for stall in values.stalls:
            if not stall.is_empty:
                row = {
                    "member_id": member_id,
                    "association_id": roster.association_id,
                    "market_id": stall.market_id,
                    "kind": stall.kind or "",
                    "block": stall.block,
                    "number": stall.number,
                }
                self._add(Stall, row)

    def _card(self, code: str, roster: Roster, member_id: int) -> None:
        self._rows[Card].append(
            {
                "code_index": vault.index(code, CARD_PURPOSE),
                "member_id": member_id,
                "association_id": roster.association_id,
                "city_id": roster.city_id,
                "code_sealed": vault.seal(code, f"card|code|{member_id}"),
            }
        )

    def contribution(self, person: Row, payment: Payment, roster: Roster, *, at: datetime) -> None:
        """Add a run of paid months for a participant's row; the months are not checked against earlier ones."""
        run = payment.run
        sum_ = estimate(payment.first_month, payment.months, payment.income, payment.programmes)
        person["income"] = payment.income
        row = {
            "participant_id": person["id"],
            "association_id": roster.association_id,
            "first_month": run.first_month,
            "last_month": run.last_month,
            "programmes": programmes_code(payment.programmes),
            "estimate": sum_,
            "amount": sum_ if payment.amount is None else payment.amount,
            "paid_on": payment.paid_on,
            "channel": payment.channel,
            "receipt": payment.receipt,
            "recorded_by": roster.account_id,
            "recorded_at": at,
            "voided_at": None,
        }
        self._add(Contribution, row)

    def write(self) -> None:
        """Insert what was collected, and let the database number later rows from there."""
        for model, rows in self._rows.items():
            if rows:
                self._session.execute(sa.insert(table(model)), rows)
                rows.clear()
        if is_postgresql(self._session):
            for model, last in self._last.items():
                name = sa.func.pg_get_serial_sequence(model.__tablename__, "id")
                self._session.execute(sa.select(sa.func.setval(name, max(last, 1), last > 0)))


def table(model: type[Base]) -> sa.Table:
    """Give a model's table: inserting into it is twice as fast as into the model."""
    return cast(sa.Table, model.__table__)


def _participant(index: bytes, values: MemberValues) -> Row:
    row: Row = {"nik_index": index, "name": values.name, "birth_date": values.birth_date, "version": 1}
    return row | {"income": None, "sent_on": None, "registered_on": None, "ended_on": None}


@lru_cache(maxsize=8192)
def estimate(first_month: date, months: int, income: int, programmes: frozenset[Programme]) -> int:
    """Give what a run of months costs by the tariff, in whole rupiah."""
    return sum(month.total for month in amounts(first_month, months, income=income, programmes=programmes))


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
