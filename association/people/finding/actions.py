"""Keep what a session looked for."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from association.database import write_tx
from association.people.finding.models import KeptQuery
from association.people.finding.reads import place
from association.vault import vault

ANEW = timedelta(hours=1)  # looked for again: its day begins again


def keep(text: str, *, token: str, now: datetime) -> str:
    """Keep a query of the session of this token, and give its id, the same for the same query."""
    code = vault.index(f"{place(token)}|{text}", "kept query")
    sealed = vault.seal(text, place(token))
    try:
        with write_tx() as tx:
            known = tx.session.get(KeptQuery, code)
            if known is None:
                tx.session.add(KeptQuery(id=code, text_sealed=sealed, asked_at=now))
            elif now - known.asked_at > ANEW:
                renewed = sa.update(KeptQuery).where(KeptQuery.id == code)
                tx.session.execute(renewed.values(asked_at=now))
    except IntegrityError:  # the same query came twice at once: it is kept
        pass
    return code.hex()
