"""The list of BPJS Ketenagakerjaan that the demo city holds against Sari's roster."""

from sqlalchemy.orm import Session

from association.cover.reconciliation import reads
from association.cover.reconciliation.models import OfficialList
from association.rules.law.listed import Pile, Standing
from tests.infra.cast import TODAY


def test_it_lies_open_with_every_difference(session: Session) -> None:
    kept = session.query(OfficialList).one()
    _kept, read = reads.opened(session, kept.id)
    roster = reads.roster(session, kept.association_id, today=TODAY)
    lines = reads.lines(kept, read.rows, roster, today=TODAY, months=True)
    piles = {line.pile for line in lines}
    assert piles == set(Pile) - {Pile.ASIDE}
    said = {line.theirs.standing for line in lines if line.theirs}
    assert {Standing.UNKNOWN, Standing.DIED, Standing.EMPLOYED} <= said
    assert any(line.run for line in lines)
    assert any("paid_until" in row.unread for row in read.rows)
    assert read.again == 1
