"""Two at one moment: an undo posted twice is one, a chunk asked twice is done once, and nothing is
lost to an edit."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
import sqlalchemy as sa
from flask import Flask

from association.database import db
from association.roster.bulk import chunks, opening
from association.roster.bulk.models import LeftOut
from association.roster.history.models import Batch, Change
from association.roster.members.actions import ChangedMeanwhile
from association.roster.members.models import Member
from tests.infra.cast import TODAY, Cast, acting
from tests.roster.bulk.many import edited, imported

pytestmark = pytest.mark.usefixtures("patient")


def test_undo_posted_twice_at_once_while_somebody_edits(app: Flask, cast: Cast) -> None:
    batch, ids = imported(app, cast, 120)

    def undo(_number: int) -> int:
        with app.app_context():
            by = acting(cast, "sari")
            undoing = opening.start_undo(batch, by)
            chunks.go_on(undoing, by, today=TODAY, chunks=5)
            return undoing

    def edit(number: int) -> None:
        with suppress(ChangedMeanwhile):
            edited(app, cast, ids[number], commodity="Sayur")

    with ThreadPoolExecutor(4) as pool:
        undoings = [pool.submit(undo, number) for number in range(2)]
        edits = [pool.submit(edit, number) for number in (0, 60, 119)]
        assert len({one.result(timeout=60) for one in undoings}) == 1
        for one in edits:
            one.result(timeout=60)
    with app.app_context():
        acting(cast, "sari")
        undoing = db.session.scalar(sa.select(Batch).where(Batch.undoes_id == batch))
        assert undoing is not None
        changed = list(
            db.session.scalars(sa.select(Change.member_id).where(Change.batch_id == undoing.id))
        )
        kept = set(
            db.session.scalars(sa.select(LeftOut.member_id).where(LeftOut.batch_id == undoing.id))
        )
        assert len(changed) == len(set(changed)) == undoing.rows, "each member once"
        assert set(changed) | kept == set(ids)
        assert set(changed).isdisjoint(kept)
        assert kept <= {ids[0], ids[60], ids[119]}
        there = set(
            db.session.scalars(
                sa.select(Member.id).where(Member.left_on.is_(None), Member.id.in_(ids))
            )
        )
        assert there == kept
