"""Note that a session is in use, as the gate does."""

from datetime import datetime

import sqlalchemy as sa

from association.database import write_tx
from association.people.accounts.models import SignIn
from association.people.accounts.reads import token_hash


def seen(token: str, *, now: datetime) -> None:
    """Note that the session is in use."""
    with write_tx() as tx:
        tx.session.execute(
            sa.update(SignIn).where(SignIn.token_hash == token_hash(token)).values(seen_at=now)
        )
