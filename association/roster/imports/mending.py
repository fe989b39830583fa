"""Put a mended row in the place of a refused one; once its list is saved, save it too."""

import json
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from association.access.by import By
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.history.reads import undoing_of
from association.roster.imports import reads, storage
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.plans import Fate, Plan, plans
from association.roster.imports.storage import PART
from association.roster.lists.becoming import Markets
from association.roster.lists.contents import RowRead
from association.roster.lists.marks import mark_repeats
from association.roster.lists.mending import Line, left_out, read_again
from association.roster.lists.problems import Code
from association.rules.house.errors import RuleError
from association.vault import vault

Save = Callable[[Session, Plan, Upload], bool]


@dataclass(frozen=True, slots=True)
class Mended:
    """A row as somebody would have it: its place in the list, its texts under plain headings, and
    the fields that were left out."""

    place: int
    line: Line
    names: Collection[str] = ()


def try_out(
    session: Session,
    upload: Upload,
    rows: list[RowRead],
    mended: Mended,
    markets: Markets,
    *,
    today: date,
) -> Plan:
    """Say what would become of a refused row with other texts, among all `rows` of its list."""
    read = left_out(read_again(rows[mended.place], mended.line, today=today), mended.names)
    others = [
        row
        for at, row in enumerate(rows)
        if at != mended.place and not row.is_refused_for(Code.NIK_REPEATED)
    ]
    return plans(session, [mark_repeats([*others, read])[-1]], upload, markets)[0]


@write_once
def mend(
    session: Session,
    upload_id: int,
    mended: Mended,
    by: By,
    *,
    save: Save,
    markets: Markets,
    today: date,
    once: Once | None,
) -> str:
    """Take a refused row as it is now; returns its fate.

    Before its list is saved the row joins those that are ready; after that it is saved at once,
    with the list's own batch, by `save`, which tells whether it could. A row that is refused no
    more stays as it is. Raises RuleError when the row is still not good, while the list is being
    saved, and when it is undone.
    """
    upload = session.get_one(Upload, upload_id, with_for_update=True)
    if reads.refused_at(session, upload, mended.place) is None:
        return _not_refused(upload)
    rows = reads.rows_at(session, upload_id, range(upload.total))
    plan = try_out(session, upload, rows, mended, markets, today=today)
    if plan.fate is Fate.REFUSED:
        raise RuleError("Baris ini belum bisa disimpan. Buka lagi untuk melihat alasannya.")
    others = _released(rows, mended.place, plan.row)
    _put_rows(session, upload, {mended.place: plan.row, **others})
    if upload.position:
        _save(session, upload, plan, mended.place, save)
    else:
        _hold(session, upload, {mended.place: plan.row, **others}, markets)
    record(session, by, "mend row", f"upload:{upload_id}", line=plan.row.line)
    return plan.fate.value


def _not_refused(upload: Upload) -> str:
    if 0 < upload.position < upload.total:
        raise RuleError("Daftar ini sedang disimpan. Perbaiki barisnya sesudah selesai.")
    return ""


def _released(rows: list[RowRead], place: int, mended: RowRead) -> dict[int, RowRead]:
    """Give the rows, by place, that were refused only because of what this one said before."""
    marked = mark_repeats([mended if at == place else row for at, row in enumerate(rows)])
    return {
        at: row
        for at, row in enumerate(marked)
        if at != place and len(row.problems) < len(rows[at].problems)
    }


def _save(session: Session, upload: Upload, plan: Plan, place: int, save: Save) -> None:
    if upload.batch_id is not None and undoing_of(session, upload.batch_id):
        raise RuleError("Impor ini sudah dibatalkan. Unggah lagi daftarnya.")
    if not save(session, plan, upload):
        raise RuleError("Ditolak saat disimpan: datanya bertentangan dengan yang sudah ada.")
    upload.refused = [other for other in upload.refused if other != place]


def _put_rows(session: Session, upload: Upload, rows: dict[int, RowRead]) -> None:
    """Put other rows in the places of some, in the caller's transaction."""
    for number in {place // PART for place in rows}:
        kept = list(reads.part(session, upload.id, number))
        for place, row in rows.items():
            if place // PART == number:
                kept[place % PART] = row
        part = session.get_one(UploadPart, (upload.id, number))
        part.rows_sealed = vault.seal(storage.part_of(kept), reads.place(upload.id, f"{number}"))


def _hold(session: Session, upload: Upload, rows: dict[int, RowRead], markets: Markets) -> None:
    """Hold rows that were refused and are other ones now against the roster, in the caller's
    transaction; rows by their place."""
    counts = Counter(upload.counts)
    for number in {place // PART for place in rows}:
        kept = session.get_one(UploadPart, (upload.id, number))
        sealed = kept.found_sealed or b""
        known = json.loads(vault.open(sealed, reads.place(upload.id, f"{number} found")))
        told = {one["place"]: one for one in known}
        places = [place for place in rows if place // PART == number]
        found = plans(session, [rows[place] for place in places], upload, markets)
        for place, plan in zip(places, found, strict=True):
            told[place] = plan.told(place)
            counts.update({plan.fate.value: 1, Fate.REFUSED.value: -1})
        kept.found_sealed = reads.sealed_findings(
            upload.id, number, [told[place] for place in sorted(told)]
        )
    upload.counts = dict(counts)
