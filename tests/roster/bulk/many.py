"""Members by the hundred on Sari's roster, put there by one batch as an import does."""

from dataclasses import replace

from flask import Flask

from association.database import db, write_tx
from association.roster.history.actions import open_batch
from association.roster.history.kinds import BatchKind
from association.roster.members import actions as members
from association.roster.members.models import Member
from association.roster.members.state import values_from
from association.roster.members.values import MemberValues
from tests.infra.cast import Cast, acting


def imported(app: Flask, cast: Cast, number: int, *, first: int = 0) -> tuple[int, list[int]]:
    """Import so many members; give the batch's id and theirs."""
    with app.app_context():
        by = acting(cast, "sari")
        with write_tx() as tx:
            batch = open_batch(tx.session, by, BatchKind.IMPORT)
            ids = [
                members.add(
                    tx.session,
                    MemberValues(name=f"Impor {n:04}"),
                    by,
                    city_id=cast.city["Kota Surakarta"],
                    batch_id=batch,
                ).id
                for n in range(first, first + number)
            ]
        db.session.remove()
    return batch, ids


def edited(app: Flask, cast: Cast, member_id: int, **values: str) -> None:
    """Save a member's form as Sari would, with another name or commodity."""
    with app.app_context():
        by = acting(cast, "sari")
        member = db.session.get_one(Member, member_id)
        wanted, version = replace(values_from(member), **values), member.version
        members.edit(member_id, wanted, by, version=version, omissions=("nik",), once=None)
        db.session.remove()
