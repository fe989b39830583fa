"""Seal a stall roster, and show one printed row of it to who holds the paper."""

import base64
import secrets
from hashlib import sha256

from sqlalchemy.orm import Session

from association.access.by import By
from association.database import db
from association.ledger.audit.actions import record
from association.ledger.throttle import actions as throttle
from association.once import Once, write_once
from association.roster.sealed import reads
from association.roster.sealed.models import SealedRoster
from association.rules.house.errors import RuleError
from association.rules.house.said import hold
from association.rules.people.cards import ALPHABET
from association.rules.people.rolls import Roll, RollRow, canonical
from association.vault import Parcel, vault

CODE_LENGTH = 12  # 60 bits
ROWS_A_NETWORK, ROWS_IN_ALL = 20, 200  # what may be looked up in a day without waiting


def new_code() -> str:
    """Make the code that is printed on the paper: twelve symbols that nobody guesses and everybody
    can type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def seal(roll: Roll, pdf: bytes, by: By, *, code: str, market_id: int, once: Once | None) -> int:
    """Keep a roster, and the file that shows it, for good; returns its id. Raises OutOfDate on
    another day, or with more or fewer stalls, than the page said."""
    assert by.association_id is not None
    text, file = canonical(roll), base64.b64encode(pdf).decode()
    kept = SealedRoster(
        code=code,
        association_id=by.association_id,
        market_id=market_id,
        made_at=roll.made_at,
        made_by=by.account_id,
        rows=len(roll.rows),
        text_hash=sha256(text.encode()).digest(),
        pdf_hash=sha256(pdf).digest(),
        text_sealed=b"",
        pdf_sealed=b"",
    )
    return _keep(kept, Parcel.of(text), Parcel.of(file), by, once=once)


@write_once
def _keep(
    session: Session, kept: SealedRoster, text: Parcel, pdf: Parcel, by: By, *, once: Once | None
) -> int:
    hold(by.said, {"hari": by.day, f"pasar{kept.market_id}": kept.rows})
    session.add(kept)
    session.flush()
    kept.text_sealed = vault.lay(text, reads.place("text", kept.id))
    kept.pdf_sealed = vault.lay(pdf, reads.place("pdf", kept.id))
    record(
        session,
        by,
        "seal roster",
        f"sealed_roster:{kept.id}",
        rows=kept.rows,
        market=kept.market_id,
    )
    return kept.id


def printed_row(code: str, number: int, *, network: str, clock: throttle.Clock) -> RollRow:
    """Give one row as it is printed.

    Every look counts, so that the page stays a check and does not become a register. Raises
    RuleError for a number that is not on the paper, TooManyTries, and NoResultFound for a code that
    is none.
    """
    paper = reads.by_code(db.session(), code)
    if not 1 <= number <= paper.rows:
        raise RuleError(
            "Baris nomor %(number)s tidak ada. Lembar ini memuat nomor 1 sampai %(rows)s.",
            number=number,
            rows=paper.rows,
        )
    row = f"sealed row {paper.id}"
    looks = throttle.Guess(
        throttle.Limit(f"{row} {throttle.network_of(network)}", free=ROWS_A_NETWORK),
        (throttle.Limit(row, free=ROWS_IN_ALL),),
    )
    throttle.settle(looks, throttle.Verdict.WRONG, clock=clock)
    return reads.printed_row(db.session(), paper, number)
