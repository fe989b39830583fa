"""Put a mended row in the place of a refused one; once its list is saved, save it too."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from association.access.by import By
from association.database import db, prepared
from association.ledger.audit.actions import record
from association.once import Once, write_once
from association.roster.history.reads import undoing_of
from association.roster.imports import among, reads, storage
from association.roster.imports.models import Upload, UploadPart
from association.roster.imports.plans import Fate, Plan, plans
from association.roster.imports.storage import PART
from association.roster.lists.becoming import Markets
from association.roster.lists.contents import RowRead
from association.roster.lists.mending import Line
from association.roster.lists.packing import packed, weight
from association.roster.lists.readers import read_apart
from association.rules.house.errors import RuleError
from association.vault import Parcel, vault

Save = Callable[[Session, Plan, Upload], bool]


@dataclass(frozen=True, slots=True)
class Mended:
    """A row as somebody would have it: its place in the list, its texts under plain headings, and
    the fields that were left out."""

    place: int
    line: Line
    names: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """What would become of a mended row, the rows by place that were refused only because of what
    it said before, and the list it was tried among."""

    plan: Plan
    released: Mapping[int, RowRead]
    seen: reads.Stamp


@dataclass(frozen=True, slots=True)
class Ready:
    """A mended row, made ready to be kept: the parts and findings that it changes, sealed, and the
    counts of its list."""

    tried: Tried
    position: int
    parts: Mapping[int, Parcel]
    findings: Mapping[int, bytes]
    counts: dict[str, int]


def try_out(upload_id: int, mended: Mended, markets: Markets, *, today: date) -> Tried:
    """Say what would become of a refused row with other texts, among all rows of its list."""
    parts, seen = reads.opened_parts(db.session(), upload_id)
    told = read_apart(
        among.among,
        "\n".join(parts).encode(),
        weight=weight(parts),
        place=mended.place,
        line=dict(mended.line),
        names=list(mended.names),
        today=today.isoformat(),
    )
    read, *released = storage.rows_from(told.texts[0])
    upload = db.session().get_one(Upload, upload_id)
    (plan,) = plans(db.session(), [read], upload, markets)
    return Tried(plan, dict(zip(told.facts["released"], released, strict=True)), seen)


def mend(
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

    def take() -> str:
        ready = _ready(upload_id, mended, markets, today=today)
        return _take(upload_id, mended.place, ready, by, save=save, markets=markets, once=once)

    return prepared(take)


def _ready(upload_id: int, mended: Mended, markets: Markets, *, today: date) -> Ready | None:
    """Make all ready that needs no lock; None when the row is not refused."""
    upload = db.session().get_one(Upload, upload_id)
    if reads.refused_at(db.session(), upload, mended.place) is None:
        return None
    tried = try_out(upload_id, mended, markets, today=today)
    rows = {mended.place: tried.plan.row, **tried.released}
    numbers = sorted({place // PART for place in rows})
    parts = {number: _part(upload_id, number, rows) for number in numbers}
    if upload.position:
        return Ready(tried, upload.position, parts, {}, upload.counts)
    counts, findings = Counter(upload.counts), {}
    for number in numbers:
        some = {place: row for place, row in rows.items() if place // PART == number}
        found = plans(db.session(), list(some.values()), upload, markets)
        for plan in found:
            counts.update({plan.fate.value: 1, Fate.REFUSED.value: -1})
        told = {place: plan.told(place) for place, plan in zip(some, found, strict=True)}
        findings[number] = _findings(upload_id, number, told)
    return Ready(tried, 0, parts, findings, dict(counts))


def _part(upload_id: int, number: int, rows: Mapping[int, RowRead]) -> Parcel:
    """Seal a part with other rows in the places of some."""
    kept = list(reads.part(db.session(), upload_id, number))
    for place, row in rows.items():
        if place // PART == number:
            kept[place % PART] = row
    return Parcel.of(packed(storage.part_of(kept)))


def _findings(upload_id: int, number: int, told: Mapping[int, dict[str, object]]) -> bytes:
    """Seal what was found of a part's rows, with these in their places."""
    kept = db.session().get_one(UploadPart, (upload_id, number))
    sealed = kept.found_sealed or b""
    known = json.loads(vault.open(sealed, reads.place(upload_id, f"{number} found")))
    found = {one["place"]: one for one in known} | dict(told)
    return reads.sealed_findings(upload_id, number, [found[place] for place in sorted(found)])


@write_once
def _take(
    session: Session,
    upload_id: int,
    place: int,
    ready: Ready | None,
    by: By,
    *,
    save: Save,
    markets: Markets,
    once: Once | None,
) -> str:
    upload = session.get_one(Upload, upload_id, with_for_update=True)
    if ready is None:
        return _not_refused(upload)
    if ready.position != upload.position or not reads.is_same(session, upload_id, ready.tried.seen):
        raise StaleDataError(f"upload {upload_id}")
    plan = ready.tried.plan
    if plan.fate is Fate.REFUSED:
        raise RuleError("Baris ini belum bisa disimpan. Buka lagi untuk melihat alasannya.")
    for number, parcel in ready.parts.items():
        kept = {"rows_sealed": vault.lay(parcel, reads.place(upload_id, f"{number}"))}
        if number in ready.findings:
            kept["found_sealed"] = ready.findings[number]
        own = (UploadPart.upload_id == upload_id, UploadPart.number == number)
        session.execute(sa.update(UploadPart).where(*own).values(kept))
    if upload.position:
        (plan,) = plans(session, [plan.row], upload, markets)
        _save(session, upload, plan, place, save)
    upload.counts = ready.counts
    record(session, by, "mend row", f"upload:{upload_id}", line=plan.row.line)
    return plan.fate.value


def _not_refused(upload: Upload) -> str:
    if 0 < upload.position < upload.total:
        raise RuleError("Daftar ini sedang disimpan. Perbaiki barisnya sesudah selesai.")
    return ""


def _save(session: Session, upload: Upload, plan: Plan, place: int, save: Save) -> None:
    if upload.batch_id is not None and undoing_of(session, upload.batch_id):
        raise RuleError("Impor ini sudah dibatalkan. Unggah lagi daftarnya.")
    if not save(session, plan, upload):
        raise RuleError("Ditolak saat disimpan: datanya bertentangan dengan yang sudah ada.")
    upload.refused = [other for other in upload.refused if other != place]
