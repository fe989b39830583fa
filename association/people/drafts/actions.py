"""Keep what is typed into a form, or drop it."""

import json
from datetime import datetime

import sqlalchemy as sa

from association.database import write_tx
from association.drafts import Draft, forget, place
from association.once import was_saved
from association.vault import vault

MOST = 12  # of one account
LONGEST = 64_000  # characters; a browser sends no more when its page goes


def keep(
    account_id: int, index: bytes, fields: list[tuple[str, str]], *, key: str, now: datetime
) -> None:
    """Keep what stands in a form in place of what stood there before; not when the form with this
    `key` was saved meanwhile, nor when it is too long. The oldest of too many goes."""
    text = json.dumps(fields)
    if len(text) > LONGEST:
        return
    sealed = vault.seal(text, place(index))
    with write_tx() as tx:
        if was_saved(tx.session, f"account:{account_id}", key):
            return
        tx.session.merge(
            Draft(draft_index=index, account_id=account_id, typed_sealed=sealed, saved_at=now)
        )
        tx.session.flush()
        own = sa.select(Draft.draft_index).where(Draft.account_id == account_id)
        surplus = own.order_by(Draft.saved_at.desc()).offset(MOST)
        for gone in tx.session.scalars(surplus).all():
            forget(tx.session, gone)


def drop(index: bytes) -> None:
    """Forget the draft of a form."""
    with write_tx() as tx:
        forget(tx.session, index)
