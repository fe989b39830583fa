"""Fill what search needs in rows that were written before it needed it."""

from collections.abc import Callable, Sequence
from typing import Any, cast

import sqlalchemy as sa

from association.access.fence import set_reach
from association.access.reach import Everywhere
from association.database import db, write_tx
from association.roster.members.keys import phone_indexes
from association.roster.members.models import UNHEARD, Member
from association.rules.people.sounds import name_key, sounds
from association.vault import BrokenSeal, vault

CHUNK = 4_000  # rows of one transaction: a tenth of a second
_member = cast(sa.Table, Member.__table__)
_READ = sa.select(
    *(_member.c[name] for name in ("id", "association_id", "name", "known_as", "version")),
    *(_member.c[name] for name in ("phone_sealed", "phone_index", "phone_tail")),
)
_WRITE = (
    sa.update(_member)
    .where(
        _member.c.id == sa.bindparam("row"),
        _member.c.version == sa.bindparam("seen"),
        _member.c.name_sound == "",
    )
    .values(
        {name: sa.bindparam(name) for name in ("sound", "name_sound", "phone_index", "phone_tail")}
    )
)


def fill(advance: Callable[[int, int], object] = lambda _done, _of: None) -> int:
    """Write sounds and phone indexes where they are missing, some thousand rows a transaction;
    returns how many. `advance` hears how many of how many are done.

    Interrupted, it goes on where it stopped: a filled row is not empty. What is reckoned, is
    reckoned outside the transaction: a row that was saved meanwhile is looked at again.
    """
    done, last = 0, 0
    set_reach(db.session(), Everywhere())
    of = db.session().scalar(sa.select(sa.func.count()).select_from(_member).where(UNHEARD)) or 0
    try:
        while rows := _missing(after=last) or (last and _missing(after=0)):
            done += _write([_made(row) for row in rows])
            last = rows[-1].id
            advance(done, max(of, done))
    finally:
        db.session.remove()  # nothing later in this thread inherits the reach Everywhere
    return done


def _missing(*, after: int) -> Sequence[Any]:
    session = db.session()
    try:
        return session.execute(
            _READ.where(UNHEARD, _member.c.id > after).order_by(_member.c.id).limit(CHUNK)
        ).all()
    finally:
        session.rollback()  # while it reckons, it holds no snapshot open


def _made(row: Any) -> dict[str, Any]:
    whole, tail = row.phone_index, row.phone_tail
    if row.phone_sealed and not whole:
        try:
            phone = vault.open(row.phone_sealed, f"member|phone|{row.id}")
            whole, tail = phone_indexes(row.association_id, phone)
        except BrokenSeal:  # nobody can read it any more: it is not found by, either
            pass
    return {
        "row": row.id,
        "seen": row.version,
        "sound": sounds(row.name, row.known_as),
        "name_sound": name_key(row.name),
        "phone_index": whole,
        "phone_tail": tail,
    }


def _write(rows: list[dict[str, Any]]) -> int:
    with write_tx() as tx:
        tx.session.execute(_WRITE, rows)
    return len(rows)
