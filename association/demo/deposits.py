"""The cash of the demo city's collectors: paid in every Monday and Thursday, proven the day after,
but for each one's last deposit."""

from datetime import date, datetime, time, timedelta
from random import Random

from association.config import WIB
from association.demo.values import Roster, Row
from association.rules.law.custody import Custody
from association.rules.people.cards import new_card_code

CHANNEL = "bank"


class Deposits:
    """Collects deposits with their contributions; `after` is the highest id there is."""

    def __init__(self, after: int) -> None:
        self._after = after
        self._deposits: dict[tuple[date, int], tuple[Row, list[Row]]] = {}

    def pay_in(self, contribution: Row, roster: Roster) -> None:
        """Put a contribution into its collector's next deposit."""
        day = deposit_day(contribution["paid_on"])
        key = day, roster.association_id
        if key not in self._deposits:
            self._deposits[key] = _deposit_row(roster, day), []
        deposit, inside = self._deposits[key]
        inside.append(contribution)
        deposit["amount"] += contribution["amount"]
        contribution |= {"received_on": day, "custody": Custody.PROVEN.value}

    def made(self) -> list[Row]:
        """Give the deposits, the oldest first; the last one of each paguyuban is not proven yet."""
        rows = []
        last = {association_id: day for day, association_id in sorted(self._deposits)}
        for number, (key, (deposit, inside)) in enumerate(sorted(self._deposits.items()), 1):
            deposit["id"] = self._after + number
            for contribution in inside:
                contribution["deposit_id"] = deposit["id"]
            day, association_id = key
            if day == last[association_id]:
                deposit["proven_at"] = deposit["proven_by"] = None
                for contribution in inside:
                    contribution["custody"] = Custody.DEPOSITED.value
            rows.append(deposit)
        return rows


def deposit_day(taken_on: date) -> date:
    """Give the day on which cash of a day is paid in: the next Monday or Thursday, at most three
    days later."""
    weekday = taken_on.weekday()
    return taken_on + timedelta((3 if 0 < weekday <= 3 else 7) - weekday if weekday else 0)


def _deposit_row(roster: Roster, day: date) -> Row:
    return {
        "id": 0,
        "association_id": roster.association_id,
        "collector_id": roster.account_id,
        "day": day,
        "channel": CHANNEL,
        "reference": f"STR{day:%y%m%d}{roster.association_id:02}",
        "amount": 0,
        "made_by": roster.account_id,
        "made_at": datetime.combine(day, time(15, 10), WIB),
        "proven_at": datetime.combine(day + timedelta(1), time(9, 30), WIB),
        "proven_by": roster.account_id,
    }


def receipt_row(contribution_id: int, roster: Roster, member_id: int) -> Row:
    """Make the receipt of cash; its number is the same for every load."""
    rng = Random(contribution_id)  # noqa: S311 - nothing secret is drawn
    return {
        "number": new_card_code(rng),
        "contribution_id": contribution_id,
        "member_id": member_id,
        "association_id": roster.association_id,
        "city_id": roster.city_id,
    }
