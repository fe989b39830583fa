"""Fill what search needs in rows that were written before it needed it."""

import sqlalchemy as sa

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.roster.members.keys import phone_indexes
from association.roster.members.models import Member
from association.rules.people.sounds import name_key, sounds

CHUNK = 500


def fill() -> int:
    """Write sounds and phone indexes where they are missing, some hundred rows a transaction;
    returns how many.

    Interrupted, it goes on where it stopped: a filled row is not empty. Runs after migrations, with
    the reach of commands.
    """
    filled = 0
    while done := _fill_some():
        filled += done
    db.session.remove()  # nothing later in this thread inherits the reach Everywhere
    return filled


def _fill_some() -> int:
    with write_tx() as tx:
        set_reach(tx.session, Everywhere())
        rows = tx.session.scalars(
            sa.select(Member).where(Member.name_sound == "").limit(CHUNK)
        ).all()
        for member in rows:
            whole, tail = phone_indexes(member.association_id, member.phone)
            values = {
                "sound": sounds(member.name, member.known_as),
                "name_sound": name_key(member.name)
                or "-",  # never empty: a filled row is not filled again
                "phone_index": whole,
                "phone_tail": tail,
            }
            tx.session.execute(sa.update(Member).where(Member.id == member.id).values(values))
        return len(rows)
