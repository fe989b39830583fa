"""Select what a session looked for."""

from datetime import datetime

from sqlalchemy.orm import Session

from association.people.accounts.reads import token_hash
from association.people.finding.models import KeptQuery
from association.rules.house.ends import end_of
from association.vault import BrokenSeal, vault

LENGTH = 32  # hexadecimal digits of an id


def place(token: str) -> str:
    """Name what a query is sealed for: the session of this token."""
    return f"kept_query|text|{token_hash(token).hex()}"


def query_of(session: Session, code: str, *, token: str, now: datetime) -> str:
    """Give the query of that id; empty when there is none, it is over, or another session's."""
    try:
        kept = session.get(KeptQuery, bytes.fromhex(code)) if len(code) == LENGTH else None
        if kept is None or end_of("kept_query").is_over(kept.asked_at, now=now):
            return ""
        return vault.open(kept.text_sealed, place(token))
    except (ValueError, BrokenSeal):
        return ""
